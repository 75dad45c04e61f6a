/** The ratings in small groups, one question at a time without a verdict, and the list of all of them. */
import { Asked, Clue, Sure } from "../activity/question.tsx";
import { Heading, Said } from "../common/heading.tsx";
import { Icon } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import { Buttons, Card, Text } from "../common/parts.tsx";
import { choice } from "../kinds/choice.tsx";
import type { Asking } from "../kinds/kind.ts";
import { Ratings } from "../kinds/rating.tsx";
import { vignette } from "../kinds/vignette.tsx";
import { Part } from "./before.tsx";
import type { NeedsItem } from "./data.ts";
import type { NeedsPage } from "./page.ts";
import { answeredOf, groupsOf, idsOf, isAnswered, itemAt, type Run } from "./run.ts";
import { NotKept } from "./start.tsx";

const kindOf = (item: NeedsItem): Asking<NeedsItem, string[]> =>
	(item.kind === "choice" ? choice : vignette) as unknown as Asking<NeedsItem, string[]>;

export function RatingPart({ page }: { page: NeedsPage }) {
	const { say, data, run, at } = page;
	const groups = groupsOf(run, data);
	const lines = groups[at] ?? [];
	return (
		<>
			<NotKept page={page} />
			<Card press={() => page.nextGroup()}>
				<Part page={page} n={3} text={say("needs.ratings", { n: at + 1, total: groups.length })} />
				{at === 0 && (
					<p>
						<Text text={data.ratings.prompt} />
					</p>
				)}
				<p class="su-hint">{say("rating.about")}</p>
				<Ratings
					key={at}
					spec={{ scales: data.ratings.scales, lines }}
					answer={run.rated}
					id={`su-needs-rate-${at}`}
					say={say}
					set={(rated, focus) => page.rate(rated, focus)}
				/>
				<Buttons list={[{ word: "act.continue", main: true, press: () => page.nextGroup() }]} say={say}>
					{at > 0 && (
						<button type="button" class="su-btn su-quiet" onClick={() => page.back()}>
							{say("act.needs-back")}
						</button>
					)}
				</Buttons>
			</Card>
		</>
	);
}

export function Question({ page }: { page: NeedsPage }) {
	const { say, data, run, at } = page;
	const item = itemAt(run, data, at);
	const kind = kindOf(item);
	const given = run.given[item.id];
	const id = `su-needs-${at + 1}`;
	return (
		<>
			<NotKept page={page} />
			<Card press={() => page.nextQuestion()}>
				<Part page={page} n={4} text={say("check.question", { n: at + 1, total: idsOf(run, data).length })} />
				<p class="su-head">
					<span>
						<Icon name={kind.icon} />
						{say(kind.label(item))}
					</span>
				</p>
				<div key={item.id}>
					<Asked kind={kind} prompt={item.prompt} say={say}>
						{kind.body({
							spec: item,
							answer: given?.answer ? [given.answer] : [],
							phase: "open",
							id,
							say,
							set: ([picked]) => picked && page.answer(picked),
						})}
					</Asked>
					<Clue text={item.hint} say={say} />
					<Sure id={id} sure={given?.sure ?? null} set={(level) => page.sure(level)} say={say} />
				</div>
				<Buttons list={[{ word: "act.continue", main: true, press: () => page.nextQuestion() }]} say={say}>
					<button type="button" class="su-btn su-quiet" onClick={() => page.back()}>
						{say("act.needs-back")}
					</button>
					<button type="button" class="su-btn su-quiet" onClick={() => page.show("overview")}>
						{say("act.overview")}
					</button>
				</Buttons>
				{at === 0 && <p class="su-small">{say("needs.no-verdict")}</p>}
			</Card>
		</>
	);
}

function stateOf(run: Run, id: string): WordKey {
	if (!isAnswered(run, id)) return "check.open";
	return run.given[id]?.sure ? "check.answered" : "check.sure-open";
}

export function Overview({ page }: { page: NeedsPage }) {
	const { say, data, run } = page;
	const ids = idsOf(run, data);
	return (
		<section class="su-card su-check">
			<Heading text={say("check.overview")} />
			<p>{say("check.count-answered", { n: answeredOf(run, data), total: ids.length })}</p>
			<p>{say("needs.open-allowed")}</p>
			<ol class="su-check-list">
				{ids.map((id, at) => (
					<li key={id}>
						<button type="button" class="su-link" onClick={() => page.show("question", at)}>
							<Icon name={stateOf(run, id) === "check.answered" ? "pen" : "open"} />
							{say("check.item", { n: at + 1, state: say(stateOf(run, id)) })}
						</button>
					</li>
				))}
			</ol>
			<div class="su-acts">
				<button type="button" class="su-btn" onClick={() => page.show("finish")}>
					{say("act.needs-finish")}
				</button>
				<button type="button" class="su-btn su-quiet" onClick={() => page.show("ratings")}>
					{say("act.needs-ratings")}
				</button>
			</div>
			<Said text={page.said} />
		</section>
	);
}
