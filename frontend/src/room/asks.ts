/** What a room can be asked: every question that is counted comes down to lines with a few options each. */
import type { WordKey } from "../common/keys.ts";
import {
	AnswerError,
	type ChoiceSpec,
	type ClassifySpec,
	type Json,
	type Spec,
	type Step,
	type VignetteSpec,
} from "../common/model.ts";
import type { Mark } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import { score as choiceScore } from "../kinds/choice.tsx";
import { score as classifyScore } from "../kinds/classify.tsx";
import { STEP_WORDS, score as vignetteScore } from "../kinds/vignette.tsx";

/** The questions of a page: those that are counted, and those that are only shown. */
export type Asked = Spec;
export type Counted = ChoiceSpec | VignetteSpec | ClassifySpec;

export interface Option {
	id: string;
	letter: string;
	text: string;
	mark: Mark;
	word: WordKey;
	/** Why it fits or not; empty where the line says it. */
	why: string;
}

/** One thing to raise a hand for. */
export interface Line {
	id: string;
	/** What stands before the options, where a question has several lines. */
	text: string;
	several: boolean;
	options: Option[];
	/** What is told with the key, whatever was chosen. */
	notes: { title?: WordKey; text: string }[];
}

export const isCounted = (spec: Asked): spec is Counted =>
	spec.kind === "choice" || spec.kind === "vignette" || spec.kind === "classify";

const letterOf = (place: number): string => String.fromCodePoint(65 + place);

export function linesOf(spec: Counted, say: Say): Line[] {
	if (spec.kind === "choice") return [choiceLine(spec)];
	if (spec.kind === "vignette") return [vignetteLine(spec, say)];
	return spec.cards.map((card) => cardLine(spec, card));
}

function choiceLine(spec: ChoiceSpec): Line {
	const options = spec.options.map((one, place) => ({
		id: one.id,
		letter: letterOf(place),
		text: one.text,
		why: one.feedback,
		...markOf(one.correct ? 1 : 0),
	}));
	return { id: spec.id, text: "", several: spec.select === "several", options, notes: [] };
}

function vignetteLine(spec: VignetteSpec, say: Say): Line {
	const options = spec.answers.map(({ id, feedback }, place) => ({
		id,
		letter: letterOf(place),
		text: `${say(STEP_WORDS[id].name)} ${say(STEP_WORDS[id].means)}`,
		why: feedback,
		...markOf(vignetteScore(spec, [id])),
	}));
	const notes: Line["notes"] = [
		{ title: "vignette.ordinary", text: spec.ordinary },
		{ title: "vignette.moves", text: spec.moves },
	];
	return { id: spec.id, text: "", several: false, options, notes };
}

function cardLine(spec: ClassifySpec, card: ClassifySpec["cards"][number]): Line {
	const options = spec.groups.map((group, place) => ({
		id: group.id,
		letter: letterOf(place),
		text: group.text,
		why: "",
		...markOf(group.id === card.group ? 1 : 0),
	}));
	return { id: card.id, text: card.text, several: false, options, notes: [{ text: card.feedback }] };
}

function markOf(score: number): Pick<Option, "mark" | "word"> {
	if (score === 1) return { mark: "right", word: "mark.right" };
	return score > 0 ? { mark: "partly", word: "mark.near" } : { mark: "other", word: "mark.other" };
}

/** What an answer says on each line; null for one that is not whole, or that nobody could have given. */
export function votesOf(spec: Counted, answer: Json): string[][] | null {
	try {
		if (spec.kind === "classify") return cardVotes(spec, answer);
		const score = spec.kind === "choice" ? choiceScore(spec, answer) : vignetteScore(spec, answer);
		const chosen = answer as Step[];
		return score >= 0 && chosen.length ? [chosen] : null;
	} catch (error) {
		if (error instanceof AnswerError) return null;
		throw error;
	}
}

function cardVotes(spec: ClassifySpec, answer: Json): string[][] | null {
	classifyScore(spec, answer);
	const sorted = new Map(Object.entries(answer as Record<string, string>));
	const votes = spec.cards.flatMap((card) => sorted.get(card.id) ?? []);
	return votes.length === spec.cards.length ? votes.map((one) => [one]) : null;
}
