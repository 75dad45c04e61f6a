/** The frame of every page: contents, colours, help, the way out, search, the first page. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const { lesson, next } = h.testBeds();
const search = h.pageWith("data-su-search");
const AWAY = "<!DOCTYPE html><html lang=en><title>Weather</title>";

let server;
let chromium;
let firefox;

before(async () => {
	const leave = (url) => `globalThis.SteppingUpSettings.leave = new URL("${url}", document.baseURI).href;`;
	server = await h.serve(h.BOOK, {
		"/away.html": AWAY,
		"/settings.js": `${h.sourceOf("settings.js")}\n${leave("/away.html")}`,
	});
	[chromium, firefox] = await Promise.all([h.launch("chrome"), h.launch("firefox")]);
});

after(async () => {
	await Promise.allSettled([chromium?.close(), firefox?.close()]);
	await server?.close();
});

const visit = (path, { started = chromium, home = server.url, ...options } = {}) =>
	h.visit(started, home + path, options);

const focusIs = (page, selector) => page.evaluate((one) => document.activeElement.matches(one), selector);

describe("contents on a narrow screen, by keyboard", () => {
	test("opens with the focus inside, Escape closes, the focus returns", async () => {
		const page = await visit(lesson, { width: 360 });
		const toggle = await page.$(".primary-toggle");
		await h.reach(page, toggle);
		await page.keyboard.press("Enter");
		await page.waitForSelector("dialog[open] nav a");
		assert.ok(await focusIs(page, "dialog[open] *, dialog[open]"), "the focus is inside");
		assert.ok(
			await page.$eval("dialog[open]", (one) =>
				one.innerText.includes(document.querySelector("h1").textContent.trim()),
			),
			"this page is in the list",
		);
		await page.keyboard.press("Escape");
		await page.waitForSelector("dialog:not([open])");
		// a dialog tells that it was closed a moment later
		await page.waitForSelector('.primary-toggle[aria-expanded="false"]');
		assert.ok(await focusIs(page, ".primary-toggle"), "the focus is back on the button");
	});

	test("a link in it leads to its page; search and progress are in it", async () => {
		const page = await visit(lesson, { width: 360 });
		await (await page.$(".primary-toggle")).click();
		const links = await page.$$eval("dialog[open] a", (all) => all.map((one) => new URL(one.href).pathname));
		for (const path of [next, search]) assert.ok(links.includes(`/${path}`), path);
		const link = await page.$(`dialog[open] a[href$="${next.split("/").at(-1)}"]`);
		await Promise.all([page.waitForNavigation(), link.click()]);
		assert.ok(page.url().endsWith(next));
	});
});

describe("dark colours", () => {
	test("follow the system until they are pressed, and stay pressed on the next page", async () => {
		const page = await visit(lesson);
		const ground = () => page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
		const light = await ground();
		const button = await page.$("[data-dark]");
		assert.equal(await button.evaluate((one) => one.getAttribute("aria-pressed")), "false");
		await button.click();
		const dark = await ground();
		assert.notEqual(dark, light);
		assert.equal(await button.evaluate((one) => one.getAttribute("aria-pressed")), "true");
		await page.goto(server.url + next);
		assert.equal(await ground(), dark);
		await (await page.$("[data-dark]")).click();
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
		await page.reload();
		assert.equal(await ground(), light);
	});
});

describe("leave this page", () => {
	const ways = {
		"a press": async (page) => (await page.$(".su-leave")).click(),
		"Shift three times": async (page) => {
			let begun;
			do {
				begun = Date.now();
				for (let presses = 0; presses < 3; presses++) await page.keyboard.press("Shift");
			} while (Date.now() - begun > 1400); // slower than the page asks for: a person presses again
		},
	};
	for (const started of ["Chromium", "Firefox"]) {
		for (const [name, leave] of Object.entries(ways)) {
			test(`${started}: ${name} goes to the address in settings.js, and Back does not lead here`, async () => {
				const page = await visit(next, { started: started === "Chromium" ? chromium : firefox });
				await page.goto(server.url + lesson);
				await h.drawn(page);
				const depth = await page.evaluate(() => history.length);
				await leave(page);
				await h.until(
					async () => (await page.evaluate(() => location.pathname).catch(() => "")) === "/away.html",
					"the other page",
				);
				assert.equal(await page.evaluate(() => history.length), depth);
				await page.evaluate(() => history.back());
				await h.until(
					async () => (await page.evaluate(() => location.pathname).catch(() => "")) === `/${next}`,
					"the page before",
				);
			});
		}
	}

	test("from disk it leads to an empty page", async () => {
		const page = await visit(lesson, { home: h.fromDisk() });
		await (await page.$(".su-leave")).click();
		await h.until(() => page.url() === "about:blank", "an empty page");
	});

	test("a word in capitals does not leave", async () => {
		const page = await visit(search);
		const field = await page.waitForSelector("[data-su-search] input");
		await field.click();
		for (const letter of ["A", "B", "C", "D"]) {
			await page.keyboard.down("Shift");
			await page.keyboard.press(letter);
			await page.keyboard.up("Shift");
		}
		assert.ok(page.url().includes(search));
	});
});

describe("help", () => {
	test("the panel opens and closes by keyboard; 112 comes first, every other line has a date", async () => {
		const page = await visit(lesson);
		await h.reach(page, await page.$("details.su-help > summary"));
		await page.keyboard.press("Enter");
		await page.waitForSelector("details.su-help[open] .su-help-panel", { visible: true });
		const numbers = await page.$$eval(".su-help-panel a[href^='tel:']", (all) =>
			all.map((one) => one.getAttribute("href")),
		);
		assert.equal(numbers[0], "tel:112");
		assert.ok(numbers.length > 1, "a line for advice");
		const undated = await page.$$eval(".su-help-panel a[href^='tel:']:not([href='tel:112'])", (all) =>
			all.filter((one) => !/\b20\d\d\b/.test(one.closest("li, tr, p, div").textContent)).map((one) => one.textContent),
		);
		assert.deepEqual(undated, []);
		await page.keyboard.press("Escape");
		assert.ok(await page.$("details.su-help:not([open])"));
		assert.ok(await focusIs(page, "summary"));
	});

	test("it stands before the exit, on every page", () => {
		const wrong = h.allPages().filter((path) => {
			const text = h.sourceOf(path);
			const [help, exit] = [text.indexOf('class="su-help"'), text.indexOf('class="su-leave"')];
			return !(help > 0 && exit > help && text.includes('href="tel:112"'));
		});
		h.noFaults(wrong);
	});
});

describe("search", () => {
	for (const [name, way] of [
		["Chromium", "over http"],
		["Chromium", "from disk"],
		["Firefox", "from disk"],
	]) {
		test(`${name}, ${way}: the title of a lesson is found, and the result leads there`, async () => {
			const home = way === "from disk" ? h.fromDisk() : server.url;
			const started = name === "Chromium" ? chromium : firefox;
			const page = await visit(lesson, { home, started });
			const title = await page.$eval("h1", (one) => one.textContent.trim());
			await page.goto(home + search);
			const field = await page.waitForSelector("[data-su-search] input");
			await field.type(title.split(" ").toSorted((a, b) => b.length - a.length)[0]);
			await page.waitForFunction(
				(path) => [...document.querySelectorAll(".su-found a")].some((one) => one.href.includes(path)),
				{},
				lesson,
			);
			assert.deepEqual(h.outside(page.log, home), []);
			assert.deepEqual(page.log.errors, []);
		});
	}
});

describe("the first page", () => {
	for (const way of ["over http", "from disk"]) {
		test(`${way}: index.html leads to the welcome page, without JavaScript too`, async () => {
			const home = way === "from disk" ? h.fromDisk() : server.url;
			for (const scripts of [true, false]) {
				const page = await h.openPage(await h.person(chromium));
				await page.setJavaScriptEnabled(scripts);
				await page.goto(`${home}index.html`);
				await page.waitForSelector(".su-doors a");
				await page.close();
			}
		});
	}
});
