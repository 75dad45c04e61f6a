/** An exercise in its public form, as its page or its file `activities.public.json` carries it. */
import type { GradedSpec } from "../common/model.ts";

export interface Exercise {
	course: string;
	/** Its id, such as "principles". */
	exercise: string;
	release: string;
	language: string;
	words: Record<string, string>;
	items: GradedSpec[];
}

/** Read it from the page; undefined where there is none. */
export function exerciseHere(): Exercise | undefined {
	const text = document.querySelector("script[data-su-exercise]")?.textContent;
	return text ? (JSON.parse(text) as Exercise) : undefined;
}
