/** Texts with separators, read from any bytes whatever. The same rows as steppingup/documents/incoming.py gives. */
import Papa from "papaparse";
import { isRisky } from "../csv.ts";
import { type Cell, type Incoming, LIMITS, type Row, TableError } from "./incoming.ts";
import { decode } from "./letters.ts";

const SEPARATORS = [";", "\t", ",", "|"] as const;
/** Rows from which the separator is told. */
const SOME = 50;
/** A cell that is longer never ends. */
const LONGEST = 131_072;
const ERRORS = new Set(["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"]);

export function textFile(bytes: Uint8Array): Incoming {
	const text = decode(bytes);
	if (text.includes("\0")) throw new TableError("no-table");
	const { rows, separator } = separated(text.replace(/\r\n?/g, "\n"));
	const listed = rows
		.map((row, index): [number, string[]] => [index + 1, row])
		.filter(([, row]) => row.some((cell) => cell.trim()));
	if (listed.length > LIMITS.rows) throw new TableError("long");
	const cells = listed.map(([number, row]): Row => [number, row.map(cellOf)]);
	return {
		sheets: [{ name: "", rows: cells, hidden: false, separator }],
		macros: false,
		unreadable: text.includes("\ufffd"),
	};
}

/** The rows of a text, and its separator. */
function separated(text: string): { rows: string[][]; separator: string } {
	const [first = ""] = text.split("\n", 1);
	const told = first.trim().replace(/^"+|"+$/g, "");
	// how Excel is told the separator
	if (/^sep=.$/is.test(told)) {
		const separator = told.charAt(4);
		return { rows: [[], ...rowsOf(text.slice(first.length + 1), separator)], separator };
	}
	const separator = separatorOf(text);
	return { rows: rowsOf(text, separator), separator };
}

function rowsOf(text: string, delimiter: string, preview = 0): string[][] {
	const { data } = Papa.parse<string[]>(text, { delimiter, newline: "\n", preview });
	if (data.some((row) => row.some((cell) => cell.length > LONGEST))) throw new TableError("no-table");
	return data;
}

/** The separator that cuts most rows into equally many cells; the first of them where several do. */
function separatorOf(text: string): string {
	const evenness = (sign: string): number => {
		let counts: number[] = [];
		try {
			counts = rowsOf(text, sign, SOME)
				.filter((row) => row.some((cell) => cell.trim()))
				.map((row) => row.length);
		} catch {
			return 0;
		}
		const many = [...new Set(counts)].filter((count) => count > 1);
		return Math.max(0, ...many.map((count) => counts.filter((one) => one === count).length));
	};
	const found = SEPARATORS.map((sign) => ({ sign, even: evenness(sign) }));
	return found.reduce((best, one) => (one.even > best.even ? one : best)).sign;
}

function cellOf(text: string): Cell {
	// our own files begin a text with an apostrophe where a spreadsheet would take it for a formula
	const plain = text.startsWith("'") && isRisky(text.replace(/^'+/, "")) ? text.slice(1) : text;
	return { value: plain.trim() ? plain : null, mark: ERRORS.has(plain.trim()) ? "error" : "" };
}
