/** What the page writes as Excel and CSV reads back without loss; what was taken over can be taken back. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { formsOf } from "../src/mapping/files/forms.ts";
import { previewOf } from "../src/mapping/files/preview.ts";
import { readIncoming, readTable } from "../src/mapping/files/read.ts";
import { csvOf, excelOf } from "../src/mapping/files/template.ts";
import { undone } from "../src/mapping/files/undo.ts";
import { Zip } from "../src/mapping/files/zip.ts";
import type { SheetData } from "../src/mapping/tables-script.ts";
import "../src/scripts/personal.ts";
import "./decoder.ts";
import { entryFrom, Sheets, type Value } from "../src/record/sheets.ts";
import { FRONTEND, filesBelow, ROOT, readText, wordsOf } from "./files.ts";

const DAY = "2026-11-28";
const { data }: { data: SheetData } = JSON.parse(readText(ROOT, "tests/vectors/sheet-files.json"));
const NAMES = Object.keys(data.sheets);
const example = new Sheets(
	JSON.parse(readText(ROOT, "facts/example/mapping.json")).entries.map((one: unknown) => entryFrom(one)),
);

const written = (sheet: string, row: string, values: Record<string, Value>, on = new Sheets(), by = "annaannaanna") =>
	on.write(`map/${sheet}`, row, values, by, DAY);
const read = (bytes: Uint8Array, known = new Sheets(), file = "map.xlsx", replaces = false) =>
	readTable(bytes, file, data, known, { day: DAY, replaces });
const csv = (text: string) => new TextEncoder().encode(text);
/** What each cell shows, with all values where people differ. */
const shown = (sheets: Sheets) =>
	NAMES.flatMap((name) =>
		sheets
			.rows(`map/${name}`)
			.flatMap(({ id, cells }) =>
				[...cells].map(([field, all]) => [name, id, field, ...new Set(all.map(({ v }) => v))]),
			),
	)
		.filter(([, , , ...values]) => values.some((value) => value !== null))
		.sort();

test("the invented town as Excel says nothing new to its own map, and all of it to an empty one", () => {
	const bytes = excelOf(data, example, NAMES);
	const own = read(bytes, example);
	assert.deepEqual([own.cells, own.left, own.remarks], [{}, [], []]);
	const fresh = read(bytes);
	assert.deepEqual(shown(fresh.sheets), shown(example));
});

test("a sheet alone brings along only what belongs to it", () => {
	const found = read(excelOf(data, example, ["services"]));
	assert.deepEqual(Object.keys(found.cells), ["services"]);
	assert.deepEqual([...new Set(found.sheets.entries().map(({ s }) => s))], ["map/services"]);
});

test("the same map gives the same bytes", () => {
	assert.deepEqual(excelOf(data, example, NAMES), excelOf(data, example, NAMES));
});

test("each sheet as CSV says nothing new to its own map", () => {
	for (const name of NAMES) {
		const text = csvOf(data, example, name);
		assert.ok(text.startsWith("\ufeff"), name);
		const found = read(csv(text), example, `${name}.csv`);
		assert.deepEqual([found.cells, found.left.filter(({ key }) => key !== "no-question")], [{}, []], name);
	}
});

const ODD = [
	"=1+1",
	"+371 00 000 000",
	"-5",
	"@x",
	"'=1",
	"a;b,c\td",
	'"',
	"two\nlines",
	"0012",
	"TRUE",
	"<b>&amp;",
	"\u{1f6a2}",
];

test("no text becomes a formula, and every text comes back as it was", () => {
	let sheets = new Sheets();
	for (const [at, text] of ODD.entries())
		sheets = written("services", `r-${String(at).padStart(10, "0")}`, { service: text, _at: at + 1 }, sheets);
	const bytes = excelOf(data, sheets, ["services"]);
	assert.doesNotMatch(new Zip(bytes).text("xl/worksheets/sheet2.xml") ?? "", /<f[ >]/);
	assert.deepEqual(shown(read(bytes).sheets), shown(sheets));
	const found = read(csv(csvOf(data, sheets, "services")), new Sheets(), "services.csv");
	assert.deepEqual(shown(found.sheets), shown(sheets));
});

test("numbers and days are cells of their kind; the titles stay in sight", () => {
	let sheets = written("answers", "t1-01", { value: 12.5, as_of: "2025-05-03", certainty: 2 });
	sheets = written("services", "r-aaaaaaaaaa", { service: "Desk", checked: "soon" }, sheets);
	const bytes = excelOf(data, sheets, NAMES);
	const [, first = []] = readIncoming(bytes).sheets[2]?.rows[1] ?? [];
	assert.deepEqual(
		first.map(({ value }) => value).filter((value) => typeof value !== "string" && value !== null),
		[12.5, { day: "2025-05-03", time: "" }],
	);
	for (const at of [2, 3]) assert.match(new Zip(bytes).text(`xl/worksheets/sheet${at}.xml`) ?? "", /state="frozen"/);
	assert.deepEqual(shown(read(bytes).sheets), shown(sheets));
});

const NIGHT = "Service;Phone;Open\nNight phone;112;20-8\nDesk;113;\n";

test("a preview tells what is new, what was changed in the file, and what differs", () => {
	const known = written("services", "r-aaaaaaaaaa", { service: "Night phone", phone: "110" });
	const found = previewOf(known, read(csv(NIGHT), known, "services.csv").sheets, formsOf(data));
	assert.deepEqual(found.counts, [{ sheet: "Services", fresh: 3, changed: 0, differ: 1 }]);
	assert.deepEqual(found.differ, [
		{ sheet: "Services", line: "Night phone", column: "Phone", here: ["110"], there: ["112"] },
	]);
	const newer = previewOf(known, read(csv(NIGHT), known, "services.csv", true).sheets, formsOf(data));
	assert.deepEqual([newer.differ, newer.changed.length], [[], 1]);
});

const takenBack = (before: Sheets, replaces = false) => {
	const { sheets: taken } = read(csv(NIGHT), before, "services.csv", replaces);
	const now = before.merge(taken);
	assert.notDeepEqual(shown(now), shown(before));
	return { taken, now, back: now.merge(undone(before, taken, now, "undoundoundo", DAY)) };
};

/** A line that was taken back comes again as a new one. */
const withoutIds = (cells: ReturnType<typeof shown>) => cells.map(([name, , ...rest]) => [name, ...rest]).sort();

for (const replaces of [false, true])
	test(`what was taken over can be taken back, and comes again${replaces ? ", also what took the place of something" : ""}`, () => {
		const before = written("services", "r-aaaaaaaaaa", { service: "Night phone", phone: "110" });
		for (const known of [before, new Sheets(), example]) {
			const { now, back } = takenBack(known, replaces);
			assert.deepEqual(shown(back), shown(known));
			const again = read(csv(NIGHT), back, "services.csv", replaces);
			assert.equal(again.known, false);
			assert.deepEqual(withoutIds(shown(back.merge(again.sheets))), withoutIds(shown(now)));
		}
	});

test("two values that stood side by side do so again; what somebody wrote after the file stays", () => {
	const one = written("services", "r-aaaaaaaaaa", { service: "Night phone", phone: "110" });
	const other = written(
		"services",
		"r-aaaaaaaaaa",
		{ service: "Night phone", phone: "111" },
		new Sheets(),
		"bentbentbent",
	);
	const both = one.merge(other);
	assert.deepEqual(shown(takenBack(both).back), shown(both));
	const { taken, now } = takenBack(one);
	const later = now.write("map/services", "r-aaaaaaaaaa", { hours: "21-7" }, "carocarocaro", DAY);
	const back = later.merge(undone(one, taken, later, "undoundoundo", DAY));
	assert.deepEqual(
		back
			.rows("map/services")[0]
			?.cells.get("hours")
			?.map(({ v }) => v),
		["21-7"],
	);
	const gone = one.write("map/services", "r-aaaaaaaaaa", { _gone: true }, "annaannaanna", DAY);
	assert.deepEqual(takenBack(gone).back.rows("map/services"), []);
});

test("its own words are those of sheet-files.yml, each of them used", () => {
	const code = filesBelow(join(FRONTEND, "src/mapping/files"))
		.map((path) => readText(path))
		.join("\n");
	const own = [...wordsOf(readText(ROOT, "steppingup/messages/sheet-files.yml")).keys()];
	const troubles = ["files.report", "files.no-headings", "files.map", "files.unread"]; // put together in room.tsx
	for (const key of own) assert.ok(code.includes(`"${key}"`) || troubles.includes(key), key);
	for (const [, key = ""] of code.matchAll(/"((?:files|import)\.[a-z-]*[a-z])"/g)) assert.ok(key in data.words, key);
});
