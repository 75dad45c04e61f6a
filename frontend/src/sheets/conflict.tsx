/** Where people wrote different things: side by side, with the day, and a way to choose. */
import { dayText } from "../common/calendar.ts";
import { Icon } from "../common/icons.tsx";
import type { Column } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import { type Entry, type Row, rivalsOf, type Value } from "../record/sheets.ts";
import { asText } from "./values.ts";

/** What one session wrote in the cells of a row where people differ. */
export interface Version {
	by: string;
	day: string;
	values: Record<string, Value>;
}

/** The versions of a row: every differing value stands in one of them. */
export function versionsOf(row: Row): Version[] {
	const versions = new Map<string, Version>();
	for (const field of row.cells.keys()) {
		for (const { by, day, v } of rivalsOf(row, field)) {
			const known = versions.get(by) ?? { by, day, values: {} };
			// one session may hold two values of a cell in a copied file: then each has a version of its own
			const place = Object.hasOwn(known.values, field) ? `${by}.${versions.size}` : by;
			const version = place === by ? known : { by: place, day, values: {} };
			version.values[field] = v;
			versions.set(place, { ...version, day: day > version.day ? day : version.day });
		}
	}
	return [...versions.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.by < b.by ? -1 : 1));
}

interface Props {
	row: Row;
	id: string;
	columns: Column[];
	say: Say;
	take(version: Version): void;
	keep(): void;
	drop(): void;
}

export function Conflict({ row, id, columns, say, take, keep, drop }: Props) {
	const versions = versionsOf(row);
	return (
		<div class="su-notice" id={`${id}--differ`}>
			<Icon name="people" />
			<div>
				{row.torn && (
					<>
						<p>
							<strong>{say("sheet.torn")}</strong> {since(row.marks, say)}
						</p>
						<div class="su-acts">
							<button type="button" class="su-btn su-quiet" onClick={keep}>
								{say("act.keep-row")}
							</button>
							<button type="button" class="su-btn su-quiet" onClick={drop}>
								{say("act.drop-row")}
							</button>
						</div>
					</>
				)}
				{versions.length > 0 && (
					<>
						<p>
							<strong>{say("sheet.differ")}</strong>
						</p>
						<div class="su-ws-versions">
							{versions.map((version) => (
								<fieldset key={version.by}>
									<legend>{say("sheet.version", { day: dayText(version.day) })}</legend>
									<dl>
										{columns
											.filter((column) => Object.hasOwn(version.values, column.id))
											.map((column) => (
												<div key={column.id}>
													<dt>{column.label}</dt>
													<dd>{textOf(column, version.values[column.id] ?? null) || say("sheet.nothing")}</dd>
												</div>
											))}
									</dl>
									<button type="button" class="su-btn su-quiet" onClick={() => take(version)}>
										{say("act.take-version")}
									</button>
								</fieldset>
							))}
						</div>
					</>
				)}
			</div>
		</div>
	);
}

const since = (marks: readonly Entry[], say: Say): string => {
	const day = marks.at(-1)?.day;
	return day ? `${say("sheet.version", { day: dayText(day) })}.` : "";
};

/** A value as people read it: the words of its option, if it is one. */
export const textOf = (column: Column, value: Value): string =>
	column.options?.find((option) => option.id === asText(value))?.text ?? asText(value);
