/** Reading and merging of records: the shared vectors, and the laws as properties. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import type { Attempt, Json, Rec } from "../src/common/model.ts";
import { attemptFrom, countsOfReplica, depthOf, RecordError, readRecord, recordJson } from "../src/record/reading.ts";
import { canonical, compact, merge, nextNumber, recordOf, standing, unknownActivities } from "../src/record/record.ts";
import { ROOT, readText } from "./files.ts";
import { attempt } from "./samples.ts";

interface Plain {
	attempts: Attempt[];
	counts: Record<string, Record<string, number>>;
}

interface ReadCase {
	name: string;
	text?: string;
	bytes?: string;
	repeat?: { before: string; unit: string; times: number; after: string };
	ok?: Plain;
	error?: string;
}

const shared = JSON.parse(readText(join(ROOT, "tests/vectors/record.json"))) as {
	read: ReadCase[];
	merge: { name: string; a: Plain; b: Plain; merged: Plain; compacted: Plain }[];
	canonical: { value: Json; text: string }[];
};

const COURSE = "stepping-up";
const encode = (text: string) => new TextEncoder().encode(text);

function bytesOf({ text, bytes, repeat }: ReadCase): Uint8Array {
	if (bytes !== undefined) return new Uint8Array(Buffer.from(bytes, "base64"));
	if (!repeat) return encode(text ?? "");
	const { before, unit, times, after } = repeat;
	return encode(before + unit.repeat(times) + after.repeat(after === "]" ? times : 1));
}

function plainOf(record: Rec): Plain {
	const { attempts, counts } = recordJson(record, COURSE);
	return JSON.parse(JSON.stringify({ attempts, counts }));
}

function recordFrom({ attempts, counts }: Plain): Rec {
	const listed = Object.entries(counts).map(([replica, keys]) => [replica, countsOfReplica(keys)] as const);
	return { attempts: attempts.map((one) => attemptFrom(one)), counts: new Map(listed) };
}

for (const one of shared.read) {
	test(`read: ${one.name}`, () => {
		if (one.error === undefined) assert.deepEqual(plainOf(readRecord(bytesOf(one), COURSE)), one.ok);
		else
			assert.throws(
				() => readRecord(bytesOf(one), COURSE),
				(error) => error instanceof RecordError && error.kind === one.error,
			);
	});
}

for (const one of shared.merge) {
	test(`merge: ${one.name}`, () => {
		const [a, b] = [recordFrom(one.a), recordFrom(one.b)];
		assert.deepEqual(plainOf(merge(a, b)), one.merged);
		assert.deepEqual(plainOf(merge(b, a)), one.merged);
		assert.deepEqual(plainOf(compact(merge(a, b))), one.compacted);
	});
}

test("canonical texts", () => {
	for (const { value, text } of shared.canonical) assert.equal(canonical(value), text);
});

test("any bytes whatever: a record or a RecordError", () => {
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 400 }),
		fc.json().map(encode),
		fc.jsonValue().map(wrapped).map(encode),
	);
	fc.assert(
		fc.property(bytes, (data) => {
			try {
				readRecord(data, COURSE);
			} catch (error) {
				assert.ok(error instanceof RecordError);
			}
		}),
	);
});

const wrapped = (value: unknown) =>
	JSON.stringify({ format: "stepping-up-record", v: 1, course: COURSE, attempts: [value], counts: {} });

test("depth ignores brackets inside strings", () => {
	assert.equal(depthOf('{"a":["[[[\\"["]}'), 2);
});

/** What a replica wrote in one place never changes: content follows from the place. */
const attempts = fc
	.uniqueArray(
		fc.record({ replica: fc.constantFrom("aaaaaaaa", "bbbbbbbb", "cccccccc"), n: fc.integer({ min: 1, max: 12 }) }),
		{
			selector: ({ replica, n }) => `${replica}.${n}`,
			maxLength: 20,
		},
	)
	.map((places) => places.map(({ replica, n }) => written(replica, n)));

function written(replica: string, n: number): Attempt {
	const seed = replica.charCodeAt(0) * 31 + n * 7;
	const activity = seed % 2 ? "a/one" : "a/two";
	return attempt({
		replica,
		n,
		activity,
		score: [0, 0.5, 1, null][seed % 4] ?? null,
		day: `2026-11-0${1 + (seed % 5)}`,
	});
}

const records = attempts.map((list) => recordOf(list, new Map()));
const same = (a: Rec, b: Rec) => assert.deepEqual(plainOf(a), plainOf(b));

test("merging is commutative, associative and idempotent", () => {
	fc.assert(
		fc.property(records, records, records, (a, b, c) => {
			same(merge(a, b), merge(b, a));
			same(merge(a, merge(b, c)), merge(merge(a, b), c));
			same(merge(a, a), a);
		}),
	);
});

test("merging stays commutative when two attempts claim one place", () => {
	const rivals = fc
		.tuple(fc.json(), fc.json())
		.map(([a, b]) => [a, b].map((text) => recordOf([attempt({ answer: JSON.parse(text) })], new Map())));
	fc.assert(fc.property(rivals, ([a, b]) => a && b && same(merge(a, b), merge(b, a))));
});

test("compacting before merging changes nothing in what is kept", () => {
	fc.assert(
		fc.property(records, records, (a, b) => {
			const early = compact(merge(compact(a), compact(b)));
			const late = compact(merge(a, b));
			assert.deepEqual(plainOf(early).attempts, plainOf(late).attempts);
			same(compact(late), late);
		}),
	);
});

test("compacting keeps status, best score and number", () => {
	fc.assert(
		fc.property(records, (record) => {
			for (const activity of ["a/one", "a/two"]) {
				const [before, after] = [standing(record, activity, 1), standing(compact(record), activity, 1)];
				assert.deepEqual(after, before);
			}
		}),
	);
});

test("a written record reads back", () => {
	fc.assert(
		fc.property(records, (record) =>
			same(readRecord(encode(JSON.stringify(recordJson(record, COURSE))), COURSE), record),
		),
	);
});

test("status: open, answered, right, partly, look again, older", () => {
	const of = (score: number | null, version = 1) =>
		standing(recordOf([attempt({ score })], new Map()), "a/one", version).status;
	assert.equal(standing(recordOf([], new Map()), "a/one", 1).status, "open");
	assert.deepEqual([of(null), of(1), of(0.5), of(0), of(1, 2)], ["answered", "right", "partly", "other", "older"]);
});

test("the next number is above all numbers that can be trusted", () => {
	const at = (n: number) => recordOf([attempt({ n })], new Map());
	assert.equal(nextNumber(at(7)), 8);
	assert.equal(nextNumber(at(10 ** 12)), 1);
});

test("unknown activities are named", () => {
	assert.deepEqual(unknownActivities(recordOf([attempt({})], new Map()), new Set(["b/two"])), ["a/one"]);
});
