/** A scenario at work, practised or graded: decide, see what it changed, take back. What each of the two says differs. */
import type { ComponentChild } from "preact";
import { AnswerError, type Ending, type Json, type ScenarioSpec } from "../common/model.ts";
import { type Button, Buttons, Card, Text } from "../common/parts.tsx";
import { type Place, type Step, walk } from "../kinds/road.ts";
import { Decision, Meters, RoadSoFar, SceneStory, type View } from "../kinds/scenario.tsx";
import { Clue } from "./question.tsx";
import { Session } from "./session.tsx";

export abstract class Walking<S extends ScenarioSpec> extends Session<S> {
	protected road: string[] = [];
	/** Whether a road that was left for a new one stays left after a reload. */
	protected readonly anew: boolean = false;
	#picked: string | null = null;
	#missing = false;

	protected abstract top(place: Place): ComponentChild;
	/** What the last decision did, as it is read out. */
	protected abstract told(step: Step): string;
	/** The same, on view. */
	protected abstract changed(view: View): ComponentChild;
	/** What an ending says, and what comes after its scene. */
	protected abstract ended(ending: Ending, place: Place): ComponentChild;
	protected abstract after(view: View): ComponentChild;
	protected abstract atEnd(): Button[];
	/** What a whole road is worth here, if anybody here knows. */
	protected abstract worth(road: string[]): number | null;

	/** Stand at the end of a road with nothing picked. */
	protected stand(road: string[]): void {
		this.road = road;
		this.said = "";
		this.#picked = null;
		this.#missing = false;
	}

	/** The unfinished road, if it was begun on this version and still leads somewhere. */
	protected begun(): string[] | null {
		const draft = this.env.store.draft(this.spec.id);
		if (typeof draft !== "object" || draft === null || Array.isArray(draft)) return null;
		const road = draft.version === this.spec.version ? this.known(draft.road) : null;
		return road && this.#open(road, walk(this.spec, road)) ? road : null;
	}

	/** A road that this scenario has. */
	protected known(value: Json | undefined): string[] | null {
		if (!Array.isArray(value) || !value.every((one): one is string => typeof one === "string")) return null;
		try {
			walk(this.spec, value);
			return value;
		} catch (error) {
			if (error instanceof AnswerError) return null;
			throw error;
		}
	}

	#open(road: string[], { ending }: Place): boolean {
		return !ending && (road.length > 0 || this.anew);
	}

	protected go(road: string[]): void {
		this.touch();
		this.stand(road);
		const place = walk(this.spec, road);
		const { id, version } = this.spec;
		this.env.store.setDraft(id, this.#open(road, place) ? { version, road } : undefined);
		const last = place.steps.at(-1);
		if (last && !place.ending) this.said = this.told(last);
		if (place.ending) this.keep(road, this.worth(road), null);
		this.draw(`${this.env.id}--at`);
		// the ending's own sentence stands above what has the focus
		if (place.ending) this.host.querySelector(".su-result")?.scrollIntoView({ block: "start" });
	}

	#decide({ scene }: Place): void {
		if (!scene) return;
		this.#missing = this.#picked === null;
		this.said = "";
		if (this.#missing) this.draw(`${this.env.id}--${scene.options[0]?.id}`);
		else this.go([...this.road, `${scene.id}.${this.#picked}`]);
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
		const place = walk(spec, this.road);
		const view = { spec, place, id, say };
		const buttons = this.#buttons(place);
		return (
			<Card press={buttons[0]?.press}>
				{this.top(place)}
				{this.older()}
				<p class="su-ask">
					<Text text={spec.prompt} />
				</p>
				{!this.road.length && this.#intro()}
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
					{this.changed(view)}
					<SceneStory {...view} />
				</div>
				<Decision {...view} picked={this.#picked} pick={(turn) => this.#pick(turn)} />
				{place.ending && this.after(view)}
				<Buttons list={buttons} say={say} />
				<RoadSoFar {...view} />
			</Card>
		);
	}

	#intro(): ComponentChild {
		const { intro, hint } = this.spec;
		return (
			<>
				{intro && (
					<p>
						<Text text={intro} />
					</p>
				)}
				<Clue text={hint} say={this.env.say} />
			</>
		);
	}

	#result(place: Place): ComponentChild {
		if (this.#missing) return <p key="missing">{this.env.say("missing.decision")}</p>;
		if (!place.ending) return this.said ? <p class="su-hide">{this.said}</p> : null;
		return this.ended(place.ending, place);
	}

	#buttons(place: Place): Button[] {
		if (place.ending) return this.atEnd();
		const decide: Button = { word: "act.decide", main: true, press: () => this.#decide(place) };
		return this.road.length ? [decide, { word: "act.back", press: () => this.go(this.road.slice(0, -1)) }] : [decide];
	}
}
