/** Pieces of the page: a part with its heading, and a table that can be saved as CSV. */
import type { ComponentChildren } from "preact";
import { Icon } from "../../common/icons.tsx";
import type { Value } from "../../record/sheets.ts";
import type { SheetName } from "../course.ts";
import { isSmall } from "../small.ts";
import type { Shown } from "./shown.ts";
import type { Table } from "./view.ts";

export function Part({
	id,
	title,
	about,
	children,
}: {
	id: string;
	title: string;
	about?: string;
	children?: ComponentChildren;
}) {
	return (
		<section class="su-map-part" aria-labelledby={`map-${id}`}>
			<h2 id={`map-${id}`} tabIndex={-1}>
				{title}
			</h2>
			{about && <p>{about}</p>}
			{children}
		</section>
	);
}

/** The sheets in which the rows of a table are filled. */
const SOURCES: Record<string, SheetName> = {
	answers: "answers",
	gains: "gains",
	places: "places",
	services: "services",
	needs: "training",
	actions: "actions",
};

interface TableProps {
	shown: Shown;
	id: string;
	/** The columns that the page has room for; the CSV file has all. */
	fields: readonly string[];
	/** Rows to leave out. */
	only?: (row: readonly Value[], table: Table) => boolean;
	/** What a cell says instead of its value. */
	cell?: (field: string, value: Value, index: number) => ComponentChildren;
}

export function DataTable({ shown, id, fields, only = () => true, cell }: TableProps) {
	const table = shown.tables.get(id);
	if (!table) return null;
	const title = shown.view.say(`table.${id}`);
	const columns = fields.map((name) => table.fields.indexOf(name)).filter((place) => place >= 0);
	const rows = [...table.rows.entries()].filter(([, row]) => only(row, table));
	return (
		<>
			<TableHead shown={shown} table={table} />
			{rows.length ? (
				// biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls a wide table by keyboard
				<section class="su-scroll" tabIndex={0} aria-label={shown.say("scroll", { title })}>
					<table>
						<thead>
							<tr>
								{columns.map((place) => (
									<th key={place} scope="col">
										{table.heads[place]}
									</th>
								))}
							</tr>
						</thead>
						<tbody>
							{rows.map(([index, row]) => (
								<tr key={index}>
									{columns.map((place, first) => {
										const field = table.fields[place] ?? "";
										const value = row[place] ?? null;
										const text = cell?.(field, value, index) ?? <Cell shown={shown} field={field} value={value} />;
										if (first)
											return (
												<td key={place} data-field={field}>
													{text}
												</td>
											);
										return (
											<th key={place} scope="row">
												<Source shown={shown} table={table} row={row}>
													{text}
												</Source>
											</th>
										);
									})}
								</tr>
							))}
						</tbody>
					</table>
				</section>
			) : (
				<p>{shown.say("none")}</p>
			)}
		</>
	);
}

/** The title of a table, and the button that saves all of it. */
export function TableHead({ shown, table }: { shown: Shown; table: Table }) {
	const title = shown.view.say(`table.${table.id}`);
	return (
		<div class="su-map-head">
			<h3>{title}</h3>
			<button
				type="button"
				class="su-link su-noprint"
				aria-label={`${shown.say("csv")}: ${title}`}
				onClick={() => shown.save(table.id, [table.heads, ...table.rows])}
			>
				{shown.say("csv")}
			</button>
		</div>
	);
}

/** What leads to the row of the sheet where something is written. */
function Source({
	shown,
	table,
	row,
	children,
}: {
	shown: Shown;
	table: Table;
	row: readonly Value[];
	children: ComponentChildren;
}) {
	const named = String(row[table.fields.indexOf("row")] ?? "");
	const listed = String(row[table.fields.indexOf("rows")] ?? "");
	const [, sheet, first] = /^([a-z]+)\/([^,]+)/.exec(listed) ?? [];
	const href = sheet
		? shown.addressOf(sheet as SheetName, first)
		: SOURCES[table.id] && shown.addressOf(SOURCES[table.id] as SheetName, named);
	return href ? <a href={href}>{children}</a> : children;
}

function Cell({ shown, field, value }: { shown: Shown; field: string; value: Value }) {
	if (value === null || value === "") {
		if (field === "source") return <Lack text={shown.say("no-source")} />;
		return field === "as_of" ? <Lack text={shown.say("no-date")} /> : null;
	}
	if (field !== "people" || shown.isPublic || !isSmall(value, shown.course.settings.small)) return <>{String(value)}</>;
	return (
		<>
			{String(value)} <Lack text={shown.view.say("mind.small")} />
		</>
	);
}

/** Something that is missing or to be minded: a sign and words. */
export function Lack({ text }: { text: string }) {
	return (
		<span class="su-map-lack">
			<Icon name="missed" />
			{text}
		</span>
	);
}
