/** Promises that every page of the book keeps. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as h from "./harness/index.mjs";

let server;
let chromium;
let firefox;
let seen;

before(async () => {
	server = await h.serve(h.BOOK);
	[chromium, firefox] = await Promise.all([h.launch("chrome"), h.launch("firefox")]);
	seen = await h.survey(chromium, server.url, look);
});

after(async () => {
	await Promise.allSettled([chromium?.close(), firefox?.close()]);
	await server?.close();
});

/** The frame is one template: a first page, a lesson, a case and a page with its own script stand for all. */
const WITH_HELP = [
	"book/welcome.html",
	"book/progress.html",
	"01-why-local.html",
	"case_studies/finland-wood-plant/02",
];

/** Everything that one visit can tell; order matters, the last step changes the page for good. */
async function look(page) {
	await page.keyboard.press("Tab");
	const firstStop = await page.evaluate(firstStopOf);
	const parts = await page.evaluate(h.anatomy);
	const axe = await h.axeEverywhere(page, { help: WITH_HELP.some((part) => page.url().includes(part)) });
	const narrow = { sideways: await page.evaluate(h.sideways), small: await page.evaluate(h.smallTargets) };
	await h.fold(page, "details", true);
	const opened = await page.evaluate(h.sideways);
	return { firstStop, ...parts, axe, ...narrow, opened };
}

/** Runs in the page after the first Tab. */
function firstStopOf() {
	const stop = document.activeElement;
	const box = stop.getBoundingClientRect();
	const target = stop.hash && document.getElementById(stop.hash.slice(1));
	return {
		skips: Boolean(target?.closest("main")),
		seen: box.top >= 0 && box.height > 0,
		html: stop.outerHTML.slice(0, 100),
	};
}

test("there are pages, and the gallery shows every kind of activity", () => {
	const kinds = new Set(h.specsOf(h.testBeds().gallery).map((spec) => spec.kind));
	assert.ok(seen.length > 10, `only ${seen.length} pages`);
	assert.deepEqual([...kinds].sort(), ["choice", "classify", "match", "order", "scenario", "spot", "vignette"]);
});

test("the request log sees a request to another host (in both browsers)", async () => {
	const tell = await h.serve(h.BOOK, {
		"/tell.html": '<!DOCTYPE html><title>t</title><img src="http://elsewhere.invalid/x.png" alt="">',
	});
	for (const started of [chromium, firefox]) {
		const { log } = await h.visit(started, `${tell.url}tell.html`);
		// a browser tells of a request a moment later
		await h.until(() => h.outside(log, tell.url).length, `${started.name} tells of the request`);
		assert.deepEqual(h.outside(log, tell.url), ["http://elsewhere.invalid/x.png"], started.name);
	}
	await tell.close();
});

test("over http in Chromium: no request to another host", () =>
	h.noFaults(h.lines(seen, (one) => h.outside(one, server.url))));
test("over http in Chromium: no error on the console", () => h.noFaults(h.lines(seen, (one) => one.errors)));

for (const [way, name] of [
	["from disk", "chrome"],
	["over http", "firefox"],
	["from disk", "firefox"],
]) {
	test(`${way} in ${name === "chrome" ? "Chromium" : "Firefox"}: every page draws its activities, asks no other host, has no error`, async () => {
		const home = way === "from disk" ? h.fromDisk() : server.url;
		const visits = await h.survey(name === "chrome" ? chromium : firefox, home);
		h.noFaults(h.lines(visits, (one) => [...h.outside(one, home), ...one.errors]));
	});
}

test("axe finds nothing in light and dark, wide and at 320 px, with the help panel closed and open", () =>
	h.noFaults(h.lines(seen, (one) => one.axe)));
test("nothing scrolls sideways at 320 px", () => h.noFaults(h.lines(seen, (one) => [...one.sideways, ...one.opened])));
test("what is pressed is at least 44 px high at 320 px", () => h.noFaults(h.lines(seen, (one) => one.small)));

test("one h1, a language, and a title of its own", () => {
	const titles = seen.map((one) => one.title);
	h.noFaults(
		h.lines(seen, ({ headings, lang, title }) => [
			...(headings.length === 1 ? [] : [`headings: ${headings.join(" | ") || "none"}`]),
			...(lang ? [] : ["no language"]),
			...(titles.filter((one) => one === title).length === 1 ? [] : [`"${title}" is the title of another page too`]),
		]),
	);
});

test("every picture has words, and they are no path", () => {
	const fault = ({ name, decoration }) =>
		!decoration && (name.length < 3 || /\.(png|svg|jpe?g)\b|_images|^\.{0,2}\//.test(name));
	h.noFaults(h.lines(seen, (one) => one.pictures.filter(fault).map(({ html, name }) => `"${name}" for ${html}`)));
});

test("the first stop of the keyboard skips to the main content and can be seen", () =>
	h.noFaults(h.lines(seen, ({ firstStop }) => (firstStop.skips && firstStop.seen ? [] : [JSON.stringify(firstStop)]))));

test("every link leads somewhere", () => {
	const ids = new Map(seen.map((one) => [one.page, new Set(one.ids)]));
	h.noFaults(
		h.lines(seen, (one) =>
			one.links.filter((href) => !leads(one.page, href, ids)).map((href) => `leads nowhere: ${href}`),
		),
	);
});

test("every page can be reached from the first one; nothing is left over from an earlier build", () => {
	const links = new Map(seen.map((one) => [one.page, one.links.map((href) => targetOf(one.page, href).path)]));
	const reached = new Set(["book/welcome.html"]);
	for (const page of reached) for (const path of links.get(page) ?? []) if (links.has(path)) reached.add(path);
	h.noFaults(seen.map((one) => one.page).filter((page) => !reached.has(page)));
});

function leads(page, href, ids) {
	if (/^(https:|tel:|mailto:|about:blank$)/.test(href)) return true;
	if (/^[a-z]+:/.test(href)) return false;
	const { path, part } = targetOf(page, href);
	return existsSync(join(h.BOOK, path)) && (!part || !ids.has(path) || ids.get(path).has(part));
}

function targetOf(page, href) {
	const { pathname, hash } = new URL(href, `http://book/${page}`);
	return { path: decodeURIComponent(pathname).slice(1), part: decodeURIComponent(hash.slice(1)) };
}
