/** An exercise in JupyterLab and in Notebook: nobody judges, answers lie beside the notebook, and a new kernel knows them. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, openPage, outside, person } from "./harness/browsers.mjs";
import { accept, address, attempts, choose, makeNotebooks, newHome, runAll, startServer, until } from "./jupyter.mjs";

const NAME = "principles";
const NOTEBOOK = `exercises/${NAME}/${NAME}.ipynb`;
const CHOICE = ".su-live .su-card:has(.su-opt input[type=radio])";
const TEXT = ".su-live textarea";
const LETTER = "Dear hostel, the bed comes first. <b>Everything</b> else can wait.";

// Notebook 7.6.5 throws this in its own list of keyboard shortcuts, also when it opens an empty notebook of nobody's.
const NOTEBOOKS_OWN = /reading 'schema'\)\s+\S+\/static\/notebook\//;

for (const app of ["jupyterlab", "notebook"]) {
	describe(`an exercise in ${app}`, { timeout: 600_000 }, () => {
		let home, server, browser, page, folder, items;
		const file = () => join(folder, "answers.json");
		const saved = () => (existsSync(file()) ? JSON.parse(readFileSync(file(), "utf8")) : { attempts: [], drafts: [] });

		before(async () => {
			home = newHome();
			makeNotebooks(home);
			folder = join(home.notebooks, "exercises", NAME);
			items = JSON.parse(readFileSync(join(folder, "activities.public.json"), "utf8")).items;
			server = await startServer(app, home);
			browser = await launch("chrome");
			page = await openPage(await person(browser), { width: 1280, height: 1000 });
			page.setDefaultTimeout(90_000);
			await page.goto(address(server, app, NOTEBOOK));
			await page.waitForSelector(".jp-RenderedHTMLCommon h1");
		});

		after(async () => {
			await browser?.close();
			await server?.stop();
			home?.remove();
		});

		test("looks finished and hides its code before anything has run", async () => {
			// what comes after the title is drawn a moment later
			const drawn = (first) => ["Run All Cells", first].every((one) => document.querySelector(".jp-Notebook").innerText.includes(one));
			await page.waitForFunction(drawn, {}, items[0].prompt.slice(0, 30));
			const words = await page.evaluate(() => document.querySelector(".jp-Notebook").innerText);
			assert.doesNotMatch(words, /:::|code-cell|:tags:|from steppingup/);
		});

		test("a saved answer lies beside the notebook, unjudged, in opaque ids", async () => {
			await runAll(page, CHOICE);
			const card = await page.waitForSelector(CHOICE);
			await card.evaluate((element) => element.scrollIntoView({ block: "center" }));
			const option = await card.waitForSelector("input[type=radio]");
			await option.evaluate((input) => input.click());
			await (await card.waitForSelector("button[type=submit]")).evaluate((button) => button.click());
			const [attempt] = await until("the file holds the answer", () => saved().attempts.length && saved().attempts);
			assert.match(attempt.answer[0], /^i[0-9a-f]{5,}$/);
			assert.equal(attempt.score, null);
			assert.equal(saved().exercise, NAME);
			assert.equal(saved().code, "");
			const said = await card.evaluate((element) => element.innerText);
			assert.match(said, /Saved/);
			assert.doesNotMatch(said, /not right|correct|well done/i);
			assert.equal(await page.$(".su-live [data-mark]"), null);
			assert.deepEqual(attempts(home), [], "the record of the course knows nothing of it");
		});

		test("a text is kept while it is written", async () => {
			const field = await page.waitForSelector(TEXT);
			await field.evaluate((element) => element.scrollIntoView({ block: "center" }));
			await field.type(LETTER);
			const [draft] = await until("the file holds the draft", () => {
				const drafts = saved().drafts ?? [];
				return drafts.length && drafts[0].answer === LETTER && drafts;
			});
			assert.equal(draft.activity, items.find((item) => item.kind === "text").id);
		});

		test("a new kernel knows both, and saving the text makes it an answer", async () => {
			await choose(page, "Kernel", "Restart Kernel and Run All Cells");
			await page.evaluate((css) => { globalThis.before = document.querySelector(css); }, TEXT);
			await accept(page);
			await page.waitForFunction((css, text) => {
				const field = document.querySelector(css);
				return field && field !== globalThis.before && field.value === text;
			}, {}, TEXT, LETTER);
			await page.waitForSelector(`${CHOICE} .su-opt :checked`);
			const chosen = await page.$$eval(`${CHOICE} .su-opt :checked`, (all) => all.map((one) => one.value));
			assert.deepEqual(chosen, saved().attempts[0].answer);
			await page.$eval(TEXT, (field) => field.closest("form").querySelector("button[type=submit]").click());
			await until("the text is saved", () => saved().attempts.some((one) => one.answer === LETTER) && !saved().drafts);
		});

		test("nothing that is shown is markup of the learner's", async () => {
			assert.equal(await page.$$eval(".su-live b", (all) => all.filter((one) => one.textContent === "Everything").length), 0);
		});

		test("nothing was asked of another host, and nothing broke", () => {
			assert.deepEqual(outside(page.log, server.url).filter((url) => !url.startsWith(server.url.replace("http", "ws"))), []);
			assert.deepEqual(page.log.errors.filter((error) => /^\w*Error|Uncaught/.test(error) && !NOTEBOOKS_OWN.test(error)), []);
		});
	});
}
