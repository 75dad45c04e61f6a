/** Match: give every left line its right side; a right side may serve twice or never. */
import type { MatchSpec } from "../common/model.ts";
import { Note, Text } from "../common/parts.tsx";
import { assigned, type Kind, type Look, lineVerdict } from "./kind.ts";

type Pairs = Record<string, string>;

const hits = (spec: MatchSpec, pairs: Map<string, string>): number =>
	spec.left.filter((one) => pairs.get(one.id) === one.match).length;

/** Share of right pairs; a missing one is wrong. */
export function score(spec: MatchSpec, answer: unknown): number {
	return hits(spec, assigned(answer, spec.left, spec.right)) / spec.left.length;
}

function Body({ spec, answer, phase, id, say, set }: Look<MatchSpec, Pairs>) {
	return (
		<div class="su-pairs">
			{spec.left.map((left) => {
				const dom = `${id}--${left.id}`;
				const marked = phase !== "open";
				const right = marked && answer[left.id] === left.match;
				return (
					<div class="su-pair" key={left.id} data-mark={marked ? (right ? "right" : "other") : undefined}>
						<label for={dom}>
							<Text text={left.text} />
						</label>
						<select
							id={dom}
							value={answer[left.id] ?? ""}
							aria-describedby={marked ? `${dom}--why` : undefined}
							onChange={(event) => set(withPair(answer, left.id, event.currentTarget.value))}
						>
							<option value="">{say("match.choose")}</option>
							{spec.right.map((one) => (
								<option key={one.id} value={one.id}>
									{one.text}
								</option>
							))}
						</select>
						{marked && (
							<Note
								id={`${dom}--why`}
								mark={right ? "right" : "other"}
								word={say(right ? "mark.right" : "mark.other")}
								text={left.feedback}
							/>
						)}
					</div>
				);
			})}
		</div>
	);
}

function withPair(pairs: Pairs, left: string, right: string): Pairs {
	const { [left]: _, ...others } = pairs;
	return right ? { ...others, [left]: right } : others;
}

export const match: Kind<MatchSpec, Pairs> = {
	icon: "match",
	label: () => "kind.match",
	empty: () => ({}),
	score,
	solution: (spec) => Object.fromEntries(spec.left.map((one) => [one.id, one.match])),
	keep: (spec, answer) =>
		Object.fromEntries(spec.left.filter((one) => answer[one.id] === one.match).map((one) => [one.id, one.match])),
	missing(spec, answer, id) {
		const open = spec.left.find((one) => !answer[one.id]);
		return open ? { word: "missing.match", focus: `${id}--${open.id}` } : null;
	},
	verdict: (spec, answer, _score, say) =>
		lineVerdict(hits(spec, new Map(Object.entries(answer))), spec.left.length, say),
	body: Body,
};
