/** Every word that the script shows stands in activity.yml, exercise.yml, worksheet.yml, first-map.yml, needs.yml or room.yml of steppingup/messages/, and no other does. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { KEYS } from "../src/common/keys.ts";
import { speaker } from "../src/common/words.ts";
import { FRONTEND, filesBelow, ROOT, readText, wordsOf } from "./files.ts";

const words = new Map(
	["activity", "exercise", "worksheet", "first-map", "needs", "room"].flatMap((name) => [
		...wordsOf(readText(ROOT, `steppingup/messages/${name}.yml`)),
	]),
);
const sources = filesBelow(join(FRONTEND, "src")).filter((path) => !path.endsWith("common/keys.ts"));
const code = sources.map((path) => readText(path)).join("\n");

test("the list of keys and the file of words are the same", () => {
	assert.deepEqual([...KEYS].sort(), [...words.keys()].sort());
});

test("every key is used", () => {
	assert.deepEqual(
		KEYS.filter((key) => !code.includes(`"${key}"`)),
		[],
	);
});

test("every placeholder of a text has a name that some source gives", () => {
	for (const [key, text] of words) {
		for (const [, name] of text.matchAll(/\{(\w+)\}/g))
			assert.match(code, new RegExp(`\\b${name}\\b`), `${key}: {${name}}`);
	}
});

test("buttons say what they do in at most four words, without shouting", () => {
	for (const [key, text] of words) {
		if (!key.startsWith("act.")) continue;
		assert.ok(text.split(" ").length <= 4 && !text.includes("!"), `${key}: ${text}`);
		assert.doesNotMatch(text, /\b(submit|ok|wrong|failed|score)\b/i);
	}
});

test("a sentence of what is wrong with a backup file is one sentence", () => {
	for (const key of ["damaged", "foreign", "large", "deep", "newer", "attempt"]) {
		const text = words.get(`backup.${key}`) ?? "";
		assert.match(text, /^[A-Z][^.]*\.$/);
	}
});

test("words are filled in; a missing one shows its key, a missing value its name", () => {
	const say = speaker({ "done.count": "{n} of {total}" });
	assert.equal(say("done.count", { n: 0, total: 4 }), "0 of 4");
	assert.equal(say("done.count", { n: 0 }), "0 of {total}");
	assert.equal(say("act.check"), "act.check");
	assert.equal(speaker(undefined)("act.check"), "act.check");
});

test("no word of the learner stands in the code", () => {
	const shown = />[^<>{}=;()&|]*[a-z]{3,}[^<>{}=;()&|]*<\//g;
	for (const path of sources.filter((one) => one.endsWith(".tsx"))) assert.doesNotMatch(readText(path), shown, path);
});
