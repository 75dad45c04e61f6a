/** The evaluators' notebook in JupyterLab: its code is there to be read, it runs, and lists of ipywidgets filter the figure. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, openPage, person } from "./harness/browsers.mjs";
import { address, makeNotebooks, newHome, runAll, startServer } from "./jupyter.mjs";

const NOTEBOOK = "book/evaluators-notebook.ipynb";
const LIST = ".jupyter-widgets select";
const FIGURE = ".widget-output img, .jupyter-widgets-output-area img";

describe("the notebook for evaluators in JupyterLab", { timeout: 600_000 }, () => {
	let home, server, browser, page;

	before(async () => {
		home = newHome();
		makeNotebooks(home);
		server = await startServer("jupyterlab", home);
		browser = await launch("chrome");
		page = await openPage(await person(browser), { width: 1280, height: 1000 });
		page.setDefaultTimeout(120_000);
		await page.goto(address(server, "jupyterlab", NOTEBOOK));
		await page.waitForSelector(".jp-RenderedHTMLCommon h1");
	});

	after(async () => {
		await browser?.close();
		await server?.stop();
		home?.remove();
	});

	const said = () => page.evaluate(() => document.querySelector(".jp-Notebook").innerText);

	test("shows its code before anything has run", async () => {
		await page.waitForFunction(() => document.querySelector(".jp-Notebook").innerText.includes("open_example"));
		assert.match(await said(), /To run the code on this page/);
	});

	test("runs, and three lists choose role, town and phase", async () => {
		// the filters are the last cell that runs
		await page.evaluate(() => document.querySelector(".jp-Notebook").scrollTo(0, 1e6));
		await runAll(page, LIST);
		await page.waitForFunction((css) => document.querySelectorAll(css).length === 3, {}, LIST);
		// asked in one step: the figure may be drawn anew
		await page.waitForFunction((css) => /n 400/.test(document.querySelector(css)?.closest("figure")?.innerText), {}, FIGURE);
	});

	test("a choice draws the figure anew, and few people have no number", async () => {
		const before = await page.$eval(FIGURE, (one) => one.closest("figure").innerText);
		const lists = await page.$$(LIST);
		await lists[0].select(await lists[0].$eval("option:nth-of-type(2)", (one) => one.value));
		await page.waitForFunction((css, old) => {
			const now = document.querySelector(css)?.closest("figure").innerText;
			return now && now !== old;
		}, {}, FIGURE, before);
		await lists[1].select(await lists[1].$eval("option:last-of-type", (one) => one.value));
		await page.waitForFunction(() => document.querySelector(".jp-Notebook").innerText.match(/fewer than 10 people stand behind them: [1-9]/));
		assert.doesNotMatch(await said(), /Traceback|Error/);
	});
});
