/** One step of the way to a first map: what it asks, line by line. */
import type { ComponentChild } from "preact";
import type { WordKey } from "../../common/keys.ts";
import type { Column } from "../../common/model.ts";
import { Text } from "../../common/parts.tsx";
import { GONE } from "../../record/sheets.ts";
import { Conflict } from "../../sheets/conflict.tsx";
import { asksNobody, Entry, type StepProps } from "./entry.tsx";
import { GIVEN, type RouteLine } from "./lines.ts";
import { columnsOf, isTorn, type Step } from "./route.ts";

export function StepBody(props: StepProps) {
	const { step, question, lines, name, heading, say } = props;
	if (step.question !== undefined && !question)
		return (
			<>
				<h2 id={heading} tabIndex={-1}>
					{name}
				</h2>
				<p>{say("route.choose-first")}</p>
			</>
		);
	return (
		<>
			{question && (
				<p class="su-small">
					{name}
					{question.group && ` · ${question.group}`}
				</p>
			)}
			<h2 id={heading} tabIndex={-1}>
				{question?.label ?? name}
			</h2>
			<About {...props} />
			{lines.map((line, place) => (
				<Line key={line.row.id} {...props} line={line} place={place} />
			))}
		</>
	);
}

/** What somebody should know before they fill a step. */
function About({ data, step, lines, question, say, filling, total }: StepProps): ComponentChild {
	const { sheet } = step;
	if (question)
		return (
			<>
				{question.ask && !asksNobody(lines[0], filling) && <p>{say("sheet.ask", { who: question.ask })}</p>}
				{question.note && (
					<p class="su-hint">
						<Text text={question.note} />
					</p>
				)}
			</>
		);
	if (sheet.step !== "about")
		return (
			<>
				<p>{say(ABOUTS[sheet.step] ?? "route.places-about", { n: sheet.rows })}</p>
				{sheet.hint && <p class="su-hint">{sheet.hint}</p>}
			</>
		);
	return (
		<>
			<p>{say("route.start-empty", { total })}</p>
			{data.results && (
				<p>
					<a href={`${data.results}#su-map-example`}>{say("route.example")}</a>
				</p>
			)}
			<details class="su-clue">
				<summary>{say("route.forms")}</summary>
				<ul>
					{data.forms.map((one) => (
						<li key={one.id}>
							<strong>{one.name}</strong> {one.about}
						</li>
					))}
				</ul>
			</details>
		</>
	);
}

const ABOUTS: Partial<Record<string, WordKey>> = {
	places: "route.places-about",
	actors: "route.actors-about",
	services: "route.services-about",
	actions: "route.actions-about",
};

type LineProps = StepProps & { line: RouteLine; place: number };

function Line(props: LineProps) {
	const { step, form, question, line, place, heading, say, filling } = props;
	const { row } = line;
	const columns = ordered(step, columnsOf(step, question, form));
	const titled = step.rows > 1;
	const lineName = step.sheet.step === "actors" ? say("route.actors") : step.sheet.name;
	const named = `${heading}--${row.id}`;
	const first = `${named}--${columns[0]?.id}`;
	const fields = columns.map((column) => (
		<Entry key={column.id} {...props} column={column} row={titled ? named : heading} />
	));
	return (
		<>
			{isTorn(row) && (
				<Conflict
					row={row}
					id={named}
					columns={columns}
					say={say}
					take={(version) => filling.settle(row.id, version.values, first)}
					keep={() => filling.settle(row.id, { [GONE]: false }, first)}
					drop={() => filling.settle(row.id, { [GONE]: true }, first)}
				/>
			)}
			{titled ? (
				<fieldset class="su-route-line">
					<legend id={named}>{say("route.line", { name: lineName, n: place + 1, total: step.rows })}</legend>
					{fields}
				</fieldset>
			) : (
				fields
			)}
		</>
	);
}

/** What is given comes first: it says what the rest of the line is about. */
const ordered = (step: Step, columns: Column[]): Column[] => {
	const given = GIVEN[step.sheet.step];
	return [...columns].sort((a, b) => Number(b.id === given) - Number(a.id === given));
};
