/** Sheets of a map: the shared vectors, and the laws of uniting as properties. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { mapText, readMap } from "../src/record/map-file.ts";
import { RecordError } from "../src/record/reading.ts";
import {
	between,
	type Entry,
	entryFrom,
	GONE,
	newRow,
	type Row,
	rivalsOf,
	Sheets,
	shownIn,
	supersedes,
	type Value,
} from "../src/record/sheets.ts";
import { ROOT, readText } from "./files.ts";

interface RowCase {
	id: string;
	gone: boolean;
	torn: boolean;
	place: number | null;
	shown: Record<string, Value>;
	rivals: Record<string, string[]>;
}

const shared = JSON.parse(readText(join(ROOT, "tests/vectors/sheets.json"))) as {
	merge: { name: string; parts: Entry[][]; merged: Entry[]; rows?: Record<string, RowCase[]> }[];
	read: { value: unknown; ok?: Entry; error?: string }[];
	files: { name: string; text?: string; repeat?: [string, number]; ok?: Entry[]; error?: string }[];
	write: { name: string; before: Entry[]; values: Record<string, Value>; by: string; day: string; after: Entry[] }[];
};

const DAY = "2026-11-28";
const PEOPLE = ["aaaaaaaaaaaa", "bbbbbbbbbbbb", "constructor"];
const encode = (text: string) => new TextEncoder().encode(text);
const sheetsOf = (list: unknown[]) => new Sheets(list.map((one) => entryFrom(one, 1)));
const same = (a: Sheets, b: Sheets) => assert.deepEqual(a.entries(), b.entries());

function rowJson(row: Row): RowCase {
	const fields = [...row.cells.keys()];
	const rivals = fields.map((f) => [f, rivalsOf(row, f).map(({ v }) => JSON.stringify(v))] as const);
	const differing = rivals.filter(([, list]) => list.length).map(([f, list]) => [f, list.sort()]);
	const shown = Object.fromEntries(fields.map((f) => [f, shownIn(row, f)]));
	const { id, gone, torn, place } = row;
	return { id, gone, torn, place, shown, rivals: Object.fromEntries(differing) };
}

for (const { name, parts, merged, rows } of shared.merge) {
	test(`merge: ${name}`, () => {
		const [first, ...others] = parts.map(sheetsOf);
		const whole = (first ?? new Sheets()).merge(...others);
		assert.deepEqual(whole.entries(), merged);
		const backwards = parts.map(sheetsOf).reduceRight((all, one) => one.merge(all), new Sheets());
		assert.deepEqual(backwards.entries(), merged);
		for (const [sheet, wanted] of Object.entries(rows ?? {})) {
			const found = whole.rows(sheet, [], true).map(rowJson);
			const texts = wanted.map((row) => ({ ...row, rivals: escaped(row.rivals) }));
			assert.deepEqual(found, texts);
		}
	});
}

/** The tool writes texts as ASCII and numbers as Python does. */
const escaped = (rivals: Record<string, string[]>) =>
	Object.fromEntries(
		Object.entries(rivals).map(([field, list]) => [field, list.map((one) => JSON.stringify(JSON.parse(one))).sort()]),
	);

test("read: every entry", () => {
	for (const { value, ok, error } of shared.read) {
		if (ok) assert.deepEqual(entryFrom(value, 7), ok);
		else
			assert.throws(
				() => entryFrom(value, 7),
				(thrown) => {
					assert.ok(thrown instanceof RecordError);
					assert.deepEqual([thrown.kind, thrown.number, thrown.field], ["entry", 7, error], JSON.stringify(value));
					return true;
				},
			);
	}
});

for (const { name, text, repeat, ok, error } of shared.files) {
	test(`file: ${name}`, () => {
		const bytes = encode(text ?? (repeat?.[0] ?? "").repeat(repeat?.[1] ?? 0));
		if (ok) assert.deepEqual(readMap(bytes, "stepping-up").entries(), ok);
		else
			assert.throws(
				() => readMap(bytes, "stepping-up"),
				(thrown) => thrown instanceof RecordError && thrown.kind === error,
			);
	});
}

for (const { name, before, values, by, day, after } of shared.write) {
	test(`write: ${name}`, () => {
		const sheets = sheetsOf(before);
		assert.deepEqual(sheets.write("map/answers", "t1-01", values, by, day).entries(), after);
		assert.deepEqual(sheets.entries(), before);
	});
}

const entries = fc
	.record({
		f: fc.constantFrom("value", "note"),
		v: fc.constantFrom("police", 12, null, ""),
		by: fc.constantFrom(...PEOPLE),
		n: fc.integer({ min: 1, max: 4 }),
		seen: fc.dictionary(fc.constantFrom(...PEOPLE), fc.integer({ min: 1, max: 4 })),
	})
	.map(({ seen, ...rest }): Entry => {
		const others = Object.entries(seen).filter(([by]) => by !== rest.by);
		return { s: "map/answers", r: "t1-01", day: DAY, seen: Object.fromEntries(others), ...rest };
	});
const loose = fc.array(entries, { maxLength: 8 }).map((list) => new Sheets(list));

test("merging is commutative, associative and idempotent, whatever entries claim", () => {
	fc.assert(
		fc.property(loose, loose, loose, (a, b, c) => {
			same(a.merge(b), b.merge(a));
			same(a.merge(b).merge(c), a.merge(b.merge(c)));
			same(a.merge(b, c), c.merge(a, b));
			same(a.merge(a), a);
			same(a.merge(new Sheets()), a);
		}),
		{ numRuns: 300 },
	);
});

test("superseding is an order", () => {
	fc.assert(
		fc.property(entries, entries, entries, (a, b, c) => {
			assert.ok(!supersedes(a, a));
			assert.ok(!(supersedes(a, b) && supersedes(b, a)));
			assert.ok(!(supersedes(a, b) && supersedes(b, c)) || supersedes(a, c));
		}),
		{ numRuns: 500 },
	);
});

test("a written map reads back", () => {
	fc.assert(
		fc.property(loose, (one) => same(readMap(encode(mapText(one, "stepping-up", "0.1.0")), "stepping-up"), one)),
	);
});

test("any bytes whatever: a map or a RecordError", () => {
	const wrapped = (value: unknown) =>
		JSON.stringify({ format: "stepping-up-map", v: 1, course: "stepping-up", entries: [value] });
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 300 }),
		fc.json().map(encode),
		fc.jsonValue().map(wrapped).map(encode),
	);
	fc.assert(
		fc.property(bytes, (data) => {
			try {
				readMap(data, "stepping-up");
			} catch (error) {
				assert.ok(error instanceof RecordError);
			}
		}),
	);
});

test("what somebody changed is not lost with the row", () => {
	const write = (sheets: Sheets, values: Record<string, Value>, by: number) =>
		sheets.write("map/services", "r-a", values, PEOPLE[by] ?? "", DAY);
	const row = (sheets: Sheets) => sheets.rows("map/services", [], true)[0] as Row;
	const one = write(new Sheets(), { phone: "12" }, 0);
	const torn = write(one, { [GONE]: true }, 1).merge(write(one, { phone: "34" }, 0));
	assert.deepEqual([row(torn).gone, row(torn).torn, shownIn(row(torn), "phone")], [false, true, "34"]);
	assert.deepEqual(
		[row(write(torn, { [GONE]: true }, 2)).gone, row(write(torn, { [GONE]: false }, 2)).torn],
		[true, false],
	);
	assert.deepEqual(write(one, { [GONE]: true }, 0).rows("map/services"), []);
});

test("preset rows stand in their order unless they were moved", () => {
	const ids = (sheets: Sheets) => sheets.rows("map/answers", ["t1-01", "t1-02", "t1-03"]).map((row) => row.id);
	const one = new Sheets().write("map/answers", "old-row", { value: 1 }, PEOPLE[0] ?? "", DAY);
	assert.deepEqual(ids(one), ["t1-01", "t1-02", "t1-03", "old-row"]);
	assert.deepEqual(ids(one.write("map/answers", "t1-03", { _at: 1.5 }, PEOPLE[0] ?? "", DAY)), [
		"t1-01",
		"t1-03",
		"t1-02",
		"old-row",
	]);
});

test("a place lies between its neighbours; rows are new", () => {
	assert.deepEqual([between(null, null), between(2, null), between(null, 2), between(1, 2)], [1, 3, 1, 1.5]);
	const made = Array.from({ length: 200 }, newRow);
	assert.equal(new Set(made).size, 200);
	for (const id of made) entryFrom({ s: "a/b", r: id, f: "x", v: 1, by: "abcdefgh", n: 1, seen: {}, day: DAY });
});
