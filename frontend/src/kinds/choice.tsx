/** Choice: pick one option, or pick all that fit. */
import { AnswerError, type ChoiceSpec } from "../common/model.ts";
import { type Mark, Note, Text } from "../common/parts.tsx";
import { aboveChance, chosen, type Kind, type Look, toggled } from "./kind.ts";

const keyOf = (spec: ChoiceSpec): string[] => spec.options.filter((one) => one.correct).map((one) => one.id);

/** One: 1 for the key, else 0. Several: max(0, hits/right - false/wrong). */
export function score(spec: ChoiceSpec, answer: unknown): number {
	const picked = chosen(answer, spec.options);
	const key = keyOf(spec);
	const hits = picked.filter((id) => key.includes(id)).length;
	if (spec.select === "several")
		return aboveChance(hits, key.length, picked.length - hits, spec.options.length - key.length);
	if (picked.length !== 1) throw new AnswerError("The answer must name exactly one option.");
	return hits;
}

function Body(look: Look<ChoiceSpec, string[]>) {
	const { spec, answer, phase, id, say, set } = look;
	const several = spec.select === "several";
	const all = phase === "shown" || (phase === "checked" && score(spec, answer) === 1);
	return (
		<div class="su-opts">
			{spec.options.map((option) => {
				const dom = `${id}--${option.id}`;
				const on = answer.includes(option.id);
				const marked = phase !== "open" && on;
				const mark: Mark = marked && option.correct ? "right" : "other";
				const note = marked || all;
				return (
					<div class="su-opt" key={option.id} data-mark={marked ? mark : undefined}>
						<input
							type={several ? "checkbox" : "radio"}
							name={several ? dom : id}
							id={dom}
							value={option.id}
							checked={on}
							aria-describedby={note ? `${dom}--why` : undefined}
							onChange={() => set(several ? toggled(answer, option.id, spec.options) : [option.id])}
						/>
						<label for={dom}>
							<Text text={option.text} />
						</label>
						{note && (
							<Note
								id={`${dom}--why`}
								text={option.feedback}
								{...(marked ? { mark, word: say(option.correct ? "mark.right" : "mark.other") } : {})}
							/>
						)}
					</div>
				);
			})}
		</div>
	);
}

export const choice: Kind<ChoiceSpec, string[]> = {
	icon: "choice",
	label: (spec) => (spec.select === "several" ? "kind.several" : "kind.choice"),
	empty: () => [],
	score,
	solution: keyOf,
	missing: (spec, answer, id) =>
		answer.length
			? null
			: {
					word: spec.select === "several" ? "missing.several" : "missing.choice",
					focus: `${id}--${spec.options[0]?.id}`,
				},
	verdict(spec, answer, got, say) {
		if (got === 1) return { title: say("verdict.right"), lines: [say("next.right")] };
		if (spec.select === "one") return { title: say("verdict.other"), lines: [say("next.look")] };
		const key = keyOf(spec);
		const n = answer.filter((one) => key.includes(one)).length;
		if (!n) return { title: say("verdict.others"), lines: [say("next.look")] };
		const counts = { n, total: key.length, wrong: answer.length - n };
		return { title: say("verdict.several", counts), lines: [say("next.look")] };
	},
	body: Body,
};
