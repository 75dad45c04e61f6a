/** A colleague's map without the cells that name a suspect: only those go, and what stood there before stays. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { warnings } from "../src/personal/look.ts";
import { Sheets } from "../src/record/sheets.ts";
import { isToSift, sifted } from "../src/sheets/guard.ts";

const NAMED = "Igor brings the girls to the bar Neptun";
const DAY = "2025-05-02";
const write = (on: Sheets, sheet: string, values: Record<string, string>, by: string) =>
	on.write(`map/${sheet}`, "t7-01", values, by, DAY);
const texts = (map: Sheets) => map.entries().map(({ v }) => v);

globalThis.SteppingUpPersonal = { warnings };

test("only the cell is left out, and its row is told", () => {
	const map = write(new Sheets(), "gains", { value: NAMED, source: "talk" }, "bentbentbent");
	assert.ok(isToSift(map));
	const found = sifted(map);
	assert.deepEqual(found.rows, ["t7-01"]);
	assert.deepEqual(texts(found.map), ["talk"]);
	assert.deepEqual(sifted(found.map), { map: found.map, rows: [] });
});

test("the same text is no accusation on another sheet, and needs no lists", () => {
	const map = write(new Sheets(), "places", { note: NAMED }, "bentbentbent");
	assert.equal(isToSift(map), false);
	assert.deepEqual(sifted(map), { map, rows: [] });
});

test("what stood there before the file came stays", () => {
	const ours = write(new Sheets(), "gains", { value: "Bars near the port" }, "annaannaanna");
	const theirs = write(ours, "gains", { value: NAMED }, "bentbentbent");
	assert.deepEqual(texts(theirs), [NAMED]);
	assert.deepEqual(texts(ours.merge(sifted(theirs).map)), ["Bars near the port"]);
});
