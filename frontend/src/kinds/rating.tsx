/** Rating: how important things are for the own work, and how well one can do them. Nothing is right, nothing is scored. */
import type { RatingSpec } from "../common/model.ts";
import { Text } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import { assigned } from "./kind.ts";

/** "line:scale" → the step, "0" to "3"; what was left out is not there. */
export type Rated = Record<string, string>;

const STEPS = ["0", "1", "2", "3"].map((id) => ({ id, text: id }));

export const placeOf = (line: string, scale: string): string => `${line}:${scale}`;

/** @throws AnswerError on an answer that nobody could have given */
export function read(spec: RatingSpec, answer: unknown): Map<string, string> {
	const places = spec.lines.flatMap((line) =>
		spec.scales.map((scale) => ({ id: placeOf(line.id, scale.id), text: line.text })),
	);
	return assigned(answer, places, STEPS);
}

interface Props {
	spec: Pick<RatingSpec, "scales" | "lines">;
	answer: Rated;
	/** Prefix of all DOM ids. */
	id: string;
	say: Say;
	set(answer: Rated, focus?: string): void;
}

const domId = (id: string, place: string, step: string): string => `${id}--${place.replaceAll(/[.:]/g, "-")}-${step}`;

/** All lines, each with its scales. */
export function Ratings({ spec, answer, id, say, set }: Props) {
	const without = (line: string) =>
		Object.fromEntries(Object.entries(answer).filter(([place]) => !place.startsWith(`${line}:`)));
	return (
		<div class="su-rates">
			{spec.lines.map((line) => {
				const [first] = spec.scales;
				const start = domId(id, placeOf(line.id, first?.id ?? ""), "0");
				const rated = spec.scales.some((scale) => answer[placeOf(line.id, scale.id)] !== undefined);
				return (
					<fieldset class="su-rate" key={line.id}>
						<legend>
							<Text text={line.text} />
						</legend>
						{spec.scales.map((scale) => {
							const place = placeOf(line.id, scale.id);
							return (
								<fieldset class="su-scale" key={scale.id}>
									<legend>{scale.text}</legend>
									<div class="su-seg">
										{scale.steps.map((step) => (
											<span class="su-pick" key={step.id}>
												<input
													type="radio"
													name={`${id}--${place}`}
													id={domId(id, place, step.id)}
													value={step.id}
													checked={answer[place] === step.id}
													onChange={() => set({ ...answer, [place]: step.id })}
												/>
												<label for={domId(id, place, step.id)}>{step.text}</label>
											</span>
										))}
									</div>
								</fieldset>
							);
						})}
						{rated && (
							<button type="button" class="su-link su-small" onClick={() => set(without(line.id), start)}>
								{say("rating.clear")}
							</button>
						)}
					</fieldset>
				);
			})}
		</div>
	);
}
