/** What learners may write, shown to the trainer in formgrader and to themselves in feedback: it is read, and never runs. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { startDesk } from "./desk.mjs";
import { launch, openPage, outside, person } from "./harness/index.mjs";
import { newHome, PYTHON, ROOT, TOKEN } from "./jupyter.mjs";


describe("hostile texts", { timeout: 600_000 }, () => {
	let home, desk, browser, page, made;
	const dialogs = [];

	before(async () => {
		home = newHome();
		const folder = join(home.home, "sessions", "hostile");
		mkdirSync(folder, { recursive: true });
		const options = { cwd: ROOT, env: { ...home.env, PYTHONPATH: ROOT }, stdio: ["ignore", "pipe", "pipe"] };
		made = JSON.parse(execFileSync(PYTHON, ["-W", "ignore", "-m", "tests.grading.make_hostile", folder], options));
		desk = await startDesk(home);
		browser = await launch("chrome");
		page = await openPage(await person(browser), { width: 1200, height: 900 });
		page.on("dialog", (dialog) => { dialogs.push(dialog.message()); dialog.dismiss(); });
		await page.goto(`${desk.url}/stepping-up/formgrader?path=${encodeURIComponent(made.session)}&token=${TOKEN}`);
	});

	after(async () => {
		await browser?.close();
		await desk?.stop();
		home?.remove();
	});

	/** Open a submission as the trainer does, and wait until its scores and comments, two requests, are filled in. */
	const graded = async (code) => {
		await page.goto(`${desk.url}/formgrader/submissions/${made.submissions[code]}/?index=0`);
		await page.waitForFunction(() => document.querySelectorAll("input.score").length > 5, { timeout: 60_000 });
		await page.waitForFunction(() => globalThis.formgrader?.grades?.loaded && globalThis.formgrader.comments?.loaded, { timeout: 60_000 });
		await page.waitForFunction(() => [...document.querySelectorAll("input.score")].some((one) => one.value || one.placeholder));
		await new Promise((done) => setTimeout(done, 500)); // what wants to run would have run
		assert.notEqual(await page.title(), "taken");
		assert.deepEqual(dialogs, []);
	};

	/** The text of the learner as it stands on the page, and what elements it has become. */
	const letter = () => page.evaluate(() => {
		const box = document.querySelector("pre.tex2jax_ignore");
		return box && { said: box.textContent, inside: box.querySelectorAll("*").length };
	});

	test("a script is read as it was written", async () => {
		await graded("script");
		const found = await letter();
		assert.match(found.said, /<\/pre><script>document\.title = "taken"<\/script><img src=x onerror/);
		assert.equal(found.inside, 0);
	});

	test("formulas, links and pictures are read as they were written", async () => {
		await graded("maths");
		const found = await letter();
		assert.match(found.said, /\$\\href\{javascript:alert\(1\)\}\{x\}\$ \*\*b\*\* !\[\]\(http:\/\/example\.org\/x\.png\)/);
		assert.equal(found.inside, 0);
		assert.equal(page.log.requests.filter((one) => String(one.url ?? one).includes("example.org")).length, 0);
	});

	test("a text waits with an empty red box, all other scores stand", async () => {
		await graded("formula");
		const boxes = await page.$$eval("input.score", (all) => all.map((one) => [one.id, one.value || one.placeholder, one.classList.contains("needs_manual_grade")]));
		assert.deepEqual(boxes.filter(([, , red]) => red), [["letter-1", "", true]]);
		assert.equal((await page.$eval("#desk-1", (one) => one.placeholder || one.value)), "1");
	});

	test("what a learner put into cells is not there, and the trainer is told", async () => {
		await graded("injected");
		const text = await page.evaluate(() => document.body.innerText);
		assert.doesNotMatch(text, /copytree|1e9/);
		const told = await page.$eval("#about-this-exercise-comment", (one) => one.value || one.placeholder);
		assert.match(told, /The notebook was changed/);
	});

	test("a page among the files is not served", async () => {
		const answer = await page.goto(`${desk.url}/formgrader/submissions/${made.submissions.extra}/page.html`);
		assert.equal(answer.status(), 404);
		assert.notEqual(await page.title(), "taken");
	});

	for (const code of ["script", "maths", "control"]) {
		test(`feedback runs nothing and asks nobody: ${code}`, async () => {
			const own = await openPage(await person(browser), { width: 800, height: 900 });
			await own.goto(pathToFileURL(made.pages[code]).href);
			assert.notEqual(await own.title(), "taken");
			assert.equal(await own.$$eval("script, img", (all) => all.length), 0);
			assert.deepEqual(outside(own.log, "file:"), []);
		});
	}

});
