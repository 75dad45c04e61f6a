/** The final check without a page: a run that is left and resumed, its results, the note of it, the calendar entry. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Bank } from "../src/check/bank.ts";
import { byArea, byCompetency, bySure, outcomesOf, pagesFor, planOf, type Row } from "../src/check/result.ts";
import { fits, givenTo, isAnswered, isWhole, newRun, nextAfter, type Run, runFrom, specOf } from "../src/check/run.ts";
import { dayText, icsText, monthsLater } from "../src/common/calendar.ts";
import type {
	Certainty,
	ChoiceSpec,
	Course,
	Json,
	OrderSpec,
	Page,
	PathData,
	PracticeSpec,
} from "../src/common/model.ts";
import { EMPTY, recordOf } from "../src/record/record.ts";
import { type Checked, checkIn, isDue, noteFrom, refresherDay, seenItems } from "../src/site/checked.ts";
import { attempt } from "./samples.ts";

const choice = (id: string, version = 1): ChoiceSpec => ({
	id,
	version,
	kind: "choice",
	prompt: `Question ${id}.`,
	certainty: true,
	select: "one",
	options: [
		{ id: "a", text: "One.", correct: true, feedback: "It fits." },
		{ id: "b", text: "Other.", correct: false, feedback: "It does not." },
	],
});

const order: OrderSpec = {
	id: "check/o",
	version: 1,
	kind: "order",
	prompt: "In which order?",
	certainty: true,
	steps: ["a", "b", "c"].map((id, rank) => ({ id, text: id, rank, feedback: id })),
	start: ["c", "a", "b"],
};

const SKILLS = ["x.one", "x.two", "y.three"];

function bankOf(specs: PracticeSpec[]): Bank {
	const about = (n: number) => ({ competency: SKILLS[n % 3] ?? "", roles: ["all"], tier: 1, place: `room-${n}` });
	return {
		specs,
		meta: Object.fromEntries(specs.map((spec, n) => [spec.id, about(n)])),
		competencies: {
			"x.one": { name: "one", area: "x", pages: ["p1", "p2"] },
			"x.two": { name: "two", area: "x", pages: ["p2"] },
			"y.three": { name: "three", area: "y", pages: ["p3"] },
		},
		areas: { y: "Y", x: "X", z: "Z" },
		learners: { clerk: { role: "clerk", levels: { "x.one": 3, "x.two": 1, "y.three": 1 } } },
	};
}

const specs = Array.from({ length: 8 }, (_, n) => choice(`check/${n}`));
const bank = bankOf(specs);
const run = (changes: Partial<Run> = {}): Run => ({
	seed: "s",
	who: "clerk",
	ids: ["check/0", "check/1", "check/2"],
	at: 0,
	end: false,
	given: {},
	...changes,
});
const gave = (answer: Json, sure: Certainty | null = 2, version = 1) => ({ version, answer, sure, seconds: 4 });
const kept = (value: Run) => JSON.parse(JSON.stringify(value)) as Json;

// ---------- run ----------

test("a new run draws for somebody, starts at the first question, and avoids what was seen", () => {
	const one = newRun(bank, "clerk", new Map(), "s");
	assert.equal(one.ids.length, specs.length);
	assert.deepEqual({ ...one, ids: [] }, run({ ids: [] }));
	const many = bankOf(Array.from({ length: 50 }, (_, n) => choice(`check/${n}`)));
	const first = newRun(many, "clerk", new Map(), "s");
	const later = newRun(many, "clerk", new Map(first.ids.map((id) => [id, "2026-01-01"])), "t");
	assert.equal(new Set([...first.ids, ...later.ids]).size, 40);
	assert.equal(newRun(bank, "somebody else", new Map(), "s").ids.length, specs.length);
});

test("a run that was kept comes back as it was", () => {
	const left = run({ at: 2, end: true, given: { "check/0": gave(["a"]), "check/1": gave(["b"], null) } });
	assert.deepEqual(runFrom(kept(left), bank), left);
});

test("a damaged draft is none, and never an error", () => {
	const whole = kept(run()) as { [key: string]: Json };
	const damaged: (Json | undefined)[] = [
		undefined,
		null,
		7,
		"run",
		[],
		{},
		...["seed", "who", "ids", "given"].map((key) => ({ ...whole, [key]: 5 })),
		{ ...whole, given: [] },
		{ ...whole, ids: [] },
		{ ...whole, ids: [1, null] },
		{ ...whole, ids: ["check/0", "check/0"] },
		{ ...whole, ids: ["check/gone"] },
	];
	for (const one of damaged) assert.equal(runFrom(one, bank), undefined, JSON.stringify(one));
	fc.assert(
		fc.property(fc.jsonValue(), fc.constantFrom("seed", "ids", "at", "end", "given"), (value, key) => {
			const found = runFrom({ ...whole, [key]: value as Json }, bank);
			if (!found) return;
			assert.ok(found.ids.length > 0 && found.at >= 0 && found.at < found.ids.length);
			for (let at = 0; at < found.ids.length; at++) isWhole(found, specOf(found, bank, at));
		}),
		{ numRuns: 300 },
	);
});

test("single damaged answers fall out, the others stay", () => {
	const good = gave(["a"]);
	const bad = { ...good, seconds: -1 };
	const given = { "check/0": good, "check/1": bad, "check/2": { ...good, sure: 4 }, other: { ...good, version: "1" } };
	assert.deepEqual(runFrom({ ...(kept(run()) as object), given } as Json, bank)?.given, { "check/0": good });
});

test("questions that this release does not have fall out; the place stays inside", () => {
	const old = run({ ids: ["check/gone", "check/1", "check/2"], at: 9 });
	assert.deepEqual(runFrom(kept(old), bank)?.ids, ["check/1", "check/2"]);
	assert.equal(runFrom(kept(old), bank)?.at, 1);
	assert.equal(runFrom(kept(run({ at: -3 })), bank)?.at, 0);
	assert.equal(runFrom(kept(run({ at: 0.5 })), bank)?.at, 0);
});

test("an answer to an older version of a question is asked again", () => {
	const newer = choice("check/0", 2);
	const left = run({ given: { "check/0": gave(["a"]) } });
	assert.equal(isAnswered(left, specs[0] as PracticeSpec), true);
	assert.equal(isAnswered(left, newer), false);
	assert.deepEqual(givenTo(left, newer), { version: 2, answer: [], sure: null, seconds: 0 });
});

test("an answer that nobody could have given is asked again, and the time spent stays", () => {
	const left = run({ given: { "check/0": gave(["zz"]) } });
	const [spec] = specs as [PracticeSpec];
	assert.equal(fits(spec, ["zz"]), false);
	assert.equal(isAnswered(left, spec), false);
	assert.deepEqual(givenTo(left, spec), { version: 1, answer: [], sure: 2, seconds: 4 });
});

test("a list to put in order is open until somebody has touched it", () => {
	assert.equal(isAnswered(run(), order), false);
	assert.equal(isAnswered(run({ given: { "check/o": gave(["c", "a", "b"]) } }), order), true);
});

test("whole is answered, and how sure as well where it is asked", () => {
	const [spec] = specs as [PracticeSpec];
	const unsure = run({ given: { "check/0": gave(["a"], null) } });
	assert.equal(isWhole(unsure, spec), false);
	assert.equal(isWhole(unsure, { ...spec, certainty: false }), true);
	assert.equal(isWhole(run({ given: { "check/0": gave(["a"]) } }), spec), true);
	assert.equal(isWhole(run({ given: { "check/0": gave([]) } }), spec), false);
});

test("the next question is the one after; once the end was seen, the next open one", () => {
	assert.equal(nextAfter(run(), bank), 1);
	assert.equal(nextAfter(run({ at: 2 }), bank), undefined);
	const end = run({ end: true, given: { "check/1": gave(["a"]) } });
	assert.equal(nextAfter(end, bank), 2);
	assert.equal(nextAfter({ ...end, given: { ...end.given, "check/2": gave(["b"]) } }, bank), undefined);
	assert.throws(() => specOf(run(), bank, 3));
});

// ---------- result ----------

const DAY = "2026-11-23";
const done = (ids: string[]): Checked => ({ seed: "s", who: "clerk", day: DAY, ids });
let count = 0;
const tried = (id: string, score: number, certainty: Certainty | null = 2, day = DAY) =>
	attempt({ activity: id, score, certainty, day, n: ++count });
const outcomes = (...tries: ReturnType<typeof attempt>[]) =>
	outcomesOf(done(specs.map((one) => one.id)), bank, recordOf(tries, new Map()));

test("an outcome is the attempt of the day; what was left open has none, whatever was answered before", () => {
	const all = outcomes(tried("check/0", 1), tried("check/1", 0.5), tried("check/2", 1, 2, "2026-01-01"));
	assert.deepEqual(
		all.slice(0, 3).map((one) => [one.right, one.attempt?.score]),
		[
			[true, 1],
			[false, 0.5],
			[false, undefined],
		],
	);
	assert.deepEqual(
		outcomesOf(done(["check/gone", "check/0"]), bank, EMPTY).map((one) => one.spec.id),
		["check/0"],
	);
});

test("what to read again comes first: very sure, then other answers, then open, then guesses, then what holds", () => {
	const rows = (first: number, sure: Certainty | null, second?: number) => {
		const tries = [tried("check/0", first, sure), ...(second === undefined ? [] : [tried("check/3", second)])];
		return byCompetency(outcomesOf(done(["check/0", "check/3"]), bank, recordOf(tries, new Map())))[0] as Row;
	};
	assert.deepEqual(rows(0, 3, 1), { id: "x.one", asked: 2, right: 1, sure: 1, word: "sure" });
	assert.equal(rows(0, 2, 1).word, "again");
	assert.equal(rows(0, 2).word, "again");
	assert.equal(rows(1, 3).word, "open");
	assert.equal(rows(1, 1, 1).word, "guess");
	assert.equal(rows(1, null, 1).word, "right");
	const order = byCompetency(outcomes(tried("check/0", 1), tried("check/1", 0, 3), tried("check/2", 0, 1)));
	assert.deepEqual(
		order.map((row) => row.id),
		["x.two", "y.three", "x.one"],
	);
});

test("areas stand in the order of the bank, without those that were not asked", () => {
	const all = outcomes(tried("check/0", 1), tried("check/2", 1));
	assert.deepEqual(byArea(all, bank), [
		{ id: "y", asked: 2, right: 1 },
		{ id: "x", asked: 6, right: 1 },
	]);
	assert.deepEqual(byArea([], bank), []);
});

test("certainty is counted for answers that have one", () => {
	const all = outcomes(
		tried("check/0", 1, 3),
		tried("check/1", 1, null),
		tried("check/2", 0, 3),
		tried("check/3", 0.5, 1),
	);
	assert.deepEqual(bySure(all), { right: [0, 0, 1], other: [1, 0, 1] });
});

test("pages of the path come first, three at most", () => {
	const path: PathData = { name: "Clerk", must: ["c"], should: ["d"] } as unknown as PathData;
	assert.deepEqual(pagesFor(["a", "b", "c", "d"], path), ["c", "d", "a"]);
	assert.deepEqual(pagesFor(["a", "b", "c", "d"], undefined), ["a", "b", "c"]);
});

const page = (path: string, minutes: number): Page => ({ path, title: path, minutes, activities: [] });
const row = (id: string, word: Row["word"], sure = 0): Row => ({ id, asked: 1, right: 0, sure, word });
const paths = (plan: { lessons: Page[] }) => plan.lessons.map((one) => one.path);

test("twenty minutes: the lesson that teaches most for its time first, and none that nothing is missing from", () => {
	const weak = [row("x.one", "again"), row("x.two", "open"), row("y.three", "right")];
	const plan = planOf(weak, bank, [page("p1", 5), page("p2", 5), page("p3", 5)]);
	assert.deepEqual({ ...plan, lessons: paths(plan) }, { lessons: ["p2"], minutes: 5, taught: 2, total: 2 });
	assert.deepEqual(planOf([row("x.one", "right")], bank, [page("p1", 5)]).lessons, []);
});

test("twenty minutes: very sure counts twice, the path decides between equals, the time is kept", () => {
	const [one, three] = [row("x.one", "again"), row("y.three", "sure", 1)];
	assert.deepEqual(paths(planOf([one, three], bank, [page("p1", 5), page("p3", 5)])), ["p3", "p1"]);
	const path = { name: "Clerk", must: ["p2"], should: [] } as unknown as PathData;
	assert.deepEqual(paths(planOf([one], bank, [page("p1", 5), page("p2", 5)])), ["p1"]);
	assert.deepEqual(paths(planOf([one], bank, [page("p1", 5), page("p2", 5)], path)), ["p2"]);
	const plan = planOf([one, three], bank, [page("p1", 15), page("p3", 8)]);
	assert.deepEqual({ ...plan, lessons: paths(plan) }, { lessons: ["p3"], minutes: 8, taught: 1, total: 2 });
	assert.deepEqual(planOf([one], bank, [page("p1", 25)]).lessons, []);
});

test("twenty minutes: one rich lesson beats a short one that leaves no time for it", () => {
	const weak = [row("x.one", "again"), row("x.two", "again")];
	assert.deepEqual(paths(planOf(weak, bank, [page("p1", 5), page("p2", 18)])), ["p2"]);
	assert.deepEqual(paths(planOf(weak, bank, [page("p1", 5), page("p2", 8)])), ["p2"]);
});

// ---------- what was finished last ----------

const course = (items = specs.map((one) => one.id)): Course => ({
	id: "stepping-up",
	release: "1",
	pages: [],
	check: { page: "book/check", items },
});
const record = (...tries: ReturnType<typeof attempt>[]) => recordOf(tries, new Map());

test("seen items have their last day; other activities and other phases are none of them", () => {
	const found = seenItems(
		record(
			tried("check/0", 1, 2, "2026-01-01"),
			tried("check/0", 1, 2, "2026-05-01"),
			tried("other/1", 1),
			attempt({ activity: "check/1", phase: "pre", n: ++count }),
		),
		course(),
	);
	assert.deepEqual([...found], [["check/0", "2026-05-01"]]);
});

test("questions left open in the last check are seen, too", () => {
	const note = done(["check/0", "check/5", "check/gone"]);
	const found = seenItems(record(tried("check/0", 1, 2, "2026-11-30")), course(), note);
	assert.deepEqual(Object.fromEntries(found), { "check/0": "2026-11-30", "check/5": DAY });
});

test("the last check: the note where it fits, else the items of the newest day", () => {
	const own = record(tried("check/0", 1), tried("check/1", 0, 2, "2026-01-01"));
	const note = done(["check/0", "check/5"]);
	assert.equal(checkIn(own, course(), note), note);
	const bare = { seed: DAY, who: "", day: DAY, ids: ["check/0"] };
	assert.deepEqual(checkIn(own, course(), undefined), bare);
	assert.deepEqual(checkIn(own, course(), { ...note, day: "2026-01-01" }), bare);
	assert.deepEqual(checkIn(own, course(), done(["check/7"])), bare);
	assert.equal(checkIn(EMPTY, course(), note), undefined);
	assert.equal(checkIn(record(tried("other/1", 1)), course(), undefined), undefined);
	assert.equal(checkIn(own, { ...course(), check: undefined } as unknown as Course, undefined), undefined);
});

test("a damaged note is none", () => {
	const note = done(["check/0"]);
	assert.deepEqual(noteFrom(JSON.stringify(note)), note);
	assert.deepEqual(noteFrom(JSON.stringify({ ...note, more: 1 })), note);
	for (const text of [null, "", "{", "null", "[]", "5", JSON.stringify({ ...note, ids: [1] })])
		assert.equal(noteFrom(text), undefined, String(text));
	for (const key of ["seed", "who", "day", "ids"])
		assert.equal(noteFrom(JSON.stringify({ ...note, [key]: 1 })), undefined);
});

test("the refresher is due three months later, on the day itself", () => {
	assert.equal(refresherDay(done([])), "2027-02-23");
	assert.equal(isDue(done([]), "2027-02-22"), false);
	assert.equal(isDue(done([]), "2027-02-23"), true);
});

// ---------- calendar ----------

test("months later: the same day, or the last of a shorter month", () => {
	const cases: [string, number, string][] = [
		["2026-01-15", 3, "2026-04-15"],
		["2026-11-30", 3, "2027-02-28"],
		["2027-11-30", 3, "2028-02-29"],
		["2026-01-31", 3, "2026-04-30"],
		["2026-12-31", 3, "2027-03-31"],
		["2026-10-01", 3, "2027-01-01"],
		["2026-05-31", 1, "2026-06-30"],
		["2026-05-31", 12, "2027-05-31"],
	];
	for (const [day, months, later] of cases) assert.equal(monthsLater(day, months), later, day);
});

test("a day in words; a language that a browser does not know keeps the plain day", () => {
	assert.equal(dayText("2026-11-05", "en"), "5 November 2026");
	assert.match(dayText("2026-11-05", "de"), /5\. November 2026/);
	assert.equal(dayText("2026-11-05", "no such language"), "2026-11-05");
	assert.equal(dayText("soon", "en"), "soon");
	assert.equal(dayText("2026-11-05", ""), "5 November 2026");
});

const event = (changes: object = {}) =>
	icsText({
		day: "2026-12-31",
		summary: "Refresher",
		uid: "u-1",
		now: new Date("2026-09-30T10:11:12.345Z"),
		...changes,
	});

test("the entry is one whole day, private, free, with the words of RFC 5545", () => {
	assert.equal(
		event(),
		[
			"BEGIN:VCALENDAR",
			"VERSION:2.0",
			"PRODID:-//Stepping Up//Course//EN",
			"CALSCALE:GREGORIAN",
			"BEGIN:VEVENT",
			"UID:u-1",
			"DTSTAMP:20260930T101112Z",
			"DTSTART;VALUE=DATE:20261231",
			"DTEND;VALUE=DATE:20270101",
			"SUMMARY:Refresher",
			"CLASS:PRIVATE",
			"TRANSP:TRANSPARENT",
			"END:VEVENT",
			"END:VCALENDAR",
			"",
		].join("\r\n"),
	);
});

test("special letters are escaped, line ends too", () => {
	const [line] = event({ summary: "a\\b; c, d\r\ne\nf\rg" }).match(/^SUMMARY:.*$/m) ?? [];
	assert.equal(line, "SUMMARY:a\\\\b\\; c\\, d\\ne\\nf\\ng");
});

test("no line is longer than 75 octets, no letter is cut, and unfolded it is the text again", () => {
	fc.assert(
		fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (summary) => {
			const text = event({ summary });
			for (const line of text.split("\r\n")) {
				assert.ok(new TextEncoder().encode(line).length <= 75, line);
				assert.doesNotThrow(() => encodeURIComponent(line), "half a letter");
			}
			const [, value = ""] = /SUMMARY:([\s\S]*?)\r\nCLASS/.exec(text.replaceAll("\r\n ", "")) ?? [];
			const plain = value.replace(/\\(.)/gs, (_, letter) => (letter === "n" ? "\n" : letter));
			assert.equal(plain, summary.replace(/\r\n|\r|\n/g, "\n"));
		}),
	);
});

test("exactly 75 octets stay on one line", () => {
	const fit = "x".repeat(75 - "SUMMARY:".length);
	assert.ok(event({ summary: fit }).includes(`\r\nSUMMARY:${fit}\r\n`));
	assert.ok(event({ summary: `${fit}y` }).includes(`\r\nSUMMARY:${fit}\r\n y\r\n`));
	assert.ok(event({ summary: `${fit.slice(1)}ä` }).includes(`\r\nSUMMARY:${fit.slice(1)}\r\n ä\r\n`));
});
