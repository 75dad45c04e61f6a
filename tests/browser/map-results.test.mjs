/** What our map shows: added up in the page, decided, saved as CSV, printed, and never mixed with the invented town. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import * as h from "./harness/index.mjs";

const ROOT = join(import.meta.dirname, "../..");
const EXAMPLE = join(ROOT, "facts/example/mapping.json");
const PAGE = "book/mapping/results.html";
const SERVICES = "book/mapping/services.html";
const OWN = "stepping-up-sheets:stepping-up:";
const EVIL = '<img src=x onerror="globalThis.bad=1">';

const course = h.opened();

async function visit({ home = course.server.url, ...options } = {}) {
	const page = await h.visit(course.chromium, home + PAGE, options);
	await page.waitForSelector(".su-map");
	return page;
}

const MESSAGES = readFileSync(join(ROOT, "steppingup/messages/mappage.yml"), "utf8");

/** A word that the page has from the start; and one of those that come with what shows a map. */
const word = (key) => MESSAGES.match(new RegExp(`^mappage\\.${key}: "(.*)"$`, "m"))[1];
const words = (page, key) => page.evaluate((name) => globalThis.SteppingUpMapCourse.words[name], key);
const press = (page, selector) => page.$eval(selector, (one) => one.click());
const text = (page, selector) => page.$eval(selector, (one) => one.textContent);
const kept = async (page) => Object.entries(await h.stored(page)).filter(([key]) => key.startsWith(OWN));
const brief = (page) =>
	page.$$eval(".su-map-brief a", (all) =>
		Object.fromEntries(all.map((one) => [one.getAttribute("href").slice(5), one.querySelector("strong").textContent])),
	);

/** Read a colleague's file, and wait until the page has taken it: then its field is empty again. */
async function take(page, path) {
	await (await page.$("#su-map-file")).uploadFile(path);
	await page.waitForFunction(() => {
		const { files } = document.querySelector("#su-map-file");
		return files.length === 0 && document.querySelector(".su-map-said p");
	});
	return text(page, ".su-map-said");
}

let files = 0;

/** A map file in which one session wrote some cells: [sheet, row, column, value]. */
function mapFile(by, cells, day = "2026-11-20") {
	const entries = cells.map(([s, r, f, v], index) => ({ s: `map/${s}`, r, f, v, by, n: index + 1, seen: {}, day }));
	const path = join(course.chromium.downloads, `.map-${++files}.json`);
	writeFileSync(path, JSON.stringify({ format: "stepping-up-map", v: 1, course: "stepping-up", entries }));
	return path;
}

async function example(page) {
	await press(page, "#su-map-example");
	await page.waitForFunction(() => document.querySelector('.su-map[data-whose="example"] .su-map-brief'));
}

describe("our own map", () => {
	test("nothing yet: one sentence, and two ways on", async () => {
		const page = await visit();
		assert.match(await text(page, ".su-map .su-box"), new RegExp(word("empty")));
		const first = await page.$eval(".su-map .su-box a", (one) => one.href);
		assert.equal((await fetch(first)).status, 200);
		await press(page, ".su-map .su-box button");
		await page.waitForFunction(() => document.querySelector('.su-map[data-whose="example"] .su-map-brief'));
		assert.deepEqual(await kept(page), []);
		assert.deepEqual(page.log.errors, []);
	});

	test("what shows a map is fetched when there is one; without it the page says so, and nothing is lost", async () => {
		const page = await visit();
		const fetched = () => page.log.requests.filter((url) => /map-(parts|course)\.js/.test(url)).length;
		assert.equal(fetched(), 0);
		await page.setOfflineMode(true);
		const file = mapFile("aaaaaaaaaaaa", [["services", "r-line", "service", "Night line"]]);
		await (await page.$("#su-map-file")).uploadFile(file);
		await page.waitForSelector('.su-map [role="alert"]');
		assert.equal(await text(page, '.su-map [role="alert"]'), word("missing"));
		assert.deepEqual(await kept(page), []);
		await page.setOfflineMode(false);
		await page.reload();
		await page.waitForSelector(".su-map .su-box");
		await take(page, file);
		await page.waitForSelector(".su-map-calls > li");
		assert.match(await text(page, ".su-map-calls"), /Night line/);
		await page.reload();
		await page.waitForSelector(".su-map-calls > li");
		await h.until(() => fetched() >= 4, "four requests"); // of some a browser tells a little later
	});

	test("what is written on a sheet is added up here, and each line leads back to its row", async () => {
		const page = await h.visit(course.chromium, course.server.url + SERVICES);
		await page.waitForSelector(".su-ws");
		await press(page, '.su-ws [id$="--add"]');
		await page.waitForFunction(() => document.activeElement?.id.endsWith("--service"));
		await page.keyboard.type("Night line");
		await page.keyboard.press("Tab");
		await page.waitForFunction(
			(own) => Object.entries(localStorage).some(([key, one]) => key.startsWith(own) && one.includes("Night line")),
			{},
			OWN,
		);
		await page.goto(course.server.url + PAGE);
		await page.waitForSelector(".su-map-calls > li");
		assert.match(await text(page, ".su-map-calls"), /Night line/);
		assert.match(await text(page, ".su-map-calls"), new RegExp(await words(page, "mappage.tried-never")));
		const href = await page.$eval(".su-map-name a", (one) => one.href);
		await page.goto(href);
		await page.waitForSelector(`${new URL(href).hash} input`);
		assert.match(href, /services\.html#su-map-services--r-/);
	});

	test("numbers are those of the report", async () => {
		const page = await visit();
		assert.match(await take(page, EXAMPLE), /824.*1\.$/);
		const found = await brief(page);
		assert.equal(found.who, "17 of 62");
		assert.equal(found.help, "13 of 16");
		assert.match(await text(page, "#map-known ~ .su-map-bars"), /known 13, asked 2, open 2/);
		const late = await page.$$eval(".su-map-lack", (all) => all.filter((one) => one.textContent.includes("(")).length);
		assert.ok(late > 0);
		assert.deepEqual(page.log.errors, []);
	});

	test("no source and no date are said where they are missing", async () => {
		const page = await visit();
		await take(page, mapFile("aaaaaaaaaaaa", [["answers", "t2-01", "value", 40]]));
		const row = await page.$eval('a[href$="--t2-01"]', (one) => one.closest("tr").textContent);
		for (const key of ["mappage.no-source", "mappage.no-date"]) assert.ok(row.includes(await words(page, key)), row);
	});
});

describe("two colleagues who differ", () => {
	const files = () => [
		mapFile("aaaaaaaaaaaa", [["answers", "t2-01", "value", 140], ["answers", "t2-01", "source", "inspection"]]),
		mapFile("bbbbbbbbbbbb", [["answers", "t2-01", "value", 96], ["answers", "t2-01", "source", "staff office"]]),
	];

	test("both stand side by side; one is chosen here, and it is settled for good", async () => {
		const page = await visit();
		const both = files();
		for (const path of both) await take(page, path);
		await page.waitForSelector(".su-ws-versions");
		assert.equal((await brief(page)).differ, "1");
		const shown = await page.$$eval(".su-ws-versions dd", (all) => all.map((one) => one.textContent));
		assert.ok(["140", "96", "inspection", "staff office"].every((one) => shown.includes(one)), String(shown));
		assert.match(await page.$eval(".su-map-differ h3 a", (one) => one.href), /answers\.html#su-map-answers--t2-01$/);
		await press(page, ".su-ws-versions fieldset:last-child button");
		await page.waitForFunction(() => !document.querySelector(".su-ws-versions"));
		assert.equal(await page.evaluate(() => document.activeElement.id), "map-differ");
		assert.equal((await brief(page)).differ, "0");
		for (const path of both) await take(page, path);
		assert.equal(await page.$(".su-ws-versions"), null);
		await page.reload();
		await page.waitForSelector(".su-map-brief");
		assert.equal((await brief(page)).differ, "0");
		assert.match(await page.$eval('a[href$="--t2-01"]', (one) => one.closest("tr").textContent), /96.*staff office/);
	});

	test("a row that one removed and the other changed is kept or removed here", async () => {
		const page = await visit();
		await take(page, mapFile("aaaaaaaaaaaa", [["places", "r-quay", "place", "Quay"], ["places", "r-quay", "_gone", true]]));
		await take(page, mapFile("bbbbbbbbbbbb", [["places", "r-quay", "kind", "work"]]));
		await page.waitForSelector(".su-map-differ");
		await press(page, ".su-map-differ .su-acts button");
		await page.waitForFunction(() => !document.querySelector(".su-map-differ"));
		assert.match(await text(page, ".su-map"), /Quay/);
	});

	test("a cell that names a suspect is left out, and the page says on which row", async () => {
		const page = await visit();
		const cells = [["gains", "t7-01", "value", "Igor brings the girls to the bar"], ["gains", "t7-01", "source", "a talk"]];
		assert.match(await take(page, mapFile("aaaaaaaaaaaa", cells)), /police/);
		assert.equal((await kept(page)).length, 1);
		assert.equal((await text(page, ".su-map")).includes("Igor"), false);
	});

	test("a file that is no map: one sentence, and nothing has changed", async () => {
		const page = await visit();
		const path = join(course.chromium.downloads, ".no-map.json");
		writeFileSync(path, "{}");
		assert.equal(await take(page, path), await page.evaluate(() => globalThis.SteppingUpSheetWords["sheet.file-foreign"]));
		assert.deepEqual(await kept(page), []);
	});
});

describe("the invented town", () => {
	test("it is asked for only when somebody wants it, says that it is invented, and leaves our map alone", async () => {
		const page = await visit();
		await take(page, mapFile("aaaaaaaaaaaa", [["services", "r-line", "service", "Our line"]]));
		const before = await kept(page);
		assert.ok(!page.log.requests.some((url) => url.includes("map-example")));
		await example(page);
		await h.until(() => page.log.requests.some((url) => url.includes("map-example")), "the request for the example");
		assert.ok((await text(page, ".su-map-invented")).includes(await words(page, "mappage.invented-about")));
		assert.equal((await text(page, ".su-map")).includes("Our line"), false);
		assert.deepEqual(await page.$$(".su-ws-versions, #su-map-file"), []);
		assert.deepEqual(await page.$$eval('.su-map a[href*="#su-map-"]', (all) => all.map((one) => one.href)), []);
		assert.deepEqual(await kept(page), before);
		await press(page, "#su-map-own");
		await page.waitForSelector('.su-map[data-whose="own"] .su-map-calls');
		assert.match(await text(page, ".su-map-calls"), /Our line/);
		assert.equal((await text(page, ".su-map-calls")).includes("invented"), false);
		assert.deepEqual(page.log.errors, []);
	});
});

describe("for a spreadsheet, for paper, for the public", () => {
	test("each table and each sheet is a CSV file with the mark of UTF-8, and no text is a formula", async () => {
		const page = await visit();
		await take(page, mapFile("aaaaaaaaaaaa", [["services", "r-line", "service", "=1+1"], ["services", "r-line", "hours", "Mon–Fri 9–16"]]));
		const csv = async (selector) => {
			const path = await h.downloaded(course.chromium, () => press(page, selector));
			return readFileSync(path);
		};
		const table = await csv("#map-calls ~ .su-map-head button");
		assert.deepEqual([...table.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
		assert.match(table.toString(), /^.?"Kind of help","Service",.*\r\n"no kind named","'=1\+1","","","","Mon–Fri 9–16",/s);
		const sheet = (await csv(".su-map-files button")).toString();
		assert.match(sheet, /^.?"Row","Service",/);
		assert.match(sheet, /\r\n"r-line","'=1\+1",/);
		assert.match(await text(page, ".su-map-said"), /sheet-services/);
	});

	test("the map file holds what was written", async () => {
		const page = await visit();
		await take(page, EXAMPLE);
		const path = await h.downloaded(course.chromium, () => press(page, ".su-map-acts .su-btn"));
		const { format, entries } = JSON.parse(readFileSync(path, "utf8"));
		assert.deepEqual([format, entries.length], ["stepping-up-map", 824]);
	});

	test("small numbers are marked for the group, and kept back for publication, also on paper", async () => {
		const page = await visit();
		const cells = { value: 3, source: "an office", as_of: "2026-10-01", certainty: 3, note: "the blue house" };
		await take(page, mapFile("aaaaaaaaaaaa", Object.entries(cells).map(([f, v]) => ["answers", "t2-01", f, v])));
		const row = () => page.$eval('a[href$="--t2-01"]', (one) => one.closest("tr").textContent);
		assert.ok((await row()).includes(await words(page, "mapping.mind.small")));
		await press(page, "#su-map-public");
		await page.waitForSelector(".su-map[data-public]");
		assert.match(await row(), /fewer than 5/);
		await page.emulateMediaType("print");
		assert.equal((await page.evaluate(() => document.querySelector(".su-map").innerText)).includes("the blue house"), false);
		assert.deepEqual(await page.$$("#map-differ, .su-map-files"), []);
	});

	test("on paper everything is open and no button is left", async () => {
		const page = await visit();
		await take(page, EXAMPLE);
		await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
		await page.emulateMediaType("print");
		const seen = await page.evaluate(() => ({
			shut: document.querySelectorAll(".su-map details:not([open])").length,
			buttons: [...document.querySelectorAll(".su-map :is(button, input)")].filter((one) => one.checkVisibility()).length,
			answers: document.querySelector('a[href$="--t2-01"]').checkVisibility(),
		}));
		assert.deepEqual(seen, { shut: 0, buttons: 0, answers: true });
		await page.evaluate(() => dispatchEvent(new Event("afterprint")));
		assert.ok((await page.$$(".su-map details:not([open])")).length > 0);
	});
});

describe("wherever it is opened", () => {
	test("from disk, with the invented town", async () => {
		const page = await visit({ home: `${pathToFileURL(h.BOOK)}/` });
		await take(page, EXAMPLE);
		assert.equal((await brief(page)).help, "13 of 16");
		await example(page);
		assert.equal((await brief(page)).help, "13 of 16");
		assert.deepEqual(page.log.errors, []);
	});

	test("without a store it says so, and shows what was taken in until the page closes", async () => {
		const page = await h.openPage(await h.person(course.chromium));
		await page.evaluateOnNewDocument(() =>
			Object.defineProperty(window, "localStorage", {
				get: () => {
					throw new DOMException("denied", "SecurityError");
				},
			}),
		);
		await page.goto(course.server.url + PAGE);
		await page.waitForSelector(".su-map");
		await take(page, EXAMPLE);
		const said = await page.evaluate(() => globalThis.SteppingUpSheetWords["sheet.unsaved-blocked"]);
		assert.ok((await text(page, ".su-map")).includes(said));
		assert.equal((await brief(page)).help, "13 of 16");
		assert.deepEqual(page.log.errors, []);
	});

	test("hostile texts are shown and do nothing", async () => {
		const page = await visit();
		const columns = {
			about: ["map", ["town", "area", "form", "keeper"]],
			answers: ["t2-01", ["value", "unit", "source", "as_of", "note"]],
			places: ["r-a", ["place", "kind", "district", "use", "who"]],
			actors: ["r-a", ["actor", "form", "notice"]],
			gains: ["t7-01", ["value", "source"]],
			services: ["r-a", ["service", "kind", "phone", "hours", "languages", "not_for"]],
			training: ["r-a", ["role", "competency", "source"]],
			actions: ["r-a", ["finding", "measure", "owner", "due", "status"]],
		};
		const cells = Object.entries(columns).flatMap(([sheet, [row, fields]]) => fields.map((f) => [sheet, row, f, EVIL]));
		await take(page, mapFile("aaaaaaaaaaaa", cells));
		await take(page, mapFile("bbbbbbbbbbbb", cells.map(([s, r, f]) => [s, r, f, `${EVIL}javascript:alert(1)`])));
		await page.waitForSelector(".su-ws-versions");
		const seen = await page.evaluate(() => ({
			bad: globalThis.bad,
			images: document.querySelectorAll(".su-map img").length,
			links: [...document.querySelectorAll(".su-map a")].filter((one) => !/^(https?|file|tel):/.test(one.href)).length,
		}));
		assert.deepEqual(seen, { images: 0, links: 0 });
		assert.deepEqual(page.log.dialogs, []);
		assert.deepEqual(page.log.errors, []);
	});

	for (const width of [320, 360, 1440])
		test(`at ${width} px nothing is cut off`, async () => {
			const page = await visit({ width });
			await take(page, EXAMPLE);
			await page.$$eval(".su-map details", (all) => {
				for (const one of all) one.open = true;
			});
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			assert.ok(wide <= width, String(wide));
		});

	test("by keyboard: the switch, a part of the page, a table, and CSV are reached", async () => {
		const page = await visit();
		await take(page, EXAMPLE);
		const known = ["#map-known ~ .su-map-head button", "#map-known ~ .su-scroll"];
		for (const selector of ["#su-map-own", "#su-map-public", ".su-map-brief a", ".su-ws-versions button", ...known])
			await h.reach(page, await page.$(selector));
	});

	test("nothing is found wrong by axe: empty, filled, invented, for publication, in light and dark", async () => {
		const page = await visit();
		assert.deepEqual(await h.violations(page), []);
		await take(page, EXAMPLE);
		await page.$$eval(".su-map details", (all) => {
			for (const one of all) one.open = true;
		});
		assert.deepEqual(await h.violations(page), []);
		await press(page, "#su-map-public");
		await page.waitForSelector(".su-map[data-public]");
		assert.deepEqual(await h.violations(page), []);
		await example(page);
		assert.deepEqual(await h.violations(page), []);
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
		assert.deepEqual(await h.violations(page, { colours: true }), []);
	});

	test("without a script one sentence says what is missing", () => {
		const said = readFileSync(join(ROOT, "steppingup/messages/page.yml"), "utf8").match(/^map-results\.script: "(.*)"$/m);
		assert.ok(h.sourceOf(PAGE).includes(said[1]));
	});

	test("no other page carries its script, and a map to show weighs at most 42 kB with its words and lists", () => {
		const carry = h.allPages().filter((path) => /map-(results|parts|course)\.js/.test(h.sourceOf(path)));
		assert.deepEqual(carry, [PAGE]);
		const own = ["map-results.js", "map-parts.js", "map-course.js", "map-results.css"];
		const weight = own.reduce((all, name) => all + gzipSync(readFileSync(join(h.BOOK, "_static/su", name))).length, 0);
		assert.ok(weight <= 42_000, String(weight));
	});
});
