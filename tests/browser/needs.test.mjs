/** The self-check: both forms from the notice to the file, resumed, with wrong codes, without a store, from disk, on paper; and ratings. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(h.ROOT, ".venv/bin/python");
const CHECK = h.pageWith("data-su-needs-check");
const KEY = "stepping-up:needs";
const QUESTIONS = 20;
/** Left open on purpose: read and not answered. */
const OPEN = [3, 17];

/** The package reads a file of the page, and scores it with the keys of the course. */
const READ = `
import json, sys
from pathlib import Path
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.needs import load_instrument
from steppingup.record.needs_file import read_needs_file
file = read_needs_file(Path(sys.argv[1]))
instrument = load_instrument(load_catalogue(Path(sys.argv[2])))
scores = [instrument.scored(a.item, a.version, a.response)[1] for a in file.answers if a.response is not None]
asked = [instrument.by_public[a.item].id for a in file.answers]
print(json.dumps({**file.model_dump(), "scores": scores, "form_as_written": asked == list(instrument.forms[file.form])}))
`;
const read = (path) =>
	JSON.parse(
		execFileSync(PYTHON, ["-c", READ, path, h.ROOT], { encoding: "utf8", env: { ...process.env, PYTHONPATH: h.ROOT } }),
	);

const course = h.opened();

const say = (page, key) => page.evaluate((one) => globalThis.SteppingUpNeedsWords[one] ?? globalThis.SteppingUpWords[one], key);
const kept = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key)), KEY);
const view = (page, name) => page.waitForSelector(`[data-su-needs-check][data-su-view="${name}"]`);
const heading = (page) => page.$eval("#su-check-at", (one) => one.textContent);
const text = (page) => page.$eval("[data-su-needs-check]", (one) => one.innerText.replaceAll(/\s+/g, " "));
const focusOn = (page) => page.evaluate(() => document.activeElement.id);

async function visit(home, options) {
	const page = await h.visit(course.chromium, home + CHECK, options);
	await view(page, "start");
	return page;
}

async function press(page, hands, key) {
	const words = await say(page, key);
	const find = async () => {
		for (const one of await page.$$("[data-su-needs-check] button"))
			if (await one.evaluate((node, wanted) => node.checkVisibility() && node.textContent.trim() === wanted, words)) return one;
	};
	await hands.press(await h.until(find, `a button "${words}"`));
}

const pick = async (page, hands, selector) => hands.pick(await page.waitForSelector(selector));

/** axe wide, narrow and dark; nothing sideways at 320 px; targets that a thumb meets. */
async function sound(page, where) {
	const found = await h.axeEverywhere(page);
	await page.setViewport({ width: 320, height: 900 });
	found.push(...(await page.evaluate(h.sideways)), ...(await page.evaluate(h.smallTargets)));
	await page.setViewport({ width: 1280, height: 900 });
	h.noFaults(found.map((one) => `${where}: ${one}`));
}

/** From the start to the code: before the course or later, as a social worker. */
async function toCode(page, hands, phase) {
	await press(page, hands, "act.needs-start");
	await view(page, "about");
	await pick(page, hands, `#su-needs-phase-${phase}`);
	await pick(page, hands, 'input[name="su-needs-role"][value="social_worker"]');
	await pick(page, hands, 'input[name="su-needs-tier"][value="2"]');
	await press(page, hands, "act.continue");
	await view(page, "code");
}

/** Rate the first line of every group and go on to the questions. */
async function rateAll(page, hands) {
	for (let group = 0; ; group++) {
		if (await page.$('[data-su-view="question"]')) return group;
		const id = `su-needs-rate-${group}--`;
		await pick(page, hands, `[id^="${id}"][id$="importance-3"]`);
		await pick(page, hands, `[id^="${id}"][id$="ability-1"]`);
		await press(page, hands, "act.continue");
		await page.waitForSelector(`[data-su-view="question"], [id^="su-needs-rate-${group + 1}--"]`);
	}
}

async function answer(page, hands, n) {
	assert.equal(await heading(page), `Question ${n + 1} of ${QUESTIONS}`);
	if (!OPEN.includes(n)) {
		const options = await page.$$("[data-su-needs-check] .su-opt input");
		await hands.pick(options[n % options.length]);
		await pick(page, hands, `#su-needs-${n + 1}--sure-${(n % 3) + 1}`);
	}
	assert.equal(await page.$("[data-su-needs-check] [data-mark]"), null, "no verdict");
	await press(page, hands, "act.continue");
}

describe("a first time by keyboard, left and resumed, and the file", { concurrency: 1 }, () => {
	let page;
	let hands;
	let code;
	let file;

	before(async () => {
		page = await visit(course.server.url);
		hands = h.keyboard(page);
	});
	after(() => page?.browserContext().close());

	test("at the start it says what happens with the answers; nothing is kept yet", async () => {
		await sound(page, "start");
		assert.match(await text(page), /What happens with your answers/);
		assert.match(await text(page), /Nothing is sent/);
		assert.match(await text(page), /about \d+ minutes\. Take up to \d+ if this is not your first language/);
		assert.equal(await kept(page), null);
	});

	test("who answers is asked; what is missing is said, and the focus leads there", async () => {
		await press(page, hands, "act.needs-start");
		await view(page, "about");
		await press(page, hands, "act.continue");
		assert.ok((await text(page)).includes(await say(page, "needs.choose-phase")));
		assert.equal(await focusOn(page), "su-needs-phase-0");
		await sound(page, "about");
		await page.goto(course.server.url + CHECK);
		await view(page, "start");
		await toCode(page, hands, 0);
	});

	test("a new code on a slip, which is printed alone and does not name the subject", async () => {
		await sound(page, "code");
		await press(page, hands, "act.continue");
		await view(page, "slip");
		assert.equal(await focusOn(page), "su-check-at");
		await sound(page, "slip");
		code = (await kept(page)).code;
		assert.equal((await page.$eval(".su-slip-code", (one) => one.textContent)).replaceAll(" ", ""), code);
		await page.emulateMediaType("print");
		const seen = await page.evaluate(() => document.body.innerText.replaceAll(/\s+/g, " ").trim());
		await page.emulateMediaType("screen");
		assert.ok(seen.includes("Keep this slip"));
		assert.doesNotMatch(seen, /traffick|self-check|training/i);
		await press(page, hands, "act.needs-kept");
		await view(page, "ratings");
	});

	test("ratings in groups; a line can be cleared again and left out", async () => {
		await sound(page, "ratings");
		await pick(page, hands, '[id^="su-needs-rate-0--"][id$="ability-2"]');
		assert.equal(Object.keys((await kept(page)).rated).length, 1);
		await hands.press(await page.waitForSelector("[data-su-needs-check] .su-rate .su-link"));
		assert.deepEqual((await kept(page)).rated, {});
		assert.equal(await rateAll(page, hands), 4);
		assert.equal(Object.keys((await kept(page)).rated).length, 8);
	});

	test("twenty questions without a verdict; left at the eighth, it goes on there", async () => {
		await sound(page, "question");
		for (let n = 0; n < QUESTIONS; n++) {
			if (n === 14) await sound(page, "story");
			if (n === 7) {
				await page.goto(course.server.url + CHECK);
				await view(page, "start");
				await sound(page, "under way");
				await press(page, hands, "act.needs-resume");
				await view(page, "question");
			}
			await answer(page, hands, n);
		}
		await view(page, "overview");
		await sound(page, "overview");
		const open = await page.$$eval(".su-check-list button", (all) =>
			all.flatMap((one, n) => (one.textContent.includes("not answered") ? [n] : [])),
		);
		assert.deepEqual(open, OPEN);
	});

	test("the end says what stands in the file; the file is read by the package, every answer scored", async () => {
		await press(page, hands, "act.needs-finish");
		await view(page, "finish");
		await sound(page, "finish");
		assert.match(await text(page), /Questions answered 18 of 20/);
		const path = await h.downloaded(course.chromium, () => press(page, hands, "act.needs-save"));
		assert.match(await text(page), /The file needs-T0-\d{4}-\d\d-\d\d\.json is saved/);
		assert.doesNotMatch(await page.$eval(".su-check-said", (one) => one.textContent), new RegExp(code));
		file = read(path);
		assert.equal(file.code, code);
		assert.deepEqual([file.phase, file.role, file.tier, file.municipality], ["T0", "social_worker", 2, ""]);
		assert.ok(file.form_as_written);
		assert.equal(file.scores.length, QUESTIONS - OPEN.length);
		assert.deepEqual(
			file.answers.flatMap((one, n) => (one.status === "omitted" ? [n] : [])),
			OPEN,
		);
		assert.equal(file.ratings.length, 8);
		assert.ok(file.answers.every((one) => (one.response === null) === (one.certainty === null)));
	});

	test("nothing of it is in the record, in a backup, or asked of another host", async () => {
		assert.deepEqual(await h.attempts(page), []);
		const others = Object.entries(await h.stored(page)).filter(([key]) => key !== KEY);
		assert.ok(!JSON.stringify(others).includes(code));
		assert.deepEqual(h.outside(page.log, course.server.url), []);
		const progress = await h.visit(course.chromium, `${course.server.url}${h.pageWith("data-su-progress")}`, {
			context: page.browserContext(),
		});
		const backup = await h.downloaded(course.chromium, async () => {
			const button = await h.until(() => h.button(progress, progress, "act.backup"), "the backup");
			await button.evaluate((one) => one.click());
		});
		const saved = readFileSync(backup, "utf8");
		assert.ok(!saved.includes(code) && !saved.includes(file.answers[0].item));
		await progress.close();
	});

	test("deleted, nothing is left on the device; it is asked once more before", async () => {
		await press(page, hands, "act.needs-delete");
		assert.ok((await text(page)).includes(await say(page, "needs.delete-question")));
		await press(page, hands, "act.needs-delete-no");
		assert.equal((await kept(page)).code, code);
		await press(page, hands, "act.needs-delete");
		await press(page, hands, "act.needs-delete-yes");
		await view(page, "start");
		assert.ok(!JSON.stringify(await h.stored(page)).includes(code));
		assert.equal(await kept(page), null);
	});

	test("at the end of the course the same code asks the other form; wrong codes are told", async () => {
		await toCode(page, hands, 1);
		assert.ok(await page.$eval("#su-needs-has-old", (one) => one.checked));
		const wrong = { "2h5-t6": "needs.code-short", "2H5T62": "needs.code-length" };
		wrong[code.slice(0, 8) + (code[8] === "2" ? "3" : "2")] = "needs.code-check";
		for (const [typed, key] of Object.entries(wrong)) {
			await page.$eval("#su-needs-code", (one) => one.select());
			await page.type("#su-needs-code", typed);
			await press(page, hands, "act.continue");
			assert.ok((await text(page)).includes(await say(page, key)), typed);
			assert.equal(await focusOn(page), "su-needs-code");
			assert.equal(await kept(page), null);
		}
		await sound(page, "wrong code");
		await page.$eval("#su-needs-code", (one) => one.select());
		await page.type("#su-needs-code", ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`);
		await press(page, hands, "act.continue");
		await view(page, "ratings");
		const quick = h.unseen();
		await rateAll(page, quick);
		for (let n = 0; n < 16; n++) await answer(page, quick, n);
		await press(page, quick, "act.overview");
		await view(page, "overview");
		await press(page, quick, "act.needs-finish");
		await view(page, "finish");
		const second = read(await h.downloaded(course.chromium, () => press(page, quick, "act.needs-save")));
		assert.deepEqual([second.code, second.phase], [code, "T1"]);
		assert.notEqual(second.form, file.form);
		assert.ok(second.form_as_written);
		const items = (one) => new Set(one.answers.map((given) => given.item));
		const both = [...items(second)].filter((item) => items(file).has(item));
		assert.equal(both.length, 8, "six questions and two stories stand in both forms");
		assert.deepEqual(
			second.answers.slice(16).map((one) => one.status),
			["omitted", "not_reached", "not_reached", "not_reached"],
		);
	});
});

test("where nothing can be kept, that is said before the start, and the file can be saved", async () => {
	const page = await visit(course.server.url, {
		prepare: () => {
			const get = () => {
				throw new DOMException("denied", "SecurityError");
			};
			Object.defineProperty(globalThis, "localStorage", { get });
		},
	});
	const hands = h.unseen();
	assert.ok((await text(page)).includes(await say(page, "needs.not-kept")));
	await sound(page, "nothing kept");
	await toCode(page, hands, 2);
	await pick(page, hands, "#su-needs-has-new");
	await press(page, hands, "act.continue");
	await view(page, "slip");
	await press(page, hands, "act.needs-kept");
	await view(page, "ratings");
	await rateAll(page, hands);
	await answer(page, hands, 0);
	await press(page, hands, "act.overview");
	await press(page, hands, "act.needs-finish");
	await view(page, "finish");
	const file = read(await h.downloaded(course.chromium, () => press(page, hands, "act.needs-save")));
	assert.deepEqual([file.phase, file.ratings.length, file.scores.length], ["T2", 8, 1]);
	assert.deepEqual(page.log.errors, []);
	await page.browserContext().close();
});

test("from a disk it works as well", async () => {
	const page = await visit(h.fromDisk());
	const hands = h.unseen();
	await toCode(page, hands, 0);
	await press(page, hands, "act.continue");
	await view(page, "slip");
	await press(page, hands, "act.needs-kept");
	await view(page, "ratings");
	assert.deepEqual(page.log.errors, []);
	await page.browserContext().close();
});

test("a town puts its own notice, the receiver and its towns into settings.js", async () => {
	const needs = { notice: "Our own notice.\n\nIts second part.", receiver: "Room 12", towns: { north: "Northby", south: "Southby" } };
	const settings = `globalThis.SteppingUpSettings = ${JSON.stringify({ country: "fi", needs })};\n`;
	const server = await h.serve(h.BOOK, { "/settings.js": settings });
	try {
		const page = await visit(server.url);
		const hands = h.unseen();
		assert.match(await text(page), /Room 12 Our own notice\. Its second part\./);
		assert.doesNotMatch(await text(page), /What your file holds/);
		await press(page, hands, "act.needs-start");
		await view(page, "about");
		await sound(page, "about with towns");
		await page.select("#su-needs-town", "south");
		for (const selector of ["#su-needs-phase-0", "#su-needs-role-0", "#su-needs-tier-0"]) await pick(page, hands, selector);
		await press(page, hands, "act.continue");
		await view(page, "code");
		await press(page, hands, "act.continue");
		await view(page, "slip");
		await press(page, hands, "act.needs-kept");
		await view(page, "ratings");
		await rateAll(page, hands);
		await press(page, hands, "act.overview");
		await press(page, hands, "act.needs-finish");
		await view(page, "finish");
		assert.match(await text(page), /Southby/);
		const file = read(await h.downloaded(course.chromium, () => press(page, hands, "act.needs-save")));
		assert.deepEqual([file.municipality, file.country], ["south", "fi"]);
		await page.browserContext().close();
	} finally {
		await server.close();
	}
});

test("a store that is damaged or of another course is a fresh start", async () => {
	const page = await visit(course.server.url);
	for (const damaged of ["{", "[]", '{"phase":"T0"}', JSON.stringify({ phase: "T0", role: "x", code: "2H5T6" })]) {
		await h.put(page, { [KEY]: damaged });
		await page.reload();
		await view(page, "start");
		assert.ok(!(await text(page)).includes(await say(page, "needs.under-way")));
	}
	assert.deepEqual(page.log.errors, []);
	await page.browserContext().close();
});

describe("a rating in the gallery", () => {
	test("by keyboard: rate, save, find it again, clear a line", async () => {
		const gallery = h.pageWith('data-kind="rating"');
		const page = await h.visit(course.chromium, course.server.url + gallery);
		const hands = h.keyboard(page);
		const place = 'su-activity[data-kind="rating"]';
		const status = () => page.$eval(`${place} .su-result`, (one) => one.textContent);
		const save = async () => hands.press(await page.$(`${place} button[type=submit]`));
		await save();
		assert.equal(await status(), await h.word(page, "rating.none"));
		await hands.pick(await page.waitForSelector(`${place} form [id$="importance-2"]`));
		await hands.pick(await page.waitForSelector(`${place} form [id$="ability-0"]`));
		await save();
		assert.equal(await status(), await h.word(page, "rating.saved"));
		const [attempt] = await h.attempts(page);
		assert.deepEqual([attempt.score, Object.values(attempt.answer)], [null, ["2", "0"]]);
		await page.reload();
		await page.waitForSelector(`${place} form :checked`);
		assert.equal((await page.$$(`${place} form :checked`)).length, 2);
		await hands.press(await page.waitForSelector(`${place} form .su-link`));
		assert.equal((await page.$$(`${place} form :checked`)).length, 0);
		await page.browserContext().close();
	});
});
