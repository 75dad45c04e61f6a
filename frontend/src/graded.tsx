/** A graded question: the learner answers and saves, as often as wanted. Nothing here knows what is right. */
import type { ComponentChild } from "preact";
import { type AnyAsking, type Asked as AskedSpec, accepts, askingOf, todo } from "./asking.ts";
import type { IconName } from "./icons.tsx";
import type { Missing } from "./kinds/kind.ts";
import type { Attempt, Certainty, GradedSpec, Json } from "./model.ts";
import { Buttons, Notice } from "./parts.tsx";
import { Asked, Clue, Sure } from "./question.tsx";
import { canonical } from "./record.ts";
import { type Env, Session } from "./session.tsx";
import type { Store } from "./store.ts";

export interface GradedEnv extends Env {
	/** Where the question stands among others; absent in a notebook, where it stands alone. */
	number?: number;
	/** What was saved so far, of all. */
	count?: () => { n: number; total: number };
}

/** What the two ways to answer share: the head and what is said after saving. */
export abstract class Graded<S extends GradedSpec> extends Session<S> {
	constructor(
		host: HTMLElement,
		spec: S,
		protected readonly graded: GradedEnv,
	) {
		super(host, spec, graded);
	}

	/** The answer that counts now, if there is one to this version. */
	protected counts(): Attempt | undefined {
		const { last } = this.standing();
		return last?.version === this.spec.version && accepts(this.spec, last.answer) ? last : undefined;
	}

	protected label(kind: string): string {
		const { graded, spec } = this;
		const { say, number, count } = graded;
		const points = say(spec.points === 1 ? "exercise.point" : "exercise.points", { n: spec.points });
		const place = number && count ? [say("exercise.question", { n: number, total: count().total })] : [];
		return [...place, kind, points.replace(" ", "\u00a0")].join(" · ");
	}

	/** Icon and word of the state: nothing yet, changed, or saved. */
	protected stateHead(icon: IconName, kind: string, changed: string): ComponentChild {
		const { say } = this.env;
		const saved = this.counts() && say(this.saved ? "exercise.saved" : "exercise.saved-here");
		return this.head(icon, this.label(kind), {
			icon: changed ? "partly" : saved ? "pen" : "open",
			word: changed || saved || say("state.open"),
		});
	}

	protected saidSaved(): string {
		const { say, count } = this.graded;
		const said = count ? say("exercise.saved-said", { ...count() }) : say("exercise.saved-widget");
		return this.saved ? said : `${said} ${say("exercise.not-kept")}`;
	}

	protected older(): ComponentChild {
		const { say } = this.env;
		return this.standing().last && !this.counts() ? <Notice calm icon="older" title={say("exercise.older")} /> : null;
	}
}

/** What was begun and not saved; parts of an answer count, too. */
export function draftOf(store: Store, spec: AskedSpec): { answer: Json; sure: Certainty | null } | undefined {
	const draft = store.draft(spec.id);
	if (typeof draft !== "object" || draft === null || Array.isArray(draft)) return undefined;
	const { version, answer, sure } = draft;
	if (version !== spec.version || answer === undefined) return undefined;
	const empty = canonical(answer) === canonical(askingOf(spec).empty(spec));
	if (!empty && !accepts(spec, answer)) return undefined;
	return { answer, sure: sure === 1 || sure === 2 || sure === 3 ? sure : null };
}

export class GradedCard extends Graded<AskedSpec> {
	readonly #kind: AnyAsking;
	#answer: Json;
	#sure: Certainty | null = null;
	#missing: Missing | null = null;
	#changed = false;

	constructor(host: HTMLElement, spec: AskedSpec, env: GradedEnv) {
		super(host, spec, env);
		this.#kind = askingOf(spec);
		this.#answer = this.#kind.empty(spec);
	}

	protected override adopt(): void {
		const saved = this.counts();
		const draft = draftOf(this.env.store, this.spec);
		this.#missing = null;
		this.said = "";
		this.#changed = draft !== undefined;
		this.#answer = draft ? draft.answer : (saved?.answer ?? this.#kind.empty(this.spec));
		this.#sure = draft ? draft.sure : ((saved?.certainty as Certainty | null | undefined) ?? null);
	}

	#set(answer: Json, said = "", focus?: string): void {
		this.#answer = answer;
		this.#change(said, focus);
	}

	#change(said = "", focus?: string): void {
		this.touch();
		this.#missing = null;
		this.#changed = !this.#same();
		this.said = said;
		const { id, version } = this.spec;
		const draft = { version, answer: this.#answer, sure: this.#sure };
		this.env.store.setDraft(id, this.#changed ? draft : undefined);
		this.draw(focus);
	}

	#same(): boolean {
		const saved = this.counts();
		return saved !== undefined && canonical(saved.answer) === canonical(this.#answer) && saved.certainty === this.#sure;
	}

	#save(): void {
		this.#missing = this.#kind.missing(this.spec, this.#answer, this.env.id);
		this.said = "";
		if (!this.#missing) {
			this.#changed = false;
			this.env.store.setDraft(this.spec.id, undefined);
			if (!this.#same()) this.keep(this.#answer, null, this.#sure);
			this.said = this.saidSaved();
		}
		this.draw(this.#missing?.focus);
	}

	protected override view(): ComponentChild {
		const { spec } = this;
		const kind = this.#kind;
		const { say, id } = this.env;
		const submit = (event: Event) => {
			event.preventDefault();
			this.#save();
		};
		return (
			<form class="su-card" noValidate autocomplete="off" onSubmit={submit}>
				{this.stateHead(kind.icon, say(kind.label(spec)), this.#changed ? say("exercise.changed") : "")}
				{this.older()}
				<Asked kind={kind} prompt={spec.prompt} say={say} id={`${id}--asked`}>
					{kind.body({
						spec,
						answer: this.#answer,
						phase: "open",
						id,
						say,
						set: (answer, said, focus) => this.#set(answer, said, focus),
					})}
				</Asked>
				<Clue text={spec.hint} say={say} />
				{spec.certainty && <Sure id={id} sure={this.#sure} set={(level) => this.#state(level)} say={say} />}
				<Buttons list={[{ word: "act.save", main: true, press: () => this.#save() }]} say={say}>
					{kind.beside && <p class="su-small">{kind.beside(this.#answer, say)}</p>}
				</Buttons>
				<div class="su-result" role="status">
					{this.#missing && <p key="missing">{say(todo(this.#missing.word))}</p>}
					{!this.#missing && this.said && <p class={this.#changed ? "su-said" : undefined}>{this.said}</p>}
				</div>
			</form>
		);
	}

	#state(level: Certainty): void {
		this.#sure = level;
		this.#change();
	}
}
