/** The built book on disk: its pages, and the activities in them as their specs. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../../..");

/** Another build may be tested instead (a language, a copy); it is then not compared with the sources. */
export const BOOK = resolve(process.env.STEPPINGUP_BOOK ?? join(ROOT, "_build/html"));

const SOURCES = [
	"chapters",
	"case_studies",
	"book",
	"facts",
	"locale",
	"steppingup",
	"settings.toml",
	"_config.yml",
	"_toc.yml",
];
const NO_PAGES = ["_static", "_sources", "_images", "_downloads"];
const NO_SOURCES = ["__pycache__"];

/** Why the book cannot be tested, in one sentence, or null. */
export function whyNot() {
	const built = "Build it first: python -m steppingup build";
	if (!existsSync(join(BOOK, "index.html")))
		return `There is no built book in ${relative(ROOT, BOOK) || BOOK}. ${built}`;
	if (process.env.STEPPINGUP_BOOK) return null;
	const made = newest(BOOK, []);
	const changed = SOURCES.map((name) => join(ROOT, name))
		.filter(existsSync)
		.map((path) => newest(path, NO_SOURCES))
		.reduce((one, other) => (other.time > one.time ? other : one));
	return changed.time > made.time ? `The built book is older than ${relative(ROOT, changed.path)}. ${built}` : null;
}

/** Every page that can be read, as a path with forward slashes below the book's folder; not the one that only leads on. */
export function allPages(folder = BOOK) {
	return files(folder, NO_PAGES)
		.filter((path) => path.endsWith(".html"))
		.map((path) => relative(folder, path).split(sep).join("/"))
		.filter((page) => !sourceOf(page, folder).includes('http-equiv="refresh"'))
		.sort();
}

/** The text of one page. */
export const sourceOf = (page, folder = BOOK) => readFileSync(join(folder, page), "utf8");

/** The specs of a page's activities, in page order. */
export function specsOf(page, folder = BOOK) {
	// these have no right answer to give: worksheet.test.mjs and needs.test.mjs are about them
	return everySpec(page, folder).filter((spec) => !["worksheet", "rating"].includes(spec.kind));
}

/** The specs of the ratings on a page: they can be done, and count in my progress. */
export const ratingsOf = (page, folder = BOOK) => everySpec(page, folder).filter((spec) => spec.kind === "rating");

function everySpec(page, folder) {
	const pattern = /<su-activity\b[^>]*>[\s\S]*?<script type="application\/json">([\s\S]*?)<\/script>/g;
	return [...sourceOf(page, folder).matchAll(pattern)].map((found) => JSON.parse(found[1]));
}

/** The specs of the worksheets on a page. */
export function sheetsOf(page, folder = BOOK) {
	const pattern = /data-kind="worksheet"[^>]*>[\s\S]*?<script type="application\/json">([\s\S]*?)<\/script>/g;
	return [...sourceOf(page, folder).matchAll(pattern)].map((found) => JSON.parse(found[1]));
}

/** What the script draws of an activity; its plain text, which stands there without the script, is a card, too. */
export const DRAWN = ".su-card:not(.su-plain)";

/** DOM id of an activity. */
export const domId = (spec) => `su-${spec.id.replaceAll("/", "-")}`;

/** The page that holds a mark, such as "data-su-progress". */
export const pageWith = (mark, folder = BOOK) => allPages(folder).find((page) => sourceOf(page, folder).includes(mark));

/** A path of the course, as the script knows it: pages before the next working day, and later. */
export function coursePath(id, folder = BOOK) {
	const text = sourceOf("_static/su/course.js", folder);
	return JSON.parse(text.slice(text.indexOf("=") + 1).replace(/;\s*$/, "")).paths[id];
}

/** The page with the most kinds (the gallery), and a lesson page with several activities. */
export function testBeds(folder = BOOK) {
	const pages = allPages(folder).map((page) => ({ page, specs: specsOf(page, folder) }));
	const kinds = (one) => new Set(one.specs.map((spec) => spec.kind)).size;
	const gallery = pages.reduce((one, other) => (kinds(other) > kinds(one) ? other : one));
	const lessons = pages.filter((one) => /^chapters\/.*\/\d/.test(one.page) && one.specs.length > 1);
	return { gallery: gallery.page, lesson: lessons[0].page, next: lessons[1]?.page };
}

function files(folder, without) {
	return readdirSync(folder, { withFileTypes: true })
		.filter((entry) => !without.includes(entry.name))
		.flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name), without) : [join(folder, entry.name)]));
}

function newest(path, without) {
	const all = statSync(path).isDirectory() ? files(path, without) : [path];
	return all
		.map((one) => ({ path: one, time: statSync(one).mtimeMs }))
		.reduce((one, other) => (other.time > one.time ? other : one));
}
