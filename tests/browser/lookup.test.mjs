/** What readers look up: the signs, filtered and never added up, and the meaning of a word. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness/index.mjs";

const signs = h.pageWith("data-su-signs");
const withTerm = h.allPages().find((page) => h.sourceOf(page).includes('class="su-term"'));

const course = h.opened();

const visit = async (path, options) => {
	const page = await h.openPage(await h.person(course.chromium), options);
	await page.goto(course.server.url + path);
	return page;
};

const shown = (page) => page.$$eval("[data-form] li", (all) => all.filter((one) => one.checkVisibility()).length);
const said = (page) => page.$eval("[data-su-shown]", (one) => one.textContent);

test("all 66 signs stand there, each with another explanation", async () => {
	const page = await visit(signs);
	assert.equal(await shown(page), 66);
	const labels = await page.$$eval("[data-form] li", (all) => all.map((one) => one.querySelectorAll("strong").length));
	assert.ok(labels.every((count) => count >= 2));
	await page.setJavaScriptEnabled(false);
	await page.reload();
	assert.equal(await shown(page), 66, "without a script the list is whole");
	assert.equal(await page.$eval(".su-filter", (one) => one.checkVisibility()), false);
});

test("four choices filter together, by keyboard, and the page counts what it shows", async () => {
	const page = await visit(signs, { width: 360 });
	await page.focus("#su-sign-form");
	// letters that come too slowly would begin another word
	await h.keyboard(page).select(await page.$("#su-sign-form"), "begging");
	await page.keyboard.press("Tab");
	const begging = await shown(page);
	assert.ok(begging > 0 && begging < 66);
	assert.match(await said(page), new RegExp(`\\b${begging}\\b.*66`));
	await page.select("#su-sign-element", "means");
	const means = await shown(page);
	assert.ok(means < begging);
	const fits = await page.$$eval("[data-form] li", (all) =>
		all.filter((one) => one.checkVisibility()).every((one) => one.dataset.element === "means"),
	);
	assert.ok(fits);
	await page.select("#su-sign-role", "procurement");
	await page.select("#su-sign-weight", "strong");
	assert.equal(await shown(page), 0);
	assert.doesNotMatch(await said(page), /\d/, "an empty list is said in words");
	assert.equal((await page.$$("[data-form] input")).length, 0, "nothing to tick, nothing to add up");
	h.noFaults(page.log.errors);
});

test("the meaning of a word shows on focus, Escape shuts it, and it does not print", async () => {
	const page = await visit(withTerm);
	const tip = '.su-term [role="tooltip"]';
	const seen = () => page.$eval(tip, (one) => one.checkVisibility({ visibilityProperty: true }));
	assert.equal(await seen(), false);
	await page.focus(".su-term a");
	assert.equal(await seen(), true);
	await page.keyboard.press("Escape");
	assert.equal(await seen(), false);
	assert.ok(await page.evaluate(() => document.activeElement.matches(".su-term a")), "the focus stays");
	await page.evaluate(() => document.activeElement.blur());
	await page.focus(".su-term a");
	assert.equal(await seen(), true);
	await page.emulateMediaType("print");
	assert.equal(await page.$eval(tip, (one) => one.checkVisibility()), false);
});

test("at 320 px an open meaning stays on the screen", async () => {
	const page = await visit(withTerm, { width: 320 });
	await page.focus(".su-term a");
	const box = await page.$eval('.su-term [role="tooltip"]', (one) => one.getBoundingClientRect().toJSON());
	assert.ok(box.left >= 0 && box.right <= 320 && box.bottom <= 900, JSON.stringify(box));
	h.noFaults(await page.evaluate(h.sideways));
});
