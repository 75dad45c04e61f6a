/** The bank of questions as GIFT, read by a parser of its own: every question of the course, and hostile texts. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import parser from "gift-pegjs";
import { PYTHON, ROOT } from "./jupyter.mjs";

const folder = mkdtempSync(join(tmpdir(), "stepping-up-gift-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const python = (...words) => execFileSync(PYTHON, words, { cwd: ROOT, encoding: "utf-8", maxBuffer: 2 ** 28 });
const plain = (text) => text.replace(/\s+/g, " ").trim();
const read = (name) => parser.parse(readFileSync(join(folder, name), "utf-8"));
// the parser leaves its own placeholders in the right side of a pair: &&058; for a colon
const side = (text) => text.replace(/&&(\d{3});/g, (_, code) => String.fromCharCode(Number(code)));
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const shown = (html) => html.replace(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity]);
const byId = (all) => new Map(all.filter((one) => one.id).map((one) => [one.id, one]));
const same = (one, other, about) => assert.deepEqual([...one].sort(), [...other].sort(), about);

test("every question of the course comes back: ids, text, answers, keys, feedback, tags", () => {
	python("-m", "steppingup", "export", "gift", "--with-graded", "--with-check", "--out", join(folder, "course.gift"));
	const found = byId(read("course.gift"));
	const known = JSON.parse(python("-m", "tests.export.truth"));
	same(found.keys(), Object.keys(known));
	for (const [id, truth] of Object.entries(known)) {
		const question = found.get(id);
		for (const word of truth.tags) assert.ok(question.tags.some((tag) => tag === word || tag.endsWith(` ${word}`)), `${id}: ${word}`);
		for (const text of truth.texts) assert.ok(plain(question.stem.text).includes(text), id);
		for (const text of truth.after) assert.ok(plain(question.globalFeedback.text).includes(text), id);
		check[question.type](id, truth, question);
	}
});

const check = {
	MC(id, { parts, worth, several }, { choices }) {
		const known = Object.entries(parts).map(([part, [text, why]]) => [text, why, worth[part] > 0]);
		const read = choices.map((one) => [plain(one.text.text), plain(one.feedback.text), share(one) > 0]);
		same(read.map(String), known.map(String), id);
		assert.equal(choices.some((one) => one.isCorrect), !several, id); // Moodle tells one answer from several by this
		if (several) return;
		const earned = Object.fromEntries(choices.map((one) => [plain(one.text.text), share(one) / 100]));
		for (const [part, [text]] of Object.entries(parts)) assert.equal(earned[text], worth[part], `${id}: ${part}`);
	},
	Matching(id, { parts, pairs, targets, ranks }, { matchPairs, globalFeedback }) {
		const told = plain(globalFeedback.text);
		for (const [, why] of Object.values(parts)) assert.ok(told.includes(why), id);
		const to = Object.fromEntries(matchPairs.map((one) => [plain(one.subquestion.text), plain(side(one.subanswer))]));
		same(Object.keys(to).filter(Boolean), Object.values(parts).map(([text]) => text), id);
		if (Object.keys(ranks).length) return ranked(id, Object.entries(ranks).map(([part, rank]) => [rank, to[parts[part][0]]]));
		for (const [part, target] of Object.entries(pairs)) assert.equal(to[parts[part][0]], targets[target], `${id}: ${part}`);
		same(new Set(matchPairs.map((one) => plain(side(one.subanswer)))), new Set(Object.values(targets)), id);
	},
	Essay: (id, { kind }) => assert.equal(kind, "text", id),
};

const share = (choice) => (choice.isCorrect ? 100 : (choice.weight ?? 0));

/** Steps of one rank share a place, and places stand in the order of ranks. */
function ranked(id, steps) {
	const numbers = steps.sort(([one], [other]) => one - other).map(([, label]) => Number(label.match(/\d+/)[0]));
	assert.deepEqual(numbers, [...numbers].sort((one, other) => one - other), id);
	for (const [rank, label] of steps) for (const [other, name] of steps) assert.equal(rank === other, label === name, id);
}

test("texts full of the format's own signs come back as they were", () => {
	python("-m", "tests.export.hostile", folder);
	const wanted = JSON.parse(readFileSync(join(folder, "hostile.json"), "utf-8"));
	const all = read("hostile.gift");
	const found = byId(all);
	same(found.keys(), Object.keys(wanted));
	assert.equal(all.length, Object.keys(wanted).length + 1); // and one category
	for (const [id, { prompt, parts, targets }] of Object.entries(wanted)) {
		const { stem, choices, matchPairs } = found.get(id);
		assert.ok(stem.text.startsWith(prompt.join("\n\n")), id);
		if (choices) assert.deepEqual(Object.fromEntries(choices.map((one) => [one.text.text, one.feedback.text])), parts);
		if (!matchPairs) continue;
		// "->" is a sign of the format between two sides; there it becomes an arrow, and the table says so
		const sides = (texts) => texts.map((text) => text.replaceAll("->", "\u2192"));
		same(matchPairs.map((one) => one.subquestion.text).filter(Boolean), sides(Object.keys(parts)), id);
		// Moodle reads a partner as HTML, so its signs stand there as entities
		if (targets.length) same(new Set(matchPairs.map((one) => shown(side(one.subanswer)))), new Set(sides(targets)), id);
	}
});
