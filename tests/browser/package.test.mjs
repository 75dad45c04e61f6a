/** Packages inside learning platforms, with scorm-again as their run-time: answer, leave, resume, finish, come back. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const at = h.pageInside;
const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(h.ROOT, ".venv/bin/python");
const LESSON = "chapters/01-principles/01-why-local";
const OTHER = "chapters/01-principles/02-four-principles";
/** For this path one lesson of the chapter counts. */
const ONE_LESSON = ["--chapter", "1", "--path", "teacher_librarian_frontdesk"];

/** What both versions keep, by one set of names. */
const READ = {
	scorm12: ({ cmi }) => ({
		text: cmi.suspend_data,
		place: cmi.core.lesson_location,
		status: cmi.core.lesson_status,
		score: cmi.core.score.raw,
		exit: cmi.core.exit,
	}),
	scorm2004: ({ cmi }) => ({
		text: cmi.suspend_data,
		place: cmi.location,
		status: cmi.success_status === "passed" ? "passed" : cmi.completion_status,
		score: cmi.score.raw,
		exit: cmi.exit,
		progress: cmi.progress_measure,
	}),
};

let chromium;

before(async () => {
	chromium = await h.launch("chrome");
});

after(async () => {
	await chromium?.close();
});

/** A visit to a package in its platform. */
async function visit(lms, options = {}) {
	const page = await h.openPage(options.context ?? (await h.person(chromium)), { width: options.width });
	await page.goto(`${lms.url}lms.html`);
	const shell = await h.until(() => page.frames().find((one) => one.url().includes("/package/shell.html")), "the shell");
	return { page, shell, context: page.browserContext() };
}

/** Turn to a page inside the package. */
async function turn({ page }, from, path) {
	await from.evaluate((to) => location.assign(to), `/package/${path}.html`);
	return at(page, path);
}

const standing = (shell, what) =>
	shell.waitForFunction((wanted) => document.documentElement.dataset.standing === wanted, {}, what);

const kept = (lms, version, holds) =>
	h.until(() => {
		const last = lms.kept();
		return last && holds(READ[version](last)) && READ[version](last);
	}, "the platform has it");

/** Answer, and wait until the platform has another state than before. */
async function answered(lms, version, frame, spec, given) {
	const before = lms.kept() && READ[version](lms.kept()).text;
	await h.answer(frame, h.unseen(), spec, given);
	return kept(lms, version, (one) => one.text !== before);
}

/** Let an activity that is answered be answered again. */
async function openAnew(frame, spec) {
	const card = await h.find(frame, spec);
	if (!(await h.submitOf(card))) await (await card.$(".su-acts button[type=button]")).evaluate((one) => one.click());
	await h.until(() => h.submitOf(card), "the button to answer again");
}

/** Close the window and wait until the session is over. */
async function leave(lms, { page }) {
	const before = lms.commits.length;
	await page.goto("about:blank");
	await h.until(() => lms.commits.length > before, "the last commit");
	await page.close();
}

/** What Python reads in a packed state: activity -> [last score, best score, answer]. */
function readByPython(text) {
	const code = `
import json, sys
from pathlib import Path
from steppingup.catalogue import load_catalogue
from steppingup.record.packed import unpack
state = unpack(sys.argv[1], load_catalogue(Path(".")).shapes())
print(json.dumps({one.activity: [one.last, one.best, one.answer] for one in state.items}))`;
	const { stdout, stderr, status } = spawnSync(PYTHON, ["-c", code, text], { cwd: h.ROOT, encoding: "utf8" });
	assert.equal(status, 0, stderr);
	return JSON.parse(stdout);
}

const neverFailed = (lms) => assert.ok(lms.commits.every((one) => !JSON.stringify(one).includes('"failed"')));

for (const version of ["scorm12", "scorm2004"]) {
	describe(`${version}: one chapter, one path`, () => {
		let pack;
		let lms;
		const specs = h.specsOf(`${LESSON}.html`);
		const [first, ...others] = specs;
		const last = others.at(-1);

		before(async () => {
			pack = h.unpacked(version, ...ONE_LESSON);
			lms = await h.platform(pack.folder, version);
		});

		after(async () => {
			await lms?.close();
			pack?.remove();
		});

		test("the first visit begins at the chapter, says who keeps the answers, and saves each at once", async () => {
			const seen = await visit(lms);
			const index = await at(seen.page, "chapters/01-principles/index");
			await standing(seen.shell, "saved");
			assert.ok(await seen.shell.$("details[open]"), "before the first answer");
			const lesson = await turn(seen, index, LESSON);
			const one = await answered(lms, version, lesson, first, h.rightAnswer(first));
			assert.equal(one.status, "incomplete");
			assert.equal(one.score, "", "no score before the end");
			assert.ok(one.text.length <= 4096);
			const stored = await seen.shell.evaluate(() => Object.keys({ ...localStorage }));
			assert.deepEqual(stored.filter((key) => /:stepping-up:[ac]:/.test(key)), [], "answers lie in the platform alone");
			await turn(seen, lesson, OTHER);
			await seen.shell.waitForFunction(() => !document.querySelector("details").open);
			assert.equal((await kept(lms, version, ({ place }) => place === OTHER)).exit, "suspend");
			assert.deepEqual(seen.page.log.errors, []);
			assert.deepEqual(h.outside(seen.page.log, lms.url), []);
			await leave(lms, seen);
		});

		test("the next visit resumes the page and the answer", async () => {
			const seen = await visit(lms);
			const other = await at(seen.page, OTHER);
			const lesson = await turn(seen, other, LESSON);
			await lesson.waitForSelector(`#${h.domId(first)}[data-state=right]`);
			assert.deepEqual(await h.shown(lesson, first), h.rightAnswer(first));
			for (const spec of others.slice(0, -1)) await answered(lms, version, lesson, spec, h.rightAnswer(spec));
			assert.equal(READ[version](lms.kept()).status, "incomplete");
			const end = await answered(lms, version, lesson, last, h.wrongAnswer(last));
			assert.equal(end.status, "completed");
			assert.ok(Number(end.score) > 0 && Number(end.score) < 100, end.score);
			await standing(seen.shell, "done");
			await leave(lms, seen);
		});

		test("whoever comes back finds the end still reported, and a better answer lifts the score", async () => {
			const before = Number(READ[version](lms.kept()).score);
			const seen = await visit(lms);
			const lesson = await at(seen.page, LESSON);
			await standing(seen.shell, "done");
			await lesson.waitForSelector(`#${h.domId(first)}[data-state=right]`);
			const again = async (spec, given) => {
				await openAnew(lesson, spec);
				return answered(lms, version, lesson, spec, given);
			};
			const worse = await again(first, h.wrongAnswer(first));
			assert.deepEqual([worse.status, Number(worse.score)], ["completed", before]);
			const better = await again(last, h.rightAnswer(last));
			assert.deepEqual([better.status, Number(better.score)], ["completed", 100]);
			await leave(lms, seen);
		});

		test("Python reads what the script has written; nothing ever said that somebody failed", () => {
			const found = readByPython(READ[version](lms.kept()).text);
			assert.deepEqual(Object.keys(found).sort(), specs.map((spec) => spec.id).sort());
			assert.deepEqual(found[last.id].slice(0, 2), [1, 1]);
			assert.equal(found[first.id][1], 1);
			assert.deepEqual(found[first.id][2], h.wrongAnswer(first));
			neverFailed(lms);
		});

		test("opened as a look back it shows what was answered, writes nothing, and says so", async () => {
			const what = () => {
				const { exit, ...rest } = READ[version](lms.kept());
				return rest;
			};
			const before = what();
			lms.mode = "review";
			const seen = await visit(lms);
			const lesson = await at(seen.page, LESSON);
			await standing(seen.shell, "looking");
			assert.ok(await seen.shell.$("details[open]"));
			await lesson.waitForSelector(`#${h.domId(last)}[data-state=right]`);
			const commits = lms.commits.length;
			await openAnew(lesson, first);
			await h.answer(lesson, h.unseen(), first, h.rightAnswer(first));
			await lesson.waitForSelector(`#${h.domId(first)}[data-state=right]`);
			assert.equal(lms.commits.length, commits);
			await leave(lms, seen);
			assert.deepEqual(what(), before);
		});

		test("a preview is no completed visit", async () => {
			lms.restart("learner-2");
			lms.mode = "browse";
			const seen = await visit(lms);
			const index = await at(seen.page, "chapters/01-principles/index");
			await standing(seen.shell, "looking");
			const lesson = await turn(seen, index, LESSON);
			await h.answer(lesson, h.unseen(), first, h.rightAnswer(first));
			await lesson.waitForSelector(`#${h.domId(first)}[data-state=right]`);
			await leave(lms, seen);
			const { status, text, score } = READ[version](lms.kept());
			assert.deepEqual([status, text, score], [version === "scorm12" ? "browsed" : "not attempted", "", ""]);
		});
	});

	describe(`${version}: with a mark`, () => {
		test("below the mark it stays incomplete; at the mark it is passed", async (t) => {
			const pack = h.unpacked(version, ...ONE_LESSON, "--mark", "100");
			t.after(pack.remove);
			const lms = await h.platform(pack.folder, version);
			t.after(lms.close);
			const seen = await visit(lms);
			const lesson = await turn(seen, await at(seen.page, "chapters/01-principles/index"), LESSON);
			const specs = h.specsOf(`${LESSON}.html`);
			const [first, ...others] = specs;
			await answered(lms, version, lesson, first, h.wrongAnswer(first));
			for (const spec of others) await answered(lms, version, lesson, spec, h.rightAnswer(spec));
			assert.deepEqual([READ[version](lms.kept()).status, READ[version](lms.kept()).score], ["incomplete", ""]);
			await openAnew(lesson, first);
			const end = await answered(lms, version, lesson, first, h.rightAnswer(first));
			assert.deepEqual([end.status, Number(end.score)], ["passed", 100]);
			neverFailed(lms);
			await leave(lms, seen);
		});
	});
}

describe("the whole book as SCORM 1.2", () => {
	let pack;
	let lms;

	before(async () => {
		pack = h.unpacked("scorm12");
		lms = await h.platform(pack.folder, "scorm12");
	});

	after(async () => {
		await lms?.close();
		pack?.remove();
	});

	test("it weighs at most 4 MB, and begins with the first page of the book", async () => {
		assert.ok(pack.size <= 4_000_000, `${pack.size}`);
		const seen = await visit(lms);
		await at(seen.page, "book/welcome");
		assert.deepEqual(seen.page.log.errors, []);
		await seen.page.close();
	});

	test("Firefox: an answer reaches the platform, and is there at the next visit", async () => {
		const firefox = await h.launch("firefox");
		lms.restart("learner-1");
		const [spec] = h.specsOf(`${LESSON}.html`);
		const seen = await visit(lms, { context: await h.person(firefox) });
		const lesson = await turn(seen, await at(seen.page, "book/welcome"), LESSON);
		await answered(lms, "scorm12", lesson, spec, h.rightAnswer(spec));
		await kept(lms, "scorm12", ({ place }) => place === LESSON);
		await leave(lms, seen);
		const again = await visit(lms, { context: await h.person(firefox) });
		const resumed = await at(again.page, LESSON);
		await resumed.waitForSelector(`#${h.domId(spec)}[data-state=right]`);
		await leave(lms, again);
		await firefox.close();
		lms.restart("learner-1");
	});

	test("on a phone one sentence says who keeps the answers, and the course keeps its room", async () => {
		lms.restart("learner-1");
		const seen = await visit(lms, { width: 360 });
		await at(seen.page, "book/welcome");
		await standing(seen.shell, "saved");
		const said = () => seen.shell.$eval("[role=status]", (one) => one.textContent);
		assert.match(await said(), /keeps your answers.*employer/);
		const share = await seen.shell.$eval(".bar", (one) => one.getBoundingClientRect().height / innerHeight);
		assert.ok(share < 0.2, `${share}`);
		const summary = await seen.shell.$("summary");
		await summary.focus();
		await seen.page.keyboard.press("Enter");
		await seen.shell.waitForFunction(() => document.querySelector("details").open);
		assert.match(await seen.shell.$eval("details p", (one) => one.textContent), /how sure you were/);
		await leave(lms, seen);
	});

	test("a path that was chosen is remembered on another device", async () => {
		const seen = await visit(lms);
		const frame = await at(seen.page, "book/welcome");
		await frame.evaluate(() => localStorage.setItem("stepping-up:path", "social_worker"));
		await kept(lms, "scorm12", ({ place }) => place === "book/welcome#social_worker");
		await leave(lms, seen);
		const other = await visit(lms);
		const again = await at(other.page, "book/welcome");
		assert.equal(await again.evaluate(() => localStorage.getItem("stepping-up:path")), "social_worker");
		await leave(lms, other);
	});

	test("in a window of its own it finds the platform that opened it", async () => {
		lms.restart("learner-1");
		const opener = await h.openPage(await h.person(chromium));
		await opener.goto(`${lms.url}opener.html`);
		await (await opener.$("button")).click();
		const opens = (target) => target.url().endsWith("/package/shell.html");
		const page = await (await opener.browserContext().waitForTarget(opens)).page();
		const frame = await at(page, "book/welcome");
		await standing(page, "saved");
		const lesson = await turn({ page }, frame, LESSON);
		const [spec] = h.specsOf(`${LESSON}.html`);
		await answered(lms, "scorm12", lesson, spec, h.rightAnswer(spec));
		await leave(lms, { page });
		await opener.close();
	});

	test("in a frame that is closed to the platform it says that nothing is kept, and can be read", async () => {
		const page = await h.openPage(await h.person(chromium));
		await page.goto(`${lms.url}closed.html`);
		const shell = await h.until(() => page.frames().find((one) => one.url().endsWith("/shell.html")), "the shell");
		await standing(shell, "nowhere");
		const frame = await at(page, "book/welcome");
		await frame.waitForSelector(".su-doors a");
		await page.close();
	});

	test("somebody who left on a page without questions comes back to it; other sites open beside the course", async () => {
		lms.restart("learner-1");
		const seen = await visit(lms);
		await turn(seen, await at(seen.page, "book/welcome"), "book/help");
		await kept(lms, "scorm12", ({ place }) => place === "book/help");
		await leave(lms, seen);
		const again = await visit(lms);
		const help = await at(again.page, "book/help");
		const sources = await turn(again, help, "book/sources");
		const opens = await sources.evaluate(() => {
			addEventListener("click", (event) => event.preventDefault());
			const link = document.querySelector('article a[href^="https:"]');
			link.click();
			return [link.target, link.rel];
		});
		assert.deepEqual(opens, ["_blank", "noopener noreferrer"]);
		await leave(lms, again);
		lms.restart("learner-1");
	});

	test("drafts and worksheets stay with their learner on a shared device", async () => {
		const context = await h.person(chromium);
		const key = "stepping-up-sheets:stepping-up:abcdefgh.1";
		const found = async (learner, write = false) => {
			lms.restart(learner);
			const seen = await visit(lms, { context });
			const frame = await at(seen.page, "book/welcome");
			if (write) await frame.evaluate((name) => localStorage.setItem(name, "1"), key);
			const text = await frame.evaluate((name) => localStorage.getItem(name), key);
			await leave(lms, seen);
			return text;
		};
		assert.equal(await found("learner-1", true), "1");
		assert.equal(await found("learner-2"), null);
		assert.equal(await found("learner-1"), "1");
	});

	test("leaving takes the whole window along, after a last commit", async () => {
		const seen = await visit(lms);
		const frame = await at(seen.page, "book/welcome");
		const before = lms.commits.length;
		await frame.waitForFunction(() => document.querySelector("a.su-leave")?.href.endsWith("/leave.html"));
		await (await frame.$("a.su-leave")).click();
		await h.until(() => !seen.page.url().startsWith(lms.url), "another page");
		await h.until(() => lms.commits.length > before, "the last commit");
		await seen.page.close();
	});

	test("a session that is over lets nobody in again, and the page says so", async () => {
		const seen = await visit(lms);
		await at(seen.page, "book/welcome");
		await seen.page.evaluate(() => document.querySelector("iframe").contentWindow.location.reload());
		const shell = await h.until(() => seen.page.frames().find((one) => one.url().includes("shell.html")), "the shell");
		await standing(shell, "refused");
		const frame = await at(seen.page, "book/welcome");
		assert.equal(await frame.evaluate(() => localStorage === window.parent.SteppingUpShell.storage), true);
		await seen.page.close();
	});

	test("without a platform the browser keeps the answers, over http and from disk", async () => {
		for (const home of [`${lms.url}package/`, `file://${pack.folder}/`]) {
			const page = await h.openPage(await h.person(chromium));
			await page.goto(`${home}shell.html`);
			await standing(page, "none");
			const frame = await at(page, "book/welcome");
			await frame.waitForSelector(".su-doors a");
			assert.deepEqual(page.log.errors, []);
			await page.close();
		}
	});

	test("the shell passes every rule of axe, wide and narrow, in light and dark", async () => {
		const faults = [];
		for (const [width, scheme] of [[1280, "light"], [360, "dark"]]) {
			const page = await h.openPage(await h.person(chromium), { width });
			await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
			await page.goto(`${lms.url}package/shell.html`);
			await standing(page, "none");
			faults.push(...(await h.violations(page)));
			await page.close();
		}
		h.noFaults(faults);
	});
});
