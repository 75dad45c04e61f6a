/** One question at a time, without a verdict, and the list of all of them before the end. */
import { Asked, Clue, Sure } from "../activity/question.tsx";
import { Heading, Said } from "../common/heading.tsx";
import { Icon } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import type { PracticeSpec } from "../common/model.ts";
import { kindOf } from "../kinds/all.ts";
import type { CheckPage } from "./page.ts";
import { givenTo, isAnswered, isWhole, type Run, specOf } from "./run.ts";

export function Question({ page }: { page: CheckPage }) {
	const { run, bank, site } = page;
	const { say } = site;
	const spec = specOf(run, bank, run.at);
	const kind = kindOf(spec);
	const given = givenTo(run, spec);
	const id = `su-check-${run.at + 1}`;
	return (
		<form
			class="su-card su-check"
			noValidate
			autocomplete="off"
			onSubmit={(event) => {
				event.preventDefault();
				page.next();
			}}
		>
			<Heading text={say("check.question", { n: run.at + 1, total: run.ids.length })} />
			<p class="su-head">
				<span>
					<Icon name={kind.icon} />
					{say(kind.label(spec))}
				</span>
			</p>
			<div key={spec.id}>
				<Asked kind={kind} prompt={spec.prompt} say={say}>
					{kind.body({
						spec,
						answer: given.answer,
						phase: "open",
						id,
						say,
						set: (answer, said, focus) => page.answer(spec, answer, said, focus),
					})}
				</Asked>
				<Clue text={spec.hint} say={say} />
				{spec.certainty && <Sure id={id} sure={given.sure} set={(level) => page.sure(spec, level)} say={say} />}
			</div>
			<div class="su-acts">
				<button type="submit" class="su-btn">
					{say("act.continue")}
				</button>
				{run.at > 0 && (
					<button type="button" class="su-btn su-quiet" onClick={() => page.go(run.at - 1)}>
						{say("act.previous")}
					</button>
				)}
				<button type="button" class="su-btn su-quiet" onClick={() => page.overview()}>
					{say("act.overview")}
				</button>
			</div>
			<Said text={page.said} />
		</form>
	);
}

const stateOf = (run: Run, spec: PracticeSpec): WordKey => {
	if (isWhole(run, spec)) return "check.answered";
	return isAnswered(run, spec) ? "check.sure-open" : "check.open";
};

export function Overview({ page }: { page: CheckPage }) {
	const { run, bank, site } = page;
	const { say } = site;
	const all = run.ids.map((_, at) => specOf(run, bank, at));
	const n = all.filter((spec) => isAnswered(run, spec)).length;
	const whole = all.every((spec) => isWhole(run, spec));
	return (
		<section class="su-card su-check">
			<Heading text={say("check.overview")} />
			<p>{say("check.count-answered", { n, total: all.length })}</p>
			<p>{say(whole ? "check.whole" : "check.some-open")}</p>
			<ol class="su-check-list">
				{all.map((spec, at) => (
					<li key={spec.id}>
						<button type="button" class="su-link" onClick={() => page.go(at)}>
							<Icon name={isWhole(run, spec) ? "pen" : "open"} />
							{say("check.item", { n: at + 1, state: say(stateOf(run, spec)) })}
						</button>
					</li>
				))}
			</ol>
			<div class="su-acts">
				<button type="button" class="su-btn" onClick={() => page.finish()}>
					{say("act.finish-check")}
				</button>
			</div>
			<Said text={page.said} />
		</section>
	);
}
