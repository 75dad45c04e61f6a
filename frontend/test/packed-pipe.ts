/**
 * The packed state for another language (tests/record/test_packed_languages.py): each line that comes in is one question
 * as JSON, each that goes out one answer. This side invents records, packs them, and reads what the other side has packed.
 */
import { createInterface } from "node:readline";
import fc from "fast-check";
import type { Attempt, Json } from "../src/common/model.ts";
import { pack, resume, type Shapes, type State, stateOf, unpack } from "../src/record/packed.ts";
import { attemptFrom } from "../src/record/reading.ts";
import { EMPTY, recordOf } from "../src/record/record.ts";
import type { Shape } from "../src/record/shapes.ts";

/** What holds for all that follows: the shapes of this release and of a later one, and the day. */
interface Setting {
	shapes: Record<string, Shape>;
	later: Record<string, Shape>;
	day: string;
}

type Question = Setting | { invent: number; seed: number } | { attempts: unknown[] } | { text: string };

let shapes: Shapes = new Map();
let later: Shapes = new Map();
let day = "";

const plain = ({ day, items, aside }: State) => ({ day, items, aside });

/** What a text says in this release and in a later one, and what a fresh visit with it packs. */
function read(text: string) {
	const state = unpack(text, shapes);
	const fresh = resume(EMPTY, state, "newvisitor", "1");
	const [resumed] = pack(stateOf(fresh, shapes, day), shapes);
	return { now: plain(state), later: plain(unpack(text, later)), resumed };
}

function written(attempts: unknown[]) {
	const record = recordOf(attempts.map((one) => attemptFrom(one)) as Attempt[], new Map());
	const [text, left] = pack(stateOf(record, shapes, day), shapes);
	return { attempts, text, left, ...read(text) };
}

/** Any answer of a shape: a long road, one pick, all steps in any order. */
function answerOf(shape: Shape): fc.Arbitrary<Json> {
	if ("one" in shape) return fc.constantFrom(...shape.one).map((one) => [one]);
	if ("some" in shape) return fc.subarray(shape.some);
	if ("sort" in shape) return fc.shuffledSubarray(shape.sort, { minLength: shape.sort.length });
	if ("walk" in shape) {
		const step = fc.constantFrom(...shape.walk);
		const long = fc.array(step, { minLength: 60, maxLength: 64 });
		return fc.oneof({ weight: 9, arbitrary: fc.array(step, { maxLength: 8 }) }, { weight: 1, arbitrary: long });
	}
	const places = shape.put.map((id) => [id, fc.constantFrom(...shape.to)] as const);
	return fc.record(Object.fromEntries(places), { requiredKeys: [] }) as fc.Arbitrary<Json>;
}

const ODD: Json[] = [null, [], {}, ["strange"], "text", { strange: "x" }];
const GONE: Shape = { version: 1, one: ["a"] };

/** An attempt at any activity, one of which the course does not have; now and then at an older version of it. */
function anAttempt(id: string): fc.Arbitrary<Omit<Attempt, "n">> {
	const shape = shapes.get(id) ?? GONE;
	const whole = { weight: 19, arbitrary: answerOf(shape) };
	const rare = <T>(often: T, seldom: T) =>
		fc.oneof({ weight: 19, arbitrary: fc.constant(often) }, { weight: 1, arbitrary: fc.constant(seldom) });
	return fc.record({
		replica: fc.constantFrom("aaaaaaaa", "bbbbbbbb"),
		activity: fc.constant(id),
		version: rare(shape.version, Math.max(1, shape.version - 1)),
		release: fc.constant("1"),
		phase: rare<Attempt["phase"]>(null, "T0"),
		form: fc.constant(null),
		answer: fc.oneof(whole, { weight: 1, arbitrary: fc.constantFrom(...ODD) }),
		score: fc.oneof(
			fc.constantFrom(null, 0, 1),
			fc.integer({ min: 1, max: 999 }).map((n) => n / 1000),
		),
		certainty: fc.constantFrom(null, 1 as const, 2 as const, 3 as const),
		seconds: fc.constant(1),
		day: fc.constantFrom("2026-11-22", "2026-11-23"),
	});
}

function invented(count: number, seed: number) {
	const one = fc.constantFrom(...shapes.keys(), "gone/old-1").chain(anAttempt);
	const records = fc.array(one, { minLength: 1, maxLength: 13, size: "large" });
	return fc.sample(records, { numRuns: count, seed }).map((all) => all.map((each, at) => ({ ...each, n: at + 1 })));
}

function* answers(asked: Question): Generator<unknown> {
	if ("shapes" in asked) {
		shapes = new Map(Object.entries(asked.shapes));
		later = new Map(Object.entries(asked.later));
		day = asked.day;
	} else if ("invent" in asked) {
		for (const attempts of invented(asked.invent, asked.seed)) yield written(attempts);
	} else yield "text" in asked ? read(asked.text) : written(asked.attempts);
}

for await (const line of createInterface({ input: process.stdin })) {
	for (const answer of answers(JSON.parse(line))) process.stdout.write(`${JSON.stringify(answer)}\n`);
}
