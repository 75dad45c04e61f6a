/** The path of a reader and the contacts of a town: chosen without an account, seen on every page, printed alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness/index.mjs";

const paths = h.pageWith("data-su-paths");
const card = h.pageWith("data-su-card");
const sheet = "book/monday/social-worker.html";
const ROLE = "social_worker";
const first = h.coursePath(ROLE).must[0];

const course = h.opened();

const visit = (who, path, options) =>
	h.openPage(who, options).then((page) => page.goto(course.server.url + path).then(() => page));

test("a chosen path stays, marks contents and lessons, and hides nothing", async () => {
	const who = await h.person(course.chromium);
	const page = await visit(who, paths);
	await page.focus(`#su-path-${ROLE}`);
	await page.keyboard.press("Space");
	const shown = await page.$$eval("[data-path]:not([hidden])", (all) => all.map((one) => one.dataset.path));
	assert.deepEqual(shown, [ROLE]);
	const links = await page.$$eval(".bd-links a", (all) => all.length);
	await page.goto(`${course.server.url}${first}.html`);
	assert.ok(await page.$eval("[data-su-for]", (one) => !one.hidden && one.innerText.trim().length > 5));
	assert.ok(await page.$eval("[data-su-path]", (one) => !one.hidden && one.querySelector("a[href]") !== null));
	assert.equal(await page.$$eval(".bd-links a", (all) => all.length), links, "all pages stay in the contents");
	const flags = await page.$$eval(".bd-links .su-nav-path svg", (all) => all.length);
	assert.equal(flags, h.coursePath(ROLE).must.length);
	await page.goto(course.server.url + paths);
	assert.ok(await page.$eval(`#su-path-${ROLE}`, (one) => one.checked));
	await page.click("#su-path-none");
	assert.equal(await page.$$eval("[data-path]:not([hidden])", (all) => all.length), 0);
	await page.goto(`${course.server.url}${first}.html`);
	assert.ok(await page.$eval("[data-su-for]", (one) => one.hidden));
	h.noFaults(page.log.errors);
});

test("contacts are entered by keyboard, stay on the device and stand on card and sheet", async () => {
	const who = await h.person(course.chromium);
	const page = await visit(who, card, { width: 360 });
	await page.focus(".su-contacts-form > summary");
	await page.keyboard.press("Enter");
	await page.type("#su-card-focal-point-who", "Aino");
	await page.type("#su-card-focal-point-number", "000 111");
	await page.keyboard.press("Tab");
	const row = "[data-contact=focal-point]";
	await page.waitForFunction((one) => document.querySelector(one).innerText.includes("000 111"), {}, row);
	await page.select("#su-card-national", await page.$eval("#su-card-national optgroup option", (one) => one.value));
	assert.ok(await page.$eval("[data-contact=national] td:last-child", (one) => one.innerText.trim().length > 2));
	await page.goto(course.server.url + sheet);
	assert.match(await page.$eval(row, (one) => one.innerText), /Aino\s+000 111/);
	assert.deepEqual(
		course.server.asked.filter((one) => one.includes("111")),
		[],
	);
	await page.goto(course.server.url + card);
	await page.click(".su-contacts-form > summary");
	await page.click(".su-contacts-form .su-acts button");
	await page.waitForFunction((one) => !document.querySelector(one).innerText.includes("Aino"), {}, row);
	h.noFaults(page.log.errors);
});

test("the card prints alone on one A5 page, every Monday sheet alone on one A4 page", async () => {
	const page = await visit(await h.person(course.chromium), card);
	const sheets = await page.$$eval(".bd-links a[href*='monday/']", (all) => all.map((one) => one.href));
	assert.equal(sheets.length, 7);
	for (const [address, width] of [[course.server.url + card, 420], ...sheets.map((one) => [one, 595])]) {
		await page.goto(address);
		const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
		const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)/g)].map((found) => Math.round(found[1]));
		assert.deepEqual(boxes, [width], `${address}: one page of its size`);
		await page.emulateMediaType("print");
		const seen = await page.$$eval(".bd-article h1, .bd-article h2, .bd-article form", (all) =>
			all.filter((one) => one.checkVisibility()).map((one) => one.textContent),
		);
		assert.equal(seen.length, 1, `${address}: ${seen}`);
		await page.emulateMediaType(null);
	}
});
