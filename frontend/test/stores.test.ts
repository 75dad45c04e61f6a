/** One contract for all places where answers are kept: browser, memory, kernel, SCORM 1.2, SCORM 2004, cmi5. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "../src/common/model.ts";
import type { Answered, Keeping, Store } from "../src/progress/store.ts";
import { standing } from "../src/record/record.ts";
import { SHAPES, STORES } from "./stores.ts";

const ANSWERS: Record<string, Json> = {
	"a/one": ["b"],
	"a/some": ["x", "z"],
	"a/sort": ["r", "p", "q"],
	"a/put": { k: "u", l: "t" },
	"a/walk": ["hall.b", "night.a"],
};
const DRAFT = { version: 1, road: ["hall.a"] };

/** The one place that is meant to forget: what a room tries together. */
const FORGETS: readonly Keeping[] = ["memory"];

const answered = (activity: string, more: Partial<Answered> = {}): Answered => ({
	...{ activity, version: 1, answer: ANSWERS[activity] ?? null, score: 1, certainty: null, seconds: 2 },
	...more,
});

/** How somebody stands with an activity, as far as every place keeps it: that there were three tries or more is enough. */
function stand(store: Store, activity: string) {
	const { status, count, best, last } = standing(store.record(), activity, 1);
	const { answer, score, certainty } = last ?? { answer: null, score: null, certainty: null };
	return { status, count: Math.min(3, count), best: best?.score, answer, score, certainty };
}

for (const [name, make] of Object.entries(STORES) as [Keeping, (typeof STORES)[Keeping]][]) {
	const keeps = !FORGETS.includes(name);

	test(`${name}: an answer counts at once, and whoever listens is told`, async () => {
		const { store } = await make().come();
		let told = 0;
		const stop = store.subscribe(() => told++);
		assert.equal(store.add(answered("a/one")), true);
		assert.equal(standing(store.record(), "a/one", 1).status, "right");
		assert.ok(told > 0);
		told = 0;
		stop();
		store.add(answered("a/one", { score: 0 }));
		assert.deepEqual([standing(store.record(), "a/one", 1).count, told], [2, 0]);
	});

	test(`${name}: the last answer is the last, and the best one stays the best`, async () => {
		const { store } = await make().come();
		for (const score of [0, 1, 0.5]) store.add(answered("a/one", { score, certainty: 2 }));
		store.add(answered("a/some"));
		const { last, best, count } = standing(store.record(), "a/one", 1);
		assert.deepEqual([last?.score, last?.certainty, best?.score, count], [0.5, 2, 1, 3]);
	});

	test(`${name}: what is begun is kept until it is forgotten`, async () => {
		const { store } = await make().come();
		assert.equal(store.draft("a/walk"), undefined);
		store.setDraft("a/walk", DRAFT);
		assert.deepEqual(store.draft("a/walk"), DRAFT);
		store.setDraft("a/walk", undefined);
		assert.equal(store.draft("a/walk"), undefined);
	});

	test(`${name}: who comes back ${keeps ? "finds answers of every shape, and what was begun" : "finds nothing"}`, async () => {
		const place = make();
		const first = await place.come();
		for (const activity of Object.keys(SHAPES)) first.store.add(answered(activity, { score: 0.5, certainty: 3 }));
		first.store.add(answered("a/one", { answer: ["a"], score: 0 }));
		first.store.setDraft("a/walk", DRAFT);
		const before = Object.keys(SHAPES).map((activity) => stand(first.store, activity));
		await first.leave();
		const { store } = await place.come();
		assert.equal(store.record().attempts.length > 0, keeps);
		if (keeps) {
			assert.deepEqual(
				Object.keys(SHAPES).map((activity) => stand(store, activity)),
				before,
			);
		}
		assert.deepEqual(store.draft("a/walk"), keeps ? DRAFT : undefined);
	});

	test(`${name}: coming and going doubles nothing, and a new answer is a new one`, async () => {
		const place = make();
		const visits = [];
		for (const score of [0, 1, 0]) {
			const { store, leave } = await place.come();
			visits.push(standing(store.record(), "a/one", 1).count);
			store.add(answered("a/one", { score }));
			await leave();
			await (await place.come()).leave();
		}
		assert.deepEqual(visits, keeps ? [0, 1, 2] : [0, 0, 0]);
		const { store } = await place.come();
		const { best, score, count } = stand(store, "a/one");
		assert.deepEqual([best, score, count], keeps ? [1, 0, 3] : [undefined, null, 0]);
	});

	test(`${name}: what is damaged is no reason to fail, and the next answers are kept`, async () => {
		const place = make();
		const { store, leave } = await place.come();
		store.add(answered("a/one"));
		await leave();
		place.spoil();
		const next = await place.come();
		assert.equal(next.store.record().attempts.length, 0);
		assert.equal(next.store.draft("a/one"), undefined);
		next.store.add(answered("a/some"));
		await next.leave();
		assert.equal(standing((await place.come()).store.record(), "a/some", 1).count, keeps ? 1 : 0);
	});
}
