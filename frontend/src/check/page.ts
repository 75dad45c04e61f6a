/** The final check at work: choose for whom, answer twenty questions, see what to read again. Left, it waits. */
import { type ComponentChild, render } from "preact";
import { AT } from "../common/heading.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Certainty, Json, PracticeSpec } from "../common/model.ts";
import { kindOf } from "../kinds/all.ts";
import { newReplica } from "../progress/store.ts";
import { type Checked, DRAFT, lastCheck, noteCheck, seenItems } from "../site/checked.ts";
import type { Site } from "../site/site.ts";
import { type Bank, EVERYONE, loadBank } from "./bank.ts";
import { type Given, givenTo, isAnswered, newRun, nextAfter, type Run, runFrom, specOf } from "./run.ts";

const LONGEST = 3600;

type View = "start" | "question" | "overview" | "result" | "record";

export class CheckPage {
	view: View = "start";
	/** Announced, and on view where it belongs. */
	said = "";
	/** For whom to draw, once it is known. */
	who: string | undefined;
	/** The name on the completion record: here until the page is left, and nowhere else. */
	name = "";
	#bank: Bank | undefined;
	#run: Run | undefined;
	#since = 0;

	constructor(
		readonly site: Site,
		readonly place: HTMLElement,
		readonly address: string,
		/** Draws what is on view; the views stand above this file. */
		readonly shown: (page: CheckPage) => ComponentChild,
	) {}

	start(): void {
		this.site.store.subscribe(() => this.view === "start" && this.draw());
		this.draw();
	}

	get bank(): Bank {
		if (!this.#bank) throw new Error("the bank is not loaded");
		return this.#bank;
	}

	get run(): Run {
		if (!this.#run) throw new Error("no check is under way");
		return this.#run;
	}

	/** The last finished check, if there is one. */
	get checked(): Checked | undefined {
		return lastCheck(this.site);
	}

	draw(focus?: string): void {
		this.place.dataset.suView = this.view; // what explains the check is on view before it alone
		render(this.shown(this), this.place);
		if (focus) this.place.querySelector<HTMLElement>(`#${CSS.escape(focus)}`)?.focus();
	}

	tell(word: WordKey, focus?: string): void {
		this.said = this.site.say(word);
		this.draw(focus);
	}

	show(view: View): void {
		this.view = view;
		this.said = "";
		this.#since = performance.now();
		this.draw(AT);
	}

	choose(who: string): void {
		this.who = who;
		this.said = "";
		this.draw();
	}

	call(name: string): void {
		this.name = name;
		this.draw();
	}

	/** Draw other questions than in earlier checks, and begin. */
	begin(who: string): void {
		this.#load((bank) => {
			const { store, course } = this.site;
			const seen = seenItems(store.record(), course, this.checked);
			this.#keep(newRun(bank, who || EVERYONE, seen, newReplica()));
			this.show("question");
		});
	}

	resume(): void {
		this.#load((bank) => {
			this.#run = runFrom(this.site.store.draft(DRAFT), bank);
			if (this.#run) {
				this.show("question");
			} else {
				this.#forget();
				this.tell("check.gone");
			}
		});
	}

	showResult(): void {
		this.#load(() => this.show("result"));
	}

	/** Go to a question, counted from 0. */
	go(at: number): void {
		this.#keep({ ...this.run, at });
		this.show("question");
	}

	next(): void {
		const at = nextAfter(this.run, this.bank);
		if (at === undefined) this.overview();
		else this.go(at);
	}

	overview(): void {
		this.#keep({ ...this.run, end: true });
		this.show("overview");
	}

	answer(spec: PracticeSpec, answer: Json, said = "", focus?: string): void {
		this.#give(spec, { answer });
		this.said = said;
		this.draw(focus);
	}

	sure(spec: PracticeSpec, sure: Certainty): void {
		this.#give(spec, { sure });
		this.draw();
	}

	/** Write the answers into the record, all at once, so that they are first answers and a check is whole or not there. */
	finish(): void {
		const { run, bank } = this;
		const answered = run.ids.map((_, at) => specOf(run, bank, at)).filter((spec) => isAnswered(run, spec));
		if (!answered.length) {
			this.tell("check.none-answered");
			return;
		}
		for (const spec of answered) this.#add(spec, givenTo(run, spec));
		const day = this.site.store.record().attempts.findLast((one) => one.activity === answered.at(-1)?.id)?.day ?? "";
		noteCheck({ seed: run.seed, who: run.who, day, ids: run.ids });
		this.#forget();
		this.show("result");
	}

	#add(spec: PracticeSpec, { answer, sure, seconds }: Given): void {
		this.site.store.add({
			activity: spec.id,
			version: spec.version,
			answer,
			score: kindOf(spec).score(spec, answer),
			certainty: sure,
			seconds: Math.min(LONGEST, seconds),
		});
	}

	#give(spec: PracticeSpec, change: Partial<Given>): void {
		const before = givenTo(this.run, spec);
		const seconds = Math.floor((performance.now() - this.#since) / 1000);
		this.#since += seconds * 1000;
		const given = { ...before, ...change, seconds: before.seconds + seconds };
		this.#keep({ ...this.run, given: { ...this.run.given, [spec.id]: given } });
	}

	#keep(run: Run): void {
		this.#run = run;
		this.site.store.setDraft(DRAFT, run as unknown as Json);
	}

	#forget(): void {
		this.#run = undefined;
		this.site.store.setDraft(DRAFT, undefined);
	}

	#load(then: (bank: Bank) => void): void {
		if (this.#bank) {
			then(this.#bank);
			return;
		}
		this.tell("check.loading");
		loadBank(this.address).then(
			(bank) => {
				this.#bank = bank;
				then(bank);
			},
			() => this.tell("check.failed"),
		);
	}
}
