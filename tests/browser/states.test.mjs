/** Pages at work: answered, opened, refused. What holds for a fresh page holds then too. */
import { describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const { gallery, lesson } = h.testBeds();
const progress = h.pageWith("data-su-progress");

const course = h.opened();

const visit = (path, options) => h.visit(course.chromium, course.server.url + path, options);

/** axe in all views, and no sideways scrolling at 320 px. */
async function sound(page) {
	const found = await h.axeEverywhere(page);
	h.noFaults([...found, ...(await page.evaluate(h.sideways))]);
}

/** Answer a whole page; a scenario is taken as far as `decisions`. */
async function answerAll(page, path, given, decisions) {
	for (const spec of h.specsOf(path)) {
		const answer = given(spec);
		await h.answer(page, h.unseen(), spec, spec.kind === "scenario" ? answer.slice(0, decisions) : answer);
	}
}

describe("axe finds nothing, and nothing scrolls sideways at 320 px", () => {
	for (const path of [gallery, lesson]) {
		test(`${path}: after wrong answers, in the middle of a scenario`, async () => {
			const page = await visit(path);
			await answerAll(page, path, h.wrongAnswer, 1);
			await sound(page);
		});

		test(`${path}: after right answers, at the end of a scenario`, async () => {
			const page = await visit(path);
			await answerAll(page, path, h.rightAnswer);
			await sound(page);
		});
	}

	test("after the answer was shown, with every hint open", async () => {
		const page = await visit(gallery);
		await answerAll(page, gallery, h.wrongAnswer, 1);
		for (const spec of h.specsOf(gallery))
			await (await h.button(await h.find(page, spec), page, "act.show"))?.evaluate((one) => one.click());
		await h.fold(page, "main details", true);
		await sound(page);
	});

	test("after a check without an answer", async () => {
		const page = await visit(gallery);
		for (const spec of h.specsOf(gallery))
			await (await h.submitOf(await h.find(page, spec))).evaluate((one) => one.click());
		await sound(page);
	});

	test("my progress with a record, and when it asks before clearing", async () => {
		const context = await h.person(course.chromium);
		await answerAll(await visit(gallery, { context }), gallery, h.rightAnswer);
		const page = await visit(progress, { context });
		await sound(page);
		await (await h.button(page, page, "act.clear")).click();
		await sound(page);
	});

	test("welcome with something to go on with", async () => {
		const context = await h.person(course.chromium);
		await answerAll(await visit(lesson, { context }), lesson, h.wrongAnswer, 1);
		const page = await visit(h.pageWith("data-su-resume"), { context });
		await page.waitForSelector("[data-su-resume] a", { visible: true });
		await sound(page);
	});

	test("a page that cannot keep anything", async () => {
		const refuse = () => Object.defineProperty(globalThis, "localStorage", { value: null });
		await sound(await visit(gallery, { prepare: refuse }));
	});

	test("search results", async () => {
		const page = await visit(h.pageWith("data-su-search"));
		await (await page.waitForSelector("[data-su-search] input")).type("work");
		await page.waitForSelector(".su-found a");
		await sound(page);
	});

	test("the contents on a narrow screen", async () => {
		const page = await visit(lesson);
		await page.setViewport({ width: 320, height: 700 });
		await (await page.$(".primary-toggle")).click();
		await page.waitForSelector("dialog[open] nav a");
		h.noFaults([...(await h.violations(page)), ...(await page.evaluate(h.sideways))]);
	});
});

test("one wrong key press loses nothing: a check without an answer says what is missing and keeps the focus", async () => {
	const page = await visit(gallery);
	const faults = [];
	for (const spec of h.specsOf(gallery).filter((one) => one.kind !== "order")) {
		const element = await h.find(page, spec);
		await (await h.submitOf(element)).click();
		const said = await element.$eval("[role=status]", (one) => one.textContent.trim());
		const inside = await element.evaluate((one) => one.contains(document.activeElement));
		if (!said || !inside) faults.push(`${spec.id}: says "${said}", focus ${inside ? "inside" : "outside"}`);
	}
	h.noFaults([...faults, ...(await h.attempts(page)).map((one) => `${one.activity}: an attempt was recorded`)]);
});
