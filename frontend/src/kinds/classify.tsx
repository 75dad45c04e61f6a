/** Classify: put every card into a group. */
import type { ClassifySpec } from "../common/model.ts";
import { Note, Text } from "../common/parts.tsx";
import { assigned, type Kind, type Look, lineVerdict } from "./kind.ts";

type Sorted = Record<string, string>;

const hits = (spec: ClassifySpec, sorted: Map<string, string>): number =>
	spec.cards.filter((card) => sorted.get(card.id) === card.group).length;

/** max(0, (hits - largest) / (cards - largest)): all cards in one group, or none sorted, earn nothing. */
export function score(spec: ClassifySpec, answer: unknown): number {
	const size = (group: string) => spec.cards.filter((card) => card.group === group).length;
	const largest = Math.max(...spec.groups.map((group) => size(group.id)));
	const right = hits(spec, assigned(answer, spec.cards, spec.groups));
	return Math.max(0, (right - largest) / (spec.cards.length - largest));
}

function Body({ spec, answer, phase, id, say, set }: Look<ClassifySpec, Sorted>) {
	return (
		<div class="su-opts">
			{spec.cards.map((card) => {
				const dom = `${id}--${card.id}`;
				const marked = phase !== "open";
				const right = marked && answer[card.id] === card.group;
				return (
					<fieldset
						class="su-sort"
						key={card.id}
						data-mark={marked ? (right ? "right" : "other") : undefined}
						aria-describedby={marked ? `${dom}--why` : undefined}
					>
						<legend>
							<Text text={card.text} />
						</legend>
						<div class="su-seg">
							{spec.groups.map((group) => (
								<span class="su-pick" key={group.id}>
									<input
										type="radio"
										name={dom}
										id={`${dom}--in-${group.id}`}
										value={group.id}
										checked={answer[card.id] === group.id}
										onChange={() => set({ ...answer, [card.id]: group.id })}
									/>
									<label for={`${dom}--in-${group.id}`}>{group.text}</label>
								</span>
							))}
						</div>
						{marked && (
							<Note
								id={`${dom}--why`}
								mark={right ? "right" : "other"}
								word={say(right ? "mark.right" : "mark.other")}
								text={card.feedback}
							/>
						)}
					</fieldset>
				);
			})}
		</div>
	);
}

export const classify: Kind<ClassifySpec, Sorted> = {
	icon: "classify",
	label: () => "kind.classify",
	help: "sort.help",
	empty: () => ({}),
	score,
	solution: (spec) => Object.fromEntries(spec.cards.map((card) => [card.id, card.group])),
	keep: (spec, answer) =>
		Object.fromEntries(
			spec.cards.filter((card) => answer[card.id] === card.group).map((card) => [card.id, card.group]),
		),
	missing(spec, answer, id) {
		const open = spec.cards.find((card) => !answer[card.id]);
		return open ? { word: "missing.classify", focus: `${id}--${open.id}--in-${spec.groups[0]?.id}` } : null;
	},
	verdict: (spec, answer, _score, say) =>
		lineVerdict(hits(spec, new Map(Object.entries(answer))), spec.cards.length, say),
	body: Body,
};
