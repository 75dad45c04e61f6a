/** The report of an evaluation, from disk: wide and narrow, light, dark and on paper, without a script. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness/index.mjs";
import { reports } from "./harness/reports.mjs";

const show = reports("tests.evaluation.report.make_reports");

const openAll = (page) => page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));

// WCAG 2: (lighter + 0.05) / (darker + 0.05)
const contrast = (...colours) => {
	const light = (colour) => {
		const [r, g, b] = colour.match(/[\d.]+/g).map((one) => one / 255);
		const [x, y, z] = [r, g, b].map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
		return 0.2126 * x + 0.7152 * y + 0.0722 * z + 0.05;
	};
	const [low, high] = colours.map(light).toSorted((one, other) => one - other);
	return high / low;
};

for (const [name, width, dark] of [
	["local", 1280, false],
	["local", 360, true],
	["shared", 1280, true],
	["shared", 360, false],
	["empty", 360, false],
]) {
	test(`axe finds nothing in the report '${name}' at ${width} px, ${dark ? "dark" : "light"}`, async () => {
		const page = await show(name, { width, dark });
		h.noFaults(await h.violations(page));
		await openAll(page);
		h.noFaults(await h.violations(page));
		h.noFaults(await page.evaluate(h.sideways));
		h.noFaults(page.log.errors);
		h.noFaults(h.outside(page.log, "file:"));
	});
}

test("the greatest needs stand first, in words, before any figure", async () => {
	const page = await show("local");
	const first = await page.$$eval("#needs ~ .top li", (all) => all.map((one) => one.textContent));
	assert.equal(first.length, 5);
	for (const line of first) assert.match(line, /Short by \d+ points\. Measured: .* n \d+\. Required: \d+\s%\./);
	assert.ok(
		await page.evaluate(() => {
			const [list, figure] = [document.querySelector(".top"), document.querySelector("svg")];
			return Boolean(list.compareDocumentPosition(figure) & Node.DOCUMENT_POSITION_FOLLOWING);
		}),
	);
});

test("every figure has a name and a text, and a reader meets each as one picture", async () => {
	const page = await show("local");
	const tree = await page.accessibility.snapshot({ interestingOnly: false });
	const found = [];
	const walk = (node) => {
		if (["image", "img", "graphics-document"].includes(node.role)) found.push(node);
		node.children?.forEach(walk);
	};
	walk(tree);
	assert.equal(found.length, (await page.$$("svg.chart")).length);
	assert.ok(found.length >= 7);
	for (const one of found) assert.ok(one.name && one.description?.length > 40, JSON.stringify(one.name));
});

test("figures follow light and dark: ink and page stay apart", async () => {
	for (const dark of [false, true]) {
		const page = await show("local", { dark });
		const [ink, paper] = await page.$eval("#figure-slopes-name", (one) => {
			const picture = one.closest("svg");
			const behind = getComputedStyle(picture.closest(".drawn")).backgroundColor;
			return [getComputedStyle(picture.querySelector("text.f-ink")).fill, behind];
		});
		assert.ok(contrast(ink, paper) > 7, `${ink} on ${paper}`);
	}
});

test("long tables open on a click and scroll with the keyboard; the page itself never goes sideways", async () => {
	const page = await show("shared", { width: 360 });
	await page.$eval("details.long summary", (one) => one.click());
	assert.ok(await page.$eval("details.long", (one) => one.open));
	const wide = await page.$("details.long .wide");
	await wide.focus();
	assert.equal(await wide.evaluate((one) => document.activeElement === one), true);
	h.noFaults(await page.evaluate(h.sideways));
});

test("on paper everything is there, the long tables too", async () => {
	const page = await show("shared");
	await page.emulateMediaType("print");
	assert.equal(await page.$eval("nav", (one) => one.checkVisibility()), false);
	const heights = await page.$$eval("details.long table", (all) => all.map((one) => one.getBoundingClientRect().height));
	assert.ok(heights.length > 0 && heights.every((one) => one > 100), String(heights));
});

test("a shared report shows neither keys nor options; the report of nobody gives reasons", async () => {
	const shared = await show("shared");
	const text = await shared.evaluate(() => document.body.textContent);
	assert.match(text, /fewer than 10 people/);
	assert.doesNotMatch(text, /option [abcd] \(right\)/);
	const empty = await show("empty");
	assert.match(await empty.evaluate(() => document.body.innerText), /There are no answers, so no need can be told/);
	assert.equal((await empty.$$("svg")).length, 0);
});
