/** An exercise in JupyterLab: it looks finished, answers lie beside the notebook as they are saved, and nobody judges them. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, openPage, outside, person } from "./harness/browsers.mjs";
import { accept, address, attempts, choose, makeNotebooks, newHome, startServer, until } from "./jupyter.mjs";

const NOTEBOOK = "exercises/principles/principles.ipynb";
const CARD = ".su-live .su-card";
const WORDS = "We keep the bed free. Nobody has to tell us more.";

describe("an exercise in JupyterLab", { timeout: 240_000 }, () => {
	let home;
	let server;
	let browser;
	let page;
	let items;

	before(async () => {
		home = newHome();
		makeNotebooks(home);
		({ items } = JSON.parse(readFileSync(beside("activities.public.json"), "utf8")));
		server = await startServer("jupyterlab", home);
		browser = await launch("chrome");
		page = await openPage(await person(browser), { width: 1280, height: 1000 });
		page.setDefaultTimeout(90_000);
		await page.goto(address(server, "jupyterlab", NOTEBOOK));
		await page.waitForSelector(".jp-RenderedHTMLCommon");
	});

	after(async () => {
		await browser?.close();
		await server?.stop();
		home?.remove();
	});

	const beside = (name) => join(home.notebooks, "exercises/principles", name);
	const saved = () =>
		existsSync(beside("answers.json")) ? JSON.parse(readFileSync(beside("answers.json"), "utf8")) : null;

	/** The live card of a question, by its prompt. */
	async function card(spec) {
		const found = await page.waitForFunction(
			(css, start) => [...document.querySelectorAll(css)].find((one) => one.textContent.includes(start)),
			{},
			CARD,
			spec.prompt.slice(0, 40),
		);
		await found.asElement().evaluate((one) => one.scrollIntoView({ block: "center" }));
		return found.asElement();
	}

	/** Run all cells: what is run before the kernel is there only loses its output, and a person runs it again. */
	async function runAll() {
		for (let tries = 0; tries < 4; tries++) {
			await choose(page, "Run", "Run All Cells");
			const shown = await page.waitForSelector(CARD, { timeout: 20_000 }).catch(() => null);
			if (shown) return;
		}
		throw new Error("no question has come to life");
	}

	const save = async (element) => (await element.waitForSelector("button[type=submit]")).evaluate((one) => one.click());

	test("answers to a choice and a text reach the file beside the notebook", async () => {
		await runAll();
		const [choice, text] = ["choice", "text"].map((kind) => items.find((one) => one.kind === kind));
		const asked = await card(choice);
		await (await asked.waitForSelector(`input[value="${choice.options[1].id}"]`)).evaluate((one) => one.click());
		await save(asked);
		const written = await card(text);
		await (await written.waitForSelector("textarea")).type(WORDS);
		await save(written);
		const file = await until("the file holds both", () => saved()?.attempts.length === 2 && saved());
		assert.equal(file.exercise, "principles");
		const answers = Object.fromEntries(file.attempts.map((one) => [one.activity, one.answer]));
		assert.deepEqual(answers, { [choice.id]: [choice.options[1].id], [text.id]: WORDS });
		assert.ok(file.attempts.every((one) => one.score === null));
		const said = await asked.$eval(".su-result", (one) => one.textContent);
		assert.equal(said, "Saved.");
		assert.equal(await page.$(`${CARD} [data-mark]`), null);
		assert.deepEqual(attempts(home), [], "the record of the course knows nothing of it");
	});

	test("a new kernel knows the answers", async () => {
		const text = items.find((one) => one.kind === "text");
		await page.evaluate((css) => {
			for (const one of document.querySelectorAll(css)) one.dataset.old = "";
		}, CARD);
		await choose(page, "Kernel", "Restart Kernel and Run All Cells");
		await accept(page);
		const fresh = await page.waitForSelector(`${CARD}:not([data-old]) textarea`);
		await fresh.evaluate((one) => one.scrollIntoView({ block: "center" }));
		await until("the text is back", () => fresh.evaluate((one) => one.value !== ""));
		assert.equal(await fresh.evaluate((one) => one.value), WORDS);
		assert.equal(saved().attempts.filter((one) => one.activity === text.id).length, 1);
	});

	test("nothing was asked of another host, and nothing broke", () => {
		const own = [server.url, server.url.replace("http", "ws")];
		assert.deepEqual(
			outside(page.log, server.url).filter((url) => !own.some((one) => url.startsWith(one))),
			[],
		);
		assert.deepEqual(
			page.log.errors.filter((error) => /^\w*Error|Uncaught/.test(error)),
			[],
		);
	});
});
