/**
 * The entries of a map as tables, a line for each row of a sheet, or for each version of it where people wrote
 * different values: what one of them wrote, filled up with what nobody disputes.
 */
import { type Entry, GONE, type Row, rivalsOf, type Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { ids, type MapCourse, SHEETS, type SheetName } from "../course.ts";

export interface Line {
	row: string;
	/** Which version it is, from 1, and how many there are. */
	version: number;
	versions: number;
	/** Somebody took the row away while somebody else changed it. */
	torn: boolean;
	/** When it was last written to. */
	day: string;
	cells: Readonly<Record<string, Value>>;
}

/** One value of a cell that holds several; field `_gone` for a torn row. */
export interface Rival {
	sheet: SheetName;
	row: string;
	field: string;
	version: number;
	value: Value;
	day: string;
}

export interface Book {
	tables: Readonly<Record<SheetName, readonly Line[]>>;
	conflicts: readonly Rival[];
}

export const valueIn = (line: Line, column: string): Value => line.cells[column] ?? null;

/** Whether a cell holds an answer; "unknown" is the option that says that nobody knows. */
export const isKnown = (value: Value | undefined): value is string | number =>
	typeof value === "string" ? value !== "" && value !== "unknown" : value !== null && value !== undefined;

export const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Lists by a key, in the order in which the keys appear; old browsers know no Map.groupBy. */
export function grouped<T, K>(list: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
	const found = new Map<K, T[]>();
	for (const one of list) {
		const key = keyOf(one);
		const known = found.get(key);
		if (known) known.push(one);
		else found.set(key, [one]);
	}
	return found;
}

export function bookOf(sheets: Sheets, course: MapCourse): Book {
	const tables: Partial<Record<SheetName, Line[]>> = {};
	const conflicts: Rival[] = [];
	for (const name of SHEETS) {
		const rows = sheets.rows(`map/${name}`, ids(course.sheets[name].rows)).filter((row) => !row.gone);
		tables[name] = rows.flatMap((row) => versionsOf(row, course, name));
		conflicts.push(...rows.flatMap((row) => rivals(name, row, course)));
	}
	return { tables: tables as Book["tables"], conflicts };
}

function versionsOf(row: Row, course: MapCourse, name: SheetName): Line[] {
	const { columns } = course.sheets[name];
	if (columns.every(([column]) => shownIn(row, column) === null)) return [];
	const disputed = columns.map(([column]) => column).filter((column) => rivalsOf(row, column).length);
	const shown = Object.fromEntries(columns.map(([column]) => [column, shownIn(row, column)]));
	const all = disputed.length ? byWriter(row, disputed).map((own) => ({ ...shown, ...own })) : [shown];
	const different = [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
	return different.map((values, index) => ({
		row: row.id,
		version: index + 1,
		versions: different.length,
		torn: row.torn,
		day: dayOfRow(row),
		cells: Object.fromEntries(columns.map(([id, , type]) => [id, inColumn(values[id] ?? null, type)])),
	}));
}

/** A text in a column of numbers counts only if it is a plain number. */
function inColumn(value: Value, type: string): Value {
	if (type !== "number" && type !== "certainty") return value;
	if (typeof value !== "string") return value;
	const text = value.replace(/^ +| +$/g, "");
	return /^[+-]?[0-9]{1,15}(\.[0-9]{1,15})?$/.test(text) ? Number(text) : null;
}

interface Writer {
	by: string;
	nth: number;
	last: Entry;
	values: Record<string, Value>;
}

/** What each writer wrote in the disputed cells, the last writer last; a cell of others stays empty. */
function byWriter(row: Row, disputed: readonly string[]): Record<string, Value>[] {
	const writers = new Map<string, Writer>();
	for (const column of disputed) {
		const seen = new Map<string, number>();
		for (const entry of row.cells.get(column) ?? []) {
			const nth = seen.get(entry.by) ?? 0; // one writer twice in one cell happens only in files mended by hand
			seen.set(entry.by, nth + 1);
			const key = `${entry.by} ${nth}`;
			const empty = Object.fromEntries(disputed.map((one) => [one, null]));
			const writer = writers.get(key) ?? { by: entry.by, nth, last: entry, values: empty };
			writer.values[column] = entry.v;
			if (later(entry, writer.last) > 0) writer.last = entry;
			writers.set(key, writer);
		}
	}
	return [...writers.values()]
		.sort((a, b) => later(a.last, b.last) || compare(a.by, b.by) || a.nth - b.nth)
		.map(({ values }) => values);
}

const later = (a: Entry, b: Entry): number => compare(a.day, b.day) || a.n - b.n || compare(a.by, b.by);

const dayOfRow = (row: Row): string =>
	[...row.cells.values()].map((entries) => entries.at(-1)?.day ?? "").reduce((a, b) => (a > b ? a : b), "");

function rivals(sheet: SheetName, row: Row, course: MapCourse): Rival[] {
	const line = (field: string) => (entry: Entry, index: number) => ({
		sheet,
		row: row.id,
		field,
		version: index + 1,
		value: entry.v,
		day: entry.day,
	});
	const cells = course.sheets[sheet].columns.flatMap(([column]) => rivalsOf(row, column).map(line(column)));
	return [...cells, ...(row.torn ? row.marks.map(line(GONE)) : [])];
}
