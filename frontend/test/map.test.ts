/** What a map shows in the page is what the report of the package shows: the same tables, the same CSV. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { type MapCourse, SHEETS, type SheetName } from "../src/mapping/course.ts";
import { csvText } from "../src/mapping/csv.ts";
import { findingsOf } from "../src/mapping/results/findings.ts";
import { answersAt, NAMES, readHours } from "../src/mapping/results/hours.ts";
import { largestNumber } from "../src/mapping/results/plan.ts";
import { tablesOf } from "../src/mapping/results/report.ts";
import { type Table, View } from "../src/mapping/results/view.ts";
import { sheetLines } from "../src/mapping/sheet-csv.ts";
import { keptBack, withoutSmall } from "../src/mapping/small.ts";
import { entryFrom, Sheets, type Value } from "../src/record/sheets.ts";
import { FRONTEND, filesBelow, ROOT, readText, wordsOf } from "./files.ts";

interface Vectors {
	course: MapCourse;
	hours: [string, (boolean | null)[]][];
	texts: [string, number, string][];
	lines: [number[], (number | null)[], number | null][];
	sheets: Record<SheetName, string>;
	csv: { cells: Value[]; text: string };
	maps: { name: string; today: string; entries: string | unknown[]; group: Table[]; public: (Table | string)[] }[];
}

const all: Vectors = JSON.parse(readText(ROOT, "tests/vectors/mapping-results.json"));
const sheetsOf = (listed: string | unknown[]): Sheets =>
	new Sheets(entriesOf(listed).map((one, index) => entryFrom(one, index)));
const entriesOf = (listed: string | unknown[]): unknown[] =>
	typeof listed === "string" ? JSON.parse(readText(ROOT, listed)).entries : listed;

for (const { name, today, entries, group, public: other } of all.maps) {
	test(`${name}: every table of both audiences`, () => {
		const found = findingsOf(sheetsOf(entries), all.course, today);
		const own = { group: tablesOf(new View(found, false)), public: tablesOf(new View(found, true)) };
		const shared = other.map((one) => (typeof one === "string" ? group.find(({ id }) => id === one) : one));
		for (const [tables, wanted] of [
			[own.group, group],
			[own.public, shared],
		] as const) {
			assert.deepEqual(
				tables.map(({ id }) => id),
				wanted.map((one) => one?.id),
			);
			for (const [index, table] of tables.entries()) assert.deepEqual(table, wanted[index], table.id);
		}
	});
}

test("hours are read alike", () => {
	for (const [text, wanted] of all.hours) {
		const read = readHours(text, all.course.hours);
		assert.deepEqual(
			NAMES.map((moment) => answersAt(read, moment)),
			wanted,
			text,
		);
	}
});

test("numbers in texts, and small ones among them", () => {
	for (const [text, largest, kept] of all.texts) {
		assert.equal(largestNumber(text), largest, text);
		assert.equal(
			withoutSmall(text, 5, () => "few"),
			kept,
			text,
		);
	}
});

test("a line of numbers with its sum", () => {
	for (const [line, shown, total] of all.lines) assert.deepEqual(keptBack(line, 5), { shown, total }, String(line));
});

test("CSV, with texts that would be formulas", () => {
	const lines = [["=a", "b"], ...all.csv.cells.map((value) => [value, value])];
	assert.equal(csvText(lines), all.csv.text);
});

test("each sheet as the import of tables reads it", () => {
	const example = sheetsOf("facts/example/mapping.json");
	for (const name of SHEETS) assert.equal(csvText(sheetLines(example, all.course, name)), all.sheets[name], name);
	const guarded = new Sheets().write("map/places", "r-a", { place: "'=1", note: "=1" }, "aaaaaaaaaaaa", "2026-11-28");
	assert.match(csvText(sheetLines(guarded, all.course, "places")), /"r-a","''=1",.*"'=1",/);
});

test("every word of the page is used, and none is missing", () => {
	const code = filesBelow(join(FRONTEND, "src/mapping/results"))
		.map((path) => readText(path))
		.join("\n");
	const own = [...wordsOf(readText(ROOT, "steppingup/messages/mappage.yml")).keys()].map((key) => key.slice(8));
	assert.deepEqual(
		own.filter((key) => !code.includes(`"${key}"`)),
		[],
	);
	const said = [...code.matchAll(/\bsay\((?:[^()"]*\? )?"([a-z.-]+)"/g)].map(([, key]) => key ?? "");
	const known = [...own, ...Object.keys(all.course.words).map((key) => key.replace(/^mapping\./, ""))];
	assert.deepEqual(
		said.filter((key) => !known.includes(key)),
		[],
	);
});
