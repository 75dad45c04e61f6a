/** The self-check at work: what happens with the answers, who answers, the code, ratings, questions, and the file. */
import { type ComponentChild, render } from "preact";
import { saveFile } from "../common/download.ts";
import { AT } from "../common/heading.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Certainty } from "../common/model.ts";
import { keep, recall } from "../common/prefs.ts";
import type { Say } from "../common/words.ts";
import type { Rated } from "../kinds/rating.tsx";
import { today } from "../progress/store.ts";
import { LinkingError, type LinkingTrouble, newLinkingCode, normalLinkingCode } from "../record/linking.ts";
import type { Settings } from "../site/site.ts";
import type { NeedsData } from "./data.ts";
import { fileName, fileOf, groupsOf, idsOf, isAnswered, itemAt, type Run, runFrom, withGiven } from "./run.ts";

/** Under this name the device keeps the sitting, apart from the record of the course. */
const NAME = "needs";

export type View = "start" | "about" | "code" | "slip" | "ratings" | "question" | "overview" | "finish";

/** What is asked first, until there is a code. */
export interface Person {
	phase: string;
	role: string;
	tier: string;
	town: string;
}

export class NeedsPage {
	view: View = "start";
	/** Which group of lines, or which question, counted from 0. */
	at = 0;
	/** Announced, and on view where it belongs. */
	said = "";
	person: Person;
	/** Whether somebody has a code: "" until it is said. */
	has: "" | "new" | "old" = "";
	/** What stands in the field of the code. */
	typed = "";
	/** Whether deleting was asked for and waits for a yes. */
	asks = false;
	/** Whether this device keeps what is written. */
	keeps: boolean;
	#run: Run | undefined;
	#since = 0;

	constructor(
		readonly place: HTMLElement,
		readonly data: NeedsData,
		readonly say: Say,
		readonly settings: Settings,
		/** Draws what is on view; the views stand above this file. */
		readonly shown: (page: NeedsPage) => ComponentChild,
	) {
		const towns = Object.keys(settings.needs?.towns ?? {});
		this.person = { phase: "", role: "", tier: "", town: towns.length === 1 ? (towns[0] ?? "") : "" };
		this.keeps = keep(`${NAME}-probe`, "1");
		keep(`${NAME}-probe`, null);
		this.#run = runFrom(recall(NAME), data);
	}

	start(): void {
		// time on a question counts also when the page is left there
		window.addEventListener("pagehide", () => this.view === "question" && this.#time());
		this.draw();
	}

	/** The sitting that this device knows, if there is one. */
	get known(): Run | undefined {
		return this.#run;
	}

	get run(): Run {
		if (!this.#run) throw new Error("no self-check is under way");
		return this.#run;
	}

	draw(focus?: string): void {
		this.place.dataset.suView = this.view; // what explains the check is on view before it alone
		render(this.shown(this), this.place);
		if (focus) this.place.querySelector<HTMLElement>(`#${CSS.escape(focus)}`)?.focus();
	}

	tell(word: WordKey, focus?: string, values: Record<string, string> = {}): void {
		this.said = this.say(word, values);
		this.draw(focus);
	}

	show(view: View, at = 0): void {
		if (this.view === "question") this.#time();
		Object.assign(this, { view, at, said: "", asks: false });
		if (view === "question") this.#keep(withGiven(this.run, itemAt(this.run, this.data, at), {}));
		this.#since = performance.now();
		this.draw(AT);
	}

	/** Take a choice about the person. */
	choose(change: Partial<Person>): void {
		this.person = { ...this.person, ...change };
		if (change.phase) this.has = ""; // who comes back has a code, who comes first has none
		this.said = "";
		this.draw();
	}

	/** On from what is said about the person to the code. */
	toCode(): void {
		const { phase, role, tier } = this.person;
		const open = (["phase", "role", "tier"] as const).find((name) => !{ phase, role, tier }[name]);
		if (open) {
			this.tell(CHOOSE[open], `su-needs-${open}-0`);
			return;
		}
		this.has ||= phase === "T0" ? "new" : "old";
		this.show("code");
	}

	hasCode(has: "new" | "old"): void {
		this.has = has;
		this.said = "";
		this.draw();
	}

	type(text: string): void {
		this.typed = text;
		this.said = "";
		this.draw();
	}

	/** Make a code, or look at the one that was typed, and begin. */
	begin(): void {
		if (this.has === "new") {
			this.#begin(newLinkingCode(), false);
			this.show("slip");
			return;
		}
		try {
			this.#begin(normalLinkingCode(this.typed), true);
			this.show("ratings");
		} catch (error) {
			if (!(error instanceof LinkingError)) throw error;
			this.tell(TROUBLES[error.kind], "su-needs-code", { letter: error.sign });
		}
	}

	#begin(code: string, kept: boolean): void {
		const { role, tier, town } = this.person;
		const phase = this.person.phase as Run["phase"];
		this.typed = "";
		this.#keep({ phase, role, tier, town, code, kept, rated: {}, given: {}, saved: "" });
	}

	/** The slip is put away: on to the ratings. */
	putAway(): void {
		this.#keep({ ...this.run, kept: true });
		this.show("ratings");
	}

	/** Go on where the first thing is missing. */
	resume(): void {
		const { run, data } = this;
		if (!run.kept) {
			this.show("slip");
		} else if (run.saved) {
			this.show("finish");
		} else if (!Object.keys(run.given).length) {
			const left = groupsOf(run, data).findIndex((group) => !group.some((line) => isRated(run.rated, line.id)));
			this.show("ratings", Math.max(0, left));
		} else {
			const left = idsOf(run, data).findIndex((id) => !run.given[id]);
			const last = idsOf(run, data).findLastIndex((id) => run.given[id]);
			// the last one on view may have been read and not answered when the page was closed
			if (last >= 0 && !isAnswered(run, idsOf(run, data)[last] ?? "")) this.show("question", last);
			else if (left >= 0) this.show("question", left);
			else this.show("overview");
		}
	}

	rate(rated: Rated, focus?: string): void {
		this.#keep({ ...this.run, rated, saved: "" });
		this.draw(focus);
	}

	/** On from a group of lines. */
	nextGroup(): void {
		const more = this.at + 1 < groupsOf(this.run, this.data).length;
		if (more) this.show("ratings", this.at + 1);
		else this.show("question");
	}

	/** Back from a question or a group of lines. */
	back(): void {
		const last = groupsOf(this.run, this.data).length - 1;
		if (this.at > 0) this.show(this.view, this.at - 1);
		else if (this.view === "question") this.show("ratings", last);
	}

	answer(answer: string): void {
		this.#give({ answer });
	}

	sure(sure: Certainty): void {
		this.#give({ sure });
	}

	nextQuestion(): void {
		if (this.at + 1 < idsOf(this.run, this.data).length) this.show("question", this.at + 1);
		else this.show("overview");
	}

	/** Hand the file over to the browser. */
	save(): void {
		const day = today();
		const country = /^[a-z]{2}$/.test(this.settings.country ?? "") ? (this.settings.country ?? "") : "";
		const name = fileName(this.run, day);
		const file = fileOf(this.run, this.data, { country, day });
		saveFile(name, "application/json", `${JSON.stringify(file, null, 1)}\n`);
		this.#keep({ ...this.run, saved: day });
		this.tell("needs.saved", undefined, { name });
	}

	ask(asks: boolean): void {
		this.asks = asks;
		this.said = "";
		this.draw("su-needs-delete");
	}

	/** Take everything of the self-check off this device. */
	delete(): void {
		const gone = keep(NAME, null);
		this.#run = undefined;
		this.person = { ...this.person, phase: "", role: "", tier: "" };
		this.has = "";
		this.typed = "";
		this.show("start");
		this.tell(gone || !this.keeps ? "needs.deleted" : "needs.not-deleted");
	}

	#give(change: { answer?: string; sure?: Certainty }): void {
		const item = itemAt(this.run, this.data, this.at);
		this.#keep({ ...withGiven(this.run, item, change), saved: "" });
		this.said = "";
		this.draw();
	}

	/** Add the seconds since the question came on view. */
	#time(): void {
		const seconds = Math.round((performance.now() - this.#since) / 1000);
		this.#since = performance.now();
		if (seconds > 0) this.#keep(withGiven(this.run, itemAt(this.run, this.data, this.at), {}, seconds));
	}

	#keep(run: Run): void {
		this.#run = run;
		this.keeps = keep(NAME, JSON.stringify(run));
	}
}

const isRated = (rated: Rated, line: string): boolean =>
	Object.keys(rated).some((place) => place.startsWith(`${line}:`));

const CHOOSE: Record<"phase" | "role" | "tier", WordKey> = {
	phase: "needs.choose-phase",
	role: "needs.choose-role",
	tier: "needs.choose-tier",
};

const TROUBLES: Record<LinkingTrouble, WordKey> = {
	short: "needs.code-short",
	length: "needs.code-length",
	sign: "needs.code-sign",
	check: "needs.code-check",
};
