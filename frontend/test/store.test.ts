/** The record in the browser: nothing is lost, nothing of others is touched, refusals are said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BrowserStore } from "../src/progress/browser.ts";
import type { Answered } from "../src/progress/store.ts";
import { readRecord, recordText } from "../src/record/reading.ts";
import { recordOf, standing } from "../src/record/record.ts";
import { attempt, FakeStorage } from "./samples.ts";

const PREFIX = "stepping-up:stepping-up:";

function storeOn(storage: FakeStorage, replica = "aaaaaaaaaaaa"): BrowserStore {
	const day = () => "2026-11-23";
	return new BrowserStore({ course: "stepping-up", release: "0.1.0", open: () => storage, replica, day });
}

const answered = (activity = "a/one", score = 1): Answered => ({
	activity,
	version: 1,
	answer: ["b"],
	score,
	certainty: null,
	seconds: 2,
});
const keys = (storage: FakeStorage, sort: string) =>
	[...storage.map.keys()].filter((key) => key.startsWith(PREFIX + sort));
const numbers = (store: BrowserStore) => store.record().attempts.map(({ replica, n }) => `${replica[0]}${n}`);

test("an attempt is one key of its own, and comes back after a reload", () => {
	const storage = new FakeStorage();
	assert.equal(storeOn(storage).add(answered()), true);
	assert.deepEqual([...storage.map.keys()].sort(), [`${PREFIX}a:aaaaaaaaaaaa.1`, `${PREFIX}c:aaaaaaaaaaaa`]);
	const again = storeOn(storage, "bbbbbbbbbbbb");
	assert.equal(again.problem, null);
	assert.equal(standing(again.record(), "a/one", 1).status, "right");
});

test("two tabs on one store lose nothing, however they take turns", () => {
	fc.assert(
		fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (turns) => {
			const storage = new FakeStorage();
			const tabs = [storeOn(storage), storeOn(storage, "bbbbbbbbbbbb")] as const;
			for (const turn of turns) tabs[turn ? 1 : 0].add(answered());
			const fresh = storeOn(storage, "cccccccccccc");
			assert.equal(fresh.record().attempts.length, turns.length);
			assert.equal(standing(fresh.record(), "a/one", 1).count, turns.length);
		}),
	);
});

test("numbers grow across tabs", () => {
	const storage = new FakeStorage();
	storeOn(storage).add(answered());
	const other = storeOn(storage, "bbbbbbbbbbbb");
	other.add(answered());
	assert.deepEqual(numbers(other), ["a1", "b2"]);
});

test("a blocked store: everything is held in memory, and said", () => {
	for (const open of [
		() => {
			throw new DOMException("no", "SecurityError");
		},
		() => null as unknown as Storage,
	]) {
		const store = new BrowserStore({ course: "stepping-up", release: "", open });
		assert.equal(store.problem, "blocked");
		assert.equal(store.add(answered()), false);
		assert.equal(store.add(answered("a/two")), false);
		assert.equal(store.record().attempts.length, 2);
		store.setDraft("a/three", { road: [] });
		assert.deepEqual(store.draft("a/three"), { road: [] });
	}
});

test("a store that throws on every access is blocked too", () => {
	const storage = new FakeStorage();
	storage.denied = true;
	const store = storeOn(storage);
	assert.equal(store.problem, "blocked");
	assert.equal(store.add(answered()), false);
	assert.equal(store.record().attempts.length, 1);
});

test("a store without any room (old private windows) counts as blocked", () => {
	const storage = new FakeStorage();
	storage.room = 0;
	assert.equal(storeOn(storage).problem, "blocked");
});

test("a full store: the answer is held and said, and saved when there is room again", () => {
	const storage = new FakeStorage();
	storage.map.set("other:app", "x".repeat(500));
	const store = storeOn(storage);
	store.add(answered());
	storage.room = 1000;
	assert.equal(store.add(answered("a/two", 0)), false);
	assert.equal(store.problem, "full");
	assert.equal(store.record().attempts.length, 2);
	storage.room = Number.POSITIVE_INFINITY;
	assert.equal(store.add(answered("a/three")), true);
	assert.equal(store.problem, null);
	assert.equal(storeOn(storage, "bbbbbbbbbbbb").record().attempts.length, 3);
	assert.equal(storage.map.get("other:app"), "x".repeat(500));
});

test("a full store makes room among its own middle attempts first", () => {
	const storage = new FakeStorage();
	const store = storeOn(storage);
	for (let i = 0; i < 12; i++) store.add(answered("a/one", i === 5 ? 1 : 0));
	const size = [...storage.map].reduce((sum, [key, text]) => sum + key.length + text.length, 0);
	storage.room = size + 20;
	assert.equal(store.add(answered("a/two")), true);
	const { count, best, status } = standing(storeOn(storage, "bbbbbbbbbbbb").record(), "a/one", 1);
	assert.deepEqual([count, best?.n, status], [12, 6, "other"]);
	assert.equal(keys(storage, "a:").length, 4);
});

test("a long record is compacted, and the number stays", () => {
	const storage = new FakeStorage();
	const store = storeOn(storage);
	for (let i = 0; i < 401; i++) store.add(answered());
	assert.ok(keys(storage, "a:").length <= 3);
	assert.equal(standing(store.record(), "a/one", 1).count, 401);
	assert.equal(standing(store.record(), "a/one", 1).last?.n, 401);
});

test("keys of others and damaged keys are left alone, when reading and when clearing", () => {
	const storage = new FakeStorage();
	const others = {
		"stepping-up:theme": "dark",
		"stepping-up:other-course:a:aaaaaaaa.1": "{}",
		tracker: "1",
		[PREFIX]: "?",
	};
	const damaged = {
		[`${PREFIX}a:aaaaaaaa.1`]: "{ half",
		[`${PREFIX}a:aaaaaaaa.2`]: JSON.stringify(attempt({ n: 3 })),
		[`${PREFIX}a:aaaaaaaa.4`]: JSON.stringify(attempt({ n: 4, score: 9 })),
		[`${PREFIX}c:aaaaaaaa`]: "[]",
		[`${PREFIX}c:__proto__`]: '{"a/one|":3}',
		[`${PREFIX}d:a/one`]: "{",
	};
	for (const [key, text] of Object.entries({ ...others, ...damaged })) storage.map.set(key, text);
	const store = storeOn(storage);
	assert.equal(store.record().attempts.length, 0);
	assert.equal(store.draft("a/one"), undefined);
	store.add(answered());
	for (const [key, text] of Object.entries({ ...others, ...damaged })) assert.equal(storage.map.get(key), text);
	store.clear();
	assert.deepEqual(Object.fromEntries(storage.map), others);
});

test("after clearing, a place is never given twice", () => {
	const storage = new FakeStorage();
	const store = storeOn(storage);
	store.add(answered());
	const backup = store.record();
	store.clear();
	assert.equal(store.record().attempts.length, 0);
	store.add(answered("a/two"));
	store.take(backup, new Set());
	assert.deepEqual(numbers(store), ["a1", "a2"]);
});

test("a backup is united with what is here, and reported", () => {
	const storage = new FakeStorage();
	const store = storeOn(storage);
	store.add(answered());
	const foreign = [
		attempt({ replica: "zzzzzzzz", n: 5 }),
		attempt({ replica: "zzzzzzzz", n: 6, activity: "gone/one" }),
	];
	const backup = recordOf([...store.record().attempts, ...foreign], new Map());
	assert.deepEqual(store.take(backup, new Set(["a/one"])), { fresh: 2, known: 1, unknown: 1 });
	assert.deepEqual(store.take(backup, new Set(["a/one"])), { fresh: 0, known: 3, unknown: 1 });
	assert.equal(storeOn(storage, "bbbbbbbbbbbb").record().attempts.length, 3);
});

test("drafts are kept and forgotten", () => {
	const storage = new FakeStorage();
	storeOn(storage).setDraft("a/one", { version: 1, road: ["s.a"] });
	const again = storeOn(storage, "bbbbbbbbbbbb");
	assert.deepEqual(again.draft("a/one"), { version: 1, road: ["s.a"] });
	again.setDraft("a/one", undefined);
	assert.equal(storage.map.size, 0);
});

test("listeners are told, and can leave", () => {
	const store = storeOn(new FakeStorage());
	let told = 0;
	const leave = store.subscribe(() => told++);
	store.add(answered());
	store.refresh();
	leave();
	store.refresh();
	assert.equal(told, 2);
	assert.deepEqual([store.concerns(null), store.concerns(`${PREFIX}a:x`), store.concerns("else")], [true, true, false]);
});

test("a clock that was set back does not make a new answer an old one", () => {
	const storage = new FakeStorage();
	const open = () => storage;
	const options = { course: "stepping-up", release: "0.1.0", open };
	new BrowserStore({ ...options, day: () => "2026-11-24" }).add(answered("a/one", 0));
	const store = new BrowserStore({ ...options, day: () => "2026-11-23" });
	store.add(answered("a/one", 1));
	assert.equal(standing(store.record(), "a/one", 1).last?.score, 1);
});

test("what was read can be saved and read again, and what could not is refused before anything changes", () => {
	const storage = new FakeStorage();
	const store = storeOn(storage);
	store.add(answered());
	const many = (count: number) => {
		const attempts = Array.from({ length: count }, (_, i) => attempt({ n: i + 2, activity: `a/x-${i}` }));
		return recordOf(attempts, new Map());
	};
	store.take(many(3000), new Set());
	const text = recordText(store.record(), "stepping-up");
	assert.deepEqual(readRecord(new TextEncoder().encode(text), "stepping-up").attempts, store.record().attempts);
	const before = storage.map.size;
	assert.throws(() => store.take(many(9000), new Set()), /large/);
	assert.equal(storage.map.size, before);
});

test("clearing says whether everything is gone", () => {
	const storage = new FakeStorage();
	const store = storeOn(storage);
	store.add(answered());
	storage.removeItem = () => {
		throw new DOMException("no", "SecurityError");
	};
	assert.equal(store.clear(), false);
});

test("the seed is made once, only where it is needed, and goes with everything else", () => {
	const storage = new FakeStorage();
	const store = storeOn(storage);
	assert.equal(store.seed(false), null);
	assert.equal(storage.length, 0);
	const seed = store.seed(true);
	assert.match(seed ?? "", /^[a-z0-9]{12}$/);
	assert.equal(storeOn(storage, "bbbbbbbbbbbb").seed(true), seed);
	assert.equal(storeOn(storage, "bbbbbbbbbbbb").seed(false), seed);
	assert.equal(store.record().attempts.length, 0);
	assert.equal(store.clear(), true);
	assert.equal(storage.length, 0);
});

test("a damaged seed is drawn anew; where nothing can be kept there is none, and nothing is said of it", () => {
	const storage = new FakeStorage();
	storage.setItem(`${PREFIX}s:seed`, "<b>");
	assert.match(storeOn(storage).seed(true) ?? "", /^[a-z0-9]{12}$/);
	const full = new FakeStorage();
	const store = storeOn(full);
	full.room = 10;
	assert.equal(store.seed(true), null);
	assert.equal(store.problem, null);
	const denied = new FakeStorage();
	denied.denied = true;
	assert.equal(storeOn(denied).seed(true), null);
});
