/** Worksheets: filled by keyboard, kept at once, several hands side by side, on a phone, from disk, without a store. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import * as h from "./harness/index.mjs";

const ROOT = join(import.meta.dirname, "../..");
const EXAMPLE = join(ROOT, "facts/example/mapping.json");
const PAGES = h.allPages().filter((path) => h.sheetsOf(path).length);
const GALLERY = PAGES.find((path) => path.includes("gallery"));
const ANSWERS = "book/mapping/answers.html";
const OWN = "stepping-up-sheets:stepping-up:";

const course = h.opened();

/** A page with a worksheet, drawn by its script. */
async function visit(path, { home = course.server.url, ...options } = {}) {
	const page = await h.visit(course.chromium, home + path, options);
	await page.waitForSelector(".su-ws");
	return page;
}

const again = async (page) => {
	await page.reload();
	await page.waitForSelector(".su-ws");
};
const kept = async (page) =>
	Object.entries(await h.stored(page))
		.filter(([key]) => key.startsWith(OWN))
		.map(([, text]) => JSON.parse(text));
const said = (page) => page.$eval(".su-ws-said", (one) => one.textContent);
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? "");
const firsts = (page) => page.$$eval(".su-ws-row > td:nth-of-type(1) input", (all) => all.map((one) => one.value));
const type = async (page, ...keys) => {
	for (const key of keys)
		await (key.length > 1 && /^[A-Z][a-z]+$/.test(key) ? page.keyboard.press(key) : page.keyboard.type(key));
};

/** Read a file of a colleague into the page. */
async function take(page, path) {
	const before = await said(page);
	await (await page.$(".su-ws input[type=file]")).uploadFile(path);
	await page.waitForFunction((old) => document.querySelector(".su-ws-said").textContent !== old, {}, before);
	return said(page);
}

describe("by keyboard alone", () => {
	test("a line is added, filled, and kept; Enter and arrows lead through the table and out of it", async () => {
		const page = await visit(GALLERY, { width: 1600 });
		await h.reach(page, await page.$(".su-ws .su-btn"));
		await type(page, "Enter", "front desk", "Tab", "12 34", "Tab", "Tab", "1,200", "Tab");
		assert.ok(await page.$("[aria-invalid=true]"));
		await h.reach(page, await page.$(".su-ws .su-btn:not(.su-quiet)"));
		await type(page, "Enter", "library");
		await page.keyboard.press("Enter");
		assert.match(await focused(page), /--phone$|--add$/);
		await again(page);
		assert.deepEqual(await firsts(page), ["front desk", "library"]);
		const entries = await kept(page);
		assert.deepEqual(
			entries.filter((one) => one.f === "minutes").map((one) => one.v),
			["1,200"],
		);
		assert.deepEqual(page.log.errors, []);
	});

	test("Escape takes back what is typed; what is typed is kept without leaving the cell", async () => {
		const page = await visit(GALLERY);
		await (await page.$(".su-ws .su-btn")).click();
		await type(page, "library");
		await page.waitForFunction(
			(own) => Object.entries(localStorage).some(([key, text]) => key.startsWith(own) && text.includes("library")),
			{},
			OWN,
		);
		await type(page, "Tab");
		await page.keyboard.down("Shift");
		await page.keyboard.press("Tab");
		await page.keyboard.up("Shift");
		await type(page, " x");
		await page.keyboard.press("Escape");
		assert.deepEqual(await firsts(page), ["library"]);
	});

	test("lines are moved, sorted, removed and taken back, and the focus is never lost", async () => {
		const page = await visit(GALLERY);
		for (const name of ["b", "c", "a"]) {
			await h.reach(page, await page.$(".su-ws .su-btn:not(.su-quiet)"));
			await type(page, "Enter", name);
		}
		await h.reach(page, (await page.$$(".su-ws-moves button"))[6]);
		await page.keyboard.press("Enter");
		assert.match(await said(page), /^a, .*2.*3/);
		assert.deepEqual(await firsts(page), ["b", "a", "c"]);
		assert.match(await focused(page), /--up$/);
		await h.reach(page, await page.$(".su-ws-sort button"));
		await page.keyboard.press("Enter");
		assert.deepEqual(await firsts(page), ["a", "b", "c"]);
		await h.reach(page, (await page.$$(".su-ws-moves > .su-link"))[1]);
		await page.keyboard.press("Enter");
		assert.deepEqual(await firsts(page), ["a", "c"]);
		assert.match(await focused(page), /--back$/);
		await page.keyboard.press("Enter");
		assert.deepEqual(await firsts(page), ["a", "b", "c"]);
		assert.match(await focused(page), /--office$/);
		assert.equal(await page.$$eval(".su-ws [role=status]", (all) => all.length > 0), true);
	});
});

describe("several hands", () => {
	test("a colleague's file is read; two versions stand side by side, and one is chosen", async () => {
		const page = await visit(ANSWERS);
		assert.match(await take(page, EXAMPLE), /824.*1\.$/);
		assert.equal(await page.$eval(".su-ws-choices select", (one) => one.value), "labour");
		const shown = await page.$$eval(".su-ws-versions dd", (all) => all.map((one) => one.textContent));
		assert.ok(shown.includes("140") && shown.includes("96"));
		await (await page.$(".su-ws-versions button")).click();
		assert.equal(await page.$(".su-ws-versions"), null);
		assert.match(await focused(page), /--t2-01--value$/);
		await again(page);
		assert.equal(await page.$eval("#su-map-answers--t2-01--value", (one) => one.value), "140");
		// the older file again: nothing that was settled comes back
		await take(page, EXAMPLE);
		assert.equal(await page.$(".su-ws-versions"), null);
		assert.deepEqual(page.log.errors, []);
	});

	for (const isSeen of [false, true])
		test(`two tabs: what the other wrote while somebody typed stands beside it${isSeen ? ", also when both were on view before" : ""}`, async () => {
			const other = await visit(ANSWERS);
			const one = await visit(ANSWERS, { context: other.browserContext() });
			const id = "#su-map-answers--t2-02--value";
			const write = (field, text) => {
				field.focus();
				field.value = text;
				field.dispatchEvent(new InputEvent("input", { bubbles: true }));
				if (text) field.dispatchEvent(new FocusEvent("blur"));
			};
			const both = () =>
				h.until(async () => {
					const shown = await one.$$eval(".su-ws-versions dd", (all) => all.map((dd) => dd.textContent).sort());
					return shown.join() === "berries,fish";
				}, "both versions");
			// begun before the other is done: what is typed is kept after a pause, and whoever begins after that has seen it
			await other.$eval(id, write, "");
			await one.focus(id);
			await one.keyboard.type("fish");
			await other.$eval(id, write, "berries");
			if (isSeen) await both();
			await one.keyboard.press("Tab");
			await both();
		});

	for (const [kind, text] of Object.entries({
		damaged: "{",
		foreign: "{}",
		deep: "[".repeat(100_000),
		large: " ".repeat(8 * 1024 * 1024 + 1),
		newer: JSON.stringify({ format: "stepping-up-map", v: 2, course: "stepping-up", entries: [] }),
		entry: JSON.stringify({ format: "stepping-up-map", v: 1, course: "stepping-up", entries: [{}] }),
	}))
		test(`a file that is no good map (${kind}): one sentence, and nothing has changed`, async () => {
			const page = await visit(ANSWERS);
			const path = join(course.chromium.downloads, ".forged-map.json");
			writeFileSync(path, text);
			const words = await page.evaluate((key) => globalThis.SteppingUpSheetWords[key], `sheet.file-${kind}`);
			assert.equal(await take(page, path), words.replace("{n}", "1").replace("{field}", "s"));
			assert.deepEqual(await kept(page), []);
		});
});

describe("wherever it is opened", () => {
	test("from disk, and the file that is saved holds what was filled", async () => {
		const home = `${pathToFileURL(h.BOOK)}/`;
		const page = await visit(ANSWERS, { home });
		await page.focus("#su-map-answers--t2-02--value");
		await page.keyboard.type("fish plant");
		await page.keyboard.press("Tab");
		await page.$eval(".su-ws > details:has([accept*=json])", (one) => {
			one.open = true;
		});
		const button = await page.$(".su-ws > details:has([accept*=json]) button");
		const path = await h.downloaded(course.chromium, () => button.click());
		const { format, entries } = JSON.parse(readFileSync(path, "utf8"));
		assert.deepEqual([format, entries.map((one) => one.v)], ["stepping-up-map", ["fish plant"]]);
	});

	test("without a store it says so, holds everything until the page closes, and the file can be saved", async () => {
		const page = await h.openPage(await h.person(course.chromium));
		await page.evaluateOnNewDocument(() =>
			Object.defineProperty(window, "localStorage", {
				get: () => {
					throw new DOMException("denied", "SecurityError");
				},
			}),
		);
		await page.goto(course.server.url + ANSWERS);
		await page.waitForSelector(".su-ws");
		const words = await page.evaluate(() => globalThis.SteppingUpSheetWords["sheet.unsaved-blocked"]);
		assert.ok((await page.$eval(".su-ws > .su-notice", (one) => one.textContent)).includes(words));
		await page.focus("#su-map-answers--t2-02--value");
		await page.keyboard.type("fish plant");
		await page.keyboard.press("Tab");
		assert.match(await page.$eval(".su-ws .su-state", (one) => one.textContent), /: 1 /);
		assert.deepEqual(page.log.errors, []);
	});

	for (const width of [320, 360, 1440])
		test(`at ${width} px nothing is cut off, and every field has a name`, async () => {
			for (const path of PAGES) {
				const page = await visit(path, { width });
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				assert.ok(wide <= width, `${path}: ${wide}`);
				const nameless = await page.$$eval(".su-ws :is(input:not([type=file]), select, textarea)", (all) =>
					all.filter((one) => !one.labels?.length).map((one) => one.id),
				);
				assert.deepEqual(nameless, [], path);
				await page.close();
			}
		});

	test("lessons do not carry its script", () => {
		const carry = h.allPages().filter((path) => h.sourceOf(path).includes("worksheet.js"));
		assert.deepEqual(carry, PAGES);
	});

	test("without a script it is an empty table", () => {
		for (const path of PAGES) assert.match(h.sourceOf(path), /<table class="su-empty">/);
	});
});

describe("beside the answers", () => {
	test("the backup holds it, my progress reads it, and clearing takes it away", async () => {
		const page = await visit(ANSWERS);
		await take(page, EXAMPLE);
		await page.goto(course.server.url + h.pageWith("data-su-progress"));
		await page.waitForSelector(".su-report");
		const path = await h.downloaded(course.chromium, async () => (await page.$(".su-acts .su-btn")).click());
		assert.equal(JSON.parse(readFileSync(path, "utf8")).sheets.length, 824);
		await (await h.button(page, page, "act.clear")).click();
		await (await h.button(page, page, "act.clear-yes")).click();
		assert.deepEqual(await kept(page), []);
		await (await page.$("input[type=file]")).uploadFile(path);
		await page.waitForFunction(() => document.querySelector(".su-report").textContent.includes("824"));
		assert.equal((await kept(page)).length, 824);
	});

	test("it counts nowhere as an activity to be done", async () => {
		const page = await visit(GALLERY);
		const course = await page.evaluate(() => globalThis.SteppingUpCourse.pages.flatMap((one) => one.activities));
		assert.ok(!course.some((one) => one.kind === "worksheet"));
	});

	test("nothing is found wrong by axe, in light and dark", async () => {
		for (const path of [ANSWERS, GALLERY]) {
			const page = await visit(path);
			if (path === ANSWERS) await take(page, EXAMPLE);
			for (const value of ["light", "dark"]) {
				await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
				assert.deepEqual(await h.violations(page), [], `${path}, ${value}`);
			}
			await page.close();
		}
	});
});

describe("personal data", () => {
	test("a colleague's file comes in without the cell that names a suspect, and nobody is left in the dark", async () => {
		const page = await visit("book/mapping/gains.html");
		const path = join(course.chromium.downloads, ".police.json");
		const entry = { s: "map/gains", r: "t7-01", by: "bentbentbent", seen: {}, day: "2026-11-02" };
		const cells = [{ f: "value", v: "Igor brings the girls to the bar Neptun" }, { f: "source", v: "talk in the street" }];
		const entries = cells.map((cell, index) => ({ ...entry, ...cell, n: index + 1 }));
		writeFileSync(path, JSON.stringify({ format: "stepping-up-map", v: 1, course: "stepping-up", release: "0.1.0", entries }));
		const told = await take(page, path);
		assert.match(told, /New entries: 1\./);
		assert.match(told, /Left out.*Who gains.*belongs to the police/);
		assert.doesNotMatch(told, /t7-01|Igor/);
		assert.deepEqual((await kept(page)).map((one) => one.v), ["talk in the street"]);
		const other = await visit(ANSWERS);
		await other.setRequestInterception(true);
		other.on("request", (asked) => (asked.url().includes("personal.js") ? asked.abort() : asked.continue()));
		assert.match(await take(other, path), /could not be loaded, so nothing was read/);
		assert.deepEqual((await kept(other)).filter((one) => one.by === "bentbentbent").length, 0);
	});

	const field = (row, column) => `[id$="--${row}--${column}"]`;
	const told = (page, row, column) => page.$$eval(`[id$="--${row}--${column}--personal"]`, (all) => all.map((one) => one.textContent).join());
	const fill = async (page, row, column, text) => {
		await (await page.$(field(row, column))).focus();
		await page.waitForFunction(() => globalThis.SteppingUpPersonal);
		await type(page, text, "Tab");
	};

	test("is warned of when a cell is left, and kept if people say so", async () => {
		const page = await visit(ANSWERS);
		await fill(page, "t2-02", "source", "Anna Paraugs, 67 000 000");
		assert.match(await told(page, "t2-02", "source"), /name of a person.*phone number beside a name/s);
		const described = await page.$eval(field("t2-02", "source"), (one) => one.getAttribute("aria-describedby"));
		assert.match(described, /--personal/);
		assert.deepEqual((await kept(page)).map((one) => one.v), ["Anna Paraugs, 67 000 000"]);
		await fill(page, "t2-03", "source", "fire inspection");
		assert.equal(await told(page, "t2-03", "source"), "");
	});

	test("names of suspects are refused: the page says why, shows them until they are changed, and keeps nothing", async () => {
		const page = await visit("book/mapping/gains.html");
		await fill(page, "t7-01", "value", "Igor brings the girls to the bar");
		assert.match(await told(page, "t7-01", "value"), /does not take it.*police/s);
		assert.equal(await page.$eval(field("t7-01", "value"), (one) => one.value), "Igor brings the girls to the bar");
		assert.equal((await kept(page)).some((one) => JSON.stringify(one).includes("Igor")), false);
		await again(page);
		assert.equal(await page.$eval(field("t7-01", "value"), (one) => one.value), "");
		await fill(page, "t7-01", "value", "Short lets and bars in Old Harbour");
		assert.equal(await told(page, "t7-01", "value"), "");
		assert.deepEqual((await kept(page)).map((one) => one.v), ["Short lets and bars in Old Harbour"]);
		assert.deepEqual(page.log.errors, []);
	});
});
