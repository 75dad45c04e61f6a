/** A scenario at work: decide, see what it changed, take back, come to an ending and its debrief. */
import type { ComponentChild } from "preact";
import { Consequence, changesOf, Debrief, Decision, Meters, RoadSoFar, SceneStory, score } from "./kinds/scenario.tsx";
import { AnswerError, type Attempt, type Json, type ScenarioSpec } from "./model.ts";
import { type Button, Buttons, Notice, Text } from "./parts.tsx";
import { scoreStatus } from "./record.ts";
import { type Place, walk } from "./road.ts";
import { Session } from "./session.tsx";

export class Journey extends Session<ScenarioSpec> {
	#road: string[] = [];
	#picked: string | null = null;
	#missing = false;

	protected override adopt(attempt: Attempt | undefined): void {
		this.#picked = null;
		this.#missing = false;
		this.said = "";
		const ended = attempt?.version === this.spec.version ? this.#roadIn(attempt.answer) : null;
		this.#road = this.#draft() ?? ended ?? [];
	}

	/** The unfinished road, if it was begun on this version and still leads somewhere. */
	#draft(): string[] | null {
		const draft = this.env.store.draft(this.spec.id);
		if (typeof draft !== "object" || draft === null || Array.isArray(draft)) return null;
		return draft.version === this.spec.version ? this.#roadIn(draft.road) : null;
	}

	#roadIn(value: Json | undefined): string[] | null {
		if (!Array.isArray(value) || !value.length) return null;
		try {
			walk(this.spec, value as string[]);
			return value as string[];
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
		this.#remember(place);
		const last = place.steps.at(-1);
		this.said = last && !place.ending ? [changesOf(last, this.env.say), last.turn.feedback].join(" ").trim() : "";
		if (place.ending) this.keep(road, score(this.spec, road), null);
		this.draw(`${this.env.id}--at`);
		// the ending's own sentence stands above what has the focus
		if (place.ending) this.host.querySelector(".su-result")?.scrollIntoView({ block: "start" });
	}

	#remember({ ending }: Place): void {
		const open = !ending && this.#road.length > 0;
		this.env.store.setDraft(this.spec.id, open ? { version: this.spec.version, road: this.#road } : undefined);
	}

	#decide(place: Place): void {
		const scene = place.scene;
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
				{this.#top(place)}
				{this.standing().status === "older" && (
					<Notice calm icon="older" title={say("notice.older-title")}>
						{say("notice.older")}
					</Notice>
				)}
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
					<Consequence {...view} />
					<SceneStory {...view} />
				</div>
				<Decision {...view} picked={this.#picked} pick={(turn) => this.#pick(turn)} />
				{place.ending && <Debrief {...view} />}
				<Buttons list={this.#buttons(place)} say={say} />
				<RoadSoFar {...view} />
			</form>
		);
	}

	#top({ ending, steps }: Place): ComponentChild {
		const { say } = this.env;
		const { endings } = this.spec;
		const number = ending ? endings.indexOf(ending) + 1 : 0;
		const label = ending ? say("road.ending", { n: number, total: endings.length }) : say("kind.scenario");
		if (ending || !steps.length) return this.head("scenario", label);
		return this.head("scenario", label, { icon: "partly", word: say("road.under-way", { n: steps.length + 1 }) });
	}

	#intro(): ComponentChild {
		return (
			<>
				{this.spec.intro && (
					<p>
						<Text text={this.spec.intro} />
					</p>
				)}
				{this.spec.hint && (
					<details class="su-clue">
						<summary>{this.env.say("hint")}</summary>
						<p>
							<Text text={this.spec.hint} />
						</p>
					</details>
				)}
			</>
		);
	}

	#result(place: Place): ComponentChild {
		const { say } = this.env;
		if (this.#missing) return <p key="missing">{say("missing.decision")}</p>;
		if (!place.ending) return this.said ? <p class="su-hide">{this.said}</p> : null;
		const how = scoreStatus(score(this.spec, this.#road));
		return (
			<>
				<p class="su-verdict">{place.ending.title}</p>
				<p>
					{say(how === "right" ? "road.right" : how === "partly" ? "road.partly" : "road.other", this.#agreed(place))}
				</p>
				{!this.saved && <p>{say("notice.here")}</p>}
			</>
		);
	}

	#agreed({ steps }: Place): { n: number; total: number } {
		return { n: steps.filter((step) => step.turn.credit === 1).length, total: steps.length };
	}

	#buttons(place: Place): Button[] {
		const { print } = this.env;
		if (place.ending) {
			const again: Button = { word: "act.another-road", main: true, press: () => this.#go([]) };
			return print ? [again, { word: "act.print-debrief", press: print }] : [again];
		}
		const decide: Button = { word: "act.decide", main: true, press: () => this.#decide(place) };
		if (!this.#road.length) return [decide];
		return [decide, { word: "act.back", press: () => this.#go(this.#road.slice(0, -1)) }];
	}
}
