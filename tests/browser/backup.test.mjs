/** Backup files: whatever a file holds, the page says in one sentence what is wrong, and the record is as before. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const { gallery } = h.testBeds();
const progress = h.pageWith("data-su-progress");
const [first, second] = h.specsOf(gallery).filter((spec) => spec.kind !== "scenario");

const course = h.opened();

const visit = (path) => h.visit(course.chromium, course.server.url + path);

describe("a file that is no good backup", () => {
	const good = h.attemptAt(first, { answer: h.rightAnswer(first), score: 1 });
	const files = {
		"backup.damaged": '{"format": "stepping-up-record", "v": 1',
		"backup.foreign": JSON.stringify({ format: "holiday-photos", v: 1 }),
		"backup.large": JSON.stringify(h.backup([], { filler: "x".repeat(2 * 1024 * 1024) })),
		"backup.deep": "[".repeat(100_000),
		"backup.newer": JSON.stringify(h.backup([good], { v: 2 })),
		"backup.attempt": JSON.stringify(h.backup([good, { ...good, n: 2, day: "yesterday" }])),
	};
	for (const [key, content] of Object.entries(files)) {
		test(`${key}: one sentence, and the record is as before`, async () => {
			const page = await visit(gallery);
			await h.answer(page, h.mouse(page), second, h.rightAnswer(second));
			await page.goto(course.server.url + progress);
			const before = await h.stored(page);
			assert.deepEqual(await report(page, content), [await sentence(page, key)]);
			assert.deepEqual(await h.stored(page), before);
			assert.deepEqual(page.log.errors, []);
		});
	}

	test("answers to activities that the course does not have are kept, and said", async () => {
		const page = await visit(progress);
		const strange = h.attemptAt(first, { activity: "gallery/from-another-release-1" });
		assert.equal((await report(page, JSON.stringify(h.backup([good])))).length, 1);
		assert.equal((await report(page, JSON.stringify(h.backup([{ ...strange, n: 7 }])))).length, 2);
		assert.ok((await h.attempts(page)).some((one) => one.activity === strange.activity));
	});
});

/** Read a file on the progress page; what the page says. */
async function report(page, content) {
	const path = join(course.chromium.downloads, ".forged.json");
	writeFileSync(path, content);
	const before = await page.$eval(".su-report", (one) => one.textContent);
	await (await page.$("input[type=file]")).uploadFile(path);
	await page.waitForFunction((old) => document.querySelector(".su-report").textContent !== old, {}, before);
	return page.$$eval(".su-report p", (all) => all.map((one) => one.textContent));
}

/** The one sentence for a fault, as the page's words have it. */
async function sentence(page, key) {
	return (await h.word(page, key)).replace("{n}", "2").replace("{field}", "day");
}
