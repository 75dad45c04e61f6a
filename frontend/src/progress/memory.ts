/** A store that keeps nothing: what a room tries together is no record of anybody. */
import type { Attempt, Json, Rec } from "../common/model.ts";
import { recordOf } from "../record/record.ts";
import { type Answered, attemptOf, Listeners, newReplica, type Store, today } from "./store.ts";

export class MemoryStore implements Store {
	readonly #listeners = new Listeners();
	readonly #replica = newReplica();
	readonly #drafts = new Map<string, Json>();
	#attempts: Attempt[] = [];

	record(): Rec {
		return recordOf(this.#attempts, new Map());
	}

	/** "Kept" as far as anybody expects: the page says that nothing is. */
	add(answered: Answered): boolean {
		const made = { replica: this.#replica, n: this.#attempts.length + 1, release: "", day: today() };
		this.#attempts = [...this.#attempts, attemptOf(answered, made)];
		this.#listeners.tell();
		return true;
	}

	draft(activity: string): Json | undefined {
		return this.#drafts.get(activity);
	}

	setDraft(activity: string, draft: Json | undefined): void {
		if (draft === undefined) this.#drafts.delete(activity);
		else this.#drafts.set(activity, draft);
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}
}
