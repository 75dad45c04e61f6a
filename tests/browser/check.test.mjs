/** The final check: twenty questions by keyboard, left and resumed, what it tells, paper, calendar, and other questions later. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const CHECK = h.pageWith("data-su-final-check");
const DRAFT = `${h.OWN}d:check/final`;
const ROLE = "#su-check-for-social_worker";
const OPEN = [4, 13];
const NAME = "Aino Virtanen";

const course = h.opened();

const visit = async (home, options) => {
	const page = await h.visit(course.chromium, home + CHECK, options);
	await page.waitForSelector("[data-su-view]");
	return page;
};

const draft = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key)), DRAFT);
const view = (page, name) => page.waitForSelector(`[data-su-view="${name}"]`);
const heading = (page) => page.$eval("#su-check-at", (one) => one.textContent);
const text = (page) => page.$eval("[data-su-view]", (one) => one.innerText.replaceAll(/\s+/g, " "));
const focusOnHeading = (page) => page.evaluate(() => document.activeElement.id === "su-check-at");
const press = async (page, hands, key) => hands.press(await h.until(() => h.button(page, page, key), key));

/** The question on view, by its spec. */
const question = async (page) => {
	const { ids, at } = await draft(page);
	return page.evaluate((id) => globalThis.SteppingUpBank.specs.find((one) => one.id === id), ids[at]);
};

/** axe wide, narrow and dark; nothing sideways at 320 px; targets that a thumb meets. */
async function sound(page, where) {
	const found = await h.axeEverywhere(page);
	await page.setViewport({ width: 320, height: 900 });
	found.push(...(await page.evaluate(h.sideways)), ...(await page.evaluate(h.smallTargets)));
	found.push(...(await page.evaluate(smallHere)));
	await page.setViewport({ width: 1280, height: 900 });
	h.noFaults(found.map((one) => `${where}: ${one}`));
}

/** Runs in the page: lines that are pressed are 44 px high, links 24 px. */
function smallHere() {
	const limits = { ".su-check-list button, .su-check-item > summary, .su-field": 43.5, "[data-su-view] a": 23.5 };
	return Object.entries(limits).flatMap(([selector, limit]) =>
		[...document.querySelectorAll(selector)]
			.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < limit)
			.map((one) => `${one.textContent} is lower than ${limit} px`),
	);
}

/** Answer the question on view: every third one wrong, an order always right; how sure goes round. */
async function answer(page, hands, n) {
	const spec = await question(page);
	const form = await page.$("form.su-check");
	const given = n % 3 === 1 && spec.kind !== "order" ? h.wrongAnswer(spec) : h.rightAnswer(spec);
	await h.fill(form, hands, spec, given);
	await hands.pick(await form.$(`.su-sure input[value="${(n % 3) + 1}"]`));
	return n % 3 !== 1 || spec.kind === "order";
}

describe("a check by keyboard, from the start to the refresher", { concurrency: 1 }, () => {
	let page;
	let hands;
	let ids;
	let right = 0;

	before(async () => {
		page = await visit(course.server.url);
		hands = h.keyboard(page);
	});
	after(() => page?.browserContext().close());

	test("before it starts: whose work is asked, and nothing of the bank is loaded", async () => {
		await sound(page, "start");
		assert.ok(!course.server.asked.some((one) => one.endsWith("bank.js")));
		await press(page, hands, "act.start-check");
		assert.ok((await text(page)).includes(await h.word(page, "check.choose")));
		await hands.pick(await page.$(ROLE));
		await press(page, hands, "act.start-check");
		await view(page, "question");
		assert.ok(await focusOnHeading(page));
		assert.equal(await heading(page), "Question 1 of 20");
	});

	test("twenty questions without a verdict; left at the eighth, it goes on there", async () => {
		({ ids } = await draft(page));
		assert.equal(new Set(ids).size, 20);
		for (let n = 0; n < 20; n++) {
			assert.equal(await heading(page), `Question ${n + 1} of 20`);
			if (n === 0) await sound(page, "question");
			if (!OPEN.includes(n)) right += await answer(page, hands, n);
			if (n === 7) {
				await page.goto(course.server.url + CHECK);
				await view(page, "start");
				await press(page, hands, "act.resume-check");
				await view(page, "question");
				assert.equal(await heading(page), "Question 8 of 20");
				assert.equal((await page.$$(".su-sure input:checked")).length, 1, "the answer is still there");
			}
			assert.equal(await page.$("form.su-check .su-result, form.su-check [data-mark]"), null, "no verdict");
			await press(page, hands, "act.continue");
			assert.ok(await focusOnHeading(page));
		}
		await view(page, "overview");
		assert.deepEqual(await h.attempts(page), [], "nothing is in the record before the end");
	});

	test("the list of all questions says which are open, and leads to them and back", async () => {
		await sound(page, "overview");
		const open = await page.$$eval(".su-check-list button", (all) =>
			all.flatMap((one, n) => (one.textContent.includes("not answered") ? [n] : [])),
		);
		assert.deepEqual(open, OPEN);
		assert.ok((await text(page)).includes("Answered: 18 of 20."));
		await hands.press((await page.$$(".su-check-list button"))[OPEN[0]]);
		assert.equal(await heading(page), `Question ${OPEN[0] + 1} of 20`);
		await press(page, hands, "act.continue");
		assert.equal(await heading(page), `Question ${OPEN[1] + 1} of 20`, "only open ones come next");
		await press(page, hands, "act.continue");
		await view(page, "overview");
	});

	test("finished with open ones: results by competency, with lessons that exist", async () => {
		await press(page, hands, "act.finish-check");
		await view(page, "result");
		assert.ok(await focusOnHeading(page));
		const said = await text(page);
		assert.ok(said.includes(`Right: ${right} of 20. Not answered: 2.`), said.slice(0, 200));
		const groups = await page.$$eval(".su-check-rows", (all) =>
			all.map((one) => [one.parentElement.querySelector("h3").textContent, one.children.length]),
		);
		const words = ["check.again", "check.guess", "check.firm"];
		assert.deepEqual(
			groups.map(([title]) => title),
			await Promise.all(words.map((one) => h.word(page, one))),
		);
		const links = await page.$$eval(".su-check-rows > li", (all) =>
			all.map((one) => [...one.querySelectorAll("a")].map((link) => link.href)),
		);
		assert.equal(
			links.length,
			groups.reduce((sum, [, n]) => sum + n, 0),
		);
		h.noFaults(links.filter((one) => !one.length).map(() => "a competency without a lesson"));
		const first = await page.$$eval(".su-check-first a", (all) => all.map((one) => one.href));
		assert.ok(first.length > 0);
		const missing = [...first, ...links.flat()].filter((one) => !existsSync(join(h.BOOK, new URL(one).pathname)));
		h.noFaults(missing);
		assert.equal((await h.attempts(page)).length, 18);
		assert.equal(await draft(page), null);
	});

	test("every question shows its notes, also those that were left open", async () => {
		assert.equal((await page.$$(".su-check-item")).length, 20);
		await h.fold(page, ".su-check-item", true);
		const shown = await page.$$eval(".su-check-item", (all) => all.map((one) => one.innerText));
		const specs = await page.evaluate(() => globalThis.SteppingUpBank.specs);
		for (const [n, id] of ids.entries()) {
			const notes = h.secrets(specs.find((one) => one.id === id));
			assert.ok(
				notes.some((note) => h.squeezed(shown[n]).includes(h.squeezed(note))),
				id,
			);
		}
		await sound(page, "result with all notes open");
	});

	test("the calendar entry is an .ics file that tells nothing of the topic", async () => {
		const path = await h.downloaded(course.chromium, () => press(page, hands, "act.calendar"));
		const lines = readFileSync(path, "utf8").split("\r\n");
		assert.equal(lines.pop(), "");
		const day = (name) => lines.find((one) => one.startsWith(`${name};VALUE=DATE:`))?.slice(-8);
		assert.deepEqual([lines[0], lines.at(-1)], ["BEGIN:VCALENDAR", "END:VCALENDAR"]);
		for (const name of ["VERSION:2.0", "PRODID:", "BEGIN:VEVENT", "UID:", "DTSTAMP:", "SUMMARY:", "END:VEVENT"])
			assert.equal(lines.filter((one) => one.startsWith(name)).length, 1, name);
		const { day: today } = (await h.attempts(page))[0];
		const months = (Number(day("DTSTART").slice(0, 4)) - Number(today.slice(0, 4))) * 12;
		assert.equal(months + Number(day("DTSTART").slice(4, 6)) - Number(today.slice(5, 7)), 3);
		assert.ok(day("DTEND") > day("DTSTART"));
		assert.doesNotMatch(lines.join("\n"), /traffick|exploit|https?:/i);
		assert.ok((await text(page)).includes(await h.word(page, "check.calendar-saved")));
	});

	test("the completion record is one A4 page that says that it is self-reported, and keeps no name", async () => {
		await press(page, hands, "act.completion");
		await view(page, "record");
		await h.reach(page, await page.$("#su-check-name"));
		await page.keyboard.type(NAME);
		await sound(page, "record");
		const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
		const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)/g)].map((found) => Math.round(found[1]));
		assert.deepEqual(boxes, [595]);
		await page.emulateMediaType("print");
		const paper = (await page.$eval("body", (one) => one.innerText)).replaceAll(/\s+/g, " ");
		const heads = await page.$$eval("h1, h2, form, button, input", (all) =>
			all.filter((one) => one.checkVisibility()).map((one) => one.textContent),
		);
		await page.emulateMediaType(null);
		assert.deepEqual(heads, [await h.word(page, "check.record-title")]);
		for (const part of [NAME, "18 of 20", "Social worker", await h.word(page, "check.self-reported")])
			assert.ok(paper.includes(part), `${part}: ${paper}`);
		assert.doesNotMatch(paper, /Right:/, "no results on it");
		assert.doesNotMatch(JSON.stringify(await h.stored(page)), /Aino/);
		assert.doesNotMatch(course.server.asked.join(), /Aino/);
		await press(page, hands, "act.back-to-results");
		await view(page, "result");
	});

	test("back another day: the result is still there, and the refresher shares no question", async () => {
		await page.goto(course.server.url + CHECK);
		await view(page, "start");
		await sound(page, "start after a check");
		assert.ok(await page.$eval(ROLE, (one) => one.checked));
		await press(page, hands, "act.see-result");
		await view(page, "result");
		assert.ok((await text(page)).includes(`Right: ${right} of 20. Not answered: 2.`));
		await press(page, hands, "act.other-questions");
		await view(page, "start");
		await press(page, hands, "act.refresher");
		await view(page, "question");
		const later = (await draft(page)).ids;
		assert.equal(new Set([...ids, ...later]).size, 40);
	});

	test("nothing of this left the machine, nothing was an error", () => {
		assert.deepEqual(h.outside(page.log, course.server.url), []);
		assert.deepEqual(page.log.errors, []);
	});
});

/** Start, answer the first question that has options to pick, and finish. */
async function short(page) {
	const hands = h.unseen();
	await hands.pick(await page.$(ROLE));
	await press(page, hands, "act.start-check");
	await view(page, "question");
	await press(page, hands, "act.overview");
	await press(page, hands, "act.finish-check");
	assert.ok((await text(page)).includes(await h.word(page, "check.none-answered")), "nothing to show yet");
	await hands.press(await page.$(".su-check-list button"));
	while (!(await page.$("form.su-check .su-opt input"))) await press(page, hands, "act.continue");
	await hands.pick(await page.$("form.su-check .su-opt input[type=radio], form.su-check .su-opt input"));
	await press(page, hands, "act.overview");
	await press(page, hands, "act.finish-check");
	await view(page, "result");
	return text(page);
}

test("from disk: the bank loads, and a check works to its end", async () => {
	const page = await visit(h.fromDisk());
	assert.match(await short(page), /Right: [01] of 20\. Not answered: 19\./);
	assert.deepEqual(h.outside(page.log, h.fromDisk()), []);
	assert.deepEqual(page.log.errors, []);
});

test("a browser that keeps nothing: it says so before, and a check in one go works", async () => {
	const refuse = () => Object.defineProperty(globalThis, "localStorage", { value: null });
	const page = await visit(course.server.url, { prepare: refuse });
	const said = await text(page);
	assert.ok(said.includes(await h.word(page, "check.not-kept")));
	assert.ok(!said.includes(await h.word(page, "check.kept")));
	assert.match(await short(page), /Not answered: 19\..* Questions for: Social worker\./);
	assert.deepEqual(page.log.errors, []);
});

test("a bank that does not load: the page says so, and the next try works", async () => {
	const page = await visit(course.server.url);
	const hands = h.unseen();
	const bank = "/_static/su/bank.js";
	course.server.instead[bank] = "";
	await hands.pick(await page.$(ROLE));
	await press(page, hands, "act.start-check");
	const failed = await h.word(page, "check.failed");
	await h.until(async () => (await text(page)).includes(failed), "a word about it");
	delete course.server.instead[bank];
	await press(page, hands, "act.start-check");
	await view(page, "question");
});

test("a draft that is damaged, or from a release without its questions: a new check can be started", async () => {
	for (const value of [
		'{"ids":["check/gone"],"at":0}',
		"[1]",
		'{"seed":"s","who":"","ids":["check/gone"],"at":0,"given":{}}',
	]) {
		const page = await visit(course.server.url);
		await h.put(page, { [DRAFT]: value });
		await page.reload();
		await view(page, "start");
		const resume = await h.button(page, page, "act.resume-check");
		if (resume) {
			await resume.click();
			const gone = await h.word(page, "check.gone");
			await h.until(async () => (await text(page)).includes(gone), "a word about it");
		}
		await page.click(ROLE);
		await press(page, h.unseen(), "act.start-check");
		await view(page, "question");
		assert.deepEqual(page.log.errors, []);
		await page.browserContext().close();
	}
});
