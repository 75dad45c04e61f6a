/** Paper: a clean handout without the frame, and never with a key, whatever the reader has answered. */
import { test } from "node:test";
import * as h from "./harness/index.mjs";

const course = h.opened();

/** Runs in the page, in print: what of the frame would be on paper. */
function frameOnPaper() {
	const frame =
		"header:not(.su-sheet header), .su-safety, .su-leave, .su-help, nav, footer, button, .skip-link, .su-sure, .su-state, .su-result, .su-why";
	return [...document.querySelectorAll(frame)]
		.filter((one) => one.checkVisibility() && one.getClientRects().length)
		.map((one) => one.outerHTML.slice(0, 80));
}

/** Runs in the page, in print: how answered lines look, so that a key would be seen by its line or tint. */
function marksOnPaper() {
	const look = (one) => {
		const { borderTopStyle, borderTopColor, backgroundColor, backgroundImage, boxShadow, outlineStyle } =
			getComputedStyle(one);
		return [borderTopStyle, borderTopColor, backgroundColor, backgroundImage, boxShadow, outlineStyle].join(" ");
	};
	const marks = (one) => [...one.querySelectorAll("[data-mark]")].filter((row) => row.checkVisibility());
	return [...document.querySelectorAll("su-activity")]
		.filter((one) => new Set(marks(one).map(look)).size > 1)
		.map((one) => one.id);
}

test("on paper there is no frame, no button and no feedback", async () => {
	const look = async (page) => {
		await page.emulateMediaType("print");
		const frame = await page.evaluate(frameOnPaper);
		await page.emulateMediaType();
		return { frame };
	};
	h.noFaults(h.lines(await h.survey(course.chromium, course.server.url, look), (one) => one.frame));
});

test("a handout shows no key, also after the reader has answered", async () => {
	const page = await h.openPage(await h.person(course.chromium));
	const path = h.testBeds().gallery;
	await page.goto(course.server.url + path);
	for (const spec of h.specsOf(path)) await h.answer(page, h.mouse(page), spec, h.rightAnswer(spec));
	await page.emulateMediaType("print");
	const text = h.squeezed(await page.$eval("body", (body) => body.innerText));
	const told = h.specsOf(path).flatMap((spec) =>
		h
			.secrets(spec)
			.filter((secret) => text.includes(h.squeezed(secret)))
			.map((secret) => `${spec.id}: ${secret}`),
	);
	h.noFaults(told);
	h.noFaults(await page.evaluate(marksOnPaper));
	h.noFaults(
		h
			.specsOf(path)
			.filter((spec) => h.tellsOrder(spec, text))
			.map((spec) => spec.id),
	);
	h.noFaults(
		await page.$$eval("su-activity :checked", (all) =>
			all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML),
		),
	);
	h.noFaults(await page.evaluate(frameOnPaper));
});
