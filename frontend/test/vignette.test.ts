/** What a story tells afterwards, which version of a pair stands where, and what the answers come to. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Course, Rec, Step, VignetteSpec } from "../src/common/model.ts";
import { speaker } from "../src/common/words.ts";
import { courseShown, secondFirst, specShown } from "../src/kinds/twins.ts";
import { STEPS, vignette } from "../src/kinds/vignette.tsx";
import { tally } from "../src/places/tally.ts";
import { attempt } from "./samples.ts";

const say = speaker({ "vignette.sure": "sure: {sure}", "vignette.same": "same {what}" });

function story(id: string, changes: Partial<VignetteSpec> = {}): VignetteSpec {
	return {
		id,
		version: 1,
		kind: "vignette",
		prompt: `Story ${id}.`,
		certainty: true,
		truth: "refer",
		answers: STEPS.map((step) => ({ id: step, feedback: `Why ${step}.` })),
		ordinary: "A late wage.",
		moves: "A threat.",
		...changes,
	};
}

const first = story("a/one");
const second = story("a/one-b", { twin: { of: "a/one", differs: "gender" } });
const placeOne = { ...first, other: second };
const placeTwo = { ...second, other: first };

/** A seed that draws the wanted version for this pair. */
const seedFor = (swapped: boolean): string =>
	Array.from({ length: 100 }, (_, n) => `seed${n}`).find((seed) => secondFirst(seed, "a/one", "a/one-b") === swapped) ??
	"";

const told = (truth: Step, answer: Step, sure: 1 | 2 | 3 = 3, before?: Step) => {
	const spec = { ...second, truth };
	const score = vignette.score(spec, [answer]);
	return vignette.verdict(spec, [answer], score, say, { sure, lastOf: () => (before ? [before] : undefined) });
};

test("a verdict names the kind of error, on both sides alike", () => {
	const word = (truth: Step, answer: Step) => told(truth, answer).lines[0];
	assert.equal(word("other-help", "refer"), "vignette.early");
	assert.equal(word("other-help", "consult"), "vignette.early-half");
	assert.equal(word("consult", "refer"), "vignette.early-half");
	assert.equal(word("consult", "other-help"), "vignette.missing-half");
	assert.equal(word("refer", "consult"), "vignette.missing-half");
	assert.equal(word("refer", "other-help"), "vignette.missing");
	for (const step of STEPS) assert.equal(word(step, step), "vignette.no-error");
});

test("a verdict tells certainty, the ordinary explanation and what would move the answer", () => {
	const verdict = told("refer", "refer", 2);
	assert.equal(verdict.title, "verdict.right");
	assert.equal(verdict.lines[1], "sure: sure.2");
	assert.deepEqual(
		verdict.notes?.map((note) => note.text),
		["A late wage.", "A threat."],
	);
	assert.equal(told("refer", "consult").title, "verdict.near");
	assert.equal(told("refer", "other-help").title, "verdict.other");
});

test("a second version says whether the answer is the twin's, and nothing where the twin is open", () => {
	assert.equal(told("refer", "refer").lines.length, 2);
	assert.equal(told("refer", "refer", 3, "refer").lines[2], "same vignette.gender");
	assert.equal(told("refer", "refer", 3, "consult").lines[2], "vignette.different");
	const alone = vignette.verdict(first, ["refer"], 1, say, { sure: 1, lastOf: () => ["refer"] });
	assert.equal(alone.lines.length, 2);
});

test("the draw decides for both places together; without a seed the first version is first", () => {
	for (const swapped of [false, true]) {
		const seed = seedFor(swapped);
		const shown = [specShown(placeOne, seed), specShown(placeTwo, seed)];
		assert.deepEqual(
			shown.map((one) => one.id),
			swapped ? ["a/one-b", "a/one"] : ["a/one", "a/one-b"],
		);
		const [one, two] = shown as [VignetteSpec, VignetteSpec];
		assert.equal(one.twin, undefined, "the first place tells of no twin");
		assert.deepEqual(two.twin, { of: one.id, differs: "gender" });
		assert.ok(!("other" in one) && !("other" in two));
	}
	assert.equal(specShown(placeOne, null).id, "a/one");
	assert.equal(specShown(first, seedFor(true)), first);
});

test("the draw is fair over browsers, and pairs are drawn apart from each other", () => {
	const seeds = Array.from({ length: 2000 }, (_, n) => `s${n * 7919}`);
	const one = seeds.filter((seed) => secondFirst(seed, "a/one", "a/one-b")).length;
	const both = seeds.filter(
		(seed) => secondFirst(seed, "a/one", "a/one-b") && secondFirst(seed, "a/two", "a/two-b"),
	).length;
	assert.ok(Math.abs(one - 1000) < 120, `${one} of 2000`);
	assert.ok(Math.abs(both - 500) < 120, `${both} of 2000`);
});

test("the pages of a learner list the stories that they really show", () => {
	const entry = (id: string, twin: string) => ({ id, version: 1, kind: "vignette", truth: "refer" as const, twin });
	const page = (path: string, id: string, twin: string) => ({ path, title: path, activities: [entry(id, twin)] });
	const course: Course = {
		id: "c",
		release: "1",
		pages: [page("x", "a/one", "a/one-b"), page("y", "a/one-b", "a/one")],
	};
	const ids = (seed: string | null) => courseShown(course, seed).pages.map((one) => one.activities[0]?.id);
	assert.deepEqual(ids(null), ["a/one", "a/one-b"]);
	assert.deepEqual(ids(seedFor(true)), ["a/one-b", "a/one"]);
});

test("the tally counts first answers to stories as they stand now, errors by kind, certainty and pairs", () => {
	const entry = (id: string, truth: Step, twin?: string) => ({
		id,
		version: 2,
		kind: "vignette",
		truth,
		...(twin ? { twin } : {}),
	});
	const pages = [
		{
			path: "x",
			title: "x",
			activities: [
				entry("a/one", "refer", "a/one-b"),
				entry("a/one-b", "refer", "a/one"),
				entry("a/two", "other-help"),
				entry("a/three", "consult"),
				{ id: "a/choice", version: 2, kind: "choice" },
			],
		},
	];
	const said = (n: number, activity: string, step: string, certainty: number, version = 2) =>
		attempt({ n, activity, version, answer: [step], certainty, score: null });
	const record: Rec = {
		attempts: [
			said(1, "a/one", "consult", 1, 1),
			said(2, "a/one", "other-help", 3),
			said(3, "a/one", "refer", 3),
			said(4, "a/one-b", "refer", 2),
			said(5, "a/two", "refer", 3),
			said(6, "a/three", "consult", 1),
			said(7, "a/choice", "refer", 3),
			said(8, "a/gone", "refer", 3),
		],
		counts: new Map(),
	};
	const found = tally(pages, record);
	assert.equal(found.total, 4);
	assert.equal(found.answered, 4);
	assert.deepEqual(found.cells.refer, { refer: 1, consult: 0, "other-help": 1 });
	assert.deepEqual(found.cells["other-help"], { refer: 1, consult: 0, "other-help": 0 });
	assert.equal(found.cells.consult.consult, 1);
	assert.deepEqual(found.sure, { right: [1, 1, 0], other: [0, 0, 2] });
	assert.deepEqual(found.twins, { same: 0, different: 1 });
	assert.equal(tally(pages, { attempts: [], counts: new Map() }).answered, 0);
});
