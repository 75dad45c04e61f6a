/** Items of QTI 3.0 in a player that is not ours: each kind of interaction is shown, answered and scored. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as h from "./harness/index.mjs";
import { PYTHON, ROOT } from "./jupyter.mjs";

const LIBRARIES = join(import.meta.dirname, "node_modules");
const PLAYER = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Player</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/qti3-item-player/dist/qti3Player.css"></head>
<body><div id="app"></div><script src="/vue/dist/vue.min.js"></script>
<script src="/qti3-item-player/dist/qti3Player.umd.min.js"></script><script>
const on = {
	notifyQti3PlayerReady: (player) => { globalThis.player = player; },
	notifyQti3ItemReady: () => { globalThis.ready = true; },
	notifyQti3EndAttemptCompleted: ({ state }) => { globalThis.ended = state; },
};
const player = globalThis.qti3Player.default ?? globalThis.qti3Player;
new Vue({ el: "#app", render: (make) => make(player, { on }) });
</script></body></html>`;

const folder = mkdtempSync(join(tmpdir(), "stepping-up-qti3-"));
const python = (...words) => execFileSync(PYTHON, words, { cwd: ROOT, encoding: "utf-8", maxBuffer: 2 ** 28 });
let [server, chromium, page, known] = [];

before(async () => {
	python("-m", "steppingup", "export", "qti30", "--with-graded", "--with-check", "--out", join(folder, "bank.zip"));
	python("-m", "zipfile", "-e", join(folder, "bank.zip"), folder);
	known = JSON.parse(python("-m", "tests.export.truth"));
	server = await h.serve(LIBRARIES, { "/player.html": PLAYER });
	chromium = await h.launch("chrome");
	page = await h.openPage(await h.person(chromium), { height: 2000 });
});

after(async () => {
	await chromium?.close();
	await server?.close();
	rmSync(folder, { recursive: true, force: true });
});

async function show(id) {
	const xml = readFileSync(join(folder, "items", `${id.replaceAll("/", "_")}.xml`), "utf-8");
	// The player takes no notice of an item that it shows already, so each showing is a new page.
	await page.goto(`${server.url}player.html`);
	await page.waitForFunction(() => globalThis.player);
	await page.evaluate(
		(text, guid) => {
			const sessionControl = { max_attempts: 0, show_feedback: true, validate_responses: false };
			globalThis.player.loadItemFromXml(text, { guid, status: "interacting", sessionControl });
		},
		xml, id,
	);
	await page.waitForFunction(() => globalThis.ready);
	const body = await page.$eval(".qti-item-body", (one) => one.textContent.replace(/\s+/g, " "));
	for (const text of known[id].texts) assert.ok(body.includes(text), `${id}: ${text}`);
	for (const [text] of Object.values(known[id].parts)) assert.ok(body.includes(text), `${id}: ${text}`);
	return known[id];
}

/** Hand the answer in; returns the score and the feedback that is shown. */
async function end() {
	await page.evaluate(() => {
		globalThis.ended = null;
		globalThis.player.endAttempt("next");
	});
	await page.waitForFunction(() => globalThis.ended);
	const outcomes = await page.evaluate(() => globalThis.ended.outcomeVariables);
	return Object.fromEntries(outcomes.map((one) => [one.identifier, one.value]));
}

const STEPS = ".qti-order-interaction [data-identifier]";
const order = () => page.$$eval(STEPS, (all) => all.map((one) => one.dataset.identifier));

/** Drag steps with the mouse until they stand in an order, as a learner does. */
async function arrange(wanted) {
	for (const [place, step] of wanted.entries()) {
		const now = await order();
		if (now[place] !== step) await drag(step, now.indexOf(step), place);
	}
	assert.deepEqual(await order(), wanted);
}

/** Everything stands in the window, so nothing scrolls away under the mouse. */
async function drag(step, from, to) {
	const middles = await page.$$eval(STEPS, (all) =>
		all.map((one) => one.getBoundingClientRect()).map(({ x, y, width, height }) => [x + width / 2, y + height / 2]),
	);
	await page.mouse.move(...middles[from]);
	await page.mouse.down();
	const [x, y] = middles[to];
	let aside = 0;
	// Steps that move out of the way take no notice until they stand still, so the hand stays there and trembles.
	await h.until(async () => {
		aside = 1 - aside;
		await page.mouse.move(x, y - aside, { steps: 3 });
		return (await order())[to] === step;
	}, `${step} stands at place ${to + 1}`);
	await page.mouse.up();
	// let go, and all steps have come to rest
	await page.waitForFunction((steps) => {
		const all = [...document.querySelectorAll(steps)];
		return all.every((one) => !one.classList.contains("sortable-chosen") && !one.style.transform && !one.style.transition);
	}, {}, STEPS);
}

const press = (selector) => page.$eval(selector, (one) => one.click());
const first = (wanted) => Object.keys(known).find((id) => wanted(known[id]));
const size = (one) => Object.keys(one).length;

test("one answer: right, half right and wrong earn what they earn in the course, with the feedback of the option", async () => {
	const id = first(({ kind }) => kind === "vignette");
	for (const part of ["refer", "consult", "other-help"]) {
		const { worth, points } = await show(id);
		assert.equal(await page.$$eval("[role=radio]", (all) => all.length), 3);
		await press(`[role=radio][data-identifier="${part}"]`);
		const { SCORE, FEEDBACK } = await end();
		assert.deepEqual([SCORE, FEEDBACK], [worth[part] * points, part]);
	}
});

test("several answers: marks count, wrong ones against them, and marking all earns nothing", async () => {
	const id = first(({ kind, several }) => kind === "choice" && several);
	const { worth, points } = await show(id);
	const parts = Object.keys(worth);
	const right = parts.filter((part) => worth[part]);
	for (const part of right) await press(`[role=checkbox][data-identifier="${part}"]`);
	assert.ok(Math.abs((await end()).SCORE - points) < 1e-9);
	await show(id);
	for (const part of parts) await press(`[role=checkbox][data-identifier="${part}"]`);
	assert.ok(Math.abs((await end()).SCORE) < 1e-9);
});

test("pairs are boxes in a table; all right earns all, everything in one group nothing", async () => {
	for (const kind of ["match", "classify"]) {
		const id = first((one) => one.kind === kind);
		const { pairs, points } = await show(id);
		for (const [part, target] of Object.entries(pairs)) await press(`[role=checkbox][data-pair="${part} to_${target}"]`);
		assert.ok(Math.abs((await end()).SCORE - points) < 1e-9, id);
		if (kind === "match") continue;
		const [group] = Object.values(pairs);
		await show(id);
		for (const part of Object.keys(pairs)) await press(`[role=checkbox][data-pair="${part} to_${group}"]`);
		assert.ok(Math.abs((await end()).SCORE) < 1e-9, id);
	}
});

test("an order: as shown it earns nothing, in order all, and steps of one rank may stand either way", async () => {
	const id = first(({ ranks }) => size(ranks) && new Set(Object.values(ranks)).size < size(ranks));
	const { ranks, points } = await show(id);
	assert.equal((await end()).SCORE, 0);
	const steps = Object.keys(ranks);
	for (const mixed of [steps, [...steps].reverse()]) {
		await show(id);
		await arrange([...mixed].sort((one, other) => ranks[one] - ranks[other]));
		assert.ok(Math.abs((await end()).SCORE - points) < 1e-9, id);
	}
});

test("a text is written, and no rubric is shown to who writes", async () => {
	const id = first(({ kind }) => kind === "text");
	await show(id);
	assert.ok(await page.$(".qti-item-body textarea"));
	assert.equal(await page.$$eval(".qti-rubric-block", (all) => all.filter((one) => one.checkVisibility()).length), 0);
});

test("the player complains about nothing, and asks no other host", () => {
	h.noFaults(page.log.errors);
	h.noFaults(h.outside(page.log, server.url));
});
