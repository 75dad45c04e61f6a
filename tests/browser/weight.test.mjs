/** Weight: what a reader's connection carries, gzipped, pictures apart. A size does not depend on the machine, so it is a test. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import * as h from "./harness/index.mjs";

const FIRST = 80;
const NEXT = 25;
/** What a table to fill brings along, once: its script, its words, its style. */
const SHEET = 25;
/** What tells personal data: asked for when somebody begins to write, so that no page carries it on a first visit. */
const PERSONAL = 12;
const PICTURE = /\.(png|jpe?g|svg|webp|ico)$/;

const course = h.opened();

const weigh = (path) => ({ path, kB: gzipSync(readFileSync(join(h.BOOK, path)), { level: 6 }).length / 1000 });
const sum = (list) => list.reduce((all, one) => all + one.kB, 0);

/** The guided way to a first map: a tool of its own, which brings along what a worksheet does. */
const isWay = (path) => h.sourceOf(path).includes("data-su-first-map");
/** What a map shows: the page has no sheet, and fetches most of its script when there is a map. */
const isResults = (path) => h.sourceOf(path).includes("data-su-map-results");
const hasSheets = (path) => h.sheetsOf(path).length > 0 || isWay(path);

/** For every lesson page: what it asks for, by path. */
async function asked() {
	const page = await h.openPage(await h.person(course.chromium));
	const lessons = h.allPages().filter((path) => h.specsOf(path).length > 0 || hasSheets(path) || isResults(path));
	const found = new Map();
	for (const path of lessons) {
		course.server.asked.length = 0;
		await page.goto(course.server.url + path);
		await h.drawn(page);
		found.set(path, [...new Set(course.server.asked.map((one) => decodeURIComponent(one.slice(1))))]);
	}
	return found;
}

test(`a first visit to a lesson weighs at most ${FIRST} kB, the next page at most ${NEXT} kB`, async (t) => {
	const all = await asked();
	const faults = [];
	let heaviest = { first: 0, next: 0 };
	for (const [path, files] of all) {
		const carried = files.filter((one) => !PICTURE.test(one)).map(weigh);
		const known = new Set([...all].filter(([other]) => other !== path).flatMap(([, other]) => other));
		const first = sum(carried);
		const next = sum(carried.filter((one) => !known.has(one.path)));
		heaviest = { first: Math.max(first, heaviest.first), next: isWay(path) ? heaviest.next : Math.max(next, heaviest.next) };
		const list = carried.map((one) => `${one.path} ${one.kB.toFixed(1)}`).join(", ");
		if (first > FIRST) faults.push(`${path}: ${first.toFixed(1)} kB on a first visit (${list})`);
		if (next > NEXT && !isWay(path)) faults.push(`${path}: ${next.toFixed(1)} kB as the next page`);
	}
	const map = h.allPages().filter((path) => hasSheets(path) || isResults(path));
	assert.ok(map.length > 8 && map.every((path) => all.has(path)), String(map));
	t.diagnostic(
		`heaviest first visit ${heaviest.first.toFixed(1)} kB, heaviest next page ${heaviest.next.toFixed(1)} kB`,
	);
	h.noFaults(faults);
});

test(`whoever opens a worksheet for the first time carries at most ${SHEET} kB more, and lessons carry nothing of it`, async (t) => {
	const all = await asked();
	const own = ["worksheet.js", "worksheet.css", "sheet-words.js"].map((name) => `_static/su/${name}`);
	const carry = (path, files) => files.filter((one) => own.includes(one)).map((name) => ({ path, name }));
	const wrong = [...all].flatMap(([path, files]) => (hasSheets(path) || isResults(path) ? [] : carry(path, files)));
	assert.deepEqual(wrong, []);
	const more = sum(own.map(weigh));
	assert.equal([...all.values()].flat().includes("_static/su/personal.js"), false);
	const personal = weigh("_static/su/personal.js").kB;
	assert.ok(personal <= PERSONAL, `${personal.toFixed(1)} kB`);
	t.diagnostic(`a worksheet brings ${more.toFixed(1)} kB`);
	assert.ok(more <= SHEET, `${more.toFixed(1)} kB`);
});

test(`the guided way to a first map carries at most ${SHEET} kB more`, (t) => {
	const more = sum(["first-map.js", "first-map.css", "sheet-words.js"].map((name) => weigh(`_static/su/${name}`)));
	t.diagnostic(`it brings ${more.toFixed(1)} kB`);
	assert.ok(more <= SHEET, `${more.toFixed(1)} kB`);
});
