/** The live widget's store: answers go to Python one by one, none is overtaken. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import type { Attempt } from "../src/common/model.ts";
import type { Model } from "../src/progress/kernel.ts";
import { ModelStore } from "../src/progress/kernel.ts";

/** A model whose kernel is busy: it sees only the newest value of a trait, as ipywidgets' front end sends it. */
class BusyModel implements Model {
	readonly values = new Map<string, unknown>([["attempts", []]]);
	readonly listeners = new Map<string, () => void>();
	get(name: string): unknown {
		return this.values.get(name);
	}
	set(name: string, value: unknown): void {
		this.values.set(name, value);
	}
	save_changes(): void {}
	on(event: string, listener: () => void): void {
		this.listeners.set(event, listener);
	}
	off(event: string): void {
		this.listeners.delete(event);
	}
	/** The kernel takes what it sees, and answers with all attempts that it has. */
	takes(): void {
		const known = this.values.get("attempts") as Attempt[];
		const seen = this.values.get("attempt") as Attempt;
		this.values.set("attempts", [...known.filter((one) => one.n !== seen.n), { ...seen, release: "1" }]);
		this.listeners.get("change:attempts")?.();
	}
}

const answered = (option: string) => ({
	activity: "a/one",
	version: 1,
	answer: [option],
	score: 1,
	certainty: null,
	seconds: 1,
});
const answers = (model: BusyModel) => (model.get("attempts") as Attempt[]).map(({ answer }) => answer).sort();

test("two quick answers both reach a busy kernel", () => {
	const model = new BusyModel();
	const store = new ModelStore(model);
	store.add(answered("a"));
	store.add(answered("b"));
	model.takes();
	assert.deepEqual(answers(model), [["b"]]);
	model.takes();
	assert.deepEqual(answers(model), [["a"], ["b"]]);
	assert.equal(store.record().attempts.length, 2);
});

test("nothing is sent again once Python has it", () => {
	const model = new BusyModel();
	const store = new ModelStore(model);
	store.add(answered("a"));
	model.takes();
	const sent = model.get("attempt");
	model.takes();
	assert.equal(model.get("attempt"), sent);
	store.dispose();
	assert.equal(model.listeners.size, 0);
});

test("answers to the twin are known and never sent back", () => {
	const model = new BusyModel();
	const store = new ModelStore(model);
	const twin = { replica: "python00", n: 4, release: "1", phase: null, form: null, day: "2026-11-23" };
	model.set("beside", [{ ...answered("refer"), ...twin, activity: "a/twin" }]);
	store.add(answered("a"));
	assert.deepEqual(
		store
			.record()
			.attempts.map((one) => one.activity)
			.sort(),
		["a/one", "a/twin"],
	);
	model.takes();
	assert.deepEqual(answers(model), [["a"]]);
});

test("a text is sent when its writer pauses, or when the widget goes away", () => {
	mock.timers.enable({ apis: ["setTimeout"] });
	const model = new BusyModel();
	const store = new ModelStore(model);
	for (const answer of ["D", "De", "Dear"]) store.setDraft("a/one", { version: 1, answer, sure: null });
	assert.equal(model.get("draft"), undefined);
	assert.deepEqual(store.draft(), { version: 1, answer: "Dear", sure: null });
	mock.timers.tick(1000);
	assert.deepEqual(model.get("draft"), { version: 1, answer: "Dear", sure: null });
	store.setDraft("a/one", { version: 1, answer: "Dear you", sure: null });
	store.dispose();
	assert.deepEqual(model.get("draft"), { version: 1, answer: "Dear you", sure: null });
	mock.timers.reset();
});

test("what was saved is no draft any more, and what is picked is sent at once", () => {
	mock.timers.enable({ apis: ["setTimeout"] });
	const model = new BusyModel();
	const store = new ModelStore(model);
	store.setDraft("a/one", { version: 1, answer: "Dear", sure: null });
	store.setDraft("a/one", undefined);
	mock.timers.tick(5000);
	assert.deepEqual(model.get("draft"), {});
	store.setDraft("a/one", { version: 1, answer: ["i12345"], sure: 2 });
	assert.deepEqual(model.get("draft"), { version: 1, answer: ["i12345"], sure: 2 });
	mock.timers.reset();
});
