/** Tables of Excel and CSV in the page: saved, filled elsewhere, looked at first, taken over, taken back; from disk, too. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import * as h from "./harness/index.mjs";

const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(h.ROOT, ".venv/bin/python");
const EXAMPLE = join(h.ROOT, "facts/example/mapping.json");
const SERVICES = "book/mapping/services.html";
const ANSWERS = "book/mapping/answers.html";
const OWN = "stepping-up-sheets:stepping-up:";

const course = h.opened();

async function visit(path, { home = course.server.url, ...options } = {}) {
	const page = await h.visit(course.chromium, home + path, options);
	await page.waitForSelector(".su-files");
	await page.$eval(".su-files", (one) => {
		one.open = true;
	});
	return page;
}

const told = (page, like) =>
	page
		.waitForFunction(
			(text) => {
				const all = [...document.querySelectorAll(".su-files-told, .su-ws-said")].map((one) => one.textContent);
				return all.find((one) => new RegExp(text).test(one));
			},
			{},
			like.source,
		)
		.then((found) => found.jsonValue());
const press = (page, label) =>
	page.$$eval(
		".su-ws button, .su-files button",
		(all, text) => all.find((one) => one.textContent === text).click(),
		label,
	);
const kept = async (page) =>
	Object.entries(await h.stored(page))
		.filter(([key]) => key.startsWith(OWN))
		.map(([, text]) => JSON.parse(text));
const values = (page, field) =>
	kept(page).then((all) => all.flatMap(({ f, v }) => (f === field && v !== null ? [v] : [])).sort());
const row = (page, name) =>
	page.waitForFunction((text) => [...document.querySelectorAll(".su-ws-row :is(input, textarea)")].some((one) => one.value === text), {}, name);

/** Put a file into the page, as the chooser of files does, and wait for what is to be looked at. */
async function look(page, path) {
	await (await page.$(".su-files input[type=file]")).uploadFile(path);
	await page.waitForSelector(".su-files-look");
	return page.$eval(".su-files-look", (one) => one.innerText);
}
async function refused(page, path, like) {
	await (await page.$(".su-files input[type=file]")).uploadFile(path);
	const text = await told(page, like);
	assert.equal(await page.$(".su-files-look"), null);
	return text;
}
const file = (name, data) => {
	const path = join(course.chromium.downloads, `.${name}`);
	writeFileSync(path, data);
	return path;
};

/** Run a few lines of Python with openpyxl and the package; its last line is JSON. */
function python(code, ...args) {
	const env = { ...process.env, PYTHONPATH: h.ROOT };
	const { status, stdout, stderr } = spawnSync(PYTHON, ["-c", code, ...args], { cwd: h.ROOT, encoding: "utf8", env });
	assert.equal(status, 0, stderr);
	return JSON.parse(stdout.trim().split("\n").at(-1));
}
const OPENED = `
import json, sys
from openpyxl import load_workbook
book = load_workbook(open(sys.argv[1], "rb"))
sheet = book[sys.argv[2]]
print(json.dumps({
    "sheets": [one.title for one in book if one.sheet_state == "visible"], "frozen": sheet.freeze_panes,
    "wide": sheet.column_dimensions["B"].width, "tables": list(sheet.tables),
    "kinds": sorted({(cell.data_type, cell.is_date) for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None}),
    "lists": len(sheet.data_validations.dataValidation),
}))`;
const CHANGED = `
import json, sys
from openpyxl import load_workbook
book = load_workbook(open(sys.argv[1], "rb"))
sheet = book["Services"]
names = [cell.value for cell in sheet[1]]
sheet.cell(2, names.index("Phone") + 1).value = "00 000 777"
sheet.append([None, "Clinic of the port"])
book.save(sys.argv[2])
print(json.dumps(sheet.max_row))`;
const IMPORTED = `
import json, sys
from pathlib import Path
from steppingup.mapping.importing import How, load_forms, read_table
from steppingup.record.map_file import read_map_file
from steppingup.record.sheets import Sheets
forms, data = load_forms(Path(".")), Path(sys.argv[1]).read_bytes()
own = read_table(data, "map.xlsx", forms, read_map_file(Path(sys.argv[2])).sheets, How("2026-11-28"))
new = read_table(data, "map.xlsx", forms, Sheets(), How("2026-11-28"))
print(json.dumps([own.cells, [one.key for one in own.left + own.remarks], sum(new.cells.values())]))`;

/** A page that holds the invented town. */
async function filled(path, options) {
	const page = await visit(path, options);
	await (await page.$(".su-ws input[accept*=json]")).uploadFile(EXAMPLE);
	await told(page, /The file was read/);
	return page;
}

describe("Excel", () => {
	test("a sheet and the whole map open in other programs, typed, and the package reads them back", async () => {
		const page = await filled(ANSWERS);
		const whole = await h.downloaded(course.chromium, () => press(page, "All sheets as Excel"));
		await told(page, /^map-[\d-]+\.xlsx is in your downloads/);
		const found = python(OPENED, whole, "Answers");
		assert.equal(found.sheets.length, 9);
		assert.deepEqual([found.frozen, found.tables.length], ["C2", 1]);
		assert.ok(found.wide > 8 && found.lists > 0);
		for (const kind of [["n", false], ["d", true], ["inlineStr", false]])
			assert.ok(found.kinds.some((one) => `${one}` === `${kind}` || (kind[0] === "inlineStr" && one[0] === "s")), `${kind}`);
		const [own, odd, cells] = python(IMPORTED, whole, EXAMPLE);
		assert.deepEqual([own, odd], [{}, []]);
		assert.ok(cells > 500, `${cells}`);
		const alone = await h.downloaded(course.chromium, () => press(page, "Save as Excel"));
		assert.deepEqual(python(OPENED, alone, "Answers").sheets, ["How to fill", "Answers"]);
		await h.downloaded(course.chromium, () => press(page, "Save as CSV"));
		await told(page, /^answers-[\d-]+\.csv is in your downloads/);
		assert.deepEqual(page.log.errors, []);
	});

	test("a colleague fills the file on; the page shows what that changes, and takes it over or not", async () => {
		const page = await filled(SERVICES);
		const before = await kept(page);
		const saved = await h.downloaded(course.chromium, () => press(page, "Save as Excel"));
		const path = join(course.chromium.downloads, ".from-colleague.xlsx");
		python(CHANGED, saved, path);
		const text = await look(page, path);
		assert.match(text, /new cells 1, changed in the file 1, different from yours 0/);
		assert.match(text, /Phone[\s\S]*In the file\n00 000 777/);
		assert.deepEqual(await kept(page), before);
		await press(page, "Leave it");
		await told(page, /Nothing of \.from-colleague\.xlsx was taken over/);
		assert.deepEqual(await kept(page), before);
		await look(page, path);
		await press(page, "Take over");
		await told(page, /Taken over/);
		await row(page, "Clinic of the port");
		assert.ok((await values(page, "phone")).includes("00 000 777"));
		await press(page, "Undo");
		await told(page, /Undone/);
		assert.equal((await values(page, "phone")).includes("00 000 777"), false);
		assert.equal(await page.$$eval(".su-ws-row :is(input, textarea)", (all) => all.some((one) => one.value === "Clinic of the port")), false);
	});
});

const LIST = "Service;Phone;Tried on\nNight phone;112;3.5.2025\n";

describe("a table of an office", () => {
	test("what differs stands side by side; the file that is newer may win; the same file changes nothing", async () => {
		const page = await visit(SERVICES);
		await look(page, file("services.csv", LIST));
		await press(page, "Take over");
		await row(page, "Night phone");
		assert.deepEqual(await values(page, "checked"), ["2025-05-03"]);
		await refused(page, file("services.csv", LIST), /taken over before/);
		const text = await look(page, file("services.csv", LIST.replace("112", "113")));
		assert.match(text, /different from yours 1[\s\S]*Nothing is overwritten/);
		await press(page, "Take over");
		await page.waitForSelector(".su-ws-versions fieldset");
		assert.deepEqual(await values(page, "phone"), ["112", "113"]);
		await look(page, file("services.csv", LIST.replace("112", "114")));
		await page.$eval("[id$=--newer]", (one) => one.click());
		await page.waitForFunction(() => /changed in the file 1/.test(document.querySelector(".su-files-look").textContent));
		await press(page, "Take over");
		await page.waitForFunction(() => !document.querySelector(".su-ws-versions"));
		assert.deepEqual(await values(page, "phone"), ["114"]);
	});

	test("the name of a suspect stays out, and what else is not taken over is named with sheet, row and column", async () => {
		const page = await visit("book/mapping/gains.html");
		const lines = "Question;Pattern;Source;Budget\nt7-01;Igor brings the girls to the bar Neptun;police;\nt7-03;Bars in Old Harbour;licences;5\n";
		const text = await look(page, file("gains.csv", lines));
		assert.match(text, /Cannot be taken over \(2\)/);
		assert.match(text, /row 2, column 'Pattern': this names a person, a firm or a car under suspicion/);
		assert.match(text, /row 3, column 'Budget': the map has no such column/);
		assert.doesNotMatch(text, /Igor/);
		await press(page, "Take over");
		await told(page, /Taken over/);
		assert.doesNotMatch(JSON.stringify(await h.stored(page)), /Igor|Neptun/);
		assert.deepEqual(await values(page, "value"), ["Bars in Old Harbour"]);
	});

	test("personal data is warned of by its place", async () => {
		const page = await visit(SERVICES);
		const text = await look(page, file("services.csv", "Service;Phone\nDesk;Anna Paraugs 67 000 000\n"));
		assert.match(text, /Looks like personal data \(2\)/);
		assert.match(text, /row 2, column 'Phone': This looks like the name of a person/);
	});

	test("what is no table is one sentence, and the page goes on", async () => {
		const page = await visit(SERVICES);
		for (const [name, data, like] of [
			["huge.xlsx", new Uint8Array(50 * 1024 * 1024), /larger than 10 MB/],
			["broken.xlsx", new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), /cannot be read as Excel/],
			["old.xls", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), /old kind/],
			["foreign.csv", "a;b\n1;2\n", /no headings/],
			["map.json", "{}", /this is a map file/],
		])
			assert.match(await refused(page, file(name, data), like), /nothing has changed/);
		await look(page, file("services.csv", LIST));
		assert.deepEqual([await kept(page), page.log.errors], [[], []]);
	});
});

describe("on the page of results", () => {
	test("all sheets are saved as one workbook, and come in on another device", async () => {
		const page = await visit("book/mapping/results.html");
		await (await page.$("#su-map-file")).uploadFile(EXAMPLE);
		await page.waitForSelector(".su-map-brief");
		await page.$eval(".su-files", (one) => {
			one.open = true;
		});
		const saved = await h.downloaded(course.chromium, () => press(page, "All sheets as Excel"));
		assert.deepEqual(python(IMPORTED, saved, EXAMPLE).slice(0, 2), [{}, []]);
		const other = await visit("book/mapping/results.html");
		assert.match(await look(other, saved), /Services: new cells \d+, changed in the file 0, different from yours 0/);
		await press(other, "Take over");
		await told(other, /Taken over/);
		await other.waitForSelector(".su-map-brief");
		// what is for the public is made otherwise
		await other.$eval("#su-map-public", (one) => one.click());
		await other.waitForFunction(() => !document.querySelector(".su-files"));
		assert.deepEqual([page.log.errors, other.log.errors], [[], []]);
	});
});

describe("how it is reached", () => {
	test("nothing of it is loaded before somebody asks", async () => {
		const page = await visit(SERVICES);
		const asked = () => page.log.requests.filter((one) => /sheet-files|map-sheets/.test(one));
		assert.deepEqual(asked(), []);
		await h.downloaded(course.chromium, () => press(page, "Save as CSV"));
		// a file may be on the disk before the browser has told of the requests behind it; the page's word comes after them
		await told(page, /^services-[\d-]+\.csv is in your downloads/);
		assert.deepEqual(asked().map((one) => one.split("/").at(-1)), ["map-sheets.js", "sheet-files.js"]);
	});

	test("by keyboard alone: the focus goes to what is to be looked at, and back", async () => {
		const page = await visit(SERVICES);
		const focus = () => page.evaluate(() => document.activeElement.id.replace(/^.*--/, ""));
		const read = await page.$("[id$=--read]");
		await h.reach(page, read);
		// the window that would open belongs to the system, which no test can press keys in
		await page.$eval("[id$=--table]", (one) =>
			one.addEventListener("click", (event) => {
				event.preventDefault();
				one.dataset.asked = "yes";
			}),
		);
		await page.keyboard.press("Enter");
		await page.waitForSelector("[id$=--table][data-asked]");
		await look(page, file("services.csv", LIST));
		await page.waitForFunction(() => document.activeElement?.id.endsWith("--look"));
		await page.keyboard.press("Tab");
		assert.equal(await focus(), "take");
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.id.endsWith("--undo"));
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.id.endsWith("--read"));
		assert.equal(await page.$eval(".su-files-told", (one) => one.getAttribute("role")), "status");
	});

	test("from a disk, on a small screen, without any network", async () => {
		const home = `${pathToFileURL(h.BOOK)}/`;
		const page = await visit(SERVICES, { home, width: 360, height: 740 });
		await look(page, file("services.csv", LIST));
		assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
		await press(page, "Take over");
		await row(page, "Night phone");
		const saved = await h.downloaded(course.chromium, () => press(page, "Save as Excel"));
		assert.deepEqual(python(OPENED, saved, "Services").sheets, ["How to fill", "Services"]);
		assert.deepEqual(page.log.requests.filter((one) => /^http/.test(one)), []);
	});

	test("the panel has no faults of access", async () => {
		const page = await filled(SERVICES);
		await look(page, file("services.csv", "Service;Phone;Budget\nNight phone;112;5\n"));
		assert.deepEqual(await h.axeEverywhere(page), []);
	});
});
