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

describe("worksheets in a backup", () => {
	const line = (n, r, f, v) => ({ s: "map/gains", r, f, v, by: "aaaaaaaaaaaa", n, seen: {}, day: "2026-11-20" });
	const sheets = [
		line(1, "t7-01", "value", "Igor brings the girls to the bar"),
		line(2, "t7-01", "source", "a talk"),
		line(3, "t7-02", "value", "Cash wages in small firms"),
	];
	const content = JSON.stringify(h.backup([], { sheets }));

	test("names of suspects are left out, the rest is taken, and the page says how many", async () => {
		const page = await visit(progress);
		const told = (await report(page, content)).slice(-2);
		assert.equal(told[0], (await h.word(page, "backup.sheets")).replace("{n}", "2"));
		assert.equal(told[1], (await h.word(page, "backup.refused")).replace("{n}", "1"));
		const kept = JSON.stringify(await h.stored(page));
		assert.ok(kept.includes("Cash wages") && kept.includes("a talk"));
		assert.equal(kept.includes("Igor"), false);
		assert.deepEqual(page.log.errors, []);
	});

	test("without the lists that tell names nothing is read", async () => {
		const page = await visit(progress);
		const before = await h.stored(page);
		await page.setRequestInterception(true);
		page.on("request", (one) => void (one.url().includes("personal.js") ? one.abort() : one.continue()));
		assert.deepEqual(await report(page, content), [await h.word(page, "backup.unchecked")]);
		assert.deepEqual(await h.stored(page), before);
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
