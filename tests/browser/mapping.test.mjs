/** The guided way to a first map: by keyboard alone, to one printed page, wherever and however it is opened. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import * as h from "./harness/index.mjs";

const PAGE = h.pageWith("data-su-first-map");
const EXAMPLE = join(import.meta.dirname, "../../facts/example/mapping.json");
const MOST = 25;
const OWN = "stepping-up-sheets:stepping-up:";
const SHOTS = process.env.STEPPINGUP_SHOTS;

const course = h.opened();

async function visit({ home = course.server.url, ...options } = {}) {
	const page = await h.visit(course.chromium, home + PAGE, options);
	await page.waitForSelector(".su-route");
	return page;
}

const says = (page, key, values = {}) =>
	page.evaluate(
		(one, given) => {
			const words = JSON.parse(document.querySelector("[data-su-first-map] script").textContent).words;
			return words[one].replace(/\{(\w+)\}/g, (_, name) => given[name]);
		},
		key,
		values,
	);
const counted = async (page) => {
	const text = await page.$eval(".su-route-count", (one) => one.textContent);
	return Number(/\d+/.exec(text)[0]);
};
const heading = (page) => page.$eval(".su-route h2", (one) => one.textContent);
const kept = async (page) =>
	Object.entries(await h.stored(page))
		.filter(([key]) => key.startsWith(OWN))
		.map(([, text]) => JSON.parse(text));

/** Press the button that leads on, and wait until the heading of the next step has the focus. */
async function on(page, button = ".su-route-next") {
	const before = await heading(page);
	await h.reach(page, await page.$(button));
	await page.keyboard.press("Enter");
	await page.waitForFunction(
		(old) => document.activeElement?.id === "su-route-at" && document.activeElement.textContent !== old,
		{},
		before,
	);
}

/** The fields of a step that are marked as needed. */
const needed = (page) => page.$$(".su-route-field:has(.su-ws-needed) .su-field");

/** Fill a field by keyboard; a day by its own keys in the order of the page's language. */
async function fill(page, field, value) {
	const kind = await field.evaluate((one) => one.type);
	await h.reach(page, field);
	if (kind === "select-one") return h.keyboard(page).select(field, value);
	if (kind !== "date") {
		await page.keyboard.type(value);
		return page.keyboard.press("Tab");
	}
	const today = await field.evaluateHandle((one) => one.closest(".su-route-field").querySelector(".su-route-day"));
	await h.reach(page, today);
	await page.keyboard.press("Enter");
	return page.waitForFunction((one) => one.value !== "", {}, field);
}

/** Fill all needed fields of a step; returns how many there were. */
async function fillStep(page, values) {
	const fields = await needed(page);
	assert.equal(fields.length, values.length, await heading(page));
	for (const [place, value] of values.entries()) await fill(page, fields[place], value);
	return fields.length;
}

async function shot(page, name) {
	if (!SHOTS) return;
	mkdirSync(SHOTS, { recursive: true });
	for (const width of [1280, 360]) {
		await page.setViewport({ width, height: 900 });
		await page.evaluate(() => scrollTo(0, 0));
		await page.screenshot({ path: join(SHOTS, `first-map-${name}-${width}.png`), fullPage: true });
	}
	await page.setViewport({ width: 1280, height: 900 });
}

/** The pages of paper: their widths and heights in points. */
async function paper(page) {
	const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
	const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)];
	return boxes.map(([, width, height]) => [Math.round(width), Math.round(height)]);
}
const A4 = [595, 842];

/** What stands on paper. */
async function printed(page) {
	await page.emulateMediaType("print");
	const text = await page.$eval("body", (one) => one.innerText);
	await page.emulateMediaType();
	return text.replaceAll(/\s+/g, " ");
}

const STEPS = [
	["Old Harbour", "labour"],
	["40", "labour inspectorate, letter", ""],
	["fish plants from May to September", "job office", ""],
	["above the net store, beds from the employer", "fire inspection", ""],
	["hardly; the union comes once a month", "union office", ""],
	["Ferry terminal", "Fish market"],
	["", ""],
	["Night shelter", "12 34", "Advice line", "56 78"],
	["Ask the inspectorate to count beds", "housing office", ""],
];

describe("by keyboard alone", () => {
	test(`from an empty map to a printed page in ${MOST} entries at most; a reload goes on where it was`, async () => {
		const page = await visit();
		assert.equal(await counted(page), 0);
		let entries = 0;
		for (const [number, values] of STEPS.entries()) {
			assert.deepEqual(await h.violations(page), [], await heading(page));
			await shot(page, `${number + 1}-empty`);
			entries += await fillStep(page, values);
			assert.equal(await counted(page), entries, await heading(page));
			await shot(page, `${number + 1}-filled`);
			if (number === 3) {
				const before = await heading(page);
				await page.reload();
				await page.waitForSelector(".su-route");
				assert.deepEqual([await heading(page), await counted(page)], [before, entries]);
			}
			await on(page);
		}
		assert.ok(entries <= MOST, `${entries} entries`);
		assert.equal(entries, MOST, "the way of this course uses all of them");
		assert.equal(await heading(page), await says(page, "route.done"));
		assert.equal(await page.$(".su-route h3"), null, "nothing is missing");
		await shot(page, "10-page");
		assert.deepEqual(await paper(page), [A4]);
		const text = await printed(page);
		for (const values of STEPS) for (const value of values) if (value !== "labour") assert.ok(text.includes(value), value);
		for (const gone of ["act.print-map", "route.next"]) assert.ok(!text.includes(await says(page, gone)));
		assert.deepEqual(page.log.errors, []);

		// what was written stands in the worksheets, and opening the page anew leads to the end
		await page.goto(`${course.server.url}book/mapping/services.html`);
		await page.waitForSelector(".su-ws-row");
		const services = await page.$$eval('[id$="--service"]', (all) => all.map((one) => one.value));
		assert.deepEqual(services, ["Night shelter", "Advice line"]);
		const kinds = await page.$$eval('[id$="--kind"]', (all) => all.map((one) => one.value));
		assert.deepEqual(kinds, ["bed", "advice"]);
		await page.goto(course.server.url + PAGE);
		await page.waitForSelector(".su-route");
		assert.equal(await heading(page), await says(page, "route.done"));
	});

	test("without a form there are no questions; the page says so and leads back", async () => {
		const page = await visit();
		await h.reach(page, await page.$(".su-route-next"));
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.localName === "select");
		assert.equal(await page.$eval(".su-said", (one) => one.textContent), await says(page, "route.choose-first"));
	});

	test("the invented map is one link away, and the own one stays as it is", async () => {
		const page = await visit();
		const before = await kept(page);
		await Promise.all([
			page.waitForNavigation(),
			page.$eval('.su-route a[href$="#su-map-example"]', (one) => one.click()),
		]);
		await page.waitForFunction(() => /Havmere/.test(document.querySelector("[data-su-map-results]").textContent));
		assert.deepEqual(await kept(page), before);
		assert.deepEqual(page.log.errors, []);
	});

	test("nobody knows: whom to ask next is said, the focus goes on, and the printed page lists it as open", async () => {
		const page = await visit();
		await fillStep(page, STEPS[0]);
		await on(page);
		const question = await heading(page);
		await h.reach(page, await page.$(".su-route-nobody"));
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.id.endsWith("--source"));
		assert.match(await page.$eval(".su-route .su-notice", (one) => one.textContent), /Ask next: .*Population register/);
		assert.deepEqual(await h.violations(page), []);
		await shot(page, "2-nobody");
		await page.keyboard.type("registry");
		await page.keyboard.press("Enter");
		await h.reach(page, await page.$(".su-route-day"));
		await page.keyboard.press("Enter");
		assert.equal(await counted(page), 5, "asked, with a day: three entries");
		await on(page, ".su-route-back");
		await on(page);
		assert.ok(await page.$(".su-route .su-notice"), "it is read off the sheet");
		const text = await printed(page);
		assert.ok(text.includes(question) && /Ask: .*Population register.*Asked: registry/.test(text));
	});

	test("a place is suggested, and the browser's own way back leads to the step before", async () => {
		const page = await visit();
		await fillStep(page, STEPS[0]);
		for (let step = 0; step < 5; step++) await on(page);
		const button = await page.$(".su-route-suggestions button");
		const name = await button.evaluate((one) => one.textContent);
		await h.reach(page, button);
		await page.keyboard.press("Enter");
		await page.waitForFunction(() => document.activeElement?.id.endsWith("--place"));
		const place = await page.evaluate(() => document.activeElement.value);
		assert.equal(name, await says(page, "route.use", { name: place }));
		assert.ok((await kept(page)).some((one) => one.s === "map/places" && one.f === "kind" && one.v));
		const before = await heading(page);
		await page.goBack();
		await page.waitForFunction((old) => document.querySelector(".su-route h2").textContent !== old, {}, before);
		assert.equal(page.log.errors.length, 0);
	});
});

describe("with what others wrote", () => {
	test("a finished map is at its end; where hands differ both stand on the page, and one A4 page holds all", async () => {
		const page = await visit();
		const { entries } = JSON.parse(readFileSync(EXAMPLE, "utf8"));
		await h.put(page, Object.fromEntries(entries.map((one) => [`${OWN}${one.by}.${one.n}`, JSON.stringify(one)])));
		await page.reload();
		await page.waitForSelector(".su-map-page");
		assert.equal(await heading(page), await says(page, "route.done"));
		assert.match(await printed(page), /140 people \/ 96 people|96 people \/ 140 people/);
		assert.deepEqual(await paper(page), [A4]);
		assert.deepEqual(await h.violations(page), []);
		await shot(page, "11-example");
		await page.evaluate(() => {
			location.hash = "#step-answers-1";
		});
		await page.waitForSelector(".su-ws-versions");
		await shot(page, "12-differ");
		await (await page.$(".su-ws-versions button")).evaluate((one) => one.click());
		await page.waitForFunction(
			() => !document.querySelector(".su-ws-versions") && document.activeElement?.id.endsWith("--value"),
		);
	});

	test("the longest texts still make one page", async () => {
		const page = await visit();
		await fillStep(page, STEPS[0]);
		const long = (max) => "long words here ".repeat(200).slice(0, max).trim();
		for (const values of STEPS.slice(1)) {
			await on(page);
			for (const field of await needed(page)) {
				const [type, max] = await field.evaluate((one) => [one.type, one.maxLength]);
				if (type === "date") await fill(page, field, "");
				else
					await field.evaluate((one, text) => {
						one.focus();
						one.value = text;
						one.dispatchEvent(new InputEvent("input", { bubbles: true }));
						one.blur();
					}, long(max));
			}
			assert.ok(values.length);
		}
		await on(page);
		await shot(page, "15-long");
		assert.deepEqual(await paper(page), [A4]);
	});

	test("what looks like personal data is warned of, and again before the page is printed", async () => {
		const page = await visit();
		await fillStep(page, STEPS[0]);
		for (let step = 0; step < 3; step++) await on(page);
		await page.waitForFunction(() => globalThis.SteppingUpPersonal);
		const [, source] = await needed(page);
		await fill(page, source, "Anna Paraugs, 67 000 000");
		await page.waitForSelector('[id$="--source--personal"]');
		assert.match(await page.$eval('[id$="--source--personal"]', (one) => one.textContent), /name of a person/);
		await page.evaluate(() => {
			location.hash = "#step-map";
		});
		await page.waitForFunction(() => document.querySelector(".su-route .su-notice"));
		assert.ok((await page.$eval(".su-route", (one) => one.textContent)).includes(await says(page, "route.look")));
		await shot(page, "13-look");
	});

	test("small numbers are kept back on paper, and stay in the sheet", async () => {
		const page = await visit();
		await fillStep(page, STEPS[0]);
		await on(page);
		await fillStep(page, ["3", "registry", ""]);
		const text = await printed(page);
		assert.ok(text.includes(await says(page, "map-page.few", { n: 5 })));
		assert.ok((await kept(page)).some((one) => one.f === "value" && one.v === 3));
	});
});

describe("wherever it is opened", () => {
	test("from disk, and the map file holds what was filled", async () => {
		const page = await visit({ home: `${pathToFileURL(h.BOOK)}/` });
		await fillStep(page, STEPS[0]);
		await on(page);
		await page.evaluate(() => {
			location.hash = "#step-map";
		});
		await page.waitForFunction(() => document.querySelectorAll(".su-route > .su-acts button").length === 3);
		const [, , save] = await page.$$(".su-route > .su-acts button");
		const path = await h.downloaded(course.chromium, () => save.evaluate((one) => one.click()));
		const { format, entries } = JSON.parse(readFileSync(path, "utf8"));
		assert.equal(format, "stepping-up-map");
		assert.deepEqual(entries.map((one) => one.v).sort(), ["Old Harbour", "labour"]);
		assert.deepEqual(page.log.errors, []);
	});

	test("without a store it says so, and still leads to a printed page", async () => {
		const prepare = () =>
			Object.defineProperty(window, "localStorage", {
				get: () => {
					throw new DOMException("denied", "SecurityError");
				},
			});
		const page = await visit({ prepare });
		assert.equal(await page.$$eval(".su-notice", (all) => all.length), 1, "once is enough");
		await fillStep(page, STEPS[0]);
		await on(page);
		assert.equal(await counted(page), 2);
		assert.match(await printed(page), /Old Harbour/);
		assert.deepEqual(await paper(page), [A4]);
		assert.deepEqual(page.log.errors, []);
	});

	test("without a script the way is a list, with the questions of each form", async () => {
		const page = await h.openPage(await h.person(course.chromium), { width: 360 });
		await page.setJavaScriptEnabled(false);
		await page.goto(course.server.url + PAGE);
		const text = await page.$eval("main", (one) => one.innerText);
		for (const said of ["Choose one area and one form", "In which trades do they work", "Do people beg in town?"])
			assert.ok(text.includes(said), said);
	});

	for (const width of [320, 360, 1440])
		test(`at ${width} px nothing is cut off, and every field has a name`, async () => {
			const page = await visit({ width });
			await fillStep(page, STEPS[0]);
			for (const _ of STEPS) {
				await on(page);
				const wide = await page.evaluate(() => document.documentElement.scrollWidth);
				assert.ok(wide <= width, `${await heading(page)}: ${wide}`);
				const nameless = await page.$$eval(".su-route :is(input, select, textarea)", (all) =>
					all.filter((one) => !one.labels?.length).map((one) => one.id),
				);
				assert.deepEqual(nameless, []);
			}
		});

	test("nothing is found wrong by axe in the dark", async () => {
		const page = await visit();
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
		await fillStep(page, STEPS[0]);
		for (const _ of STEPS) {
			assert.deepEqual(await h.violations(page), [], await heading(page));
			await on(page);
		}
		assert.deepEqual(await h.violations(page), []);
		await shot(page, "14-dark");
	});

	test("no other page carries its script", () => {
		const carry = h.allPages().filter((path) => h.sourceOf(path).includes("first-map.js"));
		assert.deepEqual(carry, [PAGE]);
	});
});
