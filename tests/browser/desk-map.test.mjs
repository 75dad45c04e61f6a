/** A coordinator's map at the desk, with buttons alone: from an empty form to the report, and the map that goes back. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { journey, returned, sitDown } from "./desk.mjs";
import { downloaded, outside, person } from "./harness/index.mjs";
import { PYTHON, until } from "./jupyter.mjs";

const NAME = "Our town";

const FILL = `
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
sheet = book["Answers"]
heads = [cell.value for cell in sheet[1]]
for column, value in (("Answer", int(sys.argv[3])), ("Source", sys.argv[4]), ("As of", "2026-03-31"), ("How sure", 3)):
    sheet.cell(2, heads.index(column) + 1, value)
book.save(sys.argv[2])
`;

/** Fill the first question of a form, as an office does in a spreadsheet. */
function filled(form, path, number, source) {
	execFileSync(PYTHON, ["-c", FILL, form, path, String(number), source]);
	return path;
}

/** A map as a colleague's page saves it. */
function mapFile(folder, name, cells) {
	const entries = cells.map(([sheet, r, f, v], index) => ({ s: `map/${sheet}`, r, f, v, by: "bentbentbent", n: index + 1, seen: {}, day: "2026-11-02" }));
	const whole = { format: "stepping-up-map", v: 1, course: "stepping-up", release: "0.1.0", entries };
	return returned(folder, name, JSON.stringify(whole));
}

describe("the map of a town at the desk", { timeout: 900_000 }, () => {
	let home, desk, browser, context, page, sitting, leave, folder, mail;
	const step = journey();

	before(async () => {
		({ home, desk, browser, context, page, sitting, leave } = await sitDown());
		folder = join(desk.sessions, NAME);
		mail = join(home.home, "mail");
		mkdirSync(mail);
	});

	after(() => leave?.());

	step("is one tab away, and sessions stay where they were", async () => {
		await sitting.begin(desk.address);
		assert.match(await sitting.next(), /Make a session/);
		await sitting.enter("Map of our town");
		await sitting.nextIs(/Begin a map, or choose one/);
		await sitting.looksSound();
		await shot("1-new");
		for (const name of ["Training session", "Map of our town"]) await sitting.enterByKey(name);
	});

	step("a map without a name is a sentence, not an error", async () => {
		await sitting.press("Begin an empty map");
		await sitting.says(/short name/);
		await sitting.write("such as Our town", NAME);
		await sitting.press("Begin an empty map");
		await sitting.nextIs(/Save a form/);
		assert.ok(existsSync(join(folder, "map.json")));
	});

	step("an empty form is made and saved", async () => {
		await sitting.press("Make an empty form");
		await sitting.says(/The form is ready/);
		const path = await saved("Save form-empty.xlsx");
		assert.ok(readFileSync(path).equals(readFileSync(join(folder, "forms", "form-empty.xlsx"))));
		await sitting.linked("Save form-empty-csv.zip");
		await shot("2-forms");
	});

	step("what came back is taken or named, file by file, and stays as it was", async () => {
		const form = join(folder, "forms", "form-empty.xlsx");
		const files = [
			filled(form, join(mail, "social work.xlsx"), 140, "social work"),
			filled(form, join(mail, "registry.xlsx"), 96, "registry"),
			returned(mail, "clinic.csv", "Service;Kind of help;Phone\nClinic;health;Anna Paraugs 67 000 000\nRoom;warm;1\n"),
			mapFile(mail, "police.json", [
				["gains", "t7-01", "value", "Igor brings the girls to the bar Neptun"], ["gains", "t7-01", "source", "talk in the street"],
			]),
			returned(mail, "newer.json", '{"format": "stepping-up-map", "v": 9, "course": "stepping-up", "entries": []}'),
			returned(mail, "<img src=x onerror=alert(1)>.csv", "Foo;Bar\n1;2\n"),
		];
		const before = files.map((path) => readFileSync(path, "latin1"));
		await sitting.open("2. Take in");
		await sitting.upload("Choose files", ...files);
		// how many they are is told before what became of each
		const said = await sitting.reads(/Files taken in: 4 of 6[\s\S]*<img src=x/);
		for (const part of [
			/police\.json, sheet 'Who gains', row t7-01, column 'Pattern': this names a person/, /It belongs to the police/,
			/clinic\.csv, row 2, column 'Phone': This looks like/, /clinic\.csv, row 3, column 'Kind of help': not one of the choices/,
			/Not taken in\. newer\.json: This file comes from a newer release/, /Not taken in\. <img src=x/,
			/Lines in which people wrote different things: 1/,
		]) assert.match(said, part);
		assert.doesNotMatch(said, /Igor|Anna/);
		assert.deepEqual(files.map((path) => readFileSync(path, "latin1")), before);
		assert.doesNotMatch(readFileSync(join(folder, "map.json"), "utf-8"), /Igor/);
		await sitting.looksSound();
		await shot("3-taken");
	});

	step("where two people differ, one value is chosen with its source", async () => {
		await sitting.nextIs(/Choose where two people/);
		await sitting.press("Go to this step");
		await sitting.reads(/Lines in which people differ: 1/);
		await sitting.reads(/140[\s\S]*social work[\s\S]*96[\s\S]*registry|96[\s\S]*registry[\s\S]*140[\s\S]*social work/);
		await sitting.looksSound();
		await shot("4-differ");
		await sitting.press("Take “96”");
		await sitting.nextIs(/Make the report/);
		const left = entries().filter((one) => one.s === "map/answers" && ["value", "source"].includes(one.f));
		assert.deepEqual(left.map((one) => one.v).sort(), [96, "registry"].sort());
	});

	for (const [audience, name, words] of [["the working group", "working-group", /Not for publication/], ["publication", "publication", /read the text once/]])
		step(`the report for ${audience} is made, opened and saved`, async () => {
			await sitting.open("4. Reports");
			await sitting.press(`Make the report for ${audience}`);
			await until("the report", () => reports(name).length === 1, 120);
			const opened = await sitting.follow(`Open the page of the report (${name}`);
			assert.match(await opened.evaluate(() => document.body.innerText), words);
			assert.ok(await opened.$$eval("img", (all) => all.length > 0 && all.every((one) => one.complete && one.naturalWidth > 0)));
			const word = await downloaded(browser, () => opened.$$eval("a", (all) => all.find((one) => one.textContent === "map-report.docx").click()));
			assert.equal(readFileSync(word).subarray(0, 2).toString(), "PK", "a link of the page leads to its file");
			await opened.screenshot({ path: place(`5-${name}`) });
			await opened.close();
			await sitting.looksSound();
			await shot(`6-${name}`);
		});

	step("Word, Excel and everything as one file are saved", async () => {
		for (const label of ["Save map-report.docx", "Save map-report.xlsx", `Save ${reports("working-group")[0]}.zip`]) {
			const path = await saved(label);
			assert.equal(readFileSync(path).subarray(0, 2).toString(), "PK", label);
			assert.ok(statSync(path).size > 5000, label);
		}
	});

	step("the map goes back to colleagues, and a form with what it holds", async () => {
		await sitting.nextIs(/Send the map back/);
		await sitting.press("Go to this step");
		const path = await saved("Save map.json");
		assert.ok(readFileSync(path).equals(readFileSync(join(folder, "map.json"))));
		await sitting.open("1. Forms");
		await sitting.press("Make a form with what our map holds");
		await sitting.linked("Save form-with-our-map.xlsx");
	});

	step("a report is not read back as if it were a finding", async () => {
		await sitting.open("2. Take in");
		await sitting.upload("Choose files", join(folder, "reports", reports("publication")[0], "map-report.xlsx"));
		await sitting.reads(/this is a report on a map/);
	});

	step("Havmere can be tried beside the own map, which is found again", async () => {
		await sitting.open("Begin a new map");
		await sitting.press("Try with the map of Havmere");
		await sitting.nextIs(/Choose where two people/);
		await sitting.choose("Choose a map", NAME);
		await sitting.nextIs(/Send the map back/);
		await page.setViewport({ width: 360, height: 900 });
		await until("nothing stands out", () => page.$eval(".su-desk", (one) => one.scrollWidth <= one.clientWidth + 1));
		await shot("7-phone");
	});

	step("only files of reports are shown without a sandbox, and nothing runs in them", async () => {
		const asked = async (path) => page.evaluate(async (address) => {
			const answer = await fetch(address);
			return [answer.status, answer.headers.get("content-security-policy")];
		}, `${desk.url}/stepping-up/report/${path}`);
		const own = encodeURIComponent(NAME);
		for (const path of [`${own}/map.json`, `${own}/forms/form-empty.xlsx`, "Desk.ipynb", "..%2F..%2Fetc%2Fpasswd", `${own}/reports/none/index.html`])
			assert.equal((await asked(path))[0], 404, path);
		const [status, policy] = await asked(`${own}/reports/${reports("publication")[0]}/index.html`);
		assert.equal(status, 200);
		assert.match(policy, /^default-src 'none'/);
	});

	step("nothing was asked of another host, and the notebook keeps nothing of the map", () => {
		const socket = desk.url.replace("http", "ws");
		assert.deepEqual(outside(page.log, desk.url).filter((url) => !url.startsWith(socket)), []);
		assert.deepEqual(page.log.dialogs, [], "no text of a file has run");
		assert.doesNotMatch(readFileSync(join(desk.sessions, "Desk.ipynb"), "utf-8"), /registry/);
	});

	const entries = () => JSON.parse(readFileSync(join(folder, "map.json"), "utf-8")).entries;
	const reports = (name) => readdirSync(join(folder, "reports"), { withFileTypes: true })
		.filter((one) => one.isDirectory() && one.name.startsWith(name)).map((one) => one.name);
	const saved = (label) => downloaded(browser, async () => (await sitting.linked(label)).evaluate((one) => one.click()));
	const place = (name) => join(process.env.STEPPINGUP_SHOTS ?? home.home, `desk-map-${name}.png`);
	const shot = (name) => page.screenshot({ path: place(name) });
});
