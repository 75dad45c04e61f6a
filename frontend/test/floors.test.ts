/**
 * The script stands floor by floor, as the package does: a file imports only from its own folder and from folders of
 * lower floors, and no files import each other in a circle. Types count, too (see CONTRIBUTING.md).
 */
import assert from "node:assert/strict";
import { dirname, join, relative } from "node:path";
import { test } from "node:test";
import { FRONTEND, filesBelow, readText } from "./files.ts";

const FLOORS: readonly (readonly string[])[] = [
	["common"],
	["kinds", "personal", "record"],
	["progress"],
	["activity", "sheets"],
	["mapping", "site"],
	[
		"check",
		"exercise",
		"live",
		"mapping/files",
		"mapping/results",
		"mapping/route",
		"needs",
		"package",
		"places",
		"room",
	],
	["scripts"],
];
const SOURCE = join(FRONTEND, "src");
const files = filesBelow(SOURCE).filter((path) => /(?<!\.d)\.tsx?$/.test(path));
const floorOf = new Map(FLOORS.flatMap((folders, floor) => folders.map((folder) => [folder, floor])));
const folderOf = (path: string) => relative(SOURCE, dirname(path));

/** The files of ours that a file names after `from`, `import` or `import(`. */
function imported(path: string): string[] {
	const found = readText(path).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+\.tsx?)"/g);
	return [...found].map(([, name]) => join(dirname(path), name ?? ""));
}

const imports = new Map(files.map((path) => [path, imported(path)]));

/** One circle of files that import each other, or nothing. */
function circle(graph: ReadonlyMap<string, readonly string[]>): string[] {
	const done = new Set<string>();
	const search = (path: string, road: readonly string[]): string[] => {
		if (road.includes(path)) return [...road.slice(road.indexOf(path)), path];
		if (done.has(path)) return [];
		for (const next of graph.get(path) ?? []) {
			const found = search(next, [...road, path]);
			if (found.length) return found;
		}
		done.add(path);
		return [];
	};
	for (const path of graph.keys()) {
		const found = search(path, []);
		if (found.length) return found;
	}
	return [];
}

test("every folder has a floor, and no file stands outside of them", () => {
	assert.deepEqual([...new Set(files.map(folderOf))].sort(), [...floorOf.keys()].sort());
});

test("every import names a file that is there", () => {
	const known = new Set(files);
	assert.deepEqual(
		[...imports].flatMap(([, names]) => names.filter((name) => !known.has(name))),
		[],
	);
	assert.ok([...imports.values()].flat().length > files.length, "the imports are found");
});

test("a file imports only from its own folder and from lower floors", () => {
	const floor = (path: string) => floorOf.get(folderOf(path)) ?? -1;
	const wrong = [...imports].flatMap(([path, names]) =>
		names
			.filter((name) => folderOf(name) !== folderOf(path) && floor(name) >= floor(path))
			.map((name) => `${relative(SOURCE, path)} imports ${relative(SOURCE, name)}`),
	);
	assert.deepEqual(wrong, []);
});

test("a script of its own stands in scripts/, and nobody imports one", () => {
	const scripts = files.filter((path) => folderOf(path) === "scripts");
	const named = [...readText(FRONTEND, "build.mjs").matchAll(/\bscript\(\s*"([^"]+)"/g)].map(
		([, name]) => `${name}.ts`,
	);
	assert.deepEqual(scripts.map((path) => relative(join(SOURCE, "scripts"), path)).sort(), named.sort());
});

test("no files import each other in a circle, types included", () => {
	assert.deepEqual(
		circle(imports).map((path) => relative(SOURCE, path)),
		[],
	);
});

test("a circle would be found", () => {
	const graph = new Map([
		["a", ["b"]],
		["b", ["c", "d"]],
		["c", []],
		["d", ["b"]],
	]);
	assert.deepEqual(circle(graph), ["b", "d", "b"]);
});
