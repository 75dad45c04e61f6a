/** The printed page of a first map: everything stands on it, and no small number of people. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { mapPage } from "../src/mapping/route/paper.ts";
import { Sheets } from "../src/record/sheets.ts";
import { ROUTE, route } from "./samples-route.ts";

(globalThis as { document?: unknown }).document ??= { documentElement: { lang: "en" } };

/** Keys with their values, so that a test sees what was said. */
const say = (key: string, values: Record<string, string | number> = {}) =>
	[key.replace("map-page.", ""), ...Object.values(values)].join(" ");
const page = (sheets: Sheets, town = "") => mapPage(ROUTE, sheets, say, "2026-11-28", town);
const part = (sheets: Sheets, title: string) =>
	page(sheets).parts.find((one) => one.title === `map-page.${title}`)?.lines ?? [];

test("the head names town, area, form and day; the site's town stands in for one that nobody wrote", () => {
	assert.deepEqual(page(route()).title, "title-town Havmere");
	assert.deepEqual(
		page(route()).facts.map(({ text }) => text),
		["Harbour", "Form labour", "28 November 2026"],
	);
	assert.equal(page(route("map"), "Vilkene").title, "title-town Vilkene");
	assert.equal(page(route("map")).title, "title");
});

test("what is known stands with source and day; small numbers are kept back, shares are not", () => {
	assert.deepEqual(
		part(route(), "known").map(({ text }) => text),
		["few 5 (mark)", "2 per cent", "few 5 rooms above 12 shops"],
	);
	assert.equal(part(route(), "known")[0]?.small, "source registry, as-of 1 October 2026");
	const bare = route("t2-01").write("map/answers", "t2-01", { value: 40 }, "aaaaaaaaaaaa", "2026-11-28");
	assert.deepEqual(part(bare, "known")[0], { head: "Question t2-01?", text: "40 people", small: "no-source, no-day" });
});

test("what nobody knows stands with whom to ask, and who was asked", () => {
	assert.deepEqual(part(route(), "open"), [
		{ head: "Question t2-04?", small: "ask Registry. asked unions, 4 October 2026" },
	]);
	assert.deepEqual(part(route("t2-04"), "open")[0]?.small, "ask Registry");
});

test("who was asked stands with the day; whom nobody asked yet is listed", () => {
	assert.deepEqual(part(route(), "actors")[0], { head: "The police", text: "2 November 2026" });
	assert.deepEqual(part(route(), "to-ask"), []);
	assert.deepEqual(part(route("r-cccccccccc"), "to-ask"), [{ head: "The police" }]);
	assert.equal(part(route("r-cccccccccc", "r-dddddddddd"), "to-ask").length, 2);
});

test("numbers to call are no counts; a measure has its owner and day", () => {
	assert.deepEqual(part(route(), "services")[0], { head: "Night shelter", text: "2 34", small: "The bed" });
	assert.deepEqual(part(route(), "actions"), [{ head: "Count beds", small: "action housing office 1 March 2027" }]);
});

test("where two people differ, both stand there, small numbers aside", () => {
	const said = { value: 140, source: "office", as_of: "2026-10-31" };
	const other = route("t2-01").write("map/answers", "t2-01", said, "bbbbbbbbbbbb", "2026-11-27");
	const line = part(route().merge(other), "known")[0];
	assert.equal(line?.text, "140 people / few 5 (mark)");
	assert.match(String(line?.small), /office \/ .*31 October 2026 \/ /, "each number with its source and its day");
});

test("an empty map says so, and more lines than fit are counted", () => {
	const shown = page(new Sheets()).parts.map(({ title, empty }) => [title.slice("map-page.".length), empty]);
	assert.deepEqual(Object.fromEntries(shown), {
		known: "map-page.empty",
		places: "map-page.empty",
		actors: "map-page.nobody",
		services: "map-page.nobody",
		actions: "map-page.empty",
	});
	let many = route();
	for (let n = 0; n < 6; n++)
		many = many.write("map/places", `r-h${n}hhhhhhhh`, { place: `Place ${n}` }, "aaaaaaaaaaaa", "2026-11-28");
	const places = page(many).parts.find((one) => one.title === "map-page.places");
	assert.deepEqual([places?.lines.length, places?.more], [4, 4]);
});
