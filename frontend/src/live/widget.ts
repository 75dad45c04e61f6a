/** The live widget (anywidget): the same activities, with a Python model as their store. */

import type { Env } from "../activity/session.tsx";
import type { Attempt, Json, Rec } from "../common/model.ts";
import { type Answered, Listeners, newReplica, type Store, today } from "../progress/store.ts";
import { attemptFrom, MAX_ANSWER_BYTES } from "../record/reading.ts";
import { nextNumber, recordOf } from "../record/record.ts";
import { framed, type Model } from "./frame.ts";

/** A text is sent when its writer pauses, as Python puts what it gets on a disk. */
const PAUSE = 1000;

const replica = newReplica();
let clock = 1;

/** Attempts come from Python and go to Python; what is on its way already counts. */
export class ModelStore implements Store {
	readonly #listeners = new Listeners();
	readonly #sent: Attempt[] = [];
	#written: Json | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #hear = () => {
		this.#resend();
		this.#listeners.tell();
	};

	constructor(
		readonly model: Model,
		readonly longest = MAX_ANSWER_BYTES,
	) {
		model.on("change:attempts", this.#hear);
		model.on("change:beside", this.#hear);
		model.on("change:notice", this.#hear);
	}

	record(): Rec {
		const listed = this.model.get("attempts");
		// `beside` are answers to the twin of this story
		const known = [listed, this.model.get("beside")].flatMap((one) =>
			Array.isArray(one) ? one.flatMap((value) => soundAttempt(value, this.longest)) : [],
		);
		return recordOf([...known, ...this.#pending(listed)], new Map());
	}

	add(answered: Answered): boolean {
		clock = Math.max(clock, nextNumber(this.record()));
		const attempt = { replica, n: clock++, release: "", phase: null, form: null, day: today(), ...answered };
		this.#sent.push(attempt);
		this.model.set("attempt", attempt);
		this.model.save_changes();
		this.#listeners.tell();
		return true;
	}

	draft(): Json | undefined {
		return this.#written ?? (this.model.get("draft") as Json | undefined);
	}

	setDraft(_activity: string, draft: Json | undefined): void {
		clearTimeout(this.#timer);
		this.#written = isText(draft) ? draft : undefined;
		if (this.#written === undefined) this.#sendDraft(draft);
		else this.#timer = setTimeout(() => this.#sendDraft(draft), PAUSE);
	}

	#sendDraft(draft: Json | undefined): void {
		this.#written = undefined;
		this.model.set("draft", draft ?? {});
		this.model.save_changes();
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	dispose(): void {
		clearTimeout(this.#timer);
		if (this.#written !== undefined) this.#sendDraft(this.#written);
		this.model.off("change:attempts", this.#hear);
		this.model.off("change:beside", this.#hear);
		this.model.off("change:notice", this.#hear);
	}

	/** While a kernel is busy, its front end merges waiting updates: an answer overtaken by the next one goes again. */
	#resend(): void {
		const [oldest] = this.#pending(this.model.get("attempts"));
		if (!oldest || this.model.get("attempt") === oldest) return;
		this.model.set("attempt", oldest);
		this.model.save_changes();
	}

	/** Python gives an attempt its release; ours would then be a rival for the same place. */
	#pending(listed: unknown): Attempt[] {
		const there = new Set(Array.isArray(listed) ? listed.map((one) => `${one?.replica}.${one?.n}`) : []);
		return this.#sent.filter((one) => !there.has(`${one.replica}.${one.n}`));
	}
}

const isText = (draft: Json | undefined): boolean =>
	typeof draft === "object" && draft !== null && !Array.isArray(draft) && typeof draft.answer === "string";

function soundAttempt(value: unknown, longest: number): Attempt[] {
	try {
		return [attemptFrom(value, 0, longest)];
	} catch {
		return [];
	}
}

/** How an activity is brought to life inside an element; returns how to take it away. */
export type Mount<S> = (host: HTMLElement, spec: S, env: Env) => () => void;

/** Make the render function of an anywidget. It returns how to take the widget away. */
export function rendering<S>(mounted: Mount<S>, longest?: number) {
	return ({ model, el }: { model: Model; el: HTMLElement }): (() => void) => {
		const store = new ModelStore(model, longest);
		return framed({ model, el }, store, (host, say, id) =>
			mounted(host, model.get("spec") as S, { store, say, id, clock: () => performance.now() }),
		);
	};
}
