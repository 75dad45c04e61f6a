/** A graded scenario: decide step by step and see what it changes. The road is the answer; nobody says here what it earns. */
import type { ComponentChild } from "preact";
import { Graded } from "./graded.tsx";
import { changesOf, Decision, Meters, RoadSoFar, SceneStory } from "./kinds/scenario.tsx";
import { AnswerError, type Json, type Public, type ScenarioSpec } from "./model.ts";
import { type Button, Buttons, Notice, Text } from "./parts.tsx";
import { Clue } from "./question.tsx";
import { type Place, walk } from "./road.ts";

export class GradedRoad extends Graded<Public<ScenarioSpec>> {
	#road: string[] = [];
	#picked: string | null = null;
	#missing = false;

	protected override adopt(): void {
		this.#picked = null;
		this.#missing = false;
		this.said = "";
		this.#road = this.#begun() ?? (this.counts()?.answer as string[] | undefined) ?? [];
	}

	/** The unfinished road, if it was begun on this version and still leads somewhere. */
	#begun(): string[] | null {
		const draft = this.env.store.draft(this.spec.id);
		if (typeof draft !== "object" || draft === null || Array.isArray(draft)) return null;
		return draft.version === this.spec.version ? this.#roadIn(draft.road) : null;
	}

	#roadIn(value: Json | undefined): string[] | null {
		if (!Array.isArray(value) || !value.every((one): one is string => typeof one === "string")) return null;
		try {
			return walk(this.spec, value).ending ? null : value;
		} catch (error) {
			if (error instanceof AnswerError) return null;
			throw error;
		}
	}

	#go(road: string[]): void {
		this.touch();
		this.#road = road;
		this.#picked = null;
		this.#missing = false;
		const place = walk(this.spec, road);
		const last = place.steps.at(-1);
		const { id, version } = this.spec;
		this.env.store.setDraft(id, place.ending ? undefined : { version, road });
		if (place.ending) this.keep(road, null, null);
		this.said = last && !place.ending ? changesOf(last, this.env.say) : "";
		this.draw(`${this.env.id}--at`);
	}

	#decide({ scene }: Place): void {
		if (!scene) return;
		this.#missing = this.#picked === null;
		this.said = "";
		if (this.#missing) this.draw(`${this.env.id}--${scene.options[0]?.id}`);
		else this.#go([...this.#road, `${scene.id}.${this.#picked}`]);
	}

	#pick(turn: string): void {
		this.touch();
		this.#picked = turn;
		this.#missing = false;
		this.draw();
	}

	protected override view(): ComponentChild {
		const { spec } = this;
		const { say, id } = this.env;
		const place = walk(spec, this.#road);
		const view = { spec, place, id, say };
		const submit = (event: Event) => {
			event.preventDefault();
			this.#buttons(place)[0]?.press();
		};
		return (
			<form class="su-card" noValidate autocomplete="off" onSubmit={submit}>
				{this.stateHead("scenario", say("kind.scenario"), this.#underWay(place))}
				{this.older()}
				<p class="su-ask">
					<Text text={spec.prompt} />
				</p>
				{!this.#road.length && this.#intro()}
				<div class="su-result su-flat" role="status">
					{this.#result(place)}
				</div>
				{/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for inputs, this holds what the scene tells */}
				<div
					class="su-at"
					id={`${id}--at`}
					tabIndex={-1}
					role="group"
					aria-label={(place.scene ?? place.ending)?.title}
				>
					<Meters {...view} />
					{this.#changes(place)}
					<SceneStory {...view} />
				</div>
				<Decision {...view} picked={this.#picked} pick={(turn) => this.#pick(turn)} />
				<Buttons list={this.#buttons(place)} say={say} />
				<RoadSoFar {...view} />
			</form>
		);
	}

	#underWay({ ending, steps }: Place): string {
		return !ending && steps.length ? this.env.say("road.under-way", { n: steps.length + 1 }) : "";
	}

	#intro(): ComponentChild {
		return (
			<>
				{this.spec.intro && (
					<p>
						<Text text={this.spec.intro} />
					</p>
				)}
				<Clue text={this.spec.hint} say={this.env.say} />
			</>
		);
	}

	/** What the last decision changed of what is on view. */
	#changes({ steps }: Place): ComponentChild {
		const last = steps.at(-1);
		const said = last ? changesOf(last, this.env.say) : "";
		return said ? <Notice calm icon="progress" title={said} /> : null;
	}

	#result({ ending }: Place): ComponentChild {
		const { say } = this.env;
		if (this.#missing) return <p key="missing">{say("missing.decision")}</p>;
		if (!ending) return this.said ? <p class="su-hide">{this.said}</p> : null;
		return (
			<>
				<p class="su-verdict">{ending.title}</p>
				<p>
					{this.saidSaved()} {say("exercise.end")}
				</p>
			</>
		);
	}

	#buttons(place: Place): Button[] {
		if (place.ending) return [{ word: "act.play-again", main: true, press: () => this.#go([]) }];
		const decide: Button = { word: "act.decide", main: true, press: () => this.#decide(place) };
		if (!this.#road.length) return [decide];
		return [decide, { word: "act.back", press: () => this.#go(this.#road.slice(0, -1)) }];
	}
}
