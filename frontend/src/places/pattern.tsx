/** The learner's own pattern over all stories: both kinds of error, certainty, twins. For nobody else, and no grade. */
import { render } from "preact";
import { Icon } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Step } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import type { Site } from "../site/site.ts";
import { LEAST, type Sure, type Tally, tally } from "./tally.ts";

export function startPattern(site: Site): void {
	const places = [...document.querySelectorAll<HTMLElement>("[data-su-pattern]")];
	if (!places.length) return;
	const draw = () => {
		const found = tally(site.course.pages, site.store.record());
		for (const place of places) render(<Pattern found={found} say={site.say} />, place);
	};
	for (const place of places) place.replaceChildren();
	site.store.subscribe(draw);
	draw();
}

function Pattern({ found, say }: { found: Tally; say: Say }) {
	return (
		<section class="su-box" aria-label={say("pattern.name")}>
			<p class="su-label">
				<Icon name="people" />
				{say("pattern.name")}
			</p>
			<p>{say("pattern.lead")}</p>
			{found.answered ? (
				<>
					<Cells found={found} say={say} />
					<ul>
						{inWords(found, say).map((line) => (
							<li>{line}</li>
						))}
					</ul>
				</>
			) : null}
			<p class="su-small">{howMany(found, say)}</p>
		</section>
	);
}

function howMany({ answered, total }: Tally, say: Say): string {
	if (!answered) return say("pattern.none", { total });
	const count = say("pattern.count", { n: answered, total });
	return answered < LEAST ? `${count} ${say("pattern.few", { least: LEAST })}` : count;
}

const COLUMNS: { step: Step; word: WordKey }[] = [
	{ step: "refer", word: "pattern.column-refer" },
	{ step: "other-help", word: "pattern.column-other" },
	{ step: "consult", word: "pattern.column-consult" },
];

/** Two by two, and consulting beside: what each number is stands with it, so that no place must be remembered. */
const ROWS: { truth: Step; head: WordKey; means: Record<Step, WordKey> }[] = [
	{
		truth: "refer",
		head: "pattern.refer-fits",
		means: { refer: "pattern.right", "other-help": "pattern.missed", consult: "pattern.asked" },
	},
	{
		truth: "other-help",
		head: "pattern.other-fits",
		means: { refer: "pattern.early", "other-help": "pattern.right", consult: "pattern.asked" },
	},
];

function Cells({ found, say }: { found: Tally; say: Say }) {
	return (
		<table class="su-tally">
			<caption>{say("pattern.table")}</caption>
			<thead>
				<tr>
					<td />
					{COLUMNS.map(({ word }) => (
						<th scope="col">{say(word)}</th>
					))}
				</tr>
			</thead>
			<tbody>
				{ROWS.map(({ truth, head, means }) => (
					<tr>
						<th scope="row">{say(head)}</th>
						{COLUMNS.map(({ step }) => (
							<td>
								<strong>{found.cells[truth][step]}</strong> <span class="su-small">{say(means[step])}</span>
							</td>
						))}
					</tr>
				))}
			</tbody>
		</table>
	);
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((all, one) => all + one, 0);

function inWords({ answered, cells, sure, twins }: Tally, say: Say): string[] {
	const counted = (word: WordKey, truth: Step, step: Step): string => {
		const [n, total] = [cells[truth][step], sum(Object.values(cells[truth]))];
		const text = say(word, { n, total });
		const shown = answered >= LEAST && total > 0;
		return shown ? `${text} ${say("pattern.share", { share: Math.round((100 * n) / total) })}` : text;
	};
	const certain = (word: WordKey, [low, middle, high]: Sure): string => say(word, { low, middle, high });
	const asked = cells.consult.consult;
	return [
		counted("pattern.early-count", "other-help", "refer"),
		counted("pattern.missed-count", "refer", "other-help"),
		say("pattern.consult-count", { n: asked, total: sum(Object.values(cells.consult)) }),
		certain("pattern.sure-right", sure.right),
		certain("pattern.sure-other", sure.other),
		say("pattern.twins", { n: twins.same + twins.different, ...twins }),
	];
}
