/** What stands around each step of the way to a first map: how far somebody is, and the ways on and back. */
import type { ComponentChildren } from "preact";
import { Icon } from "../../common/icons.tsx";
import { Notice } from "../../common/parts.tsx";
import type { Say } from "../../common/words.ts";
import { warnings } from "../../personal/load.ts";
import type { Problem } from "../../progress/store.ts";
import { type Row, type Sheets, shownIn } from "../../record/sheets.ts";
import { filledOf, linesOf, progressOf, type RouteData, type Step, stepsOf, TITLES } from "./route.ts";

/** What has just happened; what is seen anyway is for screen readers alone. */
export interface Said {
	text: string;
	quiet?: boolean;
}

interface Props {
	data: RouteData;
	sheets: Sheets;
	/** The number of the step, from 0; the page itself comes after all of them. */
	at: number;
	/** DOM id of the heading. */
	heading: string;
	/** Somebody comes back to what they began. */
	welcome: boolean;
	problem: Problem | null;
	said: Said;
	say: Say;
	/** Go to a step; without one, to the page. */
	go(step?: Step): void;
	/** Go on from a step; there is nothing after the page. */
	next: (() => void) | undefined;
	/** Further buttons. */
	acts?: ComponentChildren;
	children?: ComponentChildren;
}

/** What a step is called. */
export function nameOf({ sheet, question }: Step, say: Say): string {
	if (question === undefined) return say(TITLES[sheet.step]);
	return say("route.question", { n: question + 1, total: sheet.rows });
}

export function Frame(props: Props) {
	const { data, sheets, at, heading, problem, said, say, go, next, acts, children } = props;
	const steps = stepsOf(data);
	const last = at === steps.length;
	return (
		<section class="su-card su-ws su-ws-cards su-route su-noprint" aria-labelledby={heading}>
			<Progress {...props} total={steps.length + 1} />
			{problem && (
				<Notice icon="nosave" title={say("sheet.unsaved-title")}>
					{say(problem === "full" ? "sheet.unsaved-full" : "sheet.unsaved-blocked")}
				</Notice>
			)}
			{last && (
				<>
					<h2 id={heading} tabIndex={-1}>
						{say("route.done")}
					</h2>
					<BeforePrint data={data} sheets={sheets} say={say} go={go} />
				</>
			)}
			{children}
			<div class="su-acts">
				{at > 0 && (
					<button type="button" class="su-btn su-quiet su-route-back" onClick={() => go(steps[at - 1])}>
						{say("act.route-back")}
					</button>
				)}
				{next && (
					<button type="button" class="su-btn su-route-next" onClick={next}>
						{say(at === steps.length - 1 ? "act.route-map" : "act.route-next")}
					</button>
				)}
				{acts}
			</div>
			<div class="su-result su-ws-said" role="status">
				{said.text && <p class={said.quiet ? "su-hide" : "su-said"}>{said.text}</p>}
			</div>
			{!last && !problem && <p class="su-small">{say("route.kept")}</p>}
			<details class="su-clue">
				<summary>{say("route.steps")}</summary>
				<StepList data={data} sheets={sheets} steps={steps} say={say} go={go} />
				<button type="button" class="su-link" onClick={() => go()}>
					{say("route.done")}
				</button>
			</details>
		</section>
	);
}

function Progress({ data, sheets, at, welcome, say, total: steps }: Props & { total: number }) {
	const { filled, total } = progressOf(data, sheets);
	const whole = filled === total;
	return (
		<>
			<p class="su-head">
				<span>{say("route.step", { n: at + 1, total: steps })}</span>
				<span class="su-route-count" role="status">
					<Icon name={whole ? "right" : filled ? "partly" : "open"} />
					{whole ? say("route.all-there", { total }) : say("route.entries", { n: filled, total })}
				</span>
			</p>
			<div class="su-route-bar" aria-hidden="true">
				<span style={{ inlineSize: `${(100 * filled) / total}%` }} />
			</div>
			{welcome && <p class="su-hint">{say("route.welcome", { n: filled, total })}</p>}
		</>
	);
}

type Listed = Pick<Props, "data" | "sheets" | "say" | "go">;

/** Steps with their state, to go to any of them. */
function StepList({ data, sheets, steps, say, go, plain }: Listed & { steps: readonly Step[]; plain?: boolean }) {
	return (
		<ul class="su-route-steps">
			{steps.map((step) => {
				const n = filledOf(data, step, sheets);
				return (
					<li key={step.id}>
						<Icon name={plain ? "pen" : n === step.entries ? "right" : n ? "partly" : "open"} />
						<button type="button" class="su-link" onClick={() => go(step)}>
							{plain ? nameOf(step, say) : say("route.at", { name: nameOf(step, say), n, total: step.entries })}
						</button>
					</li>
				);
			})}
		</ul>
	);
}

/** What to know before the page is printed: what looks like personal data, and what is still empty. */
function BeforePrint(props: Listed) {
	const { data, sheets, say } = props;
	const steps = stepsOf(data);
	const open = steps.filter((step) => filledOf(data, step, sheets) < step.entries);
	const personal = steps.filter((step) => linesOf(data, step, sheets).some((row) => isPersonal(step.sheet.id, row)));
	return (
		<>
			{personal.length > 0 && (
				<>
					<Notice icon="people" title={say("route.look")}>
						{say("route.look-about")}
					</Notice>
					<StepList {...props} steps={personal} plain />
				</>
			)}
			{open.length > 0 && (
				<>
					<h3>{say("route.missing")}</h3>
					<p>{say("route.missing-about")}</p>
					<StepList {...props} steps={open} />
				</>
			)}
		</>
	);
}

const isPersonal = (sheet: string, row: Row): boolean =>
	[...row.cells.keys()].some((field) => {
		const value = shownIn(row, field);
		return typeof value === "string" && warnings(value, sheet, field).words.length > 0;
	});
