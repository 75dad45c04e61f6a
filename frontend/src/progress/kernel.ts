/** The record in a kernel: a live widget (anywidget) has a model in Python as the store of its activity. */
import type { Attempt, Json, Rec } from "../common/model.ts";
import { attemptFrom, MAX_ANSWER_BYTES } from "../record/reading.ts";
import { nextNumber, recordOf } from "../record/record.ts";
import { type Answered, attemptOf, Listeners, newReplica, type Store, today } from "./store.ts";

/** The part of a Jupyter widget model that is used here. */
export interface Model {
	get(name: string): unknown;
	set(name: string, value: unknown): void;
	save_changes(): void;
	on(event: string, listener: (content?: unknown) => void): void;
	off(event: string, listener: (content?: unknown) => void): void;
	/** Say something to Python that is no value of the widget. */
	send?(content: unknown): void;
}

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
		const attempt = attemptOf(answered, { replica, n: clock++, release: "", day: today() });
		this.#sent.push(attempt);
		this.model.set("attempt", attempt);
		this.model.save_changes();
		this.#listeners.tell();
		return true;
	}

	draft(): Json | undefined {
		const draft = this.#written ?? (this.model.get("draft") as Json | undefined);
		// where nothing is begun, Python has an empty one
		return Object.keys(draft ?? {}).length ? draft : undefined;
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
