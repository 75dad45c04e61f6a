/** The lessons in JupyterLab and in Notebook: they look finished, answers reach Python and the disk, and come back. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { launch, openPage, outside, person } from "./harness/browsers.mjs";
import { accept, address, attempts, choose, makeNotebooks, newHome, runAll, startServer, until } from "./jupyter.mjs";

const LESSON = "chapters/02-definition/01-three-elements.ipynb";
const CHOICE = ".su-live .su-card:has(.su-opt input[type=radio])";

// Notebook 7.6.5 throws this in its own list of keyboard shortcuts, also when it opens an empty notebook of nobody's.
const NOTEBOOKS_OWN = /reading 'schema'\)\s+\S+\/static\/notebook\//;

for (const app of ["jupyterlab", "notebook"]) {
	describe(`a lesson in ${app}`, { timeout: 600_000 }, () => {
		let home, server, browser, page;

		before(async () => {
			home = newHome();
			makeNotebooks(home);
			server = await startServer(app, home);
			browser = await launch("chrome");
			page = await openPage(await person(browser), { width: 1280, height: 1000 });
			page.setDefaultTimeout(90_000);
			await page.goto(address(server, app, LESSON));
			await page.waitForSelector(".jp-RenderedHTMLCommon h1");
		});

		after(async () => {
			await browser?.close();
			await server?.stop();
			home?.remove();
		});

		test("looks finished before anything has run", async () => {
			await page.waitForSelector(".jp-OutputArea svg.su-figure");
			// what comes after the title is drawn a moment later
			const drawn = () => ["After this you can", "Made up for teaching"].every((one) => document.querySelector(".jp-Notebook").innerText.includes(one));
			await page.waitForFunction(drawn);
			const words = await page.evaluate(() => document.querySelector(".jp-Notebook").innerText);
			assert.doesNotMatch(words, /:::|\{fact\}|\{src\}|code-cell|:tags:/);
			assert.equal(await page.$$eval(".jp-CodeCell .jp-InputArea-editor", (all) => all.filter((one) => one.offsetParent).length), 0);
		});

		test("an answer reaches Python and the disk", async () => {
			await runAll(page, CHOICE);
			await answerFirstChoice(page);
			const [attempt] = await until("the record holds the answer", () => attempts(home).length && attempts(home));
			assert.equal(attempt.answer.length, 1);
			assert.ok([0, 1].includes(attempt.score));
			assert.match(attempt.release, /^\d+\.\d+\.\d+/);
		});

		test("a new kernel knows the answer", async () => {
			const [{ answer }] = attempts(home);
			await choose(page, "Kernel", "Restart Kernel and Run All Cells");
			await accept(page);
			const isNew = (css) => [...document.querySelectorAll(css)].some((one) => one !== globalThis.before && one.querySelector(":checked"));
			await page.waitForFunction(isNew, {}, CHOICE);
			const chosen = await page.$$eval(`${CHOICE} .su-opt :checked`, (all) => all.map((one) => one.value));
			assert.deepEqual(chosen, answer);
			assert.equal(attempts(home).length, 1);
		});

		test("nothing was asked of another host, and nothing broke", () => {
			assert.deepEqual(outside(page.log, server.url).filter((url) => !url.startsWith(server.url.replace("http", "ws"))), []);
			assert.deepEqual(page.log.errors.filter((error) => /^\w*Error|Uncaught/.test(error) && !NOTEBOOKS_OWN.test(error)), []);
		});
	});
}

describe("a worksheet in jupyterlab", { timeout: 600_000 }, () => {
	test("what is filled in reaches the record of the kernel, and stands there in a new one", async () => {
		const home = newHome();
		makeNotebooks(home);
		const server = await startServer("jupyterlab", home);
		const browser = await launch("chrome");
		try {
			const page = await openPage(await person(browser), { width: 1280, height: 1000 });
			page.setDefaultTimeout(90_000);
			await page.goto(address(server, "jupyterlab", "book/mapping/actors.ipynb"));
			await page.waitForSelector(".jp-RenderedHTMLCommon h1");
			await runAll(page, ".su-ws .su-btn");
			await (await page.waitForSelector(".su-ws .su-btn")).evaluate((one) => one.click());
			await (await page.waitForSelector(".su-ws-row textarea")).focus();
			await page.keyboard.type("who comes at night");
			await page.keyboard.press("Tab");
			const [entry] = await until("the record holds the cell", () => cells(home).length && cells(home));
			assert.deepEqual([entry.s, entry.f], ["map/actors", "notice"]);
			await takeTable(page, home);
			await choose(page, "Kernel", "Restart Kernel and Run All Cells");
			await page.evaluate(() => { globalThis.before = [...document.querySelectorAll(".su-ws-row textarea")]; });
			await accept(page);
			const isNew = () => [...document.querySelectorAll(".su-ws-row textarea")].some((one) => !globalThis.before.includes(one) && one.value === "who comes at night");
			await page.waitForFunction(isNew);
			assert.deepEqual(page.log.errors.filter((error) => /^\w*Error|Uncaught/.test(error)), []);
		} finally {
			await browser.close();
			await server.stop();
			home.remove();
		}
	});
});

/** Read a table of an office below the worksheet: Python hands over what reads it, and keeps what it brings. */
async function takeTable(page, home) {
	const path = join(home.home, "actors.csv");
	writeFileSync(path, "Who;What they may notice\nHarbour office;lists of crews\n");
	await page.$eval(".su-files", (one) => {
		one.open = true;
	});
	await (await page.$(".su-files input[type=file]")).uploadFile(path);
	await page.waitForSelector(".su-files-look");
	await page.$eval("[id$=--take]", (one) => one.click());
	await until("the record holds the table", () => cells(home, "lists of crews").length);
	await page.waitForSelector("[id$=--undo]");
}

/** The cells of worksheets in the record file that hold a text. */
function cells({ record }, text = "who comes at night") {
	const { sheets = [] } = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")) : {};
	return sheets.filter((entry) => entry.v === text);
}

/** Choose the first option of the first choice of the page, check it, and remember the element. */
async function answerFirstChoice(page) {
	const card = await page.waitForSelector(`${CHOICE}`);
	await card.evaluate((element) => {
		globalThis.before = element;
		element.scrollIntoView({ block: "center" });
	});
	const option = await card.waitForSelector("input[type=radio]");
	await option.evaluate((input) => input.click());
	const button = await card.waitForSelector(".su-acts button");
	await button.evaluate((element) => element.click());
}
