/** A graded question: the learner answers and saves, as often as wanted. Nothing here knows what is right. */
import type { ComponentChild } from "preact";
import { Asked, Clue, Sure } from "../activity/question.tsx";
import { Session } from "../activity/session.tsx";
import type { Certainty, Json } from "../common/model.ts";
import { Buttons, Card } from "../common/parts.tsx";
import { type AnyAsking, type Asked as AskedSpec, accepts, askingOf, todo } from "../kinds/asking.ts";
import type { Missing } from "../kinds/kind.ts";
import type { Store } from "../progress/store.ts";
import { canonical } from "../record/record.ts";
import { type GradedEnv, GradedState } from "./graded-state.tsx";

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

export class GradedCard extends Session<AskedSpec> {
	readonly #kind: AnyAsking;
	readonly #state: GradedState;
	#answer: Json;
	#sure: Certainty | null = null;
	#missing: Missing | null = null;
	#changed = false;

	constructor(host: HTMLElement, spec: AskedSpec, env: GradedEnv) {
		super(host, spec, env);
		this.#kind = askingOf(spec);
		this.#state = new GradedState(spec, env);
		this.#answer = this.#kind.empty(spec);
	}

	protected override adopt(): void {
		const saved = this.#state.counts();
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
		const saved = this.#state.counts();
		return saved !== undefined && canonical(saved.answer) === canonical(this.#answer) && saved.certainty === this.#sure;
	}

	#save(): void {
		this.#missing = this.#kind.missing(this.spec, this.#answer, this.env.id);
		this.said = "";
		if (!this.#missing) {
			this.#changed = false;
			this.env.store.setDraft(this.spec.id, undefined);
			if (!this.#same()) this.keep(this.#answer, null, this.#sure);
			this.said = this.#state.saidSaved(this.saved);
		}
		this.draw(this.#missing?.focus);
	}

	protected override view(): ComponentChild {
		const { spec } = this;
		const kind = this.#kind;
		const { say, id } = this.env;
		return (
			<Card press={() => this.#save()}>
				{this.head(
					kind.icon,
					this.#state.label(say(kind.label(spec))),
					this.#state.word(this.#changed ? say("exercise.changed") : "", this.saved),
				)}
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
				{spec.certainty && <Sure id={id} sure={this.#sure} set={(level) => this.#weigh(level)} say={say} />}
				<Buttons list={[{ word: "act.save", main: true, press: () => this.#save() }]} say={say}>
					{kind.beside && <p class="su-small">{kind.beside(this.#answer, say)}</p>}
				</Buttons>
				<div class="su-result" role="status">
					{this.#missing && <p key="missing">{say(todo(this.#missing.word))}</p>}
					{!this.#missing && this.said && <p class={this.#changed ? "su-said" : undefined}>{this.said}</p>}
				</div>
			</Card>
		);
	}

	protected override older(): ComponentChild {
		return this.#state.older();
	}

	#weigh(level: Certainty): void {
		this.#sure = level;
		this.#change();
	}
}
