/** A rating at work: the learner says and saves, as often as wanted. Nobody judges it. */
import type { ComponentChild } from "preact";
import { AnswerError, type Attempt, type Json, type RatingSpec } from "../common/model.ts";
import { Buttons, Card, Text } from "../common/parts.tsx";
import { type Rated, Ratings, read } from "../kinds/rating.tsx";
import { Session } from "./session.tsx";

export class Survey extends Session<RatingSpec> {
	#answer: Rated = {};

	protected override adopt(attempt: Attempt | undefined): void {
		this.#answer = attempt ? this.#from(attempt.answer) : {};
		this.said = "";
	}

	/** What can still be said of an earlier answer; lines may have gone since. */
	#from(answer: Json): Rated {
		try {
			return Object.fromEntries(read(this.spec, answer));
		} catch (error) {
			if (error instanceof AnswerError) return {};
			throw error;
		}
	}

	#set(answer: Rated, focus?: string): void {
		this.touch();
		this.#answer = answer;
		this.said = "";
		this.draw(focus);
	}

	#save(): void {
		const { say } = this.env;
		const some = Object.keys(this.#answer).length > 0;
		if (some) this.keep(this.#answer, null, null);
		this.said = say(some ? (this.saved ? "rating.saved" : "notice.here") : "rating.none");
		this.draw();
	}

	protected override view(): ComponentChild {
		const { say, id } = this.env;
		return (
			<Card press={() => this.#save()}>
				{this.head("progress", say("kind.rating"))}
				{this.older()}
				<p class="su-prompt">
					<Text text={this.spec.prompt} />
				</p>
				<p class="su-hint">{say("rating.about")}</p>
				<Ratings
					spec={this.spec}
					answer={this.#answer}
					id={id}
					say={say}
					set={(answer, focus) => this.#set(answer, focus)}
				/>
				<Buttons list={[{ word: "act.save-ratings", main: true, press: () => this.#save() }]} say={say} />
				<div class="su-result" role="status">
					{this.said && <p>{this.said}</p>}
				</div>
			</Card>
		);
	}
}
