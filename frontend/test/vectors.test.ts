/** The score functions agree with the vectors that Python runs too. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerError } from "../src/common/model.ts";
import { choice } from "../src/kinds/choice.tsx";
import { classify } from "../src/kinds/classify.tsx";
import { match } from "../src/kinds/match.tsx";
import { order } from "../src/kinds/order.tsx";
import { score as scoreRoad } from "../src/kinds/scenario.tsx";
import { spot } from "../src/kinds/spot.tsx";
import { vignette } from "../src/kinds/vignette.tsx";
import { vectors } from "./files.ts";

interface Vector {
	name: string;
	spec: never;
	cases: ({ answer: unknown; why?: string } & ({ score: number } | { error: true }))[];
}

const SCORES: Record<string, (spec: never, answer: unknown) => number> = {
	choice: choice.score,
	match: match.score,
	order: order.score,
	classify: classify.score,
	spot: spot.score,
	scenario: scoreRoad,
	vignette: vignette.score,
};

const PRACTICE = { choice, match, order, classify, spot, vignette };

for (const [kind, score] of Object.entries(SCORES)) {
	const all = vectors<Vector>(`${kind}.json`);
	test(`${kind}: there are vectors`, () => assert.ok(all.length > 0));
	for (const { name, spec, cases } of all) {
		test(`${kind}: ${name}`, () => {
			for (const one of cases) {
				const about = `${one.why ?? ""} ${JSON.stringify(one.answer)}`;
				if ("error" in one) assert.throws(() => score(spec, one.answer), AnswerError, about);
				else assert.ok(Math.abs(score(spec, one.answer) - one.score) <= 1e-9, about);
			}
		});
	}
}

for (const [kind, { score, solution, empty, missing }] of Object.entries(PRACTICE)) {
	for (const { name, spec } of vectors<Vector>(`${kind}.json`)) {
		test(`${kind}: ${name}: the shown answer is right, the untouched one earns nothing`, () => {
			assert.ok(Math.abs(score(spec, solution(spec)) - 1) <= 1e-9);
			const start = empty(spec) as never;
			if (missing(spec, start, "x") === null) assert.equal(score(spec, start), 0);
		});
	}
}
