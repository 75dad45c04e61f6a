/** The results of a session, as a trainer shows them in the room: from disk, wide and narrow, light, dark and on paper. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as h from "./harness/index.mjs";
import { reports } from "./harness/reports.mjs";

const show = reports("tests.session.make_results");

const openAll = (page) => page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
const marks = (page) => page.$$eval(".mark", (all) => all.filter((one) => one.checkVisibility()).length);
const shown = (page) => page.$$eval("[data-question]", (all) => all.filter((one) => one.checkVisibility()).map((one) => one.id));
const text = (page) => page.evaluate(() => document.body.innerText);

for (const width of [1280, 360]) {
	for (const dark of [false, true]) {
		test(`axe finds nothing at ${width} px, ${dark ? "dark" : "light"}, before and after the key`, async () => {
			const page = await show("ten", { width, dark });
			h.noFaults(await h.violations(page));
			await openAll(page);
			h.noFaults(await h.violations(page));
			h.noFaults(await page.evaluate(h.sideways));
			h.noFaults(page.log.errors);
			h.noFaults(h.outside(page.log, "file:"));
		});
	}
}

test("what was chosen comes first; the key only when the trainer opens it, one question at a time", async () => {
	const page = await show("ten");
	assert.equal(await marks(page), 0);
	assert.doesNotMatch(await page.$eval("#questions", (one) => one.innerText), /misconception|Average score|\bright\b/);
	assert.match(await text(page), /Call the interpreter by telephone\s+7 \(70\s%\)/);
	const [plain, right] = await page.$$eval("#q1 .bars li", (all) => {
		const colour = (one) => getComputedStyle(one.querySelector(".part")).fill;
		return [colour(all.find((one) => !one.matches(".right"))), colour(all.find((one) => one.matches(".right")))];
	});
	assert.equal(plain, right, "the colour does not tell");
	await page.click("#q1 summary");
	assert.equal(await marks(page), 1);
	assert.match(await page.$eval("#q1", (one) => one.innerText), /Ask the cook to return on Monday – 2 of 10 \(20\s%\)/);
	assert.equal(await page.$eval("#q2 .mark", (one) => one.checkVisibility()), false);
	await page.click("#q1 summary");
	assert.equal(await marks(page), 0);
});

test("bars have one scale and are as long as their share says", async () => {
	const page = await show("ten", { width: 360 });
	const tracks = await page.$$eval("#q2 svg", (all) => all.map((one) => Math.round(one.getBoundingClientRect().width)));
	assert.equal(new Set(tracks).size, 1);
	const share = await page.$eval("#q2 svg", (one) => {
		const wide = (name) => one.querySelector(name).getBoundingClientRect().width;
		return wide(".part") / wide(".all");
	});
	assert.ok(Math.abs(share - 0.6) < 0.02, String(share));
});

test("with the keyboard alone: one at a time, on and back, open the key", async () => {
	const page = await show("ten");
	const hand = h.keyboard(page);
	await hand.press(await page.$("[data-one]"));
	assert.deepEqual(await shown(page), ["q1"]);
	await hand.press(await page.$('[data-step="1"]'));
	assert.deepEqual(await shown(page), ["q2"]);
	assert.equal(await page.evaluate(() => document.activeElement.textContent), "Question 2 of 9");
	assert.equal(await page.$eval("[role=status]", (one) => one.textContent), "Question 2 of 9");
	await page.keyboard.press("ArrowRight");
	assert.deepEqual(await shown(page), ["q3"]);
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("ArrowLeft");
	await page.keyboard.press("ArrowLeft");
	assert.deepEqual(await shown(page), ["q1"]);
	assert.equal(await page.$eval('[data-step="-1"]', (one) => one.disabled), true);
	await hand.press(await page.$("#q1 summary"));
	assert.equal(await marks(page), 1);
	h.noFaults(await h.violations(page));
	await hand.press(await page.$("[data-one]"));
	assert.equal((await shown(page)).length, 9);
});

test("letters are large on a projector", async () => {
	const page = await show("ten", { width: 1920 });
	assert.ok((await page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))) >= 24);
});

test("on paper: all questions, the key just where it is open, no buttons", async () => {
	const page = await show("ten");
	await page.click("[data-one]");
	await page.click("#q1 summary");
	await page.emulateMediaType("print");
	assert.equal((await shown(page)).length, 9);
	assert.equal(await marks(page), 1);
	assert.equal(await page.$eval(".steps", (one) => one.checkVisibility()), false);
	assert.equal(await page.$eval("#q2 summary", (one) => one.checkVisibility()), false);
});

test("without a script everything can be read, and the key opens", async () => {
	const page = await show("ten", { script: false });
	assert.equal((await shown(page)).length, 9);
	assert.equal(await page.$eval(".steps", (one) => one.checkVisibility()), false);
	await page.click("#q1 summary");
	assert.equal(await marks(page), 1);
});

test("of four people nothing is shown, and the page says why", async () => {
	const page = await show("four");
	await openAll(page);
	assert.equal((await page.$$(".bars")).length, 0);
	assert.equal((await page.$$(".few")).length, 10);
	assert.match(await text(page), /For fewer than 5 answers nothing is shown/);
	const numbers = await page.$$eval("[data-question] dd strong", (all) => all.map((one) => one.textContent));
	assert.deepEqual([...new Set(numbers)].toSorted(), ["none", "not enough answers"]);
});

test("hostile texts are shown as they are and do nothing", async () => {
	const page = await show("hostile", { width: 360 });
	await openAll(page);
	await page.click("[data-one]");
	await page.click("[data-step='1']");
	assert.match(await page.title(), /^Results: .*<script>/);
	assert.match(await page.$eval("#q1", (one) => one.textContent), /<img src=x onerror=.*\{\{ 7 \* 7 \}\}/s);
	assert.equal((await page.$$("main img, main script, main style, main a[href^=javascript]")).length, 0);
	assert.equal((await page.$$("script")).length, 1);
	assert.deepEqual(await shown(page), ["q2"]);
	h.noFaults(await page.evaluate(h.sideways));
	h.noFaults(page.log.errors);
	assert.deepEqual(page.log.dialogs, []);
	h.noFaults(h.outside(page.log, "file:"));
});

test("even markup that got into the page would not run: its policy names one script", async () => {
	const page = await show("ten");
	page.log.errors.length = 0;
	await page.evaluate(
		() =>
			new Promise((done) => {
				const script = document.createElement("script");
				script.textContent = "document.title = 'ran'";
				document.body.append(script);
				const image = document.createElement("img");
				image.setAttribute("onerror", "document.title = 'ran'");
				// after it, so that what would have run has run
				image.addEventListener("error", () => done());
				image.src = "nowhere.png";
				document.body.append(image);
			}),
	);
	await h.until(() => page.log.errors.length >= 2, "two refusals");
	assert.match(page.log.errors.join(), /Content Security Policy/);
	assert.notEqual(await page.title(), "ran");
});
