/** What a graded question says of itself, whichever way it is answered: its points, its place, and what was saved. */
import type { ComponentChild } from "preact";
import type { Env } from "../activity/session.tsx";
import type { IconName } from "../common/icons.tsx";
import type { Attempt, GradedSpec } from "../common/model.ts";
import { Notice } from "../common/parts.tsx";
import { accepts } from "../kinds/asking.ts";
import { standing } from "../record/record.ts";

export interface GradedEnv extends Env {
	/** Where the question stands among others; absent in a notebook, where it stands alone. */
	number?: number;
	/** What was saved so far, of all. */
	count?: () => { n: number; total: number };
}

export class GradedState {
	constructor(
		readonly spec: GradedSpec,
		readonly env: GradedEnv,
	) {}

	/** The answer that counts now, if there is one to this version. */
	counts(): Attempt | undefined {
		const last = this.#last();
		return last?.version === this.spec.version && accepts(this.spec, last.answer) ? last : undefined;
	}

	#last(): Attempt | undefined {
		return standing(this.env.store.record(), this.spec.id, this.spec.version).last;
	}

	label(kind: string): string {
		const { spec } = this;
		const { say, number, count } = this.env;
		const points = say(spec.points === 1 ? "exercise.point" : "exercise.points", { n: spec.points });
		const place = number && count ? [say("exercise.question", { n: number, total: count().total })] : [];
		return [...place, kind, points.replace(" ", "\u00a0")].join(" · ");
	}

	/** Icon and word of the state: nothing yet, changed, or saved. */
	word(changed: string, kept: boolean): { icon: IconName; word: string } {
		const { say } = this.env;
		const saved = this.counts() && say(kept ? "exercise.saved" : "exercise.saved-here");
		return { icon: changed ? "partly" : saved ? "pen" : "open", word: changed || saved || say("state.open") };
	}

	saidSaved(kept: boolean): string {
		const { say, count } = this.env;
		const said = count ? say("exercise.saved-said", { ...count() }) : say("exercise.saved-widget");
		return kept ? said : `${said} ${say("exercise.not-kept")}`;
	}

	/** Says that what was answered belongs to another version. */
	older(): ComponentChild {
		const { say } = this.env;
		return this.#last() && !this.counts() ? <Notice calm icon="older" title={say("exercise.older")} /> : null;
	}
}
