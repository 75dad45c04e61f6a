/** After the final check: what to read again, how sure somebody was, every question with its notes. No pass, no fail. */
import type { ComponentChildren } from "preact";
import { SURE } from "../activity/question.tsx";
import { dayText, icsText } from "../common/calendar.ts";
import { saveFile } from "../common/download.ts";
import { Heading, Said } from "../common/heading.tsx";
import { Icon, type IconName } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import { type Checked, refresherDay } from "../site/checked.ts";
import { chosenPath } from "../site/path.tsx";
import { Notes } from "./notes.tsx";
import type { CheckPage } from "./page.ts";
import {
	AGAIN,
	byArea,
	byCompetency,
	bySure,
	type Outcome,
	outcomesOf,
	pagesFor,
	planOf,
	type Row,
	type Word,
} from "./result.ts";

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
	const open = all.filter((one) => !one.attempt).length;
	const rows = byCompetency(all);
	return (
		<>
			<Heading text={say("check.results")} />
			<p class="su-lead">
				{say("check.lead", { n: right, total: all.length })} {open > 0 && say("check.lead-open", { n: open })}
			</p>
			<p class="su-small">
				{say("check.last", { day: dayText(done.day) })} {who && say("check.drawn-for", { role: who })}{" "}
				{say("check.lead-about")}
			</p>
			<First page={page} done={done} rows={rows} />
			{GROUPS.map((group) => (
				<Skills key={group.title} page={page} done={done} rows={rows} group={group} />
			))}
			<Areas page={page} all={all} />
			<Certain page={page} all={all} />
			<After page={page} done={done} />
			<Part title={say("check.all")}>
				<p class="su-small">{say("check.all-about")}</p>
				{all.map((one, at) => (
					<Notes key={one.spec.id} one={one} n={at + 1} say={say} />
				))}
			</Part>
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

interface Rows {
	page: CheckPage;
	done: Checked;
	rows: readonly Row[];
}

/** Whose lessons come first: the chosen path, else the one that the check was drawn for. */
const pathOf = ({ site }: CheckPage, { who }: Checked) => chosenPath(site) ?? site.course.paths?.[who];

/** Where to begin with twenty minutes. */
function First({ page, done, rows }: Rows) {
	const { bank, site } = page;
	const { lessons, minutes, taught, total } = planOf(rows, bank, site.course.pages, pathOf(page, done));
	if (!lessons.length) return null;
	return (
		<section class="su-box">
			<h3>{site.say("check.first")}</h3>
			<p>{site.say("check.first-about", { minutes, n: taught, total })}</p>
			<ol class="su-check-first">
				{lessons.map((one) => (
					<li key={one.path}>
						<a href={site.address(one.path)}>{one.title}</a>{" "}
						<span class="su-small">{site.say("check.minutes", { n: one.minutes ?? 0 })}</span>
					</li>
				))}
			</ol>
		</section>
	);
}

interface Group {
	words: readonly Word[];
	title: WordKey;
	about: WordKey;
	icon: IconName;
}

const GROUPS: readonly Group[] = [
	{ words: AGAIN, title: "check.again", about: "check.again-about", icon: "other" },
	{ words: ["guess"], title: "check.guess", about: "check.guess-about", icon: "partly" },
	{ words: ["right"], title: "check.firm", about: "check.firm-about", icon: "right" },
];

/** What single rows say; the others are told by the heading above them. */
const TOLD: Partial<Record<Word, WordKey>> = { sure: "check.row-sure", open: "check.row-open" };

function Skills({ page, done, rows, group }: Rows & { group: Group }) {
	const { say } = page.site;
	const own = rows.filter((row) => group.words.includes(row.word));
	if (!own.length) return null;
	return (
		<Part title={say(group.title)}>
			<p class="su-small">{say(group.about)}</p>
			<ul class="su-rows su-check-rows">
				{own.map((row) => (
					<Skill key={row.id} page={page} done={done} row={row} icon={row.word === "open" ? "open" : group.icon} />
				))}
			</ul>
		</Part>
	);
}

interface SkillProps {
	page: CheckPage;
	done: Checked;
	row: Row;
	icon: IconName;
}

function Skill({ page, done, row, icon }: SkillProps) {
	const { bank, site } = page;
	const about = bank.competencies[row.id];
	const name = about?.name ?? row.id;
	const told = TOLD[row.word];
	const links = pagesFor(about?.pages ?? [], pathOf(page, done)).flatMap(
		(path) => site.course.pages.find((one) => one.path === path) ?? [],
	);
	return (
		<li>
			<span class="su-n" aria-hidden="true">
				<Icon name={icon} />
			</span>
			<div>
				<strong>{name.charAt(0).toUpperCase() + name.slice(1)}</strong>
				{told && <p>{site.say(told)}</p>}
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
			{row.asked > 1 && <span class="su-end">{site.say("check.right-of", { n: row.right, total: row.asked })}</span>}
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
