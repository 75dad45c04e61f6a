/** What every kind of practice activity gives, and the checks of answers that kinds share. */
import type { ComponentChild } from "preact";
import type { IconName } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import { AnswerError, type Certainty, type Item, type Json } from "../common/model.ts";
import type { Say } from "../common/words.ts";

/** open: nothing checked yet · checked: marks for this answer · shown: the right answer is on view. */
export type Phase = "open" | "checked" | "shown";

/** What a kind needs to draw itself: state in, DOM out; changes go back through `set`. */
export interface Look<S, A> {
	spec: S;
	answer: A;
	phase: Phase;
	/** Prefix of all DOM ids of this activity. */
	id: string;
	say: Say;
	/** Take a new answer; `said` is announced, `focus` is a DOM id that keeps the focus. */
	set(answer: A, said?: string, focus?: string): void;
}

export interface Verdict {
	title: string;
	lines: string[];
	/** The key to the marks, where there are many. */
	legend?: { icon: IconName; word: string }[];
	/** What is told about the question afterwards, whatever the answer. */
	notes?: { title: string; text: string }[];
}

/** What a verdict may tell beyond the answer: the learner's certainty, and the last answer to another activity. */
export interface Aside {
	say: Say;
	sure: Certainty | null;
	lastOf(activity: string): Json | undefined;
}

export interface Missing {
	word: WordKey;
	focus: string;
}

/** What is needed to ask and to take an answer, without judging it: all that an exercise has of a kind. */
export interface Asking<S, A> {
	icon: IconName;
	label(spec: S): WordKey;
	help?: WordKey;
	/** A fixed question: the prompt is then a story that stands before it. */
	question?: WordKey;
	empty(spec: S): A;
	missing(spec: S, answer: A, id: string): Missing | null;
	/** In the phase "open" it looks at nothing that would tell the answer. */
	body(look: Look<S, A>): ComponentChild;
	/** Made up for teaching: shown with the pencil. */
	fiction?: boolean;
	/** What stands beside the buttons, such as how many are marked. */
	beside?(answer: A, say: Say): string;
}

export interface Kind<S, A> extends Asking<S, A> {
	/** @throws AnswerError on an answer that nobody could have given */
	score(spec: S, answer: unknown): number;
	solution(spec: S): A;
	/** What stays when the learner tries again: the lines that were right. */
	keep?(spec: S, answer: A): A;
	verdict(spec: S, answer: A, score: number, say: Say, aside?: Omit<Aside, "say">): Verdict;
	/** Every note is on view after a check, so nothing is left to try. */
	tellsAll?: boolean;
}

/** Check an answer that is a list of different known ids. */
export function chosen(answer: unknown, known: readonly { id: string }[]): string[] {
	if (!Array.isArray(answer)) throw new AnswerError("The answer must be a list of ids.");
	const ids = new Set(known.map((item) => item.id));
	if (!answer.every((id) => ids.has(id)))
		throw new AnswerError("The answer names something this activity does not have.");
	if (new Set(answer).size !== answer.length) throw new AnswerError("The answer names the same id twice.");
	return answer;
}

/** Check an answer that maps known ids to known targets; some may be missing. */
export function assigned(answer: unknown, items: readonly Item[], targets: readonly Item[]): Map<string, string> {
	if (typeof answer !== "object" || answer === null || Array.isArray(answer))
		throw new AnswerError("The answer must be a map of ids.");
	const pairs = Object.entries(answer);
	const known = (list: readonly Item[], id: unknown) => list.some((item) => item.id === id);
	if (!pairs.every(([item, target]) => known(items, item) && known(targets, target))) {
		throw new AnswerError("The answer names something this activity does not have.");
	}
	return new Map(pairs);
}

/** max(0, hits/right - false/others): marking everything, or nothing, earns nothing. */
export function aboveChance(hits: number, right: number, wrong: number, others: number): number {
	return Math.max(0, hits / right - wrong / others);
}

/** Put an id into a list or take it out, in the order of the items. */
export function toggled(list: readonly string[], id: string, items: readonly Item[]): string[] {
	return items.map((item) => item.id).filter((one) => (one === id) !== list.includes(one));
}

/** The verdict of kinds that count lines: match and classify. */
export function lineVerdict(right: number, total: number, say: Say): Verdict {
	if (right === total) return { title: say("verdict.right"), lines: [say("next.right")] };
	const title = right ? say("verdict.partly-count", { n: right, total }) : say("verdict.others");
	return { title, lines: [say("next.look")] };
}
