/** Spot: mark the passages of a scene that are signals. Afterwards every passage is explained. */
import type { WordKey } from "../common/keys.ts";
import type { Passage, SpotSpec } from "../common/model.ts";
import { Note, Text } from "../common/parts.tsx";
import { aboveChance, chosen, type Kind, type Look, toggled } from "./kind.ts";

const signalsOf = (spec: SpotSpec): string[] => spec.passages.filter((one) => one.signal).map((one) => one.id);

/** max(0, hits/signals - false/others). */
export function score(spec: SpotSpec, answer: unknown): number {
	const marked = chosen(answer, spec.passages);
	const signals = signalsOf(spec);
	const hits = marked.filter((id) => signals.includes(id)).length;
	return aboveChance(hits, signals.length, marked.length - hits, spec.passages.length - signals.length);
}

type Outcome = "right" | "missed" | "false" | "none";

function outcome(passage: Passage, on: boolean): Outcome {
	if (passage.signal) return on ? "right" : "missed";
	return on ? "false" : "none";
}

const WORDS: Record<Outcome, { mark: WordKey; legend: WordKey }> = {
	right: { mark: "mark.caught", legend: "legend.caught" },
	missed: { mark: "mark.missed", legend: "legend.missed" },
	false: { mark: "mark.false", legend: "legend.false" },
	none: { mark: "mark.left", legend: "legend.left" },
};

function Body({ spec, answer, phase, id, say, set }: Look<SpotSpec, string[]>) {
	return (
		<>
			{spec.setting && (
				<p class="su-setting">
					<Text text={spec.setting} />
				</p>
			)}
			<ol class="su-scene">
				{spec.passages.map((passage) => {
					const dom = `${id}--${passage.id}`;
					const on = answer.includes(passage.id);
					const mark = phase === "open" ? undefined : outcome(passage, on);
					return (
						<li class="su-pass" key={passage.id} data-mark={mark}>
							<div class="su-opt">
								<input
									type="checkbox"
									id={dom}
									value={passage.id}
									checked={on}
									aria-describedby={mark ? `${dom}--why` : undefined}
									onChange={() => set(toggled(answer, passage.id, spec.passages))}
								/>
								<label for={dom}>
									{passage.who && <span class="su-who">{passage.who}</span>} <Text text={passage.text} />
								</label>
							</div>
							{mark && <Note id={`${dom}--why`} mark={mark} word={say(WORDS[mark].mark)} text={passage.feedback} />}
						</li>
					);
				})}
			</ol>
		</>
	);
}

export const spot: Kind<SpotSpec, string[]> = {
	icon: "spot",
	label: () => "kind.spot",
	help: "spot.help",
	fiction: true,
	tellsAll: true,
	empty: () => [],
	score,
	solution: signalsOf,
	missing: (spec, answer, id) =>
		answer.length ? null : { word: "missing.spot", focus: `${id}--${spec.passages[0]?.id}` },
	beside: (answer, say) => say("spot.marked", { n: answer.length }),
	verdict(spec, answer, _score, say) {
		const signals = signalsOf(spec);
		const caught = answer.filter((one) => signals.includes(one)).length;
		const counts = { n: caught, total: signals.length, missed: signals.length - caught, wrong: answer.length - caught };
		return {
			title: say("spot.counts", counts),
			lines: spec.combination.split(/\n[^\S\n]*\n\s*/),
			legend: (["right", "missed", "false", "none"] as const).map((icon) => ({ icon, word: say(WORDS[icon].legend) })),
		};
	},
	body: Body,
};
