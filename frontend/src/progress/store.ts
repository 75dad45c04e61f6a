/**
 * Where attempts are kept: what activities need of a store, and what stores share. Activities know this interface alone;
 * which place is behind it is chosen by the script that starts (see Keeping).
 */
import type { Attempt, Json, Rec } from "../common/model.ts";

/** Why nothing is saved: the browser refuses, or its store is full. */
export type Problem = "blocked" | "full";

/** What an activity knows of a new attempt; the store adds where and when. */
export type Answered = Pick<Attempt, "activity" | "version" | "answer" | "score" | "certainty" | "seconds">;

/** Learning platforms: each keeps one packed text, which an adapter (adapter.ts) reads and writes for layer.ts. */
export type Platform = "scorm12" | "scorm2004" | "cmi5";

/** All places, each a file of its name in this folder; frontend/test/stores.test.ts holds every one to the same contract. */
export type Keeping = "browser" | "memory" | "kernel" | Platform;

export interface Store {
	/** All attempts that are known here, saved or not. */
	record(): Rec;
	/** Keep an attempt; false where it is held in memory only. */
	add(answered: Answered): boolean;
	draft(activity: string): Json | undefined;
	/** Keep what is begun and not finished; undefined forgets it. */
	setDraft(activity: string, draft: Json | undefined): void;
	/** Be told when something changed, here or elsewhere. Returns the way to stop. */
	subscribe(listener: () => void): () => void;
}

/** Where and when an attempt was made. */
type Made = Pick<Attempt, "replica" | "n" | "release" | "day">;

/** A whole attempt, as learners make it: outside of any evaluation. */
export const attemptOf = (answered: Answered, made: Made): Attempt => ({
	...made,
	phase: null,
	form: null,
	...answered,
});

/** A fresh name of this page load, so that two tabs never claim one place in the record. */
export function newReplica(): string {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
	const numbers = crypto.getRandomValues(new Uint32Array(12));
	return Array.from(numbers, (number) => letters[number % letters.length]).join("");
}

/** The day on the learner's own calendar. */
export function today(now = new Date()): string {
	const two = (n: number) => String(n).padStart(2, "0");
	return `${String(now.getFullYear()).padStart(4, "0")}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export class Listeners {
	readonly #all = new Set<() => void>();

	add(listener: () => void): () => void {
		this.#all.add(listener);
		return () => this.#all.delete(listener);
	}

	tell(): void {
		for (const listener of this.#all) listener();
	}
}
