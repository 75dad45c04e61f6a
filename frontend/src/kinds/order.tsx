/** Order: put steps in order with buttons; equal ranks may stand either way round. */
import { Icon } from "../common/icons.tsx";
import { AnswerError, type OrderSpec } from "../common/model.ts";
import { Note, Text } from "../common/parts.tsx";
import { chosen, type Kind, type Look } from "./kind.ts";

const ranksOf = (spec: OrderSpec): Map<string, number> => new Map(spec.steps.map((one) => [one.id, one.rank]));

/** max(0, 2 * share of pairs in right relative order - 1), over pairs of different rank. */
export function score(spec: OrderSpec, answer: unknown): number {
	const steps = chosen(answer, spec.steps);
	if (steps.length !== spec.steps.length) throw new AnswerError("The answer must name every step once.");
	const ranks = ranksOf(spec);
	const row = steps.map((id) => ranks.get(id) ?? 0);
	let pairs = 0;
	let right = 0;
	row.forEach((a, i) => {
		for (const b of row.slice(i + 1)) {
			if (a !== b) pairs++;
			if (a < b) right++;
		}
	});
	return pairs ? Math.max(0, (2 * right) / pairs - 1) : 0;
}

/** Which steps can stay: the longest row of them in right relative order. Moving the others puts all right. */
export function inOrder(spec: OrderSpec, answer: readonly string[]): Set<string> {
	const ranks = ranksOf(spec);
	const rows: string[][] = [];
	for (const id of answer) {
		const fits = rows.filter((row) => (ranks.get(row.at(-1) ?? "") ?? 0) <= (ranks.get(id) ?? 0));
		rows.push([...(longest(fits) ?? []), id]);
	}
	const stay = longest(rows) ?? [];
	return new Set(stay.length > 1 ? stay : []);
}

function longest(rows: string[][]): string[] | undefined {
	return rows.reduce<string[] | undefined>((best, row) => (best && best.length >= row.length ? best : row), undefined);
}

function Body({ spec, answer, phase, id, say, set }: Look<OrderSpec, string[]>) {
	const marked = phase !== "open";
	const placed = marked ? inOrder(spec, answer) : new Set();
	const move = (from: number, by: -1 | 1, focus: string) => {
		const to = from + by;
		const step = answer[from];
		const other = answer[to];
		if (step === undefined || other === undefined) return;
		const next = answer.with(from, other).with(to, step);
		const text = spec.steps.find((one) => one.id === step)?.text ?? "";
		set(next, say("order.moved", { text, n: to + 1, total: next.length }), focus);
	};
	return (
		<ol class="su-order">
			{answer.map((one, place) => {
				const step = spec.steps.find((item) => item.id === one);
				if (!step) return null;
				const dom = `${id}--${step.id}`;
				const right = placed.has(step.id);
				return (
					<li key={step.id} data-mark={marked ? (right ? "right" : "other") : undefined}>
						<span id={dom}>
							<Text text={step.text} />
						</span>
						<span class="su-move">
							{([-1, 1] as const).map((by) => (
								<button
									key={by}
									type="button"
									id={`${dom}--${by < 0 ? "up" : "down"}`}
									aria-label={`${say(by < 0 ? "act.up" : "act.down")}: ${step.text}`}
									aria-disabled={answer[place + by] === undefined ? "true" : undefined}
									onClick={(event) => move(place, by, event.currentTarget.id)}
								>
									<Icon name={by < 0 ? "up" : "down"} />
								</button>
							))}
						</span>
						{marked && (
							<Note
								id={`${dom}--why`}
								mark={right ? "right" : "other"}
								word={say(right ? "mark.place" : "mark.place-other")}
								text={step.feedback}
							/>
						)}
					</li>
				);
			})}
		</ol>
	);
}

export const order: Kind<OrderSpec, string[]> = {
	icon: "order",
	label: () => "kind.order",
	help: "order.help",
	empty: (spec) => [...spec.start],
	score,
	solution: (spec) => spec.steps.map((one) => one.id),
	missing: () => null,
	verdict(spec, answer, got, say) {
		if (got === 1) return { title: say("verdict.right"), lines: [say("next.right")] };
		const places = say("order.places", { n: inOrder(spec, answer).size, total: answer.length });
		return { title: say(got > 0 ? "verdict.partly" : "verdict.order"), lines: [places, say("next.look")] };
	},
	body: Body,
};
