/** The plain zip, unpacked: from a disk, in both browsers, whole and one chapter; every link leads somewhere. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import * as h from "./harness/index.mjs";

const LESSON = "chapters/01-principles/01-why-local.html";
const SCRIPT = /<script\b[\s\S]*?<\/script>/g;

/** Links of every page that lead to no file, or to no place on it; another site's are not looked at. */
function lost(folder) {
	const read = (page) => readFileSync(join(folder, page), "utf8").replace(SCRIPT, "");
	const places = new Map();
	const idsOf = (page) => {
		if (!places.has(page)) places.set(page, new Set(Array.from(read(page).matchAll(/ id="([^"]+)"/g), ([, id]) => id)));
		return places.get(page);
	};
	const home = pathToFileURL(`${folder}/`).href;
	return h.allPages(folder).flatMap((page) =>
		Array.from(read(page).matchAll(/ (?:href|src)="([^"]+)"/g), ([, to]) => to)
			.filter((to) => {
				const { href, hash, protocol } = new URL(to, new URL(page, home));
				if (protocol !== "file:") return false;
				const file = decodeURIComponent(href.slice(home.length).replace(/[?#].*$/, ""));
				if (!existsSync(join(folder, file))) return true;
				return hash.length > 1 && file.endsWith(".html") && !idsOf(file).has(decodeURIComponent(hash.slice(1)));
			})
			.map((to) => `${page}: ${to}`),
	);
}

describe("the whole book", () => {
	let pack;

	before(() => {
		pack = h.unpacked("zip");
	});

	after(() => pack?.remove());

	test("every link of every page leads to a file and a place on it", () => {
		assert.ok(h.allPages(pack.folder).length > 100);
		assert.deepEqual(lost(pack.folder), []);
	});

	test("a link that leads nowhere would be found", () => {
		const page = join(pack.folder, "book/help.html");
		const text = readFileSync(page, "utf8");
		writeFileSync(page, text.replace("</article>", '<a href="none.html">a</a><a href="sources.html#none">b</a></article>'));
		assert.deepEqual(lost(pack.folder), ["book/help.html: none.html", "book/help.html: sources.html#none"]);
		writeFileSync(page, text);
	});

	for (const name of ["chrome", "firefox"]) {
		test(`${name}: index.html opens from a disk, settings.js may be edited, an answer is there after a turn`, async () => {
			const started = await h.launch(name);
			const page = await h.openPage(await h.person(started));
			const home = pathToFileURL(`${pack.folder}/`).href;
			const settings = join(pack.folder, "settings.js");
			const before = readFileSync(settings, "utf8");
			assert.match(before, /"town": ""/);
			writeFileSync(settings, before.replace('"town": ""', '"town": "Łęczyca"'));
			// Firefox reports the page that sends on as left, not as loaded
			await page.goto(`${home}index.html`).catch(() => null);
			await h.until(() => page.url() === `${home}book/welcome.html`, "the first page");
			await page.waitForSelector(".su-doors a");
			assert.equal(await page.evaluate(() => globalThis.SteppingUpSettings.town), "Łęczyca");
			await page.goto(`${home}${LESSON}`);
			const [spec] = h.specsOf(LESSON);
			await h.answer(page, h.unseen(), spec, h.rightAnswer(spec));
			await page.waitForSelector(`#${h.domId(spec)}[data-state=right]`);
			await page.goto(`${home}book/help.html`);
			await page.goto(`${home}${LESSON}`);
			await page.waitForSelector(`#${h.domId(spec)}[data-state=right]`);
			assert.deepEqual(page.log.errors, []);
			assert.deepEqual(h.outside(page.log, home), []);
			writeFileSync(settings, before);
			await started.close();
		});
	}
});

test("one chapter: it begins at its own page, has the help lines, and no link leads nowhere", async () => {
	const pack = h.unpacked("zip", "--chapter", "2");
	assert.deepEqual(lost(pack.folder), []);
	assert.ok(existsSync(join(pack.folder, "book/help.html")));
	const started = await h.launch("chrome");
	const page = await h.openPage(await h.person(started));
	const home = pathToFileURL(`${pack.folder}/`).href;
	await page.goto(`${home}index.html`);
	await h.until(() => page.url() === `${home}chapters/02-definition/index.html`, "the first page of the chapter");
	const dead = [];
	for (const name of h.allPages(pack.folder)) {
		await page.goto(home + name);
		await page.waitForFunction(() => document.readyState === "complete");
		// what scripts add as well: next steps, marks in the contents, results of a search
		const links = await page.$$eval("a[href]", (all) => all.map((one) => one.href.replace(/[?#].*$/, "")));
		const own = links.filter((link) => link.startsWith(home));
		dead.push(...own.filter((link) => !existsSync(new URL(link))).map((link) => `${name}: ${link.slice(home.length)}`));
	}
	assert.deepEqual(dead, []);
	assert.deepEqual(page.log.errors, []);
	await started.close();
	pack.remove();
});
