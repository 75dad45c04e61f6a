/** Ratings: the same answers are sound as in Python. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerError, type RatingSpec } from "../src/common/model.ts";
import { read } from "../src/kinds/rating.tsx";
import { vectors } from "./files.ts";

interface Vector {
	name: string;
	spec: RatingSpec;
	cases: { answer: unknown; sound: boolean }[];
}

for (const { name, spec, cases } of vectors<Vector>("rating.json")) {
	test(`rating: ${name}`, () => {
		for (const { answer, sound } of cases) {
			if (sound) assert.deepEqual(Object.fromEntries(read(spec, answer)), answer);
			else assert.throws(() => read(spec, answer), AnswerError, JSON.stringify(answer));
		}
	});
}
