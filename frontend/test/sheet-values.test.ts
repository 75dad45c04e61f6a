/** What people type becomes values, and nothing typed is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Column, SheetSpec } from "../src/common/model.ts";
import { type Row, Sheets, type Value } from "../src/record/sheets.ts";
import { versionsOf } from "../src/sheets/conflict.tsx";
import {
	asText,
	columnIn,
	compareValues,
	coverage,
	faultOf,
	isCalendarDay,
	numberFrom,
	shownRows,
	valueFrom,
} from "../src/sheets/values.ts";

const column = (more: Partial<Column>): Column => ({ id: "value", label: "Answer", type: "text", ...more });

test("numbers as people write them in ten countries", () => {
	const cases: [string, number | null][] = [
		["12", 12],
		["1 200", 1200],
		["1\u00a0200,5", 1200.5],
		["12,5", 12.5],
		["12.5", 12.5],
		["0,125", 0.125],
		["0.125", 0.125],
		["-3", -3],
		["\u22123", -3],
		["1'200", 1200],
		["1200.75", 1200.75],
		["1,200", null],
		["1.200", null],
		["12,345", null],
		["about 40", null],
		["1,2,3", null],
		["", null],
		["1e5", null],
		["0x10", null],
		["12 %", null],
		["99999999999999999", null],
	];
	for (const [text, wanted] of cases) assert.equal(numberFrom(text), wanted, text);
});

test("what is no number stays as it was typed, and is marked", () => {
	const number = column({ type: "number", max: 100 });
	assert.equal(valueFrom(number, " 12 "), 12);
	assert.equal(valueFrom(number, "about 40"), "about 40");
	assert.equal(faultOf(number, "about 40")?.word, "sheet.no-number");
	assert.deepEqual(faultOf(number, 101), { word: "sheet.too-high", max: 100 });
	assert.equal(faultOf(number, 100), null);
	assert.equal(valueFrom(column({}), "  "), null);
	assert.equal(faultOf(column({ type: "date" }), "soon")?.word, "sheet.no-day");
	assert.equal(faultOf(column({ type: "date" }), "2026-02-28"), null);
	assert.equal(isCalendarDay("2026-02-30"), false);
	fc.assert(
		fc.property(fc.string(), (text) => {
			const value = valueFrom(number, text);
			assert.ok(typeof value === "number" || asText(value) === text.trim());
		}),
	);
});

const spec: SheetSpec = {
	kind: "worksheet",
	id: "map/answers",
	version: 1,
	prompt: "?",
	row_name: "Question",
	rows: "preset",
	columns: [column({ required: true }), column({ id: "unit", required: true }), column({ id: "note" })],
	preset: [
		{
			id: "t1-01",
			label: "How many?",
			tags: ["labour", "short"],
			fields: [{ id: "value", type: "number", unit: "people" }],
		},
		{ id: "t1-02", label: "Where?", tags: ["labour"], fields: [{ id: "unit", off: true }] },
		{ id: "t3-01", label: "Who?", tags: ["begging-crime"] },
	],
};

test("a row may have its own kind of cell, and cells that it does not have are not needed", () => {
	const [value, unit] = spec.columns as [Column, Column];
	assert.deepEqual(columnIn(value, spec.preset?.[0]), { ...value, type: "number", unit: "people" });
	assert.equal(columnIn(unit, spec.preset?.[1]), null);
	assert.equal(columnIn(value, undefined), value);
	const row = (id: string, values: Record<string, Value>) => ({ id, value: (field: string) => values[field] ?? null });
	assert.deepEqual(coverage(spec, [row("t1-01", { value: 0 }), row("t1-02", { value: "" })]), { filled: 1, total: 3 });
	assert.deepEqual(coverage(spec, []), { filled: 0, total: 0 });
});

test("rows are chosen by form and by the short list", () => {
	const ids = (tag: string, short: boolean) => shownRows(spec, tag, short).map(({ id }) => id);
	assert.deepEqual(ids("", false), ["t1-01", "t1-02", "t3-01"]);
	assert.deepEqual(ids("labour", false), ["t1-01", "t1-02"]);
	assert.deepEqual(ids("labour", true), ["t1-01"]);
	assert.deepEqual(ids("begging-crime", true), []);
});

test("sorting: numbers first, then texts as people order them, empty ones last", () => {
	const values: Value[] = ["b10", null, 10, "B9", 9, "ä", "a"];
	assert.deepEqual([...values].sort(compareValues), [9, 10, "a", "ä", "B9", "b10", null]);
});

test("versions of a line: what one hand wrote stays together, and no value is left out", () => {
	const write = (by: string, values: Record<string, Value>) =>
		new Sheets().write("map/answers", "t1-01", values, by, "2026-11-28");
	const both = write("aaaaaaaaaaaa", { value: 140, note: "same" }).merge(
		write("bbbbbbbbbbbb", { value: 96, note: "same", unit: "people" }),
	);
	const row = both.rows("map/answers")[0] as Row;
	assert.deepEqual(
		versionsOf(row).map(({ values }) => values),
		[{ value: 140 }, { value: 96 }],
	);
});
