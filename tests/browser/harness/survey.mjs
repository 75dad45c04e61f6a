/** Visit pages and write down what is there; the tests judge it afterwards, one promise each. */
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { violations } from "./axe.mjs";
import { allPages, BOOK, DRAWN } from "./book.mjs";
import { openPage, person } from "./browsers.mjs";

/** The address of the book on disk, with a closing slash. */
export const fromDisk = (folder = BOOK) => `${pathToFileURL(folder).href}/`;

/** Open an address as a new person (or as the one of `context`); `prepare` runs before the page's own scripts. */
export async function visit(started, address, { context, prepare, width } = {}) {
	const page = await openPage(context ?? (await person(started)), { width });
	if (prepare) await page.evaluateOnNewDocument(prepare);
	await page.goto(address);
	await drawn(page);
	return page;
}

/** Open every page once and keep its log; `look` may add facts. Returns a list of { page, log, ...facts }. */
export async function survey(started, home, look = async () => ({}), pages = allPages()) {
	const context = await person(started);
	const page = await openPage(context);
	const seen = [];
	for (const path of pages) {
		page.log.requests.length = 0;
		page.log.errors.length = 0;
		await page.setViewport({ width: 1280, height: 900 });
		await page.goto(home + path, { waitUntil: "load" });
		await drawn(page);
		const facts = await look(page);
		seen.push({ page: path, requests: [...page.log.requests], errors: [...page.log.errors], ...facts });
	}
	await context.close();
	return seen;
}

/** Wait until the script has drawn all activities of a page. */
export async function drawn(page) {
	await page.waitForFunction(
		(card) => [...document.querySelectorAll("su-activity")].every((one) => one.querySelector(card)),
		{},
		DRAWN,
	);
}

/** All faults of all pages as lines "page: fault". */
export function lines(seen, faultsOf) {
	return seen.flatMap((one) => faultsOf(one).map((fault) => `${one.page}: ${fault}`));
}

const MOST_LINES = 40;

/** Fail with every fault on a line of its own. */
export function noFaults(faults) {
	const different = [...new Set(faults)].map((one) => one.replaceAll(/\s+/g, " "));
	const more = different.length > MOST_LINES ? `\n  and ${different.length - MOST_LINES} more` : "";
	assert.ok(
		different.length === 0,
		`${different.length} faults:\n  ${different.slice(0, MOST_LINES).join("\n  ")}${more}`,
	);
}

/** Open or close all `details` of a kind. */
export function fold(page, selector, open) {
	return page.$$eval(
		selector,
		(all, now) => {
			for (const one of all) one.open = now;
		},
		open,
	);
}

/**
 * axe wide and narrow with every rule; then, as colours alone differ in the dark, the rules of colour once more.
 * The help panel is the same on every page, so only some pages are looked at with the panel open.
 */
export async function axeEverywhere(page, { help = false } = {}) {
	const found = new Map();
	const note = async (where, colours) => {
		for (const fault of await violations(page, { colours })) found.set(fault, [...(found.get(fault) ?? []), where]);
	};
	for (const theme of ["light", "dark"]) {
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
		for (const width of [1280, 320]) {
			await page.setViewport({ width, height: 900 });
			if (theme === "dark" && width === 320 && !help) continue; // a colour does not depend on the width
			await note(`${theme}, ${width} px`, theme === "dark" && !help);
			if (!help) continue;
			await fold(page, "details.su-help", true);
			await note(`${theme}, ${width} px, help open`, false);
			await fold(page, "details.su-help", false);
		}
	}
	await page.emulateMediaFeatures([]);
	return [...found].map(([fault, places]) => `${fault} [${places.join("; ")}]`);
}

/** What a page is made of, read in the page itself. */
export function anatomy() {
	const visible = (one) => one.checkVisibility({ visibilityProperty: true });
	const nameOf = (one) =>
		(one.getAttribute("aria-label") ?? "") +
		(one.getAttribute("alt") ?? "") +
		(one.querySelector?.("title")?.textContent ?? "") +
		labelled(one);
	const labelled = (one) =>
		(one.getAttribute("aria-labelledby") ?? "")
			.split(" ")
			.map((id) => document.getElementById(id)?.textContent ?? "")
			.join("");
	const pictures = [...document.querySelectorAll("img, svg:not([aria-hidden=true]), [role=img]")].filter(
		(one) => !one.closest("[aria-hidden=true]"),
	);
	return {
		lang: document.documentElement.lang,
		title: document.title,
		headings: [...document.querySelectorAll("h1")].filter(visible).map((one) => one.textContent.trim()),
		pictures: pictures.map((one) => ({
			html: one.outerHTML.slice(0, 120),
			name: nameOf(one).trim(),
			decoration: one.getAttribute("alt") === "",
		})),
		links: [...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href")),
		ids: [...document.querySelectorAll("[id]")].map((one) => one.id),
	};
}

/** Buttons, options and safety links that are smaller than a thumb: less than 44 px high, or less than 24 px wide. */
export function smallTargets() {
	const targets = document.querySelectorAll(
		".su-btn, .su-opt, .su-pick, .su-move button, .su-help > summary, .su-leave, select, .primary-toggle",
	);
	return [...targets]
		.filter((one) => one.checkVisibility({ visibilityProperty: true }))
		.map((one) => ({
			box: one.getBoundingClientRect(),
			name: `${one.parentElement.className} > ${one.localName}.${one.className}`,
		}))
		.filter(({ box }) => box.height < 43.5 || box.width < 24)
		.map(({ box, name }) => `${name} is only ${Math.floor(box.height)} px high`);
}

/** Elements that stick out of a window of 320 px, or nothing. */
export function sideways() {
	const root = document.documentElement;
	const wide = Math.max(root.scrollWidth, document.body.scrollWidth);
	if (wide <= root.clientWidth) return [];
	const guilty = [...document.body.querySelectorAll("*")].filter(
		(one) => one.getBoundingClientRect().right > root.clientWidth + 1,
	);
	return [
		`scrolls to ${wide} px: ${guilty
			.slice(0, 3)
			.map((one) => one.outerHTML.slice(0, 80))
			.join(" | ")}`,
	];
}
