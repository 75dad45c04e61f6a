/** A package inside a platform with cmi5: launch, answer, leave, resume, finish, come back. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as h from "./harness/index.mjs";

const at = h.pageInside;
const INDEX = "chapters/01-principles/index";
const LESSON = "chapters/01-principles/01-why-local";

let chromium;
let pack;
let lms;

before(async () => {
	chromium = await h.launch("chrome");
	pack = h.unpacked("cmi5", "--chapter", "1", "--path", "teacher_librarian_frontdesk", "--mark", "50");
	lms = await h.cmi5Platform(pack.folder, { returnTo: "/package/leave.html" });
});

after(async () => {
	await chromium?.close();
	await lms?.close();
	pack?.remove();
});

const specs = h.specsOf(`${LESSON}.html`);
const [first, ...others] = specs;

async function launched(address = lms.launch()) {
	const page = await h.openPage(await h.person(chromium));
	await page.goto(address);
	return page;
}

const kept = () => JSON.parse(lms.states.get("stepping-up") ?? '{"text":""}');

async function answered(frame, spec, given) {
	const before = kept().text;
	await h.answer(frame, h.unseen(), spec, given);
	await h.until(() => kept().text !== before, "the answer is kept");
}

/** Do what ends a session, and wait until the platform has heard of it. */
async function over(act) {
	const ended = () => lms.verbs().filter((verb) => verb === "terminated").length;
	const before = ended();
	await act();
	await h.until(() => ended() > before, "the session is over");
}

async function leave(page) {
	await over(() => page.goto("about:blank"));
	await page.close();
}

test("the first visit begins, keeps the answer, and ends with its window", async () => {
	const page = await launched();
	const index = await at(page, INDEX);
	await index.evaluate((to) => location.assign(to), `/package/${LESSON}.html`);
	const lesson = await at(page, LESSON);
	await h.until(() => kept().place === LESSON, "the place is kept");
	await answered(lesson, first, h.rightAnswer(first));
	assert.deepEqual(h.outside(page.log, lms.url), []);
	await leave(page);
	assert.deepEqual(lms.verbs(), ["initialized", "progressed", "terminated"]);
});

test("the next visit resumes, finishes and passes; nothing is said twice, and nothing of failing", async () => {
	const page = await launched();
	const lesson = await at(page, LESSON);
	await lesson.waitForSelector(`#${h.domId(first)}[data-state=right]`);
	for (const spec of others) await answered(lesson, spec, h.rightAnswer(spec));
	await page.waitForFunction(() => document.documentElement.dataset.standing === "done");
	await leave(page);
	const verbs = lms.verbs().slice(3);
	assert.deepEqual(verbs.filter((verb) => verb !== "progressed"), ["initialized", "completed", "passed", "terminated"]);
	const again = await launched();
	await at(again, LESSON);
	await again.waitForFunction(() => document.documentElement.dataset.standing === "done");
	await leave(again);
	const all = lms.verbs();
	assert.deepEqual(
		["completed", "passed", "failed"].map((verb) => all.filter((one) => one === verb).length),
		[1, 1, 0],
	);
	assert.deepEqual(lms.refused, []);
});

test("every statement has what cmi5 asks for, and none tells an answer", () => {
	for (const one of lms.statements) {
		assert.match(one.id, /^[0-9a-f-]{36}$/);
		assert.equal(one.actor.account.name, "k7f2m9");
		assert.equal(one.context.registration, "0b2a1e3c-5d6f-4a7b-8c9d-0e1f2a3b4c5d");
		assert.ok("https://w3id.org/xapi/cmi5/context/extensions/sessionid" in one.context.extensions);
		assert.ok(!Number.isNaN(Date.parse(one.timestamp)));
		assert.ok(!JSON.stringify(one).includes('"response"'));
	}
	const passed = lms.statements.find((one) => one.verb.id.endsWith("/passed"));
	assert.deepEqual([passed.result.success, passed.result.score.scaled], [true, 1]);
});

test("the way back ends the session first", async () => {
	const page = await launched();
	await at(page, LESSON);
	assert.equal(await page.evaluate(() => document.documentElement.dataset.platform), "cmi5");
	await (await page.waitForSelector("a.back", { visible: true })).evaluate((one) => one.click());
	await h.until(() => page.url().endsWith("/package/leave.html"), "back");
	assert.equal(lms.verbs().at(-1), "terminated");
	await page.close();
});

test("the way back waits for an answer that is under way: the end is the last that the platform hears", async () => {
	const own = await h.cmi5Platform(pack.folder, { returnTo: "/package/leave.html" });
	own.slow = (body) => new Promise((done) => setTimeout(done, body.includes("/progressed") ? 1000 : 0));
	const page = await launched(own.launch());
	await (await at(page, INDEX)).evaluate((to) => location.assign(to), `/package/${LESSON}.html`);
	const lesson = await at(page, LESSON);
	await h.answer(lesson, h.unseen(), first, h.rightAnswer(first));
	await (await page.waitForSelector("a.back", { visible: true })).evaluate((one) => one.click());
	await h.until(() => page.url().endsWith("/package/leave.html"), "back");
	assert.deepEqual(own.verbs(), ["initialized", "progressed", "terminated"]);
	await page.close();
	await own.close();
});

test("a page that is loaded again says that the visit is over, and sends nothing after its end", async () => {
	const page = await launched();
	await at(page, LESSON);
	await over(() => page.reload());
	await page.waitForFunction(() => document.documentElement.dataset.standing === "refused");
	await (await at(page, INDEX)).evaluate((to) => location.assign(to), `/package/${LESSON}.html`);
	const lesson = await at(page, LESSON);
	const before = [lms.statements.length, kept().text];
	await h.answer(lesson, h.unseen(), others[0], h.wrongAnswer(others[0]));
	await lesson.waitForSelector(`#${h.domId(others[0])}[data-state=other]`);
	assert.deepEqual([lms.statements.length, kept().text], before);
	assert.equal(lms.verbs().at(-1), "terminated");
	await page.close();
});

test("launched as a look back or a preview it shows the answers, begins and ends, and sends nothing between", async () => {
	const refused = lms.refused.length;
	for (const mode of ["Review", "Browse"]) {
		lms.mode = mode;
		const before = [lms.statements.length, kept().text];
		const page = await launched();
		const lesson = await at(page, LESSON);
		await page.waitForFunction(() => document.documentElement.dataset.standing === "looking");
		await lesson.waitForSelector(`#${h.domId(first)}[data-state=right]`);
		await lesson.evaluate((to) => location.assign(to), `/package/${INDEX}.html`);
		await at(page, INDEX);
		await leave(page);
		assert.deepEqual(lms.verbs().slice(before[0]), ["initialized", "terminated"], mode);
		assert.equal(kept().text, before[1], mode);
	}
	lms.mode = "Normal";
	assert.equal(lms.refused.length, refused);
});
