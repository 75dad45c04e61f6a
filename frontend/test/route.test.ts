/** The guided way to a first map: its steps, what counts, where somebody goes on, all read off the sheets. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { linesAt, slotsOf } from "../src/mapping/route/lines.ts";
import {
	candidates,
	columnsOf,
	filledIn,
	filledOf,
	formOf,
	goOn,
	linesOf,
	progressOf,
	questionOf,
	stateOf,
	stepsOf,
} from "../src/mapping/route/route.ts";
import { PLACE, Sheets, shownIn, type Value } from "../src/record/sheets.ts";
import { ROUTE, route } from "./samples-route.ts";

const EMPTY = new Sheets();
const write = (sheets: Sheets, sheet: string, row: string, values: Record<string, Value>, by = "aaaaaaaaaaaa") =>
	sheets.write(sheet, row, values, by, "2026-11-28");
const begun = write(EMPTY, "map/about", "map", { area: "Harbour", form: "labour" });
const step = (id: string) => stepsOf(ROUTE).find((one) => one.id === id) ?? assert.fail(id);
const question = (sheets: Sheets) => sheets.rows("map/answers", ["t2-01"]).find(({ id }) => id === "t2-01");

test("there is one step for each question and one for each other sheet, and 25 entries in all", () => {
	const steps = stepsOf(ROUTE);
	assert.deepEqual(
		steps.map(({ id }) => id),
		["about", "answers-1", "answers-2", "answers-3", "answers-4", "places", "actors", "services", "actions"],
	);
	assert.deepEqual([steps.map(({ entries }) => entries), steps.at(-1)?.before], [[2, 3, 3, 3, 3, 2, 2, 4, 3], 22]);
	assert.deepEqual(progressOf(ROUTE, EMPTY), { filled: 0, total: 25 });
});

test("questions follow the form, and there are none before it is chosen", () => {
	assert.equal(questionOf(ROUTE, step("answers-1"), formOf(ROUTE, EMPTY)), undefined);
	assert.deepEqual(linesOf(ROUTE, step("answers-1"), EMPTY), []);
	assert.equal(questionOf(ROUTE, step("answers-1"), formOf(ROUTE, begun))?.id, "t2-01");
	const other = write(begun, "map/about", "map", { form: "sexual" });
	assert.equal(questionOf(ROUTE, step("answers-4"), formOf(ROUTE, other))?.id, "t1-04");
});

test("somebody goes on where the first entry is missing, and after the last one at the page", () => {
	assert.equal(goOn(ROUTE, EMPTY)?.id, "about");
	assert.equal(goOn(ROUTE, begun)?.id, "answers-1");
	assert.equal(goOn(ROUTE, route()), null);
	assert.deepEqual(progressOf(ROUTE, route()), { filled: 25, total: 25 });
});

test("an answer is known, or asked for, or open; nobody's answer counts once it says who was asked and when", () => {
	const at = (values: Record<string, Value>) => question(write(begun, "map/answers", "t2-01", values));
	const told = (values: Record<string, Value>) => [stateOf(at(values)), filledIn(step("answers-1"), at(values))];
	assert.deepEqual(told({}), ["open", 0]);
	assert.deepEqual(told({ value: 12 }), ["known", 1]);
	assert.deepEqual(told({ value: 0, source: "registry", as_of: "2026-01-02" }), ["known", 3]);
	assert.deepEqual(told({ source: "registry" }), ["asked", 1]);
	assert.deepEqual(told({ source: "registry", as_of: "2026-01-02" }), ["asked", 3]);
	assert.deepEqual(told({ value: "unknown" }), ["asked", 1]);
	assert.deepEqual(told({ value: null, note: "later" }), ["open", 0]);
});

test("lines that are there count, the fullest first; lines about another form do not", () => {
	const rows = { "r-aaaaaaaaaa": {}, "r-bbbbbbbbbb": { phone: "1" }, "r-cccccccccc": { phone: "2" } };
	let sheets = begun;
	for (const [id, more] of Object.entries(rows)) sheets = write(sheets, "map/services", id, { service: id, ...more });
	sheets = write(sheets, "map/services", "r-dddddddddd", { [PLACE]: 9 });
	assert.deepEqual(
		linesOf(ROUTE, step("services"), sheets).map(({ id }) => id),
		["r-bbbbbbbbbb", "r-cccccccccc"],
	);
	assert.equal(candidates(step("services"), sheets, formOf(ROUTE, sheets)).length, 3, "an empty line is none");
	assert.equal(filledOf(ROUTE, step("services"), sheets), 4);
	sheets = write(sheets, "map/services", "r-cccccccccc", { kind: "advice" });
	assert.equal(linesOf(ROUTE, step("services"), sheets)[0]?.id, "r-cccccccccc", "help that the form wants comes first");
	sheets = write(sheets, "map/actors", "r-aaaaaaaaaa", { actor: "police", form: "sexual", contacted: "2026-01-02" });
	assert.equal(filledOf(ROUTE, step("actors"), sheets), 0);
	sheets = write(sheets, "map/actors", "r-bbbbbbbbbb", { actor: "police", contacted: "2026-01-02" });
	assert.equal(filledOf(ROUTE, step("actors"), sheets), 1);
});

test("new lines come with whom to ask, each once, and with the form; lines of the sheet keep what they have", () => {
	const sheets = write(begun, "map/actors", "r-aaaaaaaaaa", { actor: "police", contacted: "2026-01-02" });
	const slots = slotsOf(ROUTE, step("actors"), sheets);
	assert.equal(slots.length, 2);
	const [first, second] = linesAt(ROUTE, step("actors"), sheets, slots);
	assert.deepEqual([first?.row.id, first?.given], ["r-aaaaaaaaaa", {}]);
	assert.deepEqual(second?.given, { actor: "unions", form: "labour" });
	const fresh = linesAt(ROUTE, step("services"), begun, slotsOf(ROUTE, step("services"), begun));
	assert.deepEqual(
		fresh.map(({ given }) => given),
		[{ kind: "bed" }, { kind: "advice" }],
	);
	assert.deepEqual(
		linesAt(ROUTE, step("places"), begun, slotsOf(ROUTE, step("places"), begun)).map(({ given }) => given),
		[{}, {}],
	);
	assert.equal(shownIn(fresh[0]?.row ?? assert.fail(), "kind"), null, "nothing is written by looking");
});

test("a question brings its own field, and only places that matter for the form are suggested", () => {
	const form = formOf(ROUTE, begun);
	const [value] = columnsOf(step("answers-1"), questionOf(ROUTE, step("answers-1"), form), form);
	assert.deepEqual([value?.type, value?.unit], ["number", "people"]);
	const [place] = columnsOf(step("places"), undefined, form);
	assert.deepEqual(
		place?.options?.map(({ id }) => id),
		["t6-07", "t6-08"],
	);
});
