/** The page "In the room": choose a lesson and a question, as the one who shows it or as one who takes part. */
import { type ComponentChild, render } from "preact";
import type { WordKey } from "../common/keys.ts";
import { KIND_WORDS } from "../common/kind-words.ts";
import { type Say, speaker } from "../common/words.ts";
import type { Site } from "../site/site.ts";
import { type Asked, isCounted } from "./asks.ts";
import { lessonAt, loadQuestions, type Questions, type RoomList } from "./data.ts";
import { Part } from "./part.tsx";
import { Show } from "./show.tsx";
import { Tried } from "./tried.tsx";

type Mode = "show" | "part";

const MODES: { mode: Mode; word: WordKey }[] = [
	{ mode: "show", word: "room.mode-show" },
	{ mode: "part", word: "room.mode-part" },
];

/** How much of a question stands in the list to choose from, in letters. */
const BEGINNING = 70;

export class RoomPage {
	readonly say: Say;
	/** What was counted stays until the page is closed, also when another question is shown for a while. */
	readonly #shows = new Map<string, Show>();
	#mode: Mode = "show";
	#path = "";
	#id = "";
	#questions: Questions | "loading" | "failed" = "loading";
	#part: Part | null = null;
	#tried: Tried | null = null;

	constructor(
		readonly site: Site,
		readonly place: HTMLElement,
		readonly list: RoomList,
	) {
		this.say = speaker({ ...globalThis.SteppingUpWords, ...list.words });
	}

	start(): void {
		this.place.replaceChildren();
		for (const type of ["dragover", "drop"])
			this.place.addEventListener(type, (event) => this.#drop(event as DragEvent));
		document.addEventListener("fullscreenchange", () => this.draw());
		window.addEventListener("hashchange", () => void this.#follow());
		this.draw();
		void this.#follow();
	}

	/** Open what the address names: a trainer may keep such addresses, and send them round. */
	async #follow(): Promise<void> {
		const [, path = "", n = "", part = ""] = /^#(.+)\/(\d+)(\/part)?$/.exec(location.hash) ?? [];
		if (!lessonAt(this.list, path)) return;
		this.#mode = part ? "part" : "show";
		if (path !== this.#path) await this.#chooseLesson(path);
		const spec = this.#path === path ? this.#listed[Number(n) - 1] : undefined;
		if (spec) this.#chooseQuestion(spec.id);
	}

	/** Put what is chosen into the address, without a step to go back to. */
	#name(): void {
		const place = this.#listed.findIndex((one) => one.id === this.#id);
		const part = this.#mode === "part" ? "/part" : "";
		try {
			if (place >= 0) history.replaceState(null, "", `#${this.#path}/${place + 1}${part}`);
		} catch {
			// an old browser does not let a page from a disk do so: then there is no such address
		}
	}

	draw(): void {
		render(this.#view(), this.place);
	}

	#chooseMode(mode: Mode): void {
		this.#mode = mode;
		this.#name();
		this.#open();
	}

	/** From one question to the next one on the wall, without a list in between. */
	#turn(id: string): void {
		this.#chooseQuestion(id);
		const stage = this.place.querySelector<HTMLElement>(".su-room-stage");
		stage?.scrollTo(0, 0);
		stage?.focus();
	}

	async #chooseLesson(path: string): Promise<void> {
		this.#path = path;
		this.#id = "";
		this.#open();
		const found = lessonAt(this.list, path);
		if (!found) return;
		this.#questions = "loading";
		this.draw();
		const loaded = await loadQuestions(this.site, found.chapter).catch(() => "failed" as const);
		if (this.#path !== path) return; // somebody has chosen another one in between
		this.#questions = loaded;
		this.draw();
	}

	#chooseQuestion(id: string): void {
		this.#id = id;
		this.#name();
		this.#open();
	}

	get #listed(): Asked[] {
		return typeof this.#questions === "string" ? [] : (this.#questions[this.#path] ?? []);
	}

	/** Make what the chosen question needs, and show it. */
	#open(): void {
		const spec = this.#listed.find((one) => one.id === this.#id);
		const { site, say } = this;
		const redraw = () => this.draw();
		this.#part = null;
		this.#tried = null;
		if (spec && isCounted(spec)) {
			if (this.#mode === "part") this.#part = new Part(spec, site.course, site.store, say, redraw);
			else {
				const show = this.#shows.get(spec.id) ?? new Show(spec, site.course.id, say, redraw);
				show.begin();
				this.#shows.set(spec.id, show);
			}
		} else if (spec && this.#mode === "show") this.#tried = new Tried(spec, say);
		this.draw();
	}

	get #show(): Show | null {
		return this.#mode === "show" ? (this.#shows.get(this.#id) ?? null) : null;
	}

	/** A file that misses the page would open in its place and end the session, so the page takes whatever falls on it. */
	#drop(event: DragEvent): void {
		if (!event.dataTransfer?.types.includes("Files")) return;
		event.preventDefault();
		if (event.type === "drop") void this.#show?.take([...event.dataTransfer.files]);
	}

	#view(): ComponentChild {
		return (
			<>
				{this.#chooser()}
				{this.#stage()}
			</>
		);
	}

	#chooser(): ComponentChild {
		const { say } = this;
		return (
			<div class="su-box su-noprint su-room-choose">
				<fieldset>
					<legend>{say("room.mode")}</legend>
					<div class="su-seg">
						{MODES.map(({ mode, word }) => (
							<span class="su-pick" key={mode}>
								<input
									type="radio"
									name="su-room-mode"
									id={`su-room-mode-${mode}`}
									value={mode}
									checked={this.#mode === mode}
									onChange={() => this.#chooseMode(mode)}
								/>
								<label for={`su-room-mode-${mode}`}>{say(word)}</label>
							</span>
						))}
					</div>
				</fieldset>
				{this.#lessons()}
				{this.#path && this.#choice()}
			</div>
		);
	}

	#lessons(): ComponentChild {
		const { say, list } = this;
		return (
			<p>
				<label for="su-room-lesson">{say("room.lesson")}</label>
				<select
					id="su-room-lesson"
					value={this.#path}
					onChange={(event) => void this.#chooseLesson(event.currentTarget.value)}
				>
					<option value="">{say("room.choose")}</option>
					{list.chapters.map((chapter) => (
						<optgroup key={chapter.id} label={chapter.title}>
							{chapter.lessons.map(({ path, title }) => (
								<option key={path} value={path}>
									{title}
								</option>
							))}
						</optgroup>
					))}
				</select>
			</p>
		);
	}

	#choice(): ComponentChild {
		const { say } = this;
		if (typeof this.#questions === "string") {
			return <p role="status">{say(this.#questions === "failed" ? "room.failed" : "room.loading")}</p>;
		}
		return (
			<p>
				<label for="su-room-item">{say("room.item")}</label>
				<select
					id="su-room-item"
					value={this.#id}
					onChange={(event) => this.#chooseQuestion(event.currentTarget.value)}
				>
					<option value="">{say("room.choose")}</option>
					{this.#listed.map((spec, place) => (
						<option key={spec.id} value={spec.id}>
							{this.#named(spec, place)}
						</option>
					))}
				</select>
			</p>
		);
	}

	#named(spec: Asked, place: number): string {
		const { say } = this;
		const begins = spec.prompt.length > BEGINNING ? `${spec.prompt.slice(0, BEGINNING).trimEnd()} …` : spec.prompt;
		const several = spec.kind === "choice" && spec.select === "several";
		const kind = say(several ? "kind.several" : KIND_WORDS[spec.kind]);
		return say(isCounted(spec) ? "room.named" : "room.named-not", { n: place + 1, kind, begins });
	}

	#stage(): ComponentChild {
		const { say } = this;
		const spec = this.#listed.find((one) => one.id === this.#id);
		if (!spec) return null;
		if (this.#mode === "part") return this.#part?.view() ?? this.#elsewhere();
		return (
			<section class="su-room-stage" key="stage" tabIndex={-1} aria-label={say("room.stage")}>
				{this.#top()}
				{this.#show?.view() ?? this.#tried?.view()}
			</section>
		);
	}

	/** Stays in its place whatever is on view, also when the screen is filled and the list is out of sight. */
	#top(): ComponentChild {
		const { say } = this;
		const place = this.#listed.findIndex((one) => one.id === this.#id);
		const turns: [WordKey, Asked | undefined][] = [
			["act.room-last", this.#listed[place - 1]],
			["act.room-next", this.#listed[place + 1]],
		];
		return (
			<p class="su-room-top su-noprint">
				{turns.map(
					([word, spec]) =>
						spec && (
							<button key={word} type="button" class="su-link" onClick={() => this.#turn(spec.id)}>
								{say(word)}
							</button>
						),
				)}
				{document.fullscreenEnabled && (
					<button key="fill" type="button" class="su-link" onClick={() => this.#fill()}>
						{say(document.fullscreenElement ? "act.room-window" : "act.room-fill")}
					</button>
				)}
			</p>
		);
	}

	#elsewhere(): ComponentChild {
		return (
			<p>
				{this.say("room.in-lesson")} <a href={this.site.address(this.#path)}>{this.say("room.lesson-link")}</a>
			</p>
		);
	}

	#fill(): void {
		if (document.fullscreenElement) void document.exitFullscreen();
		else void this.place.querySelector(".su-room-stage")?.requestFullscreen();
	}
}
