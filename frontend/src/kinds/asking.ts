/** What exercises take of the kinds: to ask, and to know an answer that could have been given. Nothing is judged. */
import type { WordKey } from "../common/keys.ts";
import { AnswerError, type GradedSpec, type Json, type Public, type ScenarioSpec } from "../common/model.ts";
import { choice } from "./choice.tsx";
import { classify } from "./classify.tsx";
import { type Asking, assigned, chosen } from "./kind.ts";
import { match } from "./match.tsx";
import { order } from "./order.tsx";
import { walk } from "./road.ts";
import { spot } from "./spot.tsx";
import { text, written } from "./text.tsx";
import { vignette } from "./vignette.tsx";

/** Every kind but the scenario, which is played instead of answered. */
export type Asked = Exclude<GradedSpec, Public<ScenarioSpec>>;
export type AnyAsking = Asking<Asked, Json>;

const KINDS: Record<Asked["kind"], unknown> = { choice, match, order, classify, spot, vignette, text };

/** The kind of a spec: whoever asks gives back to it only that spec and its own answers. */
export const askingOf = (spec: Asked): AnyAsking => KINDS[spec.kind] as AnyAsking;

/** What is said where an answer is not whole: practice says "check", here it is saved. */
const TODO: Partial<Record<WordKey, WordKey>> = {
	"missing.choice": "todo.choice",
	"missing.several": "todo.several",
	"missing.match": "todo.match",
	"missing.classify": "todo.classify",
	"missing.spot": "todo.spot",
};

export const todo = (word: WordKey): WordKey => TODO[word] ?? word;

/** Whether an answer could have been given to this question as it is. */
export function accepts(spec: GradedSpec, answer: unknown): boolean {
	try {
		read(spec, answer);
		return true;
	} catch (error) {
		if (error instanceof AnswerError) return false;
		throw error;
	}
}

/** @throws AnswerError on an answer that nobody could have given */
function read(spec: GradedSpec, answer: unknown): unknown {
	switch (spec.kind) {
		case "choice":
			return many(chosen(answer, spec.options), spec.select === "one" ? 1 : 0);
		case "vignette":
			return many(chosen(answer, spec.answers), 1);
		case "order":
			return many(chosen(answer, spec.steps), spec.steps.length);
		case "spot":
			return many(chosen(answer, spec.passages), 0);
		case "match":
			return assigned(answer, spec.left, spec.right);
		case "classify":
			return assigned(answer, spec.cards, spec.groups);
		case "text":
			return written(answer);
		case "scenario":
			return ended(spec, answer);
	}
}

/** @param wanted how many there must be; 0 is any number */
function many(ids: readonly string[], wanted: number): readonly string[] {
	if (wanted && ids.length !== wanted) throw new AnswerError("The answer names too few or too many.");
	return ids;
}

function ended(spec: ScenarioSpec, answer: unknown): unknown {
	if (!Array.isArray(answer) || !answer.every((one) => typeof one === "string"))
		throw new AnswerError("The answer must be a list of decisions.");
	if (!walk(spec, answer).ending) throw new AnswerError("The road has no end yet.");
	return answer;
}
