/** A learner's journey: answer every kind, come back, see the progress, save a backup, clear, read the backup again. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const RUNS = [
	{ browser: "chrome", way: "over http", hand: h.mouse },
	{ browser: "chrome", way: "over http", hand: h.keyboard },
	{ browser: "chrome", way: "from disk", hand: h.mouse },
	{ browser: "firefox", way: "over http", hand: h.keyboard },
	{ browser: "firefox", way: "from disk", hand: h.mouse },
];

const started = {};
let server;

before(async () => {
	server = await h.serve(h.BOOK);
	[started.chrome, started.firefox] = await Promise.all([h.launch("chrome"), h.launch("firefox")]);
});

after(async () => {
	await Promise.allSettled([started.chrome?.close(), started.firefox?.close()]);
	await server?.close();
});

for (const run of RUNS) {
	const hands = run.hand === h.mouse ? "with the mouse" : "with the keyboard alone";
	describe(`${run.browser === "chrome" ? "Chromium" : "Firefox"}, ${run.way}, ${hands}`, () => journey(run));
}

function journey({ browser, way, hand }) {
	const { gallery, lesson } = h.testBeds();
	const progress = h.pageWith("data-su-progress");
	let home;
	let page;
	let hands;
	let file;
	const open = async (path) => {
		await page.goto(home + path);
		await h.drawn(page);
	};
	const press = async (key, inside = page) =>
		hands.press(await h.until(() => h.button(inside, page, key), `a button ${key}`));

	before(async () => {
		home = way === "from disk" ? h.fromDisk() : server.url;
		page = await h.openPage(await h.person(started[browser]));
		hands = hand(page);
	});
	after(() => page?.browserContext().close());

	for (const path of [gallery, lesson]) {
		test(`every activity of ${path}: wrong, shown, right; each is announced; what is shown is no attempt`, async () => {
			await open(path);
			for (const spec of h.specsOf(path)) await learn(page, hands, spec);
		});
	}

	test("a reload shows the answers and their notes again", async () => {
		for (const path of [gallery, lesson]) {
			await open(path);
			for (const spec of h.specsOf(path)) await remembered(page, spec);
		}
	});

	test("a scenario that was left in the middle goes on where it was", async () => {
		await open(gallery);
		const spec = h.specsOf(gallery).find((one) => one.kind === "scenario");
		await hands.press(await h.submitOf(await h.find(page, spec)));
		await h.decide(page, hands, spec, h.wrongAnswer(spec)[0]);
		const before = await scene(page, spec);
		await open(gallery);
		assert.deepEqual(await scene(page, spec), before);
		const [sceneId, optionId] = h.wrongAnswer(spec)[0].split(".");
		const { did } = spec.scenes.find((one) => one.id === sceneId).options.find((one) => one.id === optionId);
		assert.ok(
			before.road.some((line) => h.squeezed(line) === h.squeezed(did)),
			`"${did}" is not on the road`,
		);
	});

	test("the progress page shows what was done", async () => {
		await open(progress);
		for (const path of [gallery, lesson]) {
			assert.deepEqual(await marks(page, path), expectedStates(path), path);
		}
	});

	test("a backup file is saved", async () => {
		file = await h.downloaded(started[browser], () => press("act.backup"));
		const { attempts } = JSON.parse(readFileSync(file, "utf8"));
		assert.equal(attempts.length, 2 * [gallery, lesson].flatMap((path) => h.specsOf(path)).length);
	});

	test("clearing is asked twice; then the page is empty", async () => {
		await press("act.clear");
		await press("act.clear-no");
		assert.notEqual((await h.attempts(page)).length, 0);
		await press("act.clear");
		await press("act.clear-yes");
		await page.waitForFunction(
			() => !Object.keys(localStorage).some((key) => key.startsWith("stepping-up:stepping-up:")),
		);
		assert.deepEqual(new Set(await marks(page, gallery)), new Set(["open"]));
		assert.notEqual(await page.evaluate(() => document.activeElement.localName), "body");
	});

	test("reading the backup brings everything back", async () => {
		await (await page.$("input[type=file]")).uploadFile(file);
		await page.waitForFunction(() =>
			Object.keys(localStorage).some((key) => key.startsWith("stepping-up:stepping-up:a:")),
		);
		for (const path of [gallery, lesson]) assert.deepEqual(await marks(page, path), expectedStates(path));
		await open(gallery);
		for (const spec of h.specsOf(gallery)) await remembered(page, spec);
	});

	test("nothing of this left the machine, nothing was an error", () => {
		assert.deepEqual(h.outside(page.log, home), []);
		assert.deepEqual(page.log.errors, []);
	});
}

/** Wrong, shown, right. */
async function learn(page, hands, spec) {
	const element = await h.find(page, spec);
	const status = await element.$("[role=status]");
	const said = () =>
		status.evaluate((one) => (one.isConnected ? one.textContent.trim() : "the live region was replaced"));
	assert.equal(await said(), "", `${spec.id}: the live region is empty before an answer`);
	// Firefox may answer for a key before the page has heard it
	const announced = (what) => h.until(async () => (await said()) !== "", `${spec.id}: ${what} is announced`);
	const before = (await h.attempts(page)).length;
	await h.answer(page, hands, spec, h.wrongAnswer(spec));
	await announced("a wrong answer");
	assert.notEqual(await state(page, spec), "right");
	const show = await h.button(element, page, "act.show");
	if (show) {
		await hands.press(show);
		await announced("the shown answer");
	}
	assert.equal((await h.attempts(page)).length, before + 1, `${spec.id}: only the check is an attempt`);
	await hands.press(await h.submitOf(element));
	await h.until(async () => (await said()) === "", `${spec.id}: a fresh start`);
	await h.answer(page, hands, spec, h.rightAnswer(spec));
	await announced("a right answer");
	await h.until(async () => (await state(page, spec)) === expectedState(spec), `${spec.id}: ${expectedState(spec)}`);
	assert.equal((await h.attempts(page)).length, before + 2, `${spec.id}: two attempts`);
}

const state = (page, spec) => page.$eval(`#${h.domId(spec)}`, (one) => one.dataset.state);

/** On a page: what was answered, and after it a rating, which nobody here has touched. */
const expectedStates = (path) => [...h.specsOf(path).map(expectedState), ...h.ratingsOf(path).map(() => "open")];

/** What the best answer of an activity earns, as a state. */
function expectedState(spec) {
	if (spec.kind !== "scenario") return "right";
	const best = Math.max(...h.roads(spec).map((road) => road.score));
	return best === 1 ? "right" : "partly";
}

/** After a reload: the same answer, the same state, its notes. */
async function remembered(page, spec) {
	assert.equal(await state(page, spec), expectedState(spec), spec.id);
	const element = await h.find(page, spec);
	const text = h.squeezed(await element.evaluate((one) => one.innerText));
	if (spec.kind === "scenario") {
		assert.ok(
			h.roads(spec).some(({ ending }) => text.includes(h.squeezed(ending.text))),
			`${spec.id}: the ending is on view`,
		);
		return;
	}
	assert.deepEqual(sorted(await h.shown(page, spec)), sorted(h.rightAnswer(spec)), spec.id);
	const notes = h.secrets(spec).filter((one) => text.includes(h.squeezed(one)));
	assert.ok(notes.length > 0, `${spec.id}: the notes are on view`);
}

const sorted = (answer) => (Array.isArray(answer) ? answer.toSorted() : answer);

/** Where a learner stands in a scenario: the options on offer and the road so far. */
async function scene(page, spec) {
	const element = await h.find(page, spec);
	const options = await element.$$eval(".su-opt input", (all) => all.map((one) => one.value));
	return { options, road: await h.shown(page, spec) };
}

/** The marks of one page on the progress page, as states. */
async function marks(page, path) {
	const rows = await page.$$eval("[data-su-progress] li:has(a)", (all) =>
		all.map((row) => ({
			href: row.querySelector("a").href,
			marks: [...row.querySelectorAll(".su-marks use")].map((one) => one.getAttribute("href").replace("#su-", "")),
		})),
	);
	return rows.find(({ href }) => href.endsWith(path)).marks;
}
