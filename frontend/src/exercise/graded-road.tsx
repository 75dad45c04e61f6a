/** A graded scenario: decide step by step and see what it changes. The road is the answer; nobody says here what it earns. */
import type { ComponentChild } from "preact";
import { Walking } from "../activity/walking.tsx";
import type { Ending, Public, ScenarioSpec } from "../common/model.ts";
import { type Button, Notice } from "../common/parts.tsx";
import type { Place, Step } from "../kinds/road.ts";
import { changesOf, type View } from "../kinds/scenario.tsx";
import { type GradedEnv, GradedState } from "./graded-state.tsx";

export class GradedRoad extends Walking<Public<ScenarioSpec>> {
	protected override readonly anew = true; // else the saved road would come back in its place
	readonly #state: GradedState;

	constructor(host: HTMLElement, spec: Public<ScenarioSpec>, env: GradedEnv) {
		super(host, spec, env);
		this.#state = new GradedState(spec, env);
	}

	protected override adopt(): void {
		this.stand(this.begun() ?? (this.#state.counts()?.answer as string[] | undefined) ?? []);
	}

	protected override worth(): null {
		return null;
	}

	protected override told(step: Step): string {
		return changesOf(step, this.env.say);
	}

	protected override top({ ending, steps }: Place): ComponentChild {
		const { say } = this.env;
		const underWay = !ending && steps.length ? say("road.under-way", { n: steps.length + 1 }) : "";
		return this.head("scenario", this.#state.label(say("kind.scenario")), this.#state.word(underWay, this.saved));
	}

	protected override older(): ComponentChild {
		return this.#state.older();
	}

	/** What the last decision changed of what is on view. */
	protected override changed({ place }: View): ComponentChild {
		const last = place.steps.at(-1);
		const said = last ? this.told(last) : "";
		return said ? <Notice calm icon="progress" title={said} /> : null;
	}

	protected override after(): null {
		return null;
	}

	protected override ended(ending: Ending): ComponentChild {
		return (
			<>
				<p class="su-verdict">{ending.title}</p>
				<p>
					{this.#state.saidSaved(this.saved)} {this.env.say("exercise.end")}
				</p>
			</>
		);
	}

	protected override atEnd(): Button[] {
		return [{ word: "act.play-again", main: true, press: () => this.go([]) }];
	}
}
