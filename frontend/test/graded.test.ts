/** Graded questions: asked and taken from their public form alone, and handed in as a file. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GradedSpec, Json } from "../src/common/model.ts";
import type { Exercise } from "../src/exercise/data.ts";
import { type Asked, accepts, askingOf } from "../src/kinds/asking.ts";
import { cleaned, LONGEST, wordsIn } from "../src/kinds/text.tsx";
import { attemptFrom, RecordError } from "../src/record/reading.ts";
import { EMPTY, recordOf } from "../src/record/record.ts";
import { fileName, lastOf, MAX_BYTES, readSession, sessionText } from "../src/record/session-file.ts";
import { attempt } from "./samples.ts";

const head = { version: 1, prompt: "What now?", certainty: false, graded: true, points: 1 };
const item = (id: string) => ({ id, text: `text of ${id}` });
const spec = (more: object): GradedSpec => ({ ...head, ...more }) as unknown as GradedSpec;

const ONE = spec({ id: "exercises/a/one", kind: "choice", select: "one", options: [item("i1"), item("i2")] });
const TEXT = spec({ id: "exercises/a/text", kind: "text", words: 60 });
const ROAD = spec({
	id: "exercises/a/road",
	kind: "scenario",
	variables: [{ ...item("v"), min: 0, max: 3, start: 1, shown: true }],
	start: "s",
	scenes: [
		{
			...item("s"),
			title: "A desk",
			options: [
				{ ...item("o"), did: "You waited.", effects: { v: 1 }, goto: [{ goto: "end" }] },
				{ ...item("p"), did: "You went.", effects: {}, goto: [{ goto: "s" }] },
			],
		},
	],
	endings: [{ ...item("e"), title: "Over" }],
});
const SPECS: GradedSpec[] = [
	ONE,
	spec({ id: "exercises/a/many", kind: "choice", select: "several", options: [item("i1"), item("i2")] }),
	spec({ id: "exercises/a/match", kind: "match", left: [item("i1")], right: [item("i2"), item("i3")] }),
	spec({ id: "exercises/a/order", kind: "order", steps: [item("i1"), item("i2")], start: ["i1", "i2"] }),
	spec({ id: "exercises/a/sort", kind: "classify", cards: [item("i1")], groups: [item("i2"), item("i3")] }),
	spec({ id: "exercises/a/spot", kind: "spot", passages: [item("i1"), item("i2")] }),
	spec({ id: "exercises/a/story", kind: "vignette", answers: ["refer", "consult", "other-help"].map(item) }),
	TEXT,
	ROAD,
];
const GOOD: Json[] = [
	["i2"],
	[],
	{ i1: "i3" },
	["i2", "i1"],
	{ i1: "i2" },
	["i2"],
	["consult"],
	"Wait.",
	["s.p", "s.o"],
];

test("an answer that could have been given is taken, any other is not", () => {
	for (const [at, one] of SPECS.entries()) {
		assert.ok(accepts(one, GOOD[at]), one.id);
		for (const bad of [null, 7, "\u0000", ["i9"], { i1: "i9" }, ["i1", "i1"], ["s.p"]])
			assert.ok(!accepts(one, bad), `${one.id}: ${JSON.stringify(bad)}`);
	}
	assert.ok(!accepts(ONE, []) && !accepts(ONE, ["i1", "i2"]));
});

const KEYS = ["correct", "feedback", "match", "rank", "group", "signal", "credit", "cap", "truth", "combination"];

/** A spec that complains as soon as anybody looks for what would tell the answer. */
function guarded<T>(value: T): T {
	if (typeof value !== "object" || value === null) return value;
	return new Proxy(value, {
		get(target, name, receiver) {
			assert.ok(typeof name === "symbol" || !KEYS.includes(name), `looked at ${String(name)}`);
			return guarded(Reflect.get(target, name, receiver));
		},
	});
}

test("to draw and to take an answer, no kind looks for the key", () => {
	const say = (key: string) => key;
	for (const [at, one] of SPECS.entries()) {
		if (one.kind === "scenario") continue;
		const asked = guarded(one) as Asked;
		const kind = askingOf(asked);
		for (const answer of [kind.empty(asked), GOOD[at] as Json]) {
			kind.body({ spec: asked, answer, phase: "open", id: "x", say, set: () => {} });
			kind.missing(asked, answer, "x");
			assert.ok(kind.label(asked));
		}
	}
});

test("a text is plain: lines stay, other control characters go, and it has an end", () => {
	assert.equal(cleaned("a\r\nb\rc\td\u0000\u001b\ud800e"), "a\nb\nc de");
	assert.equal(cleaned("x".repeat(3000)).length, LONGEST);
	assert.ok(!/\p{Surrogate}/u.test(cleaned(`${"x".repeat(LONGEST - 1)}\u{1f600}`)));
	assert.equal(wordsIn(" It's 5 o'clock - well-known,  \n\n ja? "), 5);
	assert.equal(wordsIn(""), 0);
});

const EXERCISE: Exercise = {
	course: "stepping-up",
	exercise: "a",
	release: "0.1.0",
	language: "en",
	words: {},
	items: SPECS,
};
const NOW = new Date("2026-11-28T10:02:11.987Z");
const bytes = (text: string) => new TextEncoder().encode(text);
const given = (changes: object) => attempt({ activity: ONE.id, answer: ["i1"], score: null, ...changes });
const handed = (attempts: ReturnType<typeof given>[]) => ({
	code: "2H5T6",
	record: recordOf(attempts, new Map()),
	drafts: [],
});

test("the file holds the answers to this exercise, no score, and comes back as it went", () => {
	assert.equal(fileName("a", "2H5T6"), "stepping-up-a-2H5T6.json");
	const own = [given({}), given({ n: 2, score: 1, answer: ["i2"] })];
	const text = sessionText(EXERCISE, handed([...own, given({ n: 3, activity: "definition/one-1" })]), NOW);
	const whole = JSON.parse(text);
	assert.deepEqual(
		{ ...whole, attempts: [] },
		{
			format: "stepping-up-session",
			v: 1,
			course: "stepping-up",
			exercise: "a",
			code: "2H5T6",
			release: "0.1.0",
			saved: "2026-11-28T10:02:11Z",
			attempts: [],
		},
	);
	assert.deepEqual(
		whole.attempts.map((one: { n: number; score: null }) => [one.n, one.score]),
		[
			[1, null],
			[2, null],
		],
	);
	const back = readSession(bytes(text), EXERCISE);
	assert.equal(back.code, "2H5T6");
	assert.deepEqual(lastOf(back.record.attempts).get(ONE.id)?.answer, ["i2"]);
});

test("a text that was written and not saved goes along", () => {
	const draft = given({ activity: TEXT.id, answer: "Half a thought" });
	const text = sessionText(EXERCISE, { ...handed([given({})]), drafts: [draft] }, NOW);
	assert.deepEqual(readSession(bytes(text), EXERCISE).drafts, [draft]);
});

test("what would be too large holds the last answers alone", () => {
	const long = (n: number) => given({ n, activity: TEXT.id, answer: "\u{1f600}".repeat(1200), day: `2026-11-0${n}` });
	const many = Array.from({ length: 60 }, (_, at) =>
		given({ n: at + 10, activity: `exercises/a/${at}`, answer: "\u{1f600}".repeat(1200) }),
	);
	const items = [TEXT, ...many.map(({ activity: id }) => ({ ...TEXT, id }) as GradedSpec)];
	const again = many.map((one) => ({ ...one, n: one.n + 100 }));
	const text = sessionText({ ...EXERCISE, items }, handed([long(1), long(2), ...many, ...again]), NOW);
	assert.equal(JSON.parse(text).attempts.length, 61);
	assert.ok(MAX_BYTES < 2 * text.length);
});

test("what is no file of answers to this exercise is refused with its reason", () => {
	const kindOf = (text: string | Uint8Array) => {
		try {
			readSession(typeof text === "string" ? bytes(text) : text, EXERCISE);
			return "read";
		} catch (error) {
			assert.ok(error instanceof RecordError);
			return error.kind;
		}
	};
	const good = JSON.parse(sessionText(EXERCISE, { code: "", record: EMPTY, drafts: [] }, NOW));
	assert.equal(kindOf(JSON.stringify(good)), "read");
	assert.equal(kindOf(JSON.stringify({ ...good, exercise: "b" })), "foreign");
	for (const bad of ["", "[]", "{", '{"v":1}', "[".repeat(200_000), "x".repeat(MAX_BYTES + 1), Uint8Array.of(255, 254)])
		assert.equal(kindOf(bad), "damaged");
	assert.equal(kindOf(JSON.stringify({ ...good, v: 2 })), "damaged");
	assert.equal(kindOf(JSON.stringify({ ...good, attempts: [{ ...given({}), day: "yesterday" }] })), "attempt");
});

test("a long text is no answer of a practice record, and is one of an exercise", () => {
	const long = given({ activity: TEXT.id, answer: "ä".repeat(LONGEST) });
	assert.throws(() => attemptFrom(long), RecordError);
	assert.equal(attemptFrom(long, 1, 20_000).answer, long.answer);
});
