/** Who was asked, where places are, which help is missing, and whom to call. */
import { dayText } from "../../common/calendar.ts";
import { Icon } from "../../common/icons.tsx";
import type { Value } from "../../record/sheets.ts";
import { at, listOf } from "../course.ts";
import { grouped, isKnown, valueIn } from "./book.ts";
import { dayOf } from "./days.ts";
import { NAMES } from "./hours.ts";
import type { Contact } from "./matrix.ts";
import { DataTable, Lack, Part, TableHead } from "./parts.tsx";
import type { Service } from "./services.ts";
import type { Shown } from "./shown.ts";

export function Who({ shown }: { shown: Shown }) {
	const { say, view } = shown;
	const forms = listOf(shown.course, "about", "form");
	const table = shown.tables.get("actors");
	return (
		<Part id="who" title={say("who")} about={say("who-about")}>
			{table && <TableHead shown={shown} table={table} />}
			{[...grouped(view.found.contacts, ({ form }) => form)].map(([form, all]) => (
				<div key={form} class="su-map-who">
					<h4>{forms[form]}</h4>
					<dl>
						<dt>{say("who-asked", { n: all.filter((one) => one.asked).length, total: all.length })}</dt>
						<dd>
							{named(
								shown,
								all.filter((one) => one.asked),
							) || say("who-none")}
						</dd>
						<dt>{say("who-open")}</dt>
						<dd>
							{named(
								shown,
								all.filter((one) => !one.asked),
							) || say("who-all")}
						</dd>
					</dl>
				</div>
			))}
			{/* too wide for paper, where the lists above say the same */}
			<details class="su-clue su-noprint">
				<summary>{view.say("table.who")}</summary>
				<DataTable shown={shown} id="who" fields={shown.tables.get("who")?.fields ?? []} />
			</details>
		</Part>
	);
}

function named(shown: Shown, contacts: readonly Contact[]): string {
	const actors = listOf(shown.course, "actors", "actor");
	return contacts
		.map(({ actor, contacted }) => (contacted ? `${actors[actor]} (${dayText(contacted)})` : (actors[actor] ?? actor)))
		.join("; ");
}

export function Places({ shown }: { shown: Shown }) {
	const { say, view, course } = shown;
	const names = listOf(course, "places", "kind");
	const empty = view.found.kinds.filter((one) => !one.rows.length).map(({ kind }) => names[kind] ?? kind);
	return (
		<Part id="places" title={say("places")} about={say("places-about")}>
			<DataTable
				shown={shown}
				id="kinds"
				fields={["kind", "places", "meet", "inform", "both", "open"]}
				only={(row, table) => row[table.fields.indexOf("places")] !== 0}
			/>
			{empty.length > 0 && <p>{say("places-none", { names: empty.join("; ") })}</p>}
			<details class="su-clue">
				<summary>{view.say(shown.isPublic ? "table.districts" : "table.places")}</summary>
				{!shown.isPublic && (
					<DataTable shown={shown} id="places" fields={["place", "kind", "district", "use", "who", "note", "day"]} />
				)}
				<DataTable shown={shown} id="districts" fields={["kind", "district", "places"]} />
			</details>
		</Part>
	);
}

export function Help({ shown }: { shown: Shown }) {
	const { say, view } = shown;
	const missing = view.found.gaps.filter(({ kind }) => kind.startsWith("help-") || kind === "untried");
	const isBad = (value: Value) => ["closed", "none"].some((answer) => value === view.say(`help.${answer}`));
	return (
		<Part id="help" title={say("help")} about={say("help-about")}>
			{missing.length ? (
				<ul>
					{missing.map((gap) => (
						<li key={`${gap.kind} ${gap.values.kind}`}>{view.say(`gap.${gap.kind}`, gap.values)}</li>
					))}
				</ul>
			) : (
				<p>{say("help-whole")}</p>
			)}
			<DataTable
				shown={shown}
				id="times"
				fields={["help", ...NAMES, "services", "numbers-tried"]}
				cell={(_, value) => (isBad(value) ? <Lack text={String(value)} /> : undefined)}
			/>
		</Part>
	);
}

/** The directory, for somebody who has to ring now. */
export function Calls({ shown }: { shown: Shown }) {
	const { say, view } = shown;
	const table = shown.tables.get("services");
	const { directory } = view.found;
	return (
		<Part id="calls" title={say("calls")} about={say("calls-about")}>
			{table && <TableHead shown={shown} table={table} />}
			{directory.length === 0 && <p>{say("none")}</p>}
			<ul class="su-map-calls">
				{directory.map((one) => (
					<Call key={`${one.line.row} ${one.line.version}`} shown={shown} service={one} />
				))}
			</ul>
			<details class="su-clue">
				<summary>{view.say("table.calls")}</summary>
				<DataTable shown={shown} id="calls" fields={["help", ...NAMES]} />
			</details>
		</Part>
	);
}

const TOLD = ["hours", "for_whom", "not_for", "languages", "conditions"];

function Call({ shown, service: { kind, line, tried } }: { shown: Shown; service: Service }) {
	const { view, say } = shown;
	const text = (column: string) => (isKnown(valueIn(line, column)) ? String(valueIn(line, column)) : "");
	const href = shown.addressOf("services", line.row);
	const name = text("service") || shown.course.sheets.services.name;
	const kinds = listOf(shown.course, "services", "kind");
	return (
		<li>
			<p class="su-small">{at(kinds, kind) ?? (isKnown(kind) ? String(kind) : view.say("no-kind"))}</p>
			<p class="su-map-name">{href ? <a href={href}>{name}</a> : name}</p>
			<p class="su-map-phone">{text("phone") ? <Phone text={text("phone")} /> : <Lack text={say("no-phone")} />}</p>
			<dl>
				{TOLD.filter(text).map((column) => (
					<div key={column}>
						<dt>{view.label("services", column)}</dt>
						<dd>{text(column)}</dd>
					</div>
				))}
			</dl>
			<Tried shown={shown} day={dayOf(valueIn(line, "checked"))} tried={tried} />
		</li>
	);
}

/** A number can be pressed only if nothing else stands there: two of them would be dialled as one. */
const Phone = ({ text }: { text: string }) => {
	const isOne = /^\+?[\d\s().-]{3,24}$/.test(text);
	return isOne ? <a href={`tel:${text.replace(/[^+\d]/g, "")}`}>{text}</a> : <span>{text}</span>;
};

function Tried({ shown, day, tried }: { shown: Shown; day: string | null; tried: boolean }) {
	if (!tried)
		return (
			<p>
				<Lack text={day ? shown.say("tried-old", { day: dayText(day) }) : shown.say("tried-never")} />
			</p>
		);
	return (
		<p class="su-map-tried">
			<Icon name="right" />
			{shown.say("tried", { day: dayText(day ?? "") })}
		</p>
	);
}
