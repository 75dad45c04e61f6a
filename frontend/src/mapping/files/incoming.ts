/** What comes out of a table that somebody sends: sheets, rows, cells, and why it cannot be read. */

export type Trouble =
	| "large"
	| "unpacked"
	| "old"
	| "open-document"
	| "damaged"
	| "no-table"
	| "long"
	| "report"
	| "no-rows"
	| "no-headings"
	| "map";

/** What is read at most: bytes of the file and of all that it unpacks to, rows and columns of a sheet, sheets. */
export const LIMITS = { size: 10 * 1024 * 1024, unpacked: 50 * 1024 * 1024, rows: 10_000, columns: 100, sheets: 60 };

/** A place in a file: its sheet (nothing in a text), row from 1, and column. */
export interface Where {
	sheet: string;
	row: number;
	column: string;
}

/** A file is no table that can be read; `kind` says why. */
export class TableError extends Error {
	constructor(
		readonly kind: Trouble,
		readonly where: Where = { sheet: "", row: 0, column: "" },
	) {
		super(`table: ${kind}`);
	}
}

/** A day as a spreadsheet keeps it, with its time of day, if it has one. */
export interface Day {
	day: string;
	time: string;
}

export type CellValue = string | number | boolean | Day | null;

/**
 * What stands in a cell. `formula`: it is the last result of one. `unstored`: a formula without a result. `error`: an
 * error such as #N/A. `merged`: it stands in this row too, as the cell goes over several rows.
 */
export interface Cell {
	value: CellValue;
	mark: "" | "formula" | "unstored" | "error" | "merged";
}

export type Row = readonly [number, readonly Cell[]];

/** One sheet; every row has its number in the file. `separator` is that of a text, else nothing. */
export interface IncomingSheet {
	name: string;
	rows: readonly Row[];
	hidden: boolean;
	separator: string;
}

/** All of a file. `macros`: it brings programs, which nobody ran; `unreadable`: some letters made no sense. */
export interface Incoming {
	sheets: readonly IncomingSheet[];
	macros: boolean;
	unreadable: boolean;
}

export const EMPTY: Cell = { value: null, mark: "" };

export const isDayCell = (value: CellValue): value is Day => typeof value === "object" && value !== null;

/** A cell as a person reads it. */
export function textOfCell({ value }: Cell): string {
	if (isDayCell(value)) return value.time ? `${value.day} ${value.time}` : value.day;
	if (value === true) return "True"; // as the other reader writes it
	if (value === false) return "False";
	return value === null ? "" : String(value).replace(/\r\n?/g, "\n").trim();
}
