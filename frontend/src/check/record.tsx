/** The completion record: one sheet of paper that says what it is worth. The name on it is not kept. */
import { dayText } from "../common/calendar.ts";
import { Heading } from "../common/heading.tsx";
import type { Page } from "../common/model.ts";
import type { Checked } from "../site/checked.ts";
import { chosenPath, isDone } from "../site/path.tsx";
import type { CheckPage } from "./page.ts";
import { byArea, type Outcome, outcomesOf } from "./result.ts";

const LONGEST = 120;

interface Props {
	page: CheckPage;
	done: Checked;
}

export function CompletionRecord({ page, done }: Props) {
	const { say } = page.site;
	return (
		<>
			<div class="su-noprint">
				<Heading text={say("check.record")} />
				<p>{say("check.record-about")}</p>
				<p class="su-check-name">
					<label for="su-check-name">{say("check.name-label")}</label>
					<input
						id="su-check-name"
						class="su-field"
						type="text"
						autocomplete="off"
						maxLength={LONGEST}
						value={page.name}
						onInput={(event) => page.call(event.currentTarget.value)}
					/>
				</p>
				<div class="su-acts">
					<button type="button" class="su-btn" onClick={() => window.print()}>
						{say("act.print-completion")}
					</button>
					<button type="button" class="su-btn su-quiet" onClick={() => page.show("result")}>
						{say("act.back-to-results")}
					</button>
				</div>
			</div>
			<Sheet page={page} done={done} />
		</>
	);
}

function Sheet({ page, done }: Props) {
	const { say, course, store } = page.site;
	const all = outcomesOf(done, page.bank, store.record());
	const answered = all.filter((one) => one.attempt);
	const rows: [label: string, value: string][] = [
		[say("check.name"), page.name],
		[say("check.date"), dayText(done.day)],
		[say("check.for"), course.paths?.[done.who]?.name ?? ""],
		[say("check.answers"), say("check.of", { n: answered.length, total: all.length })],
		[say("check.release"), course.release],
	];
	return (
		<section class="su-sheet su-completion" aria-labelledby="su-completion">
			<header>
				<div>
					<h2 id="su-completion">{say("check.record-title")}</h2>
					<p>{say("check.record-of")}</p>
				</div>
			</header>
			<table>
				<tbody>
					{rows.map(([label, value], at) =>
						at > 0 && !value ? null : (
							<tr key={label}>
								<th scope="row">{label}</th>
								<td>{value}</td>
							</tr>
						),
					)}
				</tbody>
			</table>
			<Lessons page={page} done={done} />
			<Areas page={page} answered={answered} />
			<p class="su-self">{say("check.self-reported")}</p>
		</section>
	);
}

/** The lessons of the path that are done, by name: of the chosen one, else of the one that the check was drawn for. */
function Lessons({ page, done: { who } }: Props) {
	const { site } = page;
	const path = chosenPath(site) ?? site.course.paths?.[who];
	if (!path) return null;
	const on = [...path.must, ...path.should].flatMap((one) => site.course.pages.find((it) => it.path === one) ?? []);
	const done = on.filter((one: Page) => isDone(one, site));
	return (
		<>
			<h3>{site.say("check.lessons", { role: path.name, n: done.length, total: on.length })}</h3>
			{done.length > 0 && (
				<ul class="su-columns">
					{done.map((one) => (
						<li key={one.path}>{one.title}</li>
					))}
				</ul>
			)}
		</>
	);
}

function Areas({ page, answered }: { page: CheckPage; answered: readonly Outcome[] }) {
	const { bank, site } = page;
	return (
		<>
			<h3>{site.say("check.areas")}</h3>
			<ul class="su-columns">
				{byArea(answered, bank).map(({ id, asked }) => (
					<li key={id}>{site.say("check.area-count", { area: bank.areas[id] ?? id, n: asked })}</li>
				))}
			</ul>
		</>
	);
}
