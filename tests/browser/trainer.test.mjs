/** The trainer's edition: wide and narrow, light, dark and on paper. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as h from "./harness/index.mjs";

const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(h.ROOT, ".venv/bin/python");
const CHAPTER = "chapters/04-identification/index.html";
const LESSON = "chapters/04-identification/04-first-talk.html";
const CASE = "case_studies/oslo-begging/index.html";
const DECIDE = "case_studies/oslo-begging/02-decide.html";

let server;
let chromium;

before(async () => {
	const options = { cwd: h.ROOT, env: { ...process.env, PYTHONPATH: h.ROOT }, stdio: ["ignore", "pipe", "pipe"] };
	const folder = execFileSync(PYTHON, ["-W", "ignore", "-m", "tests.book.make_trainer"], options);
	server = await h.serve(String(folder));
	chromium = await h.launch("chrome");
});

after(async () => {
	await Promise.allSettled([chromium?.close(), server?.close()]);
});

const visit = async (path, { dark = false, ...size } = {}) => {
	const page = await h.openPage(await h.person(chromium), size);
	await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
	await page.goto(server.url + path);
	await h.drawn(page);
	return page;
};

for (const path of [CHAPTER, LESSON, CASE, DECIDE]) {
	for (const [width, dark] of [
		[1280, false],
		[1280, true],
		[360, false],
		[360, true],
	]) {
		test(`axe finds nothing on ${path} at ${width} px, ${dark ? "dark" : "light"}`, async () => {
			const page = await visit(path, { width, dark });
			assert.ok(await page.$(".su-trainer"));
			h.noFaults(await h.violations(page));
			h.noFaults(await page.evaluate(h.sideways));
			h.noFaults(page.log.errors);
			h.noFaults(h.outside(page.log, server.url));
			await page.close();
		});
	}
}

test("every page says which edition it is, on screen and on paper", async () => {
	for (const path of ["book/welcome.html", LESSON]) {
		const page = await visit(path);
		assert.match(await page.title(), /^Trainer/);
		for (const media of ["screen", "print"]) {
			await page.emulateMediaType(media);
			assert.ok(await page.$eval(".su-edition", (one) => one.checkVisibility()), `${path}, ${media}`);
		}
		await page.close();
	}
});

const look = (page) =>
	page.$eval(".su-trainer", (one) => {
		const style = (each) => getComputedStyle(each);
		return {
			shown: one.checkVisibility(),
			bar: Number.parseFloat(style(one).borderInlineStartWidth),
			edge: style(one).borderTopStyle,
			ground: style(one).backgroundColor,
			story: style(document.querySelector(".su-story")).backgroundColor,
		};
	});

test("what a trainer reads looks unlike the lesson, on screen and on paper", async () => {
	const page = await visit(LESSON);
	const screen = await look(page);
	assert.notEqual(screen.ground, screen.story);
	assert.equal(screen.edge, "dashed");
	assert.ok(screen.bar >= 6);
	await page.emulateMediaType("print");
	const paper = await look(page);
	assert.ok(paper.shown);
	assert.equal(paper.edge, "dashed");
	assert.ok(paper.bar >= 3);
	await page.close();
});

test("the plan of a chapter adds up what its lessons say, and leads to them", async () => {
	const page = await visit(CHAPTER, { width: 360 });
	const all = await page.$$eval(".su-plan :is(tbody, tfoot) tr", (found) =>
		found.map((row) => ({ href: row.querySelector("a")?.href, minutes: Number(row.cells[2].lastChild.data) })),
	);
	const [rows, [total]] = [all.slice(0, -1), all.slice(-1)];
	assert.equal(rows.length, 12);
	assert.equal(
		total.minutes,
		rows.reduce((sum, row) => sum + row.minutes, 0),
	);
	await page.goto(rows[3].href);
	const shown = await page.$$eval(".su-meta li", (all) => all.map((one) => one.textContent));
	assert.ok(shown.some((text) => text.startsWith(`${rows[3].minutes} minutes together`)));
	await page.close();
});
