/** A room's answers: what counts of a file, when files are told, and what a hostile file can do. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ChoiceSpec, ClassifySpec, Json, VignetteSpec } from "../src/common/model.ts";
import type { Say } from "../src/common/words.ts";
import { type Counted, isCounted, type Line, linesOf, votesOf } from "../src/room/asks.ts";
import { type Ballot, ballotName, ballotText, readBallot } from "../src/room/ballot.ts";
import { LEAST, MOST, Pool } from "../src/room/pool.ts";
import { attempt } from "./samples.ts";

const say: Say = (key) => key;
const COURSE = "stepping-up";
const base = { version: 2, prompt: "What now?", certainty: false };
const CHOICE: ChoiceSpec = {
	...base,
	id: "a/one",
	kind: "choice",
	select: "one",
	options: ["x", "y", "z"].map((id) => ({ id, text: `Text ${id}`, correct: id === "y", feedback: `Why ${id}` })),
};
const SEVERAL: ChoiceSpec = { ...CHOICE, select: "several" };
const STORY: VignetteSpec = {
	...base,
	id: "a/two",
	kind: "vignette",
	truth: "refer",
	answers: [
		{ id: "refer", feedback: "Yes" },
		{ id: "consult", feedback: "Near" },
		{ id: "other-help", feedback: "No" },
	],
	ordinary: "Ordinary",
	moves: "Moves",
};
const SORT: ClassifySpec = {
	...base,
	id: "a/three",
	kind: "classify",
	groups: [
		{ id: "g", text: "G" },
		{ id: "h", text: "H" },
	],
	cards: ["p", "q", "r"].map((id) => ({ id, text: id, group: id === "q" ? "h" : "g", feedback: `Why ${id}` })),
};

const bytes = (value: unknown) =>
	new TextEncoder().encode(typeof value === "string" ? value : `${JSON.stringify(value)}\n`);
const file = (answer: Json, more: Parameters<typeof attempt>[0] = {}) =>
	ballotText({ id: COURSE, release: "1", pages: [] }, attempt({ version: 2, answer, ...more }));
const read = (text: unknown, spec: Counted = CHOICE) => readBallot(bytes(text), COURSE, spec);
const ballot = (replica: string, vote: string, n = 1): Ballot => ({ replica, n, votes: [[vote]], whole: false });
const [line] = linesOf(CHOICE, say);
assert.ok(line);

test("each counted kind becomes lines of options with letters, marks and reasons", () => {
	const [story] = linesOf(STORY, say);
	assert.deepEqual(
		story?.options.map(({ letter, mark, why }) => [letter, mark, why]),
		[
			["A", "right", "Yes"],
			["B", "partly", "Near"],
			["C", "other", "No"],
		],
	);
	assert.deepEqual(
		story?.notes.map(({ text }) => text),
		["Ordinary", "Moves"],
	);
	const cards = linesOf(SORT, say);
	assert.deepEqual(
		cards.map(({ text, options }) => [text, options.find((one) => one.mark === "right")?.id]),
		[
			["p", "g"],
			["q", "h"],
			["r", "g"],
		],
	);
	assert.ok(isCounted(SORT) && linesOf(SEVERAL, say)[0]?.several);
});

test("only whole answers that somebody could have given are votes", () => {
	assert.deepEqual(votesOf(CHOICE, ["y"]), [["y"]]);
	assert.deepEqual(votesOf(SEVERAL, ["x", "y"]), [["x", "y"]]);
	assert.deepEqual(votesOf(STORY, ["consult"]), [["consult"]]);
	assert.deepEqual(votesOf(SORT, { r: "h", p: "g", q: "g" }), [["g"], ["g"], ["h"]]);
	for (const wrong of [[], ["x", "y"], ["w"], "y", null, { x: "y" }, [["y"]]])
		assert.equal(votesOf(CHOICE, wrong), null);
	assert.equal(votesOf(SEVERAL, []), null);
	assert.equal(votesOf(SEVERAL, ["x", "x"]), null);
	for (const wrong of [{}, { p: "g", q: "g" }, { p: "g", q: "g", r: "w" }, ["g"], { p: "g", q: "g", r: "g", s: "g" }])
		assert.equal(votesOf(SORT, wrong), null);
});

test("a saved answer is read again; it holds that answer and nothing of a person", () => {
	const text = file(["y"]);
	assert.deepEqual(read(text), { replica: "aaaaaaaa", n: 1, votes: [["y"]], whole: false });
	assert.deepEqual(Object.keys(JSON.parse(text)), ["format", "v", "course", "attempts"]);
	assert.equal(ballotName("a/one", "k3x9zz"), "stepping-up-answer-a-one-k3x9.json");
});

test("of a backup, the first answer to this version of this question is read, and damage elsewhere is no matter", () => {
	const attempts = [
		attempt({ version: 2, n: 9, answer: ["y"], day: "2026-11-24" }),
		attempt({ version: 2, n: 3, answer: ["x"] }),
		attempt({ version: 1, n: 1, answer: ["z"] }),
		attempt({ activity: "b/other", n: 2, answer: ["z"] }),
		{ activity: "c/broken", answer: { deep: [] } },
	];
	const whole = { format: "stepping-up-record", v: 1, course: COURSE, attempts, counts: 7, sheets: [{ secret: 1 }] };
	assert.deepEqual(read(whole), { replica: "aaaaaaaa", n: 3, votes: [["x"]], whole: true });
});

test("whatever else is dropped gets one clear outcome", () => {
	const told = (value: unknown) => read(value);
	assert.equal(told(file(["y"], { version: 1 })), "older");
	assert.equal(told(file(["y"], { activity: "b/other" })), "none");
	assert.equal(told(file(["w"])), "damaged");
	assert.equal(told(file(["y"]).replace("stepping-up", "other-course")), "foreign");
	assert.equal(told(file(["y"]).replace('"v":1', '"v":2')), "foreign");
	assert.equal(told({ format: "stepping-up-session", v: 1, course: COURSE, attempts: [] }), "exercise");
	assert.equal(told({ format: "stepping-up-map", v: 1, course: COURSE }), "foreign");
	assert.equal(told({ format: "stepping-up-room", v: 1, course: COURSE, attempts: "many" }), "damaged");
	for (const no of ["", "{", "PK\u0003\u0004", "[".repeat(50)]) assert.equal(told(no), "damaged");
	for (const no of ["1", "[]", "null", '"stepping-up-room"', '{"__proto__":{"format":"stepping-up-room"}}'])
		assert.equal(told(no), "foreign");
	assert.equal(readBallot(new Uint8Array([0xff, 0xfe, 0x00]), COURSE, CHOICE), "damaged");
});

test("no bytes and no JSON whatever make the reader throw, or vote for what is not there", () => {
	const fits = (got: ReturnType<typeof read>) =>
		typeof got === "string" || got.votes.every((vote) => vote.every((id) => ["x", "y", "z"].includes(id)));
	fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (some) => fits(readBallot(some, COURSE, CHOICE))));
	const head = { format: "stepping-up-room", v: 1, course: COURSE };
	const near = fc
		.tuple(fc.jsonValue(), fc.oneof(fc.constant(1), fc.jsonValue()))
		.map(([answer, n]) => ({ ...attempt({ version: 2 }), answer, n }));
	const listed = fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.jsonValue(), near)));
	fc.assert(fc.property(listed, (attempts) => fits(read({ ...head, attempts }))));
});

test("files are told from five on, and later ones only in fives", () => {
	const pool = new Pool();
	const told = () => {
		pool.tell();
		return [pool.files.told, pool.files.waiting];
	};
	for (let i = 0; i < LEAST - 1; i++) assert.equal(pool.add(ballot(`person${i}`, "x")), "counted");
	assert.deepEqual(told(), [0, 4]);
	assert.deepEqual(
		pool.shares(line, 0).map(({ n }) => n),
		[0, 0, 0],
	);
	for (let i = 4; i < 7; i++) pool.add(ballot(`person${i}`, "y"));
	assert.deepEqual(told(), [7, 0]);
	assert.deepEqual(
		pool.shares(line, 0).map(({ n, of }) => [n, of]),
		[
			[4, 7],
			[3, 7],
			[0, 7],
		],
	);
	pool.add(ballot("person7", "z"));
	assert.deepEqual(told(), [7, 1]);
	for (let i = 8; i < 12; i++) pool.add(ballot(`person${i}`, "z"));
	assert.deepEqual(told(), [12, 0]);
});

test("between two looks at the answers, never fewer than five files come in, whatever the order of things", () => {
	const steps = fc.array(fc.oneof(fc.nat({ max: 40 }), fc.constant("look" as const)), { maxLength: 80 });
	fc.assert(
		fc.property(steps, (all) => {
			const pool = new Pool();
			let before = 0;
			for (const step of all) {
				if (step !== "look") pool.add(ballot(`person${step}`, "x"));
				else pool.tell();
				const now: number = pool.shares(line as Line, 0)[0]?.n ?? 0;
				assert.ok(now === before || now - before >= LEAST, `${before} to ${now}`);
				before = now;
			}
		}),
	);
});

test("one person counts once: the same file again, and the newer one while nothing was told", () => {
	const pool = new Pool();
	pool.add(ballot("person0", "x", 1));
	assert.equal(pool.add(ballot("person0", "x", 1)), "known");
	assert.equal(pool.add(ballot("person0", "y", 2)), "known");
	for (let i = 1; i < LEAST; i++) pool.add(ballot(`person${i}`, "z"));
	pool.tell();
	assert.equal(pool.add(ballot("person0", "x", 3)), "known");
	assert.deepEqual(
		pool.shares(line, 0).map(({ n }) => n),
		[0, 1, 4],
	);
});

test("hands: whole numbers between nothing and the most, added to files", () => {
	const pool = new Pool();
	for (const [wanted, kept] of [
		[7, 7],
		[-3, 0],
		[2.6, 3],
		[5000, MOST],
		[Number.NaN, 0],
		[Number.POSITIVE_INFINITY, 0],
		[4, 4],
	] as const) {
		pool.setHands(line, "x", wanted);
		assert.equal(pool.hands(line, "x"), kept);
	}
	pool.setHands(line, "y", 6);
	assert.deepEqual(pool.shares(line, 0), [
		{ n: 4, of: 10, length: 0.4 },
		{ n: 6, of: 10, length: 0.6 },
		{ n: 0, of: 10, length: 0 },
	]);
	assert.equal(pool.isEmpty, false);
	assert.equal(new Pool().isEmpty, true);
});

test("where several may be chosen, hands have no total, and files have", () => {
	const [many] = linesOf(SEVERAL, say);
	assert.ok(many);
	const pool = new Pool();
	for (let i = 0; i < LEAST; i++) pool.add({ ...ballot(`person${i}`, "x"), votes: [["x", "y"]] });
	pool.tell();
	assert.deepEqual(pool.shares(many, 0)[1], { n: 5, of: 5, length: 1 });
	pool.setHands(many, "y", 5);
	assert.deepEqual(pool.shares(many, 0), [
		{ n: 5, of: null, length: 0.5 },
		{ n: 10, of: null, length: 1 },
		{ n: 0, of: null, length: 0 },
	]);
});
