/** After the final check: what to read again, how sure somebody was, every question with its notes. No pass, no fail. */
import type { ComponentChildren } from "preact";
import { dayText, icsText } from "./calendar.ts";
import { Heading, Said } from "./check-heading.tsx";
import { Notes } from "./check-notes.tsx";
import type { CheckPage } from "./check-page.tsx";
import { type Checked, refresherDay } from "./checked.ts";
import { saveFile } from "./download.ts";
import { Icon, type IconName } from "./icons.tsx";
import type { WordKey } from "./keys.ts";
import { chosenPath } from "./path.tsx";
import { SURE } from "./question.tsx";
import { byArea, byCompetency, bySure, type Outcome, outcomesOf, pagesFor, type Row, type Word } from "./result.ts";

interface Props {
	page: CheckPage;
	done: Checked;
}

export function Result({ page, done }: Props) {
	const { bank, site } = page;
	const { say, store, course } = site;
	const all = outcomesOf(done, bank, store.record());
	const who = course.paths?.[done.who]?.name;
	const right = all.filter((one) => one.right).length;
	return (
		<>
			<Heading text={say("check.results")} />
			<p class="su-lead">{say("check.lead", { n: right, total: all.length })}</p>
			<p class="su-small">
				{say("check.last", { day: dayText(done.day) })} {who && say("check.drawn-for", { role: who })}
			</p>
			<Skills page={page} all={all} />
			<Areas page={page} all={all} />
			<Certain page={page} all={all} />
			<Part title={say("check.all")}>
				<p class="su-small">{say("check.all-about")}</p>
				{all.map((one, at) => (
					<Notes key={one.spec.id} one={one} n={at + 1} say={say} />
				))}
			</Part>
			<After page={page} done={done} />
		</>
	);
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
	return (
		<section>
			<h3>{title}</h3>
			{children}
		</section>
	);
}

interface All {
	page: CheckPage;
	all: readonly Outcome[];
}

const ROWS: Record<Word, { icon: IconName; word: WordKey }> = {
	sure: { icon: "other", word: "check.row-sure" },
	again: { icon: "other", word: "check.row-again" },
	guess: { icon: "partly", word: "check.row-guess" },
	right: { icon: "right", word: "check.row-right" },
};

function Skills({ page, all }: All) {
	const { say } = page.site;
	return (
		<Part title={say("check.by-competency")}>
			<p class="su-small">{say("check.again-first")}</p>
			<ol class="su-rows">
				{byCompetency(all).map((row) => (
					<Skill key={row.id} page={page} row={row} />
				))}
			</ol>
		</Part>
	);
}

function Skill({ page, row }: { page: CheckPage; row: Row }) {
	const { bank, site } = page;
	const about = bank.competencies[row.id];
	const name = about?.name ?? row.id;
	const links = pagesFor(about?.pages ?? [], chosenPath(site)).flatMap((path) => {
		const found = site.course.pages.find((one) => one.path === path);
		return found ? [found] : [];
	});
	return (
		<li>
			<span class="su-n" aria-hidden="true">
				<Icon name={ROWS[row.word].icon} />
			</span>
			<div>
				<strong>{name.charAt(0).toUpperCase() + name.slice(1)}</strong>
				<p>{site.say(ROWS[row.word].word)}</p>
				{links.length > 0 && (
					<ul class="su-check-links">
						{links.map((one) => (
							<li key={one.path}>
								<a href={site.address(one.path)}>{one.title}</a>
							</li>
						))}
					</ul>
				)}
			</div>
			<span class="su-end">{site.say("check.right-of", { n: row.right, total: row.asked })}</span>
		</li>
	);
}

function Areas({ page, all }: All) {
	const { bank, site } = page;
	return (
		<Part title={site.say("check.by-area")}>
			<table>
				<tbody>
					{byArea(all, bank).map(({ id, right, asked }) => (
						<tr key={id}>
							<th scope="row">{bank.areas[id]}</th>
							<td>{site.say("check.right-of", { n: right, total: asked })}</td>
						</tr>
					))}
				</tbody>
			</table>
		</Part>
	);
}

function Certain({ page, all }: All) {
	const { say } = page.site;
	const { right, other } = bySure(all);
	if (![...right, ...other].some(Boolean)) return null;
	const rows: [WordKey, number[]][] = [
		["check.when-right", right],
		["check.when-not", other],
	];
	return (
		<Part title={say("check.how-sure")}>
			<p class="su-small">{say("check.sure-about")}</p>
			<table class="su-check-sure">
				<thead>
					<tr>
						<td />
						{SURE.map(({ word }) => (
							<th scope="col" key={word}>
								{say(word)}
							</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map(([word, counts]) => (
						<tr key={word}>
							<th scope="row">{say(word)}</th>
							{counts.map((n) => (
								<td>{n}</td>
							))}
						</tr>
					))}
				</tbody>
			</table>
		</Part>
	);
}

/** What comes next: a sheet of paper, an entry in the calendar, other questions. */
function After({ page, done }: Props) {
	const { say } = page.site;
	const day = refresherDay(done);
	const save = () => {
		const uid = `stepping-up-${done.seed}-${day}`;
		const text = icsText({ day, summary: say("check.event"), uid, now: new Date() });
		saveFile("stepping-up.ics", "text/calendar", text);
		page.tell("check.calendar-saved");
	};
	return (
		<section class="su-box su-noprint">
			<h3>{say("check.after")}</h3>
			<p>{say("check.after-about", { day: dayText(day) })}</p>
			<div class="su-acts">
				<button type="button" class="su-btn" onClick={() => page.show("record")}>
					{say("act.completion")}
				</button>
				<button type="button" class="su-btn su-quiet" onClick={save}>
					{say("act.calendar")}
				</button>
				<button type="button" class="su-btn su-quiet" onClick={() => page.show("start")}>
					{say("act.other-questions")}
				</button>
			</div>
			<Said text={page.said} />
			<p class="su-small">{say("check.backup")}</p>
		</section>
	);
}
