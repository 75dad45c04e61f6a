/** What each kind of activity that learners practise is called. */
import type { WordKey } from "./keys.ts";

export const KIND_WORDS = {
	choice: "kind.choice",
	match: "kind.match",
	order: "kind.order",
	classify: "kind.classify",
	spot: "kind.spot",
	scenario: "kind.scenario",
	vignette: "kind.vignette",
} as const satisfies Record<string, WordKey>;
