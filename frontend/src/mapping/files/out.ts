/** A table on its way into a file: titles, widths and rows, in which no text can become a formula. */
import type { Value } from "../../record/sheets.ts";
import type { Day } from "./incoming.ts";

export type OutValue = Value | Day;

export interface OutColumn {
	title: string;
	/** Long texts go on in a new line. */
	wrap: boolean;
	hidden?: boolean;
}

/** Choices or help for some cells of a sheet. */
export interface Guide {
	/** Such as `B2:B500`. */
	span: string;
	/** Where the choices stand. */
	choices: string;
	title: string;
	hint: string;
}

export interface OutTable {
	title: string;
	columns: OutColumn[];
	rows: OutValue[][];
	guides?: Guide[];
	/** The first cell that moves when the table is scrolled. */
	frozen?: string;
	/** No program shows it, and it has no titles. */
	unseen?: boolean;
}

export const isDay = (value: OutValue): value is Day => typeof value === "object" && value !== null;

export const textOfOut = (value: OutValue): string => (value === null ? "" : isDay(value) ? value.day : String(value));

/** The letters of a column, from 1. */
export function letterOf(column: number): string {
	const rest = Math.floor((column - 1) / 26);
	return (rest ? letterOf(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}
