/** An exercise at work: the short code, the questions, and the file to hand in. Answers stay in this browser. */
import { type ComponentChild, render } from "preact";
import { saveFile } from "../common/download.ts";
import { addSprite } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Attempt, GradedSpec } from "../common/model.ts";
import { type Say, speaker } from "../common/words.ts";
import { BrowserStore } from "../progress/browser.ts";
import { attemptOf, newReplica, today } from "../progress/store.ts";
import { CodeError, normalCode, squeezed } from "../record/code.ts";
import { RecordError } from "../record/reading.ts";
import { nextNumber, standing } from "../record/record.ts";
import { fileName, LONGEST_ANSWER, readSession, sessionText } from "../record/session-file.ts";
import type { Exercise } from "./data.ts";
import { draftOf } from "./graded.tsx";
import { mountGraded } from "./mount.ts";

/** Where a question stands: nothing saved, a road under way, changed after it was saved, or saved. */
export type State = "open" | "begun" | "changed" | "saved";

/** DOM ids: the field for the short code, and the button that asks before it deletes. */
export const CODE = "su-code";
export const DELETE = "su-delete";

/** What is kept beside the answers, under a name that no activity has. */
const CODE_DRAFT = "code";

export class ExercisePage {
	readonly say: Say;
	readonly store: BrowserStore;
	/** What stands in the field of the code, and what is said about it. */
	code = "";
	codeSaid = "";
	codeWrong = false;
	/** What is said at the end of the page. */
	said: string[] = [];
	/** Which question of the foot waits for an answer: to download with open questions, to delete. */
	asks: "" | "open" | "delete" = "";
	/** The day of answers that were here before the page was opened. */
	readonly before: string;
	#leave: (() => void)[] = [];

	constructor(
		readonly data: Exercise,
		/** Draws what stands around the questions; those parts stand above this file. */
		readonly parts: (page: ExercisePage) => readonly (readonly [mark: string, part: ComponentChild])[],
	) {
		this.say = speaker(data.words);
		this.store = new BrowserStore({
			course: `exercise-${data.exercise}`,
			release: data.release,
			open: () => window.localStorage,
			longest: LONGEST_ANSWER,
		});
		this.before = this.store.record().attempts.at(-1)?.day ?? "";
	}

	start(): void {
		addSprite(document.body);
		const given = document.querySelector<HTMLElement>("[data-su-exercise-head]")?.dataset.code;
		const kept = this.store.draft(CODE_DRAFT);
		this.code = typeof kept === "string" ? kept : (given ?? "");
		this.#check(false);
		this.#mount();
		this.store.subscribe(() => this.draw());
		window.addEventListener("storage", ({ key }) => this.store.concerns(key) && this.store.refresh());
		window.addEventListener("pageshow", ({ persisted }) => persisted && this.store.refresh());
		this.draw();
	}

	#mount(): void {
		for (const leave of this.#leave) leave();
		this.#leave = [...document.querySelectorAll<HTMLElement>("[data-item]")].flatMap((place) => {
			const at = this.data.items.findIndex((item) => item.id === place.dataset.item);
			const spec = this.data.items[at];
			return spec ? [this.#one(place, spec, at + 1)] : [];
		});
	}

	#one(place: HTMLElement, spec: GradedSpec, number: number): () => void {
		const host = document.createElement("div");
		place.append(host);
		const { store, say } = this;
		const count = () => ({ n: this.saved, total: this.data.items.length });
		const clock = () => performance.now();
		let leave: () => void;
		try {
			leave = mountGraded(host, spec, { store, say, id: place.id, clock, number, count });
		} catch (error) {
			host.remove(); // the plain text stays readable
			throw error;
		}
		for (const plain of place.querySelectorAll<HTMLElement>(".su-plain")) plain.hidden = true;
		return () => {
			leave();
			host.remove();
		};
	}

	/** The questions in the order of the exercise, each with its number and state. */
	get states(): { number: number; id: string; state: State }[] {
		const record = this.store.record();
		return this.data.items.map(({ id, version, kind }, at) => {
			const saved = standing(record, id, version).last?.version === version;
			const draft = this.store.draft(id) !== undefined && (kind === "scenario" ? "begun" : "changed");
			return { number: at + 1, id, state: draft || (saved ? "saved" : "open") };
		});
	}

	/** How many questions have an answer that counts. */
	get saved(): number {
		const record = this.store.record();
		return this.data.items.filter(({ id, version }) => standing(record, id, version).last?.version === version).length;
	}

	draw(): void {
		for (const [mark, part] of this.parts(this)) {
			const place = document.querySelector(`[data-su-exercise-${mark}]`);
			if (!place) continue;
			if (!place.firstElementChild?.classList.contains("su-live-part")) place.replaceChildren();
			render(part, place);
		}
	}

	/** Take what is typed; a whole code is looked at at once, an unfinished one only when the field is left. */
	typed(text: string): void {
		this.code = text;
		this.#check(false);
		this.draw();
	}

	left(): void {
		this.#check(true);
		this.draw();
	}

	#check(finished: boolean): string | undefined {
		this.codeSaid = "";
		this.codeWrong = false;
		try {
			const code = normalCode(this.code);
			if (finished) this.code = code;
			this.codeSaid = this.say("exercise.code-good");
			if (this.store.draft(CODE_DRAFT) !== code) this.store.setDraft(CODE_DRAFT, code);
			return code;
		} catch (error) {
			if (!(error instanceof CodeError)) throw error;
			const early = !squeezed(this.code) || (!finished && error.kind === "length");
			this.codeWrong = !early;
			if (!early) this.codeSaid = this.say(TROUBLES[error.kind], { letter: error.sign });
			return undefined;
		}
	}

	/** @param anyway whether the learner knows that questions are open */
	download(anyway: boolean): void {
		const code = this.#check(true);
		if (!code) {
			this.#noCode();
		} else if (!this.saved) {
			this.tell("exercise.no-answers");
		} else if (!anyway && this.states.some(({ state }) => state !== "saved")) {
			this.asks = "open";
			this.said = [this.say("exercise.open-about")];
			this.draw();
		} else {
			this.#save(code);
		}
	}

	#noCode(): void {
		if (!this.codeWrong) this.codeSaid = this.say("exercise.code-missing");
		this.codeWrong = true;
		this.said = [];
		this.draw();
		document.getElementById(CODE)?.focus();
	}

	#save(code: string): void {
		const name = fileName(this.data.exercise, code);
		const handed = { code, record: this.store.record(), drafts: this.#drafts() };
		saveFile(name, "application/json", sessionText(this.data, handed, new Date()));
		this.asks = "";
		this.said = [this.say("exercise.file", { name }), this.say("exercise.file-again")];
		this.draw();
	}

	/** Texts that were written and not saved: nobody should lose them for a button that was not pressed. */
	#drafts(): Attempt[] {
		const { release } = this.data;
		const made = { replica: newReplica(), n: nextNumber(this.store.record()), release, day: today() };
		return this.data.items.flatMap((spec) => {
			const draft = spec.kind === "text" ? draftOf(this.store, spec) : undefined;
			if (!draft || draft.answer === "") return [];
			const { answer, sure: certainty } = draft;
			const { id: activity, version } = spec;
			return [attemptOf({ activity, version, answer, certainty, score: null, seconds: 0 }, made)];
		});
	}

	#takeDrafts(drafts: readonly Attempt[]): void {
		for (const { activity, version, answer, certainty } of drafts) {
			const here = this.store.draft(activity) !== undefined || this.#has(activity);
			if (!here) this.store.setDraft(activity, { version, answer, sure: certainty });
		}
	}

	#has(id: string): boolean {
		return this.store.record().attempts.some((one) => one.activity === id);
	}

	async load(file: File): Promise<void> {
		try {
			const { code, record, drafts } = readSession(new Uint8Array(await file.arrayBuffer()), this.data);
			const { fresh, known } = this.store.take(record, new Set(this.data.items.map((item) => item.id)));
			this.#takeDrafts(drafts);
			this.said = [this.say("exercise.load-done", { fresh, known }), ...this.#takeCode(code)];
			this.#mount(); // also what was being changed gives way to the file
		} catch (error) {
			const foreign = error instanceof RecordError && error.kind === "foreign";
			this.said = [this.say(foreign ? "exercise.load-other" : "exercise.load-damaged")];
		}
		this.asks = "";
		this.draw();
	}

	/** Fill in the code of a file that was read; another one than here is only told. */
	#takeCode(code: string): string[] {
		const here = squeezed(this.code);
		if (here && code && here !== code) return [this.say("exercise.load-code", { code })];
		this.code ||= code;
		this.#check(true);
		return [];
	}

	ask(what: "" | "delete"): void {
		this.asks = what;
		this.said = [];
		this.draw();
		document.getElementById(DELETE)?.focus(); // the button that kept them is gone
	}

	delete(): void {
		const gone = this.store.clear();
		this.code = "";
		this.#check(false);
		this.#mount();
		this.asks = "";
		this.tell(gone || this.store.problem === "blocked" ? "exercise.delete-done" : "exercise.delete-refused");
	}

	tell(word: WordKey): void {
		this.said = [this.say(word)];
		this.draw();
	}
}

const TROUBLES: Record<CodeError["kind"], WordKey> = {
	length: "exercise.code-length",
	sign: "exercise.code-letters",
	check: "exercise.code-check",
};
