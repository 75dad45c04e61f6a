/**
 * The packed state for another language: reads shapes and a day, then one JSON of attempts a line, and answers each with
 * what it packs, what that gives when it is read and written again, and what a fresh visit packs (tests/record/).
 */
import { createInterface } from "node:readline";
import type { Attempt } from "../src/common/model.ts";
import { pack, resume, type Shapes, stateOf, unpack } from "../src/record/packed.ts";
import { attemptFrom } from "../src/record/reading.ts";
import { EMPTY, recordOf } from "../src/record/record.ts";

let shapes: Shapes | undefined;
let day = "";

function answer(attempts: unknown[]): string[] {
	if (!shapes) throw new Error("no shapes yet");
	const record = recordOf(attempts.map((one) => attemptFrom(one)) as Attempt[], new Map());
	const [text] = pack(stateOf(record, shapes, day), shapes);
	const [again] = pack(unpack(text, shapes), shapes);
	const fresh = resume(EMPTY, unpack(text, shapes), "newvisitor", "1");
	const [resumed] = pack(stateOf(fresh, shapes, day), shapes);
	return [text, again, resumed];
}

for await (const line of createInterface({ input: process.stdin })) {
	const told = JSON.parse(line);
	if (Array.isArray(told)) process.stdout.write(`${JSON.stringify(answer(told))}\n`);
	else {
		shapes = new Map(Object.entries(told.shapes)) as Shapes;
		day = told.day;
	}
}
