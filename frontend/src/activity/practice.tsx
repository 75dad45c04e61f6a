/** A practice activity at work: the learner answers, checks, tries again. The kinds only draw and judge. */
import type { ComponentChild } from "preact";
import { Icon } from "../common/icons.tsx";
import { AnswerError, type Attempt, type Certainty, type Json, type PracticeSpec } from "../common/model.ts";
import { type Button, Buttons, Card, Text } from "../common/parts.tsx";
import type { Kind, Missing, Phase, Verdict } from "../kinds/kind.ts";
import { Asked, Clue, Sure } from "./question.tsx";
import { type Env, Session } from "./session.tsx";

export class Practice<S extends PracticeSpec, A extends Json> extends Session<S> {
	#answer: A;
	#sure: Certainty | null = null;
	#phase: Phase = "open";
	#missing: Missing | null = null;

	constructor(
		host: HTMLElement,
		spec: S,
		env: Env,
		readonly kind: Kind<S, A>,
	) {
		super(host, spec, env);
		this.#answer = kind.empty(spec);
	}

	protected override adopt(attempt: Attempt | undefined): void {
		this.#restart();
		if (!attempt || !this.#fits(attempt.answer)) return;
		this.#answer = attempt.answer as A;
		this.#sure = attempt.certainty as Certainty | null;
		// marks of another version could be wrong for this one
		if (attempt.version === this.spec.version) this.#phase = "checked";
	}

	#fits(answer: Json): boolean {
		try {
			this.kind.score(this.spec, answer);
			return true;
		} catch (error) {
			if (error instanceof AnswerError) return false;
			throw error;
		}
	}

	#restart(): void {
		this.#answer = this.kind.empty(this.spec);
		this.#sure = null;
		this.#phase = "open";
		this.#missing = null;
		this.said = "";
		this.touched = false;
	}

	#set(answer: A, said = "", focus?: string): void {
		this.touch();
		this.#answer = answer;
		this.#phase = "open";
		this.#missing = null;
		this.said = said;
		this.draw(focus);
	}

	#setSure(level: Certainty): void {
		this.touch();
		this.#sure = level;
		this.#missing = null;
		this.draw();
	}

	#check(): void {
		const { spec, kind } = this;
		const sure = spec.certainty && this.#sure === null;
		this.#missing =
			kind.missing(spec, this.#answer, this.env.id) ??
			(sure ? { word: "missing.sure", focus: `${this.env.id}--sure-1` } : null);
		this.said = "";
		if (!this.#missing) {
			this.#phase = "checked";
			this.keep(this.#answer, kind.score(spec, this.#answer), this.#sure);
		}
		this.draw(this.#missing?.focus);
		// the notes above push the verdict down, perhaps out of sight
		if (!this.#missing) this.host.querySelector(".su-result")?.scrollIntoView({ block: "nearest" });
	}

	#tryAgain(): void {
		this.touch();
		this.#phase = "open";
		this.said = "";
		this.#sure = null;
		this.#answer = this.kind.keep?.(this.spec, this.#answer) ?? this.#answer;
		this.#focusFirst();
	}

	#startAgain(): void {
		this.#restart();
		this.touched = true;
		this.#focusFirst();
	}

	#show(): void {
		this.#answer = this.kind.solution(this.spec);
		this.#phase = "shown";
		this.#missing = null;
		this.said = "";
		this.touched = true;
		this.draw();
		// the button that was pressed is gone
		this.host.querySelector<HTMLElement>("button[type=submit]")?.focus();
	}

	#focusFirst(): void {
		const open = this.kind.missing(this.spec, this.#answer, this.env.id);
		this.draw(open?.focus);
		if (open) return;
		const first = ".su-q input:checked, .su-q select, .su-move button:not([aria-disabled])";
		const any = this.host.querySelector<HTMLElement>(first) ?? this.host.querySelector<HTMLElement>(".su-q input");
		any?.focus();
	}

	get #right(): boolean {
		return this.kind.score(this.spec, this.#answer) === 1;
	}

	protected override view(): ComponentChild {
		const { spec, kind } = this;
		const { say, id } = this.env;
		return (
			<Card press={this.#buttons()[0]?.press}>
				{this.head(kind.icon, say(kind.label(spec)))}
				{this.older()}
				<Asked kind={kind} prompt={spec.prompt} say={say}>
					{kind.body({
						spec,
						answer: this.#answer,
						phase: this.#phase,
						id,
						say,
						set: (answer, said, focus) => this.#set(answer, said, focus),
					})}
				</Asked>
				<Clue text={spec.hint} say={say} />
				{spec.certainty && <Sure id={id} sure={this.#sure} set={(level) => this.#setSure(level)} say={say} />}
				<Buttons list={this.#buttons()} say={say}>
					{kind.beside && this.#phase === "open" && <p class="su-small">{kind.beside(this.#answer, say)}</p>}
				</Buttons>
				<div class="su-result" role="status">
					{this.#result()}
				</div>
			</Card>
		);
	}

	#buttons(): Button[] {
		if (this.#phase === "open") return [{ word: "act.check", main: true, press: () => this.#check() }];
		const again: Button = { word: "act.restart", main: true, press: () => this.#startAgain() };
		if (this.#phase === "shown" || this.#right || this.kind.tellsAll) return [again];
		return [
			{ word: "act.retry", main: true, press: () => this.#tryAgain() },
			{ word: "act.show", press: () => this.#show() },
		];
	}

	#result(): ComponentChild {
		const { say } = this.env;
		if (this.#missing) return <p key="missing">{say(this.#missing.word)}</p>;
		if (this.#phase === "open") return this.said ? <p class="su-said">{this.said}</p> : null;
		const { title, lines, legend, notes } = this.#verdict();
		return (
			<>
				<p class="su-verdict">{title}</p>
				{lines.map((line) => (
					<p>{line}</p>
				))}
				{legend && (
					<ul class="su-key">
						{legend.map(({ icon, word }) => (
							<li>
								<Icon name={icon} />
								{word}
							</li>
						))}
					</ul>
				)}
				{notes?.map((note) => (
					<p>
						<strong>{note.title}</strong> <Text text={note.text} />
					</p>
				))}
				{!this.saved && <p>{say("notice.here")}</p>}
			</>
		);
	}

	#verdict(): Verdict {
		const { say } = this.env;
		if (this.#phase === "shown") return { title: say("verdict.shown"), lines: [say("next.shown")] };
		const score = this.kind.score(this.spec, this.#answer);
		return this.kind.verdict(this.spec, this.#answer, score, say, {
			sure: this.#sure,
			lastOf: (id) => this.lastOf(id),
		});
	}
}
