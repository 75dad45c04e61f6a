/** One question on the wall: what the room says is counted, then shown, and only then what fits. */
import type { ComponentChild } from "preact";
import type { WordKey } from "../common/keys.ts";
import type { Say } from "../common/words.ts";
import { MAX_BACKUP_BYTES } from "../record/backup-file.ts";
import { type Counted, type Line, linesOf } from "./asks.ts";
import { type Outcome, readBallot } from "./ballot.ts";
import { shareText } from "./bars.tsx";
import { LEAST, Pool } from "./pool.ts";
import { HEADING, LineView, Prompt, type Stage } from "./question.tsx";

/** More files than any room has people; a whole folder that was dropped by mistake does not stop the page. */
export const MOST_FILES = 500;

const NEXT: Record<Stage, { stage: Stage; word: WordKey }> = {
	question: { stage: "shares", word: "act.room-shares" },
	shares: { stage: "key", word: "act.room-key" },
	key: { stage: "question", word: "act.room-question" },
};

/** In the order in which they are told. */
const OUTCOMES: Record<Outcome, WordKey> = {
	counted: "room.file-counted",
	known: "room.file-known",
	none: "room.file-none",
	older: "room.file-older",
	exercise: "room.file-exercise",
	foreign: "room.file-foreign",
	damaged: "room.file-damaged",
};

interface At {
	stage: Stage;
	pool: Pool;
}

export class Show {
	readonly lines: Line[];
	readonly #at: At[];
	#place = 0;
	#said: string[] = [];
	#heard = "";

	constructor(
		readonly spec: Counted,
		readonly course: string,
		readonly say: Say,
		readonly redraw: () => void,
	) {
		this.lines = linesOf(spec, say);
		const pool = new Pool();
		this.#at = this.lines.map(() => ({ stage: "question", pool }));
	}

	get #line(): Line {
		return this.lines[this.#place] as Line;
	}

	get #here(): At {
		return this.#at[this.#place] as At;
	}

	/** Begin with the question again: whoever asks it a second time must not see what fits. The count stays. */
	begin(): void {
		for (const at of this.#at) at.stage = "question";
		this.#place = 0;
		this.#said = [];
		this.#heard = "";
	}

	/** The next line follows what fits; the last line, and a question of one line, begin anew. */
	get #isPast(): boolean {
		return this.#here.stage === "key" && this.#place < this.lines.length - 1;
	}

	#onward(): void {
		if (this.#isPast) this.#step(1);
		else this.#go(NEXT[this.#here.stage].stage);
	}

	#go(stage: Stage): void {
		this.#here.stage = stage;
		this.#said = [];
		if (stage !== "question") this.#here.pool.tell();
		this.#heard = this.#spoken();
		this.redraw();
		// with long reasons above it, what fits would lie below the screen
		if (stage === "key")
			document.querySelector('.su-room-options > [data-mark="right"]')?.scrollIntoView({ block: "nearest" });
		if (stage === "question") document.getElementById(HEADING)?.scrollIntoView({ block: "nearest" });
	}

	#step(by: number): void {
		const place = this.#place + by;
		if (place < 0 || place >= this.lines.length) return;
		this.#place = place;
		this.#said = [];
		this.#heard = "";
		this.redraw();
		document.getElementById(HEADING)?.focus();
	}

	#set(option: string, n: number): void {
		this.#here.pool.setHands(this.#line, option, n);
		const count = this.#here.pool.hands(this.#line, option);
		const { letter } = this.#line.options.find((one) => one.id === option) ?? { letter: "" };
		this.#heard = this.say("room.heard", { letter, n: count });
		this.redraw();
	}

	#clear(): void {
		const pool = new Pool();
		for (const at of this.#at) Object.assign(at, { stage: "question", pool });
		this.#said = [this.say("room.cleared")];
		this.#heard = "";
		this.redraw();
		document.getElementById(HEADING)?.focus();
	}

	/** What a screen reader hears of the bars. */
	#spoken(): string {
		const { stage, pool } = this.#here;
		if (stage !== "shares") return "";
		const shares = pool.shares(this.#line, this.#place);
		if (!shares.some((one) => one.n)) return this.#empty();
		return this.#line.options
			.map(({ letter }, place) => `${letter}: ${shareText(shares[place] ?? { n: 0, of: 0, length: 0 }, this.say)}.`)
			.join(" ");
	}

	#empty(): string {
		const { waiting } = this.#here.pool.files;
		return waiting ? this.say("room.few", { n: waiting, least: LEAST }) : this.say("room.nothing");
	}

	/** Read what was dropped or chosen. Names of files are looked at by nobody. */
	async take(files: readonly File[]): Promise<void> {
		const counts = new Map<Outcome, number>();
		let backups = 0;
		const { pool } = this.#here;
		for (const file of files.slice(0, MOST_FILES)) {
			const outcome = await this.#read(file);
			const told = typeof outcome === "string" ? outcome : pool.add(outcome);
			if (typeof outcome !== "string" && outcome.whole) backups++;
			counts.set(told, (counts.get(told) ?? 0) + 1);
		}
		if (this.#at.some(({ stage }) => stage !== "question")) pool.tell();
		const said = (Object.keys(OUTCOMES) as Outcome[]).flatMap((one) =>
			counts.has(one) ? this.say(OUTCOMES[one], { n: counts.get(one) ?? 0 }) : [],
		);
		if (files.length > MOST_FILES) said.push(this.say("room.file-many", { n: MOST_FILES }));
		if (backups) said.push(this.say("room.backups", { n: backups }));
		this.#said = said;
		this.#heard = "";
		this.redraw();
	}

	async #read(file: File) {
		try {
			if (file.size > MAX_BACKUP_BYTES) return "damaged";
			return readBallot(new Uint8Array(await file.arrayBuffer()), this.course, this.spec);
		} catch {
			return "damaged"; // a folder, or the browser could not read the file
		}
	}

	view(): ComponentChild {
		const { say, spec } = this;
		const { stage, pool } = this.#here;
		const shares = pool.shares(this.#line, this.#place);
		const none = stage !== "question" && !shares.some((one) => one.n);
		return (
			<form
				class="su-room-ask"
				data-stage={stage}
				noValidate
				autocomplete="off"
				onSubmit={(event) => {
					event.preventDefault();
					this.#onward();
				}}
			>
				<Prompt spec={spec} say={say} />
				{this.lines.length > 1 && (
					<p class="su-room-line">
						<span>{say("room.line", { n: this.#place + 1, total: this.lines.length })}</span>
						<strong>{this.#line.text}</strong>
					</p>
				)}
				<LineView
					line={this.#line}
					stage={stage}
					shares={shares}
					pool={pool}
					say={say}
					set={(option, n) => this.#set(option, n)}
				/>
				{none && <p class="su-room-hint">{this.#empty()}</p>}
				<div class="su-acts">
					<button key="main" type="submit" class="su-btn">
						{say(this.#isPast ? "act.room-after" : NEXT[stage].word)}
					</button>
					{this.#isPast && (
						<button key="again" type="button" class="su-btn su-quiet" onClick={() => this.#go("question")}>
							{say("act.room-question")}
						</button>
					)}
					{this.lines.length > 1 && this.#steps()}
					{!pool.isEmpty && (
						<button key="clear" type="button" class="su-btn su-quiet" onClick={() => this.#clear()}>
							{say("act.room-clear")}
						</button>
					)}
				</div>
				{this.#files()}
			</form>
		);
	}

	#steps(): ComponentChild {
		const last = this.lines.length - 1;
		return (
			<>
				<button
					key="before"
					type="button"
					class="su-btn su-quiet"
					aria-disabled={this.#place === 0}
					onClick={() => this.#step(-1)}
				>
					{this.say("act.room-before")}
				</button>
				{!this.#isPast && (
					<button
						key="after"
						type="button"
						class="su-btn su-quiet"
						aria-disabled={this.#place === last}
						onClick={() => this.#step(1)}
					>
						{this.say("act.room-after")}
					</button>
				)}
			</>
		);
	}

	#files(): ComponentChild {
		const { say } = this;
		const { told, waiting } = this.#here.pool.files;
		const choose = (event: Event) => (event.currentTarget as Element).parentElement?.querySelector("input")?.click();
		return (
			<div class="su-room-files">
				<div class="su-acts">
					<button type="button" class="su-btn su-quiet" onClick={choose}>
						{say("act.room-files")}
					</button>
					<input
						type="file"
						accept=".json,application/json"
						multiple
						hidden
						onChange={(event) => {
							const input = event.currentTarget;
							const files = [...(input.files ?? [])];
							input.value = ""; // the same files may be chosen again
							void this.take(files);
						}}
					/>
					<p class="su-small">
						{told + waiting ? say("room.files", { n: told, waiting, least: LEAST }) : say("room.drop")}
					</p>
				</div>
				<div class="su-room-said" role="status">
					{this.#said.map((line) => (
						<p>{line}</p>
					))}
					{this.#heard && <p class="su-hide">{this.#heard}</p>}
				</div>
			</div>
		);
	}
}
