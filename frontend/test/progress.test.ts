/** The progress layer of packages: who is done, what is kept where, what a platform gets and when. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type Cmi5 from "@xapi/cmi5";
import type { Course } from "../src/common/model.ts";
import { type Adapter, type Kept, Refused, type Summary } from "../src/progress/adapter.ts";
import { BrowserStore } from "../src/progress/browser.ts";
import { readSaved, resumed } from "../src/progress/cmi5.ts";
import { pagesThatCount, summaryOf } from "../src/progress/completion.ts";
import { findApi } from "../src/progress/find-api.ts";
import { type PackageData, Progress, type Standing } from "../src/progress/layer.ts";
import { LentStorage } from "../src/progress/lent.ts";
import { placeText, readPlace } from "../src/progress/place.ts";
import { openScorm12, timespan } from "../src/progress/scorm12.ts";
import { openScorm2004 } from "../src/progress/scorm2004.ts";
import { recordOf } from "../src/record/record.ts";
import { attempt, FakeStorage } from "./samples.ts";

const activity = (id: string, more = {}) => ({ id, version: 1, kind: "choice", ...more });
const COURSE: Course = {
	id: "stepping-up",
	release: "0.1.0",
	pages: [
		{ path: "book/welcome", title: "", activities: [activity("book/try-1")] },
		{ path: "chapters/01-a/01-one", title: "", activities: [activity("a/one"), activity("a/two")] },
		{ path: "chapters/01-a/02-two", title: "", activities: [activity("a/three")] },
		{ path: "case_studies/one/index", title: "", activities: [] },
	],
	paths: { staff: { name: "", must: ["chapters/01-a/01-one"], should: [] }, far: { name: "", must: [], should: [] } },
};
const ALL = { mark: null, path: null };
const done = (...answers: [id: string, score: number | null][]) =>
	recordOf(
		answers.map(([id, score], at) => attempt({ activity: id, score, n: at + 1 })),
		new Map(),
	);

test("completion: a path counts its pages, everybody else all lessons, and the book around them never", () => {
	const paths = (path: string | null) => pagesThatCount(COURSE, path).map((page) => page.path);
	assert.deepEqual(paths("staff"), ["chapters/01-a/01-one"]);
	for (const other of [null, "far", "unknown", "constructor"])
		assert.deepEqual(paths(other), ["chapters/01-a/01-one", "chapters/01-a/02-two"]);
});

test("completion: done is everything answered, and the mark where one is asked", () => {
	const some = done(["a/one", 1]);
	assert.deepEqual(summaryOf(some, COURSE, ALL, null), { progress: 1 / 3, score: 1, done: false, marked: false });
	const path = done(["a/one", 1], ["a/two", 0.5]);
	assert.equal(summaryOf(path, COURSE, ALL, "staff").done, true);
	assert.equal(summaryOf(path, COURSE, ALL, null).done, false);
	assert.equal(summaryOf(path, COURSE, { mark: null, path: "staff" }, null).done, true);
	assert.equal(summaryOf(path, COURSE, { mark: 0.75, path: null }, "staff").done, true);
	assert.deepEqual(summaryOf(path, COURSE, { mark: 0.76, path: null }, "staff"), {
		progress: 1,
		score: 0.75,
		done: false,
		marked: true,
	});
});

test("completion: the best score counts, ratings have none, an empty package is never done", () => {
	const tried = done(["a/one", 0], ["a/one", 1], ["a/two", null]);
	assert.deepEqual(summaryOf(tried, COURSE, ALL, "staff"), { progress: 1, score: 1, done: true, marked: false });
	assert.deepEqual(summaryOf(tried, { ...COURSE, pages: [] }, ALL, null), {
		progress: 0,
		score: null,
		done: false,
		marked: false,
	});
});

test("completion: of two versions of a story either counts", () => {
	const twins = [activity("a/story", { twin: "a/other" }), activity("a/other", { twin: "a/story" })];
	const course = { ...COURSE, pages: [{ path: "chapters/01-a/01-one", title: "", activities: twins }] };
	assert.equal(summaryOf(done(["a/other", 1]), course, ALL, null).progress, 1);
});

test("a place is a page and a path, and nothing else is one", () => {
	for (const place of [
		{ page: "chapters/01-a/01-one", path: null },
		{ page: "", path: null },
	])
		assert.deepEqual(readPlace(placeText(place)), place);
	assert.deepEqual(readPlace("book/check#social_worker"), { page: "book/check", path: "social_worker" });
	for (const odd of ["https://evil.example/", "../../x.html", "a b", "page#a#b", "javascript:1"])
		assert.deepEqual(readPlace(odd), { page: "", path: null });
});

test("a duration is written as SCORM 1.2 wants it", () => {
	assert.deepEqual([0, 61_230, 36_000_000].map(timespan), ["0000:00:00.00", "0000:01:01.23", "0010:00:00.00"]);
});

test("what a cmi5 platform kept is ours or nothing", () => {
	const nothing = { text: "", place: "", over: false, progress: 0 };
	for (const odd of [null, undefined, "text", [], { text: 1 }, { text: "1AAA" }])
		assert.deepEqual(readSaved(odd), nothing);
	const saved = { text: "1AAA", place: "book/check", over: true, progress: 40 };
	assert.deepEqual(readSaved({ ...saved, strange: 1 }), saved);
});

test("cmi5: what waits behind a slow answer is kept when the page goes, and nothing follows the end", async () => {
	const sent: string[] = [];
	const slow: (() => void)[] = [];
	const answered = (what: string) => new Promise<void>((done) => slow.push(done) && sent.push(what));
	const session = {
		launchData: { launchMode: "Normal" },
		getLaunchParameters: () => ({ actor: {}, activityId: "https://town.example/unit", registration: "1" }),
		xapi: {
			getState: async () => ({ data: null }),
			setState: ({ state }: { state: Kept }) => answered(`state ${state.text} ${state.place} ${state.over}`),
		},
		progress: (share: number) => answered(`progress ${share}`),
		complete: () => answered("complete"),
		terminate: () => answered("terminate"),
	};
	const adapter = await resumed(session as unknown as Cmi5);
	const summary = { progress: 0.5, score: 1, done: false, marked: false };
	const first = adapter.save("1A", "book/a", summary);
	await settled();
	const second = adapter.save("1AB", "book/b", { ...summary, progress: 1, done: true });
	const closed = adapter.close();
	assert.deepEqual(sent, ["progress 50", "state 1AB book/b false", "terminate"]);
	for (const done of slow) done();
	await Promise.all([first, second, closed]);
	assert.deepEqual([sent.length, await adapter.save("1ABC", "book/c", summary)], [3, false]);
});

test("cmi5: an end that was told stays told, even where the page goes before the answer", async () => {
	const sent: string[] = [];
	let refuse = true;
	const session = {
		launchData: { launchMode: "Normal" },
		getLaunchParameters: () => ({ actor: {}, activityId: "https://town.example/unit", registration: "1" }),
		xapi: {
			getState: async () => ({ data: null }),
			setState: async ({ state }: { state: Kept }) => void sent.push(`state ${state.over}`),
		},
		complete: async () => {
			sent.push("complete");
			if (refuse) throw new Error("Request failed with status code 500");
			await new Promise(() => undefined);
		},
		terminate: async () => void sent.push("terminate"),
	};
	const adapter = await resumed(session as unknown as Cmi5);
	const done = { progress: 1, score: 1, done: true, marked: false };
	assert.equal(await adapter.save("1A", "", done), false);
	refuse = false;
	void adapter.save("1A", "", done);
	await settled();
	await adapter.close();
	assert.deepEqual(sent, ["complete", "complete", "state true", "terminate"]);
});

test("the interface of a platform is found around this window and around its opener, and never beyond another origin", () => {
	const own = (more: object): Window => {
		const made = { ...more } as unknown as Window;
		return Object.assign(made, { parent: (more as Window).parent ?? made, top: (more as Window).top ?? made });
	};
	const api = { LMSInitialize: () => "true" };
	const lms = own({ API: api });
	assert.equal(findApi("API", own({ parent: own({ parent: lms }) })), api);
	assert.equal(findApi("API", own({ top: own({ opener: lms }) })), api);
	assert.equal(findApi("API", own({})), undefined);
	const frame = own({ API: own({}), parent: lms });
	assert.equal(findApi("API", frame), api, "a frame that bears the name is none");
	const closed = new Proxy({} as Window, {
		get: () => {
			throw new DOMException("another origin", "SecurityError");
		},
	});
	assert.equal(findApi("API", own({ parent: closed, top: closed })), undefined);
});

const lend = (learner = "", behind = new FakeStorage(), changed: (key: string) => void = () => undefined) =>
	new LentStorage({ course: "stepping-up", learner, open: () => behind, changed });

test("lent storage is a storage: keys, spread, and what is not ours stays out", () => {
	const told: string[] = [];
	const lent = lend("", new FakeStorage(), (key) => told.push(key));
	lent.setItem("stepping-up:path", "staff");
	lent.setItem("getItem", "broken");
	assert.deepEqual({ ...lent }, { "stepping-up:path": "staff" });
	assert.deepEqual([lent.length, lent.key(0), lent.key(1)], [1, "stepping-up:path", null]);
	assert.deepEqual([lent.getItem("stepping-up:path"), lent.getItem("none")], ["staff", null]);
	lent.clear();
	assert.deepEqual([lent.length, told], [0, ["stepping-up:path", "stepping-up:path"]]);
});

test("lent storage keeps drafts for their learner, answers for nobody", () => {
	const behind = new FakeStorage();
	const lent = lend("learner-1", behind);
	lent.setItem("stepping-up:stepping-up:a:aaaaaaaa.1", "{}");
	lent.setItem("stepping-up:stepping-up:d:a/case", "1");
	assert.deepEqual({ ...lend("learner-1", behind) }, { "stepping-up:stepping-up:d:a/case": "1" });
	assert.deepEqual({ ...lend("learner-2", behind) }, {});
	assert.equal(lend("", behind).lasting, false, "a platform that names nobody");
	assert.ok(!JSON.stringify({ ...behind }).includes("learner-1"));
	behind.denied = true;
	assert.equal(lend("learner-1", behind).lasting, false);
});

const SHAPES = { "a/one": { version: 1, one: ["a", "b"] }, "a/two": { version: 1, one: ["a", "b"] } };
const PAGES = ["book/welcome", "book/help", ...COURSE.pages.map(({ path }) => path)];
const DATA: PackageData = { first: "book/welcome", pages: PAGES, rule: ALL, shapes: SHAPES, words: {} };

/** A platform in memory: what it was told, and whether it takes more. */
class Told implements Adapter {
	readonly name = "scorm12";
	readonly learner = "learner-1";
	readonly saved: [text: string, place: string, summary: Summary][] = [];
	closed = 0;
	takes = true;

	constructor(readonly kept: Kept = { text: "", place: "", over: false }) {}

	async save(text: string, place: string, summary: Summary): Promise<boolean> {
		this.saved.push([text, place, summary]);
		return this.takes;
	}

	close(): void {
		this.closed++;
	}
}

function begun(adapter: Told) {
	const told: Standing[] = [];
	let progress: Progress | undefined;
	const storage = lend("", new FakeStorage(), (key) => progress?.changed(key));
	progress = new Progress(adapter, COURSE, DATA, storage, (standing) => told.push(standing));
	const page = new BrowserStore({ course: COURSE.id, release: "", open: () => storage as unknown as Storage });
	const answer = (id: string, option = "b") =>
		page.add({ activity: id, version: 1, answer: [option], score: 1, certainty: null, seconds: 1 });
	return { progress, storage, page, answer, told, adapter };
}

const settled = () => new Promise((done) => setTimeout(done));

test("each answer is saved once, at once, with the page where it was given", async () => {
	const { progress, answer, adapter, told } = begun(new Told());
	progress.visit("chapters/01-a/01-one");
	await settled();
	answer("a/one");
	await settled();
	answer("a/two");
	await settled();
	assert.equal(adapter.saved.length, 3);
	assert.deepEqual(
		adapter.saved.map(([, place]) => place),
		Array(3).fill("chapters/01-a/01-one"),
	);
	const [before, one, two] = adapter.saved.map(([text]) => text.length);
	assert.ok((before ?? 0) < (one ?? 0) && (one ?? 0) < (two ?? 0));
	assert.deepEqual(told, ["saved", "saved", "saved"]);
});

test("what was kept is there at the next visit, and the end stays reported", async () => {
	const first = begun(new Told());
	first.storage.setItem("stepping-up:path", "staff");
	first.answer("a/one");
	first.answer("a/two", "a");
	await settled();
	const [text, place, summary] = first.adapter.saved.at(-1) ?? ["", ""];
	assert.equal(summary?.done, true);
	assert.equal(first.told.at(-1), "done");
	const next = begun(new Told({ text, place, over: true }));
	assert.deepEqual(
		next.page
			.record()
			.attempts.map(({ activity, answer }) => [activity, answer])
			.sort(),
		[
			["a/one", ["b"]],
			["a/two", ["a"]],
		],
	);
	assert.equal(next.storage.getItem("stepping-up:path"), "staff");
	assert.equal(next.progress.standing, "done");
	next.page.clear();
	await settled();
	assert.equal(next.progress.standing, "done", "clearing answers takes no end back");
});

test("a platform that takes nothing is told of; closing saves what waits", async () => {
	const { progress, answer, adapter, told } = begun(new Told());
	adapter.takes = false;
	answer("a/one");
	await settled();
	assert.deepEqual(told, ["not-saved"]);
	adapter.takes = true;
	answer("a/two");
	await progress.close();
	await settled();
	assert.deepEqual([adapter.saved.length, adapter.closed, told.at(-1)], [2, 1, "saved"]);
});

test("the way back waits for what is under way, but not for a platform that does not answer", async ({ mock }) => {
	for (const answers of [true, false]) {
		let answered = () => {};
		const slow = new Promise<boolean>((done) => {
			answered = () => done(true);
		});
		const { progress, answer, adapter } = begun(Object.assign(new Told(), { save: () => slow }));
		answer("a/one");
		await settled();
		mock.timers.enable({ apis: ["setTimeout"] });
		const finished = progress.finish();
		await Promise.resolve();
		assert.equal(adapter.closed, 0);
		if (answers) answered();
		else mock.timers.tick(5000);
		await finished;
		assert.equal(adapter.closed, 1);
		mock.timers.reset();
	}
});

test("a state of a newer release is left alone; a damaged one begins anew; a page that is gone begins at the start", async () => {
	const newer = begun(new Told({ text: "2AAA", place: "", over: false }));
	newer.answer("a/one");
	await settled();
	assert.deepEqual([newer.progress.standing, newer.adapter.saved.length], ["newer", 0]);
	const damaged = begun(new Told({ text: "%%%", place: "chapters/09-gone/01-x", over: false }));
	assert.equal(damaged.progress.page, "book/welcome");
	const help = begun(new Told({ text: "", place: "book/help", over: false }));
	assert.equal(help.progress.page, "book/help", "a page on which there is nothing to do is a place as well");
	damaged.answer("a/one");
	await settled();
	assert.equal(damaged.adapter.saved.length, 1);
});

test("entries of activities that the package does not have are handed back untouched", async () => {
	const first = begun(new Told());
	first.answer("a/one");
	await settled();
	const text = first.adapter.saved[0]?.[0] ?? "";
	const few = new Told({ text, place: "", over: false });
	const storage = lend();
	const data = { ...DATA, shapes: { "a/two": SHAPES["a/two"] } };
	const progress = new Progress(few, COURSE, data, storage, () => undefined);
	progress.visit("chapters/01-a/01-one");
	await settled();
	assert.equal(few.saved[0]?.[0].slice(4), text.slice(4));
});

/** Both versions of SCORM on one table of values; all that is written is told, in its order. */
function runtime(values: Record<string, string>, fails = false) {
	const told: string[] = [];
	const call = (what: string) => () => {
		if (fails) throw new Error("the window is closed");
		told.push(what);
		return "true";
	};
	const get = (name: string) => values[name] ?? "";
	const set = (name: string, value: string) => call(`${name}=${value}`)();
	const api12 = { LMSInitialize: call("begin"), LMSFinish: call("end"), LMSCommit: call("commit") };
	const api2004 = { Initialize: call("begin"), Terminate: call("end"), Commit: call("commit") };
	return {
		told,
		scorm12: () => openScorm12({ ...api12, LMSGetValue: get, LMSSetValue: set }),
		scorm2004: () => openScorm2004({ ...api2004, GetValue: get, SetValue: set }),
	};
}

const END: Summary = { progress: 1, score: 0.9, done: true, marked: true };

test("a look back or a preview: what a platform has is read, and nothing is written over it", async () => {
	const cases = {
		"review 12": { "cmi.core.lesson_mode": "review", "cmi.core.lesson_status": "passed", "cmi.suspend_data": "1AAA" },
		"browse 12": { "cmi.core.lesson_mode": "browse", "cmi.core.lesson_status": "not attempted" },
		"review 2004": { "cmi.mode": "review", "cmi.completion_status": "completed", "cmi.suspend_data": "1AAA" },
		"browse 2004": { "cmi.mode": "browse", "cmi.completion_status": "unknown" },
	};
	const left = {
		"browse 12": ["cmi.core.lesson_status=browsed"],
		"browse 2004": ["cmi.completion_status=not attempted"],
	};
	for (const [name, values] of Object.entries<Record<string, string>>(cases)) {
		const { told, scorm12, scorm2004 } = runtime(values);
		const adapter = name.endsWith("12") ? scorm12() : scorm2004();
		assert.ok(adapter?.looking, name);
		assert.equal(adapter.kept.text, values["cmi.suspend_data"] ?? "");
		assert.equal(await adapter.save("1BBB", "book/help", END), false);
		await adapter.close();
		// without that, Moodle and ILIAS would take a preview for completed at its end
		assert.deepEqual(told, ["begin", ...(left[name as keyof typeof left] ?? []), "end"], name);
	}
});

test("in a look back answers are tried, not saved, and the page says so", async () => {
	const adapter = Object.assign(new Told(), { looking: true });
	const { progress, answer } = begun(adapter);
	answer("a/one");
	progress.visit("book/help");
	await settled();
	await progress.close();
	assert.deepEqual([progress.standing, adapter.saved.length, adapter.closed], ["looking", 0, 1]);
});

test("without credit the end is told, and neither a score nor a pass", async () => {
	const { told, scorm12 } = runtime({ "cmi.core.credit": "no-credit", "cmi.core.lesson_mode": "normal" });
	assert.equal(await scorm12()?.save("1AAA", "", END), true);
	assert.ok(told.includes("cmi.core.lesson_status=completed"));
	const newer = runtime({ "cmi.credit": "no-credit", "cmi.mode": "normal" });
	assert.equal(await newer.scorm2004()?.save("1AAA", "", END), true);
	assert.ok(newer.told.includes("cmi.completion_status=completed"));
	for (const one of [...told, ...newer.told]) assert.doesNotMatch(one, /score|passed/);
});

test("who has passed stays so, also where a later release asks for no mark", async () => {
	const { told, scorm12 } = runtime({ "cmi.core.lesson_status": "passed" });
	await scorm12()?.save("1AAA", "", { ...END, marked: false });
	assert.deepEqual(
		told.filter((one) => one.includes("status")),
		["cmi.core.lesson_status=passed"],
	);
});

test("a platform whose window is gone takes nothing, and nothing breaks", async () => {
	const { scorm12, scorm2004 } = runtime({}, true);
	assert.throws(scorm12, Refused);
	assert.throws(scorm2004, Refused);
	const gone = Object.assign(new Told(), { save: () => Promise.reject(new Error("closed")) });
	const { answer, told } = begun(gone);
	answer("a/one");
	await settled();
	assert.deepEqual(told, ["not-saved"]);
});
