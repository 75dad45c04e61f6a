/** A sitting of the self-check: what is kept comes back sound or not at all, and the file holds this sitting alone. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { NeedsData, NeedsItem } from "../src/needs/data.ts";
import { fileName, fileOf, groupsOf, idsOf, itemAt, type Run, ratedOf, runFrom, withGiven } from "../src/needs/run.ts";
import { formOf, newLinkingCode } from "../src/record/linking.ts";

const question = (id: string): NeedsItem => ({
	id,
	version: 1,
	kind: "choice",
	select: "one",
	prompt: "Which?",
	certainty: true,
	options: ["ia", "ib"].map((option) => ({ id: option, text: option, correct: false, feedback: "" })),
});
const story = (id: string): NeedsItem => ({
	id,
	version: 2,
	kind: "vignette",
	prompt: "A story.",
	certainty: true,
	truth: "refer",
	answers: (["refer", "consult", "other-help"] as const).map((step) => ({ id: step, feedback: "" })),
	ordinary: "",
	moves: "",
});
const scale = (id: string) => ({ id, text: id, steps: ["0", "1", "2", "3"].map((step) => ({ id: step, text: step })) });

const DATA: NeedsData = {
	release: "1.0",
	language: "en",
	minutes: 13,
	longer: null,
	notice: [],
	phases: [
		{ id: "T0", text: "before" },
		{ id: "T1", text: "after" },
	],
	tiers: ["1", "2", "3"].map((id) => ({ id, text: id })),
	roles: [{ id: "clerk", name: "Clerk", lines: ["a.one", "a.two", "a.three", "a.four", "a.five"] }],
	competencies: Object.fromEntries(["one", "two", "three", "four", "five"].map((id) => [`a.${id}`, id])),
	ratings: { prompt: "", scales: [scale("importance"), scale("ability")] },
	forms: { A: ["n1", "n2", "n3"], B: ["n1", "n4", "n3"] },
	items: { n1: question("n1"), n2: question("n2"), n3: story("n3"), n4: question("n4") },
};

const codeFor = (form: "A" | "B"): string => {
	for (;;) {
		const code = newLinkingCode();
		if (formOf(code, "T0") === form) return code;
	}
};

const begun = (more: Partial<Run> = {}): Run => ({
	phase: "T0",
	role: "clerk",
	tier: "2",
	town: "",
	code: codeFor("A"),
	kept: true,
	rated: {},
	given: {},
	saved: "",
	...more,
});

test("the code decides the form, and the next phase asks the other one", () => {
	const run = begun();
	assert.deepEqual(idsOf(run, DATA), DATA.forms.A);
	assert.deepEqual(idsOf({ ...run, phase: "T1" }, DATA), DATA.forms.B);
	assert.throws(() => itemAt(run, DATA, 3));
});

test("lines come in groups that fit on a small screen", () => {
	assert.deepEqual(
		groupsOf(begun(), DATA).map((group) => group.length),
		[4, 1],
	);
	assert.equal(ratedOf(begun({ rated: { "a.one:ability": "1", "a.one:importance": "2", "a.two:ability": "0" } })), 2);
});

test("the file: answered, read and left open, never reached; ratings by line; no word more", () => {
	let run = begun({ rated: { "a.five:ability": "3", "a.one:importance": "0" }, town: "harbour" });
	run = withGiven(run, itemAt(run, DATA, 0), { answer: "ib", sure: 3 }, 12);
	run = withGiven(run, itemAt(run, DATA, 1), { sure: 2 }, 9999);
	const file = fileOf(run, DATA, { country: "fi", day: "2026-11-28" });
	assert.deepEqual(file.ratings, [
		{ competency: "a.one", scale: "importance", value: 0 },
		{ competency: "a.five", scale: "ability", value: 3 },
	]);
	const rest = { response: null, certainty: null };
	assert.deepEqual(file.answers, [
		{ item: "n1", version: 1, position: 1, response: "ib", status: "answered", certainty: 3, seconds: 12 },
		{ item: "n2", version: 1, position: 2, ...rest, status: "omitted", seconds: 3600 },
		{ item: "n3", version: 2, position: 3, ...rest, status: "not_reached", seconds: 0 },
	]);
	const { ratings, answers, ...head } = file;
	assert.deepEqual(head, {
		format: "steppingup-needs",
		schema: 1,
		release: "1.0",
		language: "en",
		country: "fi",
		municipality: "harbour",
		role: "clerk",
		tier: 2,
		phase: "T0",
		form: "A",
		code: run.code,
		day: "2026-11-28",
	});
	assert.ok(!fileName(run, "2026-11-28").includes(run.code));
});

test("what is kept comes back as it was", () => {
	let run = begun({ rated: { "a.two:ability": "2" }, saved: "2026-11-28" });
	run = withGiven(run, itemAt(run, DATA, 2), { answer: "consult", sure: 1 }, 4);
	assert.deepEqual(runFrom(JSON.stringify(run), DATA), run);
});

test("what is damaged, of another course or a short code is no sitting", () => {
	const run = begun();
	for (const text of [null, "", "{", "null", "[]", "1", '"a"']) assert.equal(runFrom(text, DATA), undefined);
	for (const change of [
		{ phase: "T9" },
		{ role: "nobody" },
		{ tier: "4" },
		{ town: 1 },
		{ code: "2H5T6" },
		{ rated: null },
	])
		assert.equal(runFrom(JSON.stringify({ ...run, ...change }), DATA), undefined, JSON.stringify(change));
});

test("answers to another version or an option that is gone are let go; strange values too", () => {
	const given = {
		n1: { version: 2, answer: "ia", sure: 1, seconds: 1 },
		n2: { version: 1, answer: "ix", sure: 9, seconds: -4 },
		n9: { version: 1, answer: "ia", sure: 1, seconds: 1 },
		constructor: { version: 1, answer: "ia", sure: 1, seconds: 1 },
	};
	const rated = { "a.one:ability": "7", "b.one:ability": "1", "a.one:will": "1", "a.two:ability": "1" };
	const found = runFrom(JSON.stringify({ ...begun(), given, rated }), DATA);
	assert.deepEqual(found?.given, { n2: { version: 1, answer: null, sure: null, seconds: 0 } });
	assert.deepEqual(found?.rated, { "a.two:ability": "1" });
});
