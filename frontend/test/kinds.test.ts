/** What kinds tell beyond the score. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { OrderSpec, SpotSpec } from "../src/common/model.ts";
import { speaker } from "../src/common/words.ts";
import { inOrder, order } from "../src/kinds/order.tsx";
import { spot } from "../src/kinds/spot.tsx";

const steps = (...ranks: number[]): OrderSpec => ({
	id: "a/one",
	version: 1,
	kind: "order",
	prompt: "?",
	certainty: false,
	steps: ranks.map((rank, i) => ({ id: `s${i}`, text: "", rank, feedback: "" })),
	start: [],
});

test("order: the steps that stay are in right relative order, and all of them when the answer is right", () => {
	const spec = steps(1, 2, 2, 3, 4);
	const ids = spec.steps.map((one) => one.id);
	const rank = (id: string) => spec.steps.find((one) => one.id === id)?.rank ?? 0;
	fc.assert(
		fc.property(fc.shuffledSubarray(ids, { minLength: 5 }), (answer) => {
			const stay = answer.filter((id) => inOrder(spec, answer).has(id)).map(rank);
			assert.deepEqual(stay, [...stay].sort());
			assert.equal(stay.length === 5, order.score(spec, answer) === 1);
		}),
	);
});

test("order: one step out of place marks that step alone; the reverse marks all", () => {
	const spec = steps(1, 2, 3, 4);
	assert.deepEqual([...inOrder(spec, ["s3", "s0", "s1", "s2"])], ["s0", "s1", "s2"]);
	assert.equal(inOrder(spec, ["s3", "s2", "s1", "s0"]).size, 0);
});

test("spot: the verdict counts, and never judges the person of the scene", () => {
	const passage = (id: string, signal: boolean) => ({ id, text: id, signal, feedback: "" });
	const spec: SpotSpec = {
		id: "a/one",
		version: 1,
		kind: "spot",
		prompt: "?",
		certainty: false,
		passages: [passage("a", true), passage("b", true), passage("c", false), passage("d", false)],
		combination: "Together they count.\n\nCall today.",
	};
	const say = speaker({ "spot.counts": "{n}/{total} {missed} {wrong}" });
	const verdict = spot.verdict(spec, ["a", "c"], 0, say);
	assert.equal(verdict.title, "1/2 1 1");
	assert.deepEqual(verdict.lines, ["Together they count.", "Call today."]);
	assert.equal(verdict.legend?.length, 4);
});
