/** The committed bundles are what the sources give, small, and the widget's style stays inside the widget. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { FRONTEND, ROOT } from "./files.ts";

const NAMES = [
	"stepping-up.js",
	"pages.js",
	"pattern.js",
	"check.js",
	"exercise.js",
	"needs.js",
	"room.js",
	"worksheet.js",
	"first-map.js",
	"map-results.js",
	"map-parts.js",
	"personal.js",
	"sheet-files.js",
	"search.js",
	"lent.js",
	"shell-scorm.js",
	"shell-cmi5.js",
	"shell.css",
	"stepping-up.css",
	"exercise.css",
	"needs.css",
	"room.css",
	"worksheet.css",
	"first-map.css",
	"map-results.css",
	"widget.css",
	"worksheet-widget.css",
];
const LIMITS: Record<string, number> = {
	"stepping-up.js": 22_800, // practice and graded scenarios share one walk; ratings are asked here and in the self-check
	"pages.js": 15_000, // my progress keeps, reads and clears worksheets, too
	"pattern.js": 8_000,
	"check.js": 19_000,
	"exercise.js": 24_000,
	"needs.js": 14_000,
	"room.js": 23_000, // every kind of activity can be shown in it; no lesson carries it
	"worksheet.js": 18_700, // asks for what reads and writes tables
	"first-map.js": 18_500, // the sheets, their fields, and the way through them
	"map-results.js": 13_000,
	"map-parts.js": 17_000, // works out what the report of the package does; fetched when there is a map
	"personal.js": 12_000, // mostly names; no page carries it before somebody writes
	"sheet-files.js": 47_000, // zip, XML and CSV libraries; no page carries it before somebody wants a table
	"lent.js": 600, // the one script that every page of a package has more
	"shell-scorm.js": 9_700, // once for a visit, not once for a page
	"shell-cmi5.js": 41_000, // the library of the launch, which only a platform of this kind loads
	"search.js": 9_000,
	"stepping-up.css": 10_000,
};
const committed = (name: string) => readFileSync(join(ROOT, "steppingup/static", name));
const folder = mkdtempSync(join(tmpdir(), "su-build-"));

before(() => {
	const env = { ...process.env, SU_OUT: folder };
	const { status, stderr } = spawnSync(process.execPath, [join(FRONTEND, "build.mjs")], { env, encoding: "utf8" });
	assert.equal(status, 0, stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

for (const name of NAMES) {
	test(`${name} is fresh: run "npm run build" in frontend/ otherwise`, () => {
		assert.ok(committed(name).equals(readFileSync(join(folder, name))));
	});
}

for (const [name, limit] of Object.entries(LIMITS)) {
	test(`${name} stays small`, () => assert.ok(gzipSync(committed(name), { level: 9 }).length <= limit));
}

test("nothing in the bundles reaches for another host", () => {
	// the names of the parts of an Excel file and of verbs in xAPI look like addresses, one error text names its project,
	// and axios outside a browser means its own machine; nobody goes there
	const names = [
		"www.w3.org/",
		"schemas.openxmlformats.org/",
		"purl.org/dc/",
		"adlnet.gov/expapi/",
		"w3id.org/xapi/cmi5/",
		"id.tincanapi.com/attachment/",
		"github.com/uuidjs/uuid#",
		'localhost"',
	];
	const known = names.map((name) => name.replaceAll(".", "\\.")).join("|");
	const strange = new RegExp(`https?://(?!${known})[\\w.]+`);
	for (const name of NAMES) assert.equal(strange.exec(committed(name).toString())?.[0], undefined, name);
});

for (const name of ["widget.css", "worksheet-widget.css"])
	test(`every rule of ${name} is inside .su-live`, () => {
		const css = committed(name).toString();
		const tops: string[] = [];
		const open: string[] = []; // conditions (@media, @supports) and rules around the letter at hand
		let selector = "";
		for (const letter of css) {
			const inRule = open.some((part) => !part.startsWith("@"));
			if (letter === "}") open.pop();
			if (letter === "{") {
				open.push(selector.trim());
				if (!inRule && !selector.startsWith("@")) tops.push(selector.trim());
			}
			selector = "{};".includes(letter) ? "" : selector + letter;
		}
		assert.ok(tops.length > 50);
		for (const top of tops) {
			for (const part of top.split(/,(?![^(]*\))/))
				assert.match(part, /^(\[data-jp-theme-light="?false"?\] )?\.su-live/, part);
		}
	});
