/** What practice activities and scenarios share: a place in the page, a store, a head, and how they redraw. */
import { type ComponentChild, render } from "preact";
import { Icon, type IconName } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Attempt, Json, RatingSpec, Spec, TextSpec } from "../common/model.ts";
import { Notice } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import type { Answered, Store } from "../progress/store.ts";
import { type Standing, scoreStatus, standing } from "../record/record.ts";

export interface Env {
	store: Store;
	say: Say;
	/** Prefix of all DOM ids. */
	id: string;
	/** Decides which version of a twin story comes first; absent or null: the first one. */
	seed?: string | null;
	/** Milliseconds on a clock that only goes forward. */
	clock: () => number;
	/** Print with marks and notes; absent where the page is not ours. */
	print?: (() => void) | undefined;
}

const LONGEST = 3600;

export abstract class Session<S extends Spec | TextSpec | RatingSpec> {
	protected said = "";
	protected saved = true;
	/** Something was changed here since the last check, so other tabs may not overwrite it. */
	protected touched = false;
	#known: Attempt | undefined;
	#began: number | null = null;
	readonly #stop: () => void;

	constructor(
		protected readonly host: HTMLElement,
		protected readonly spec: S,
		protected readonly env: Env,
	) {
		this.#stop = env.store.subscribe(() => this.refresh());
	}

	/** Show what the record knows, and draw. */
	open(): void {
		this.#known = this.standing().last;
		this.adopt(this.#known);
		this.draw();
	}

	dispose(): void {
		this.#stop();
		render(null, this.host);
	}

	/** Take over an attempt as what is on view; undefined is a fresh start. */
	protected abstract adopt(attempt: Attempt | undefined): void;
	protected abstract view(): ComponentChild;

	protected standing(): Standing {
		return standing(this.env.store.record(), this.spec.id, this.spec.version);
	}

	/** The last answer to another activity, such as a twin. */
	protected lastOf(activity: string): Json | undefined {
		return standing(this.env.store.record(), activity, 1).last?.answer;
	}

	protected refresh(): void {
		const { last } = this.standing();
		const moved = last?.replica !== this.#known?.replica || last?.n !== this.#known?.n;
		this.#known = last;
		if (moved && !this.touched) this.adopt(last);
		this.draw();
	}

	protected draw(focus?: string): void {
		const { status } = this.standing();
		this.host.closest("su-activity, .su-item")?.setAttribute("data-state", status);
		render(this.view(), this.host);
		if (focus) this.host.querySelector<HTMLElement>(`#${CSS.escape(focus)}`)?.focus();
	}

	/** Time runs from the first touch. */
	protected touch(): void {
		this.touched = true;
		this.#began ??= this.env.clock();
	}

	protected keep(answer: Json, score: number | null, certainty: number | null): void {
		const seconds = this.#began === null ? 0 : Math.round((this.env.clock() - this.#began) / 1000);
		const { id: activity, version } = this.spec;
		const answered: Answered = {
			activity,
			version,
			answer,
			score,
			certainty,
			seconds: Math.min(LONGEST, Math.max(0, seconds)),
		};
		this.#began = null;
		// the store tells everybody at once, this session too, which already shows this attempt
		this.touched = true;
		this.saved = this.env.store.add(answered);
		this.touched = false;
		this.#known = this.standing().last;
	}

	/** Says that the last answer was to another version. */
	protected older(): ComponentChild {
		const { say } = this.env;
		if (this.standing().status !== "older") return null;
		return (
			<Notice calm icon="older" title={say("notice.older-title")}>
				{say("notice.older")}
			</Notice>
		);
	}

	/** Icon and word of the state: as given, or how often and how it was answered. */
	protected head(icon: IconName, label: string, state?: { icon: IconName; word: string }): ComponentChild {
		const now = state ?? stateOf(this.standing(), this.env.say);
		return (
			<p class="su-head">
				<span>
					<Icon name={icon} />
					{label}
				</span>
				<span class="su-state">
					<Icon name={now.icon} />
					{now.word}
				</span>
			</p>
		);
	}
}

const STATE_WORDS: Record<"right" | "partly" | "other", WordKey> = {
	right: "state.right",
	partly: "state.partly",
	other: "state.other",
};

function stateOf({ status, last, count }: Standing, say: Say): { icon: IconName; word: string } {
	if (!last) return { icon: "open", word: say("state.open") };
	if (status === "older") return { icon: "older", word: say("state.older") };
	const how = scoreStatus(last.score);
	if (how === "answered") return { icon: "pen", word: say("state.answered") };
	const state = say(STATE_WORDS[how]);
	return { icon: how, word: count > 1 ? say("state.times", { n: count, state }) : say("state.once", { state }) };
}
