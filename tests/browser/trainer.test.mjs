/** The trainer's edition, from disk: wide and narrow, light, dark and on paper. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness/index.mjs";
import { reports } from "./harness/reports.mjs";

const show = reports("tests.book.make_trainer");

for (const name of ["chapter", "lesson", "case", "decide"]) {
	for (const [width, dark] of [
		[1280, false],
		[1280, true],
		[360, false],
		[360, true],
	]) {
		test(`axe finds nothing on the page '${name}' at ${width} px, ${dark ? "dark" : "light"}`, async () => {
			const page = await show(name, { width, dark });
			await page.waitForFunction(() => !document.querySelector("su-activity:not([data-state])"));
			assert.ok(await page.$(".su-trainer"));
			h.noFaults(await h.violations(page));
			h.noFaults(await page.evaluate(h.sideways));
			h.noFaults(page.log.errors);
			h.noFaults(h.outside(page.log, "file:"));
			await page.close();
		});
	}
}

test("every page says which edition it is, on screen and on paper", async () => {
	for (const name of ["home", "lesson"]) {
		const page = await show(name);
		assert.match(await page.title(), /^Trainer/);
		for (const media of ["screen", "print"]) {
			await page.emulateMediaType(media);
			assert.ok(await page.$eval(".su-edition", (one) => one.checkVisibility()), `${name}, ${media}`);
		}
		await page.close();
	}
});

test("what a trainer reads looks unlike the lesson, on screen and on paper", async () => {
	const page = await show("lesson");
	const look = () =>
		page.$eval(".su-trainer", (one) => {
			const [own, story] = [one, document.querySelector(".su-story")].map((each) => getComputedStyle(each));
			const label = getComputedStyle(one.querySelector(".su-label"));
			const bar = Number.parseFloat(own.borderInlineStartWidth);
			return { shown: one.checkVisibility(), bar, style: own.borderTopStyle, label: label.color, ground: own.backgroundColor, story: story.backgroundColor };
		});
	const screen = await look();
	assert.notEqual(screen.ground, screen.story);
	assert.equal(screen.style, "dashed");
	assert.ok(screen.bar >= 6);
	await page.emulateMediaType("print");
	const paper = await look();
	assert.ok(paper.shown);
	assert.equal(paper.style, "dashed");
	assert.ok(paper.bar >= 3);
	assert.equal(paper.ground, "rgb(255, 255, 255)");
	await page.close();
});
