/** One person's side: read the question, choose, save a file with this one answer. No verdict, and nothing is kept. */
import type { ComponentChild } from "preact";
import { Asked } from "../activity/question.tsx";
import { saveFile } from "../common/download.ts";
import type { Attempt, Course, Json } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import { choice } from "../kinds/choice.tsx";
import { classify } from "../kinds/classify.tsx";
import type { Asking, Missing } from "../kinds/kind.ts";
import { vignette } from "../kinds/vignette.tsx";
import { newReplica, type Store, today } from "../progress/store.ts";
import { standing } from "../record/record.ts";
import { type Counted, votesOf } from "./asks.ts";
import { answered, ballotName, ballotText } from "./ballot.ts";

const ID = "su-room-part";
const KINDS = { choice, vignette, classify } as unknown as Record<Counted["kind"], Asking<Counted, Json>>;

export class Part {
	readonly #kind: Asking<Counted, Json>;
	readonly #first: Attempt | undefined;
	#answer: Json;
	#replica = newReplica();
	#n = 1;
	#missing: Missing | null = null;
	#said = "";
	#saved = false;

	constructor(
		readonly spec: Counted,
		readonly course: Course,
		store: Pick<Store, "record">,
		readonly say: Say,
		readonly redraw: () => void,
	) {
		this.#kind = KINDS[spec.kind];
		const { first } = standing(store.record(), spec.id, spec.version);
		this.#first = first?.version === spec.version && votesOf(spec, first.answer) ? first : undefined;
		this.#answer = this.#first?.answer ?? this.#kind.empty(spec);
	}

	#set(answer: Json): void {
		this.#answer = answer;
		this.#missing = null;
		this.#said = "";
		this.#saved = false;
		this.redraw();
	}

	#save(): void {
		this.#missing = this.#kind.missing(this.spec, this.#answer, ID);
		this.#said = "";
		if (!this.#missing) {
			const attempt = this.#attempt();
			saveFile(ballotName(this.spec.id, newReplica()), "application/json", ballotText(this.course, attempt));
			this.#said = this.say("room.saved");
			this.#saved = true;
		}
		this.redraw();
		if (this.#missing) document.getElementById(this.#missing.focus)?.focus();
	}

	/** An answer given in the lesson keeps its place, so that it counts once if a backup is handed over as well. */
	#attempt(): Attempt {
		if (this.#first && this.#first.answer === this.#answer)
			return { ...this.#first, score: null, certainty: null, seconds: 0 };
		const by = { replica: this.#replica, n: this.#n++, release: this.course.release.slice(0, 32), day: today() };
		return answered(this.spec, this.#answer, by);
	}

	/** Several people may share one device: the next one starts with an empty question. */
	#another(): void {
		this.#replica = newReplica();
		this.#n = 1;
		this.#set(this.#kind.empty(this.spec));
		document.querySelector<HTMLElement>(`#${ID} input`)?.focus();
	}

	view(): ComponentChild {
		const { say, spec } = this;
		const kind = this.#kind;
		return (
			<form
				class="su-card"
				id={ID}
				noValidate
				autocomplete="off"
				onSubmit={(event) => {
					event.preventDefault();
					this.#save();
				}}
			>
				<Asked kind={kind} prompt={spec.prompt} say={say}>
					{kind.body({ spec, answer: this.#answer, phase: "open", id: ID, say, set: (answer) => this.#set(answer) })}
				</Asked>
				{this.#first && this.#first.answer === this.#answer && <p class="su-small">{say("room.first")}</p>}
				<div class="su-acts">
					<button key="main" type="submit" class="su-btn">
						{say("act.room-save")}
					</button>
					{this.#saved && (
						<button key="next" type="button" class="su-btn su-quiet" onClick={() => this.#another()}>
							{say("act.room-another")}
						</button>
					)}
				</div>
				<div class="su-result" role="status">
					{this.#missing && <p>{say(this.#missing.word)}</p>}
					{this.#said && <p>{this.#said}</p>}
				</div>
			</form>
		);
	}
}
