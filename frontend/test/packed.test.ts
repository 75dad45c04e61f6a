/** The packed state: the vectors that Python runs too, what it leaves out, and any text whatever. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Json, Rec } from "../src/common/model.ts";
import { fnv24 } from "../src/record/digits.ts";
import { type Item, nameOf, pack, resume, type Shapes, stateOf, unpack } from "../src/record/packed.ts";
import { RecordError } from "../src/record/reading.ts";
import { EMPTY, recordOf, standing } from "../src/record/record.ts";
import type { Shape } from "../src/record/shapes.ts";
import { ROOT, readText } from "./files.ts";
import { attempt } from "./samples.ts";

const shared = JSON.parse(readText(join(ROOT, "tests/vectors/packed.json"))) as {
	shapes: Record<string, Shape>;
	good: { name: string; day: string; items: Item[]; text: string }[];
	aside: { text: string; known: string[]; aside: string[] };
	bad: { name: string; text: string; error: string }[];
};
const SHAPES: Shapes = new Map(Object.entries(shared.shapes));
const DAY = "2026-11-25";
const left_out = { attempts: 0, answers: 0, activities: 0, unknown: 0, phases: 0 };

function record(...answers: [activity: string, answer: Json, score: number][]): Rec {
	const made = answers.map(([activity, answer, score], index) =>
		attempt({ activity, answer, score, n: index + 1, version: SHAPES.get(activity)?.version ?? 1, day: DAY }),
	);
	return recordOf(made, new Map());
}

for (const { name, day, items, text } of shared.good) {
	test(`packed: ${name}`, () => {
		const state = { day, items, aside: [], left_out };
		assert.deepEqual(pack(state, SHAPES), [text, left_out]);
		assert.deepEqual(unpack(text, SHAPES), state);
	});
}

for (const { name, text, error } of shared.bad) {
	test(`packed: ${name} is refused`, () => {
		assert.throws(
			() => unpack(text, SHAPES),
			(found) => found instanceof RecordError && found.kind === error,
		);
	});
}

test("packed: any text is a state or a plain refusal", () => {
	const letters = fc.constantFrom(..."1ABCDEFGHgz09-_!");
	fc.assert(
		fc.property(fc.string({ unit: letters, maxLength: 60 }), (text) => {
			try {
				resume(EMPTY, unpack(text, SHAPES), "bbbbbbbb", "1");
			} catch (error) {
				assert.ok(error instanceof RecordError);
			}
		}),
	);
});

test("packed: unknown entries survive", () => {
	const { text, known, aside } = shared.aside;
	const few: Shapes = new Map([...SHAPES].filter(([id]) => known.includes(id)));
	const state = unpack(text, few);
	assert.deepEqual([state.items, state.aside], [[], aside]);
	const [again] = pack(stateOf(record(["a/some", ["x"], 0]), few, DAY, state.aside), few);
	assert.equal(unpack(again, SHAPES).items.at(-1)?.activity, "a/one");
});

test("packed: what is left out is said", () => {
	const made = record(["a/one", ["b"], 0], ["a/one", ["b"], 0], ["a/one", ["a"], 1], ["a/sort", ["p"], 1]);
	const evaluated = recordOf([...made.attempts, attempt({ phase: "T0", n: 9 })], made.counts);
	const state = stateOf(evaluated, new Map([["a/one", SHAPES.get("a/one") as Shape]]), DAY);
	assert.deepEqual(state.left_out, { ...left_out, attempts: 2, unknown: 1, phases: 1 });
	assert.equal(state.items[0]?.count, 3);
});

test("packed: an answer of another form goes, its score stays", () => {
	const odd: Json[] = ["a", [1], { k: "zzz" }, ["a", "b"], null, Array(64).fill("hall.a"), [["a"]], { z: "t" }];
	for (const answer of odd) {
		for (const activity of SHAPES.keys()) {
			const [text] = pack(stateOf(record([activity, answer, 0.5]), SHAPES, DAY), SHAPES);
			const [item] = unpack(text, SHAPES).items;
			assert.equal(item?.last, 0.5);
			if (item?.answer !== null) assert.deepEqual(item?.answer, answer);
		}
	}
});

test("packed: the longest answers go first, then whole entries", () => {
	const road = Array.from({ length: 20 }, () => ["hall.a", "night.b"]).flat();
	const state = stateOf(record(["a/one", ["b"], 1], ["a/walk", road, 1]), SHAPES, DAY);
	const [whole] = pack(state, SHAPES);
	const [shorter, left] = pack(state, SHAPES, whole.length - 1);
	assert.deepEqual([left.answers, left.activities], [1, 0]);
	assert.deepEqual(
		unpack(shorter, SHAPES).items.map((item) => item.answer),
		[["b"], null],
	);
	const [tiny, gone] = pack(state, SHAPES, 10);
	assert.deepEqual([tiny.length, gone.activities], [4, 2]);
});

test("packed: resuming adds what is new, and only once", () => {
	const old = record(["a/one", ["b"], 1], ["a/one", ["c"], 0], ["a/put", { k: "t" }, 0.5]);
	const [text] = pack(stateOf(old, SHAPES, DAY), SHAPES);
	const state = unpack(text, SHAPES);
	const fresh = resume(EMPTY, state, "bbbbbbbb", "1");
	const here = standing(fresh, "a/one", 1);
	assert.deepEqual([here.status, here.count, here.best?.score], ["other", 2, 1]);
	assert.deepEqual(resume(fresh, state, "cccccccc", "1"), fresh);
	assert.deepEqual(resume(old, state, "bbbbbbbb", "1"), old);
});

test("packed: a resumed visit knows how often, and the best even if that is nothing", () => {
	const often = record(...Array.from({ length: 4 }, (): [string, Json, number] => ["a/one", ["b"], 1]));
	const tried = record(["a/some", ["x"], 0]);
	const none = recordOf([...tried.attempts, attempt({ activity: "a/some", n: 2, score: null, day: DAY })], new Map());
	for (const [old, activity, count, best] of [
		[often, "a/one", 3, 1],
		[none, "a/some", 2, 0],
	] as const) {
		const state = stateOf(old, SHAPES, DAY);
		const fresh = resume(EMPTY, state, "bbbbbbbb", "1");
		const here = standing(fresh, activity, 1);
		assert.deepEqual([here.count, here.best?.score], [count, best]);
		assert.deepEqual(stateOf(fresh, SHAPES, DAY).items, state.items);
		assert.deepEqual(resume(fresh, state, "cccccccc", "1"), fresh);
	}
});

test("packed: the hash is the published FNV-1a, folded", () => {
	assert.equal(fnv24(""), (0x811c9dc5 >>> 24) ^ (0x811c9dc5 & 0xffffff));
	assert.equal(fnv24("a"), (0xe40c292c >>> 24) ^ (0xe40c292c & 0xffffff));
	assert.equal(nameOf("a").length, 4);
});
