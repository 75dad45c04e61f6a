/** Vignette: read a short story and choose the next step. Calling too early is an error as missing somebody is. */
import type { WordKey } from "../common/keys.ts";
import { AnswerError, type Step, type VignetteSpec } from "../common/model.ts";
import { type Mark, Note } from "../common/parts.tsx";
import { type Aside, chosen, type Kind, type Look, type Verdict } from "./kind.ts";

/** In the order in which they are shown; each is the neighbour of the next. */
export const STEPS: readonly Step[] = ["refer", "consult", "other-help"];

export const STEP_WORDS: Record<Step, { name: WordKey; means: WordKey }> = {
	refer: { name: "vignette.refer", means: "vignette.refer-means" },
	consult: { name: "vignette.consult", means: "vignette.consult-means" },
	"other-help": { name: "vignette.other-help", means: "vignette.other-help-means" },
};

const DIFFERS = { nationality: "vignette.nationality", gender: "vignette.gender" } as const;

/** How far an answer lies from the truth: above 0 it calls too early, below 0 it may miss somebody. */
const tooEarly = (truth: Step, answer: Step): number => STEPS.indexOf(truth) - STEPS.indexOf(answer);

/** 1 for the right step, ½ for a neighbouring one, 0 for the opposite. */
export function score(spec: VignetteSpec, answer: unknown): number {
	const [step, ...more] = chosen(answer, spec.answers) as Step[];
	if (!step || more.length) throw new AnswerError("The answer must name exactly one step.");
	return 1 - Math.abs(tooEarly(spec.truth, step)) / 2;
}

const MARKS: Record<number, { mark: Mark; word: WordKey }> = {
	1: { mark: "right", word: "mark.right" },
	0.5: { mark: "partly", word: "mark.near" },
	0: { mark: "other", word: "mark.other" },
};
const FITS = { mark: "right", word: "mark.fits" } as const;

function markOf(spec: VignetteSpec, step: Step, on: boolean) {
	if (on) return MARKS[score(spec, [step])];
	return step === spec.truth ? FITS : undefined;
}

function Body({ spec, answer, phase, id, say, set }: Look<VignetteSpec, string[]>) {
	return (
		<div class="su-opts">
			{spec.answers.map((step) => {
				const dom = `${id}--${step.id}`;
				const on = answer.includes(step.id);
				const found = phase === "open" ? undefined : markOf(spec, step.id, on);
				return (
					<div class="su-opt" key={step.id} data-mark={found?.mark}>
						<input
							type="radio"
							name={id}
							id={dom}
							value={step.id}
							checked={on}
							aria-describedby={found ? `${dom}--why` : undefined}
							onChange={() => set([step.id])}
						/>
						<label for={dom}>
							<strong>{say(STEP_WORDS[step.id].name)}</strong> {say(STEP_WORDS[step.id].means)}
						</label>
						{found && <Note id={`${dom}--why`} mark={found.mark} word={say(found.word)} text={step.feedback} />}
					</div>
				);
			})}
		</div>
	);
}

function errorWord(early: number): WordKey {
	if (early === 0) return "vignette.no-error";
	if (early > 0) return early > 1 ? "vignette.early" : "vignette.early-half";
	return early < -1 ? "vignette.missing" : "vignette.missing-half";
}

const TITLES: Record<number, WordKey> = { 1: "verdict.right", 0.5: "verdict.near", 0: "verdict.other" };
const SURE: Record<number, WordKey> = { 1: "sure.1", 2: "sure.2", 3: "sure.3" };

/** Both kinds of error with the learner's own certainty, and whether the twin got the same answer. */
function lines(spec: VignetteSpec, answer: readonly string[], { say, sure, lastOf }: Aside): string[] {
	const found = [say(errorWord(tooEarly(spec.truth, answer[0] as Step)))];
	if (sure) found.push(say("vignette.sure", { sure: say(SURE[sure] ?? "sure.1") }));
	const before = spec.twin && lastOf(spec.twin.of);
	if (spec.twin && Array.isArray(before)) {
		const what = say(DIFFERS[spec.twin.differs]);
		found.push(say(before[0] === answer[0] ? "vignette.same" : "vignette.different", { what }));
	}
	return found;
}

function verdict(spec: VignetteSpec, answer: readonly string[], got: number, aside: Aside): Verdict {
	const { say } = aside;
	return {
		title: say(TITLES[got] ?? "verdict.other"),
		lines: lines(spec, answer, aside),
		notes: [
			{ title: say("vignette.ordinary"), text: spec.ordinary },
			{ title: say("vignette.moves"), text: spec.moves },
		],
	};
}

export const vignette: Kind<VignetteSpec, string[]> = {
	icon: "people",
	label: () => "kind.vignette",
	question: "vignette.question",
	tellsAll: true,
	empty: () => [],
	score,
	solution: (spec) => [spec.truth],
	missing: (spec, answer, id) =>
		answer.length ? null : { word: "missing.choice", focus: `${id}--${spec.answers[0]?.id}` },
	verdict: (spec, answer, got, say, aside) =>
		verdict(spec, answer, got, { sure: null, lastOf: () => undefined, ...aside, say }),
	body: Body,
};
