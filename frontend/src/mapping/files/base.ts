/**
 * What a map held when it was written as Excel: it travels along in a sheet that spreadsheets do not show. With it, a
 * reader knows which cells somebody changed in the file and which they left as they were, and what they had before
 * their eyes. The same as steppingup/mapping/importing/base.py.
 */
import { type Entry, GONE, Sheets, sheetsFrom } from "../../record/sheets.ts";
import { type Incoming, textOfCell } from "./incoming.ts";

export const TITLE = "_map";
/** The choices behind the drop-down lists of our own Excel files. */
export const LISTS = "_lists";
const FORMAT = "stepping-up-map";
const VERSION = 1;
/** Excel takes 32,767 characters in a cell. */
const PIECE = 30_000;

export interface Base {
	sheets: Sheets;
	/** The sheets of the file by title; help has no name. */
	titles: Readonly<Record<string, string>>;
}

/** The rows of the hidden sheet: a head, then an entry each, cut where a cell cannot hold it. */
export function baseRows(sheets: Sheets, release: string, titles: Readonly<Record<string, string>>): string[][] {
	const ids = new Set(sheets.entries().map(({ s }) => s));
	const gone = new Set(
		[...ids].flatMap((id) => sheets.rows(id, [], true).flatMap((row) => (row.gone ? [`${id} ${row.id}`] : []))),
	);
	const kept = sheets.entries().filter(({ s, r, f }) => !gone.has(`${s} ${r}`) || f === GONE);
	const head = { format: FORMAT, v: VERSION, release, titles };
	return [[JSON.stringify(head)], ...kept.map((entry) => pieces(JSON.stringify(entry)))];
}

/** What a file brings along; "broken" if it cannot be read, null if it brings nothing. */
export function baseOf({ sheets }: Incoming): Base | "broken" | null {
	const sheet = sheets.find(({ name, hidden }) => name === TITLE && hidden);
	if (!sheet) return null;
	try {
		const [first = "", ...entries] = sheet.rows.map(([, cells]) => cells.map(textOfCell).join(""));
		const head = JSON.parse(first) as { format: unknown; v: unknown; titles: Record<string, unknown> };
		if (head.format !== FORMAT || head.v !== VERSION) return "broken";
		const titles = Object.entries(head.titles).map(([title, name]) => [title, String(name)]);
		return { sheets: sheetsFrom(entries.map((one) => JSON.parse(one))), titles: Object.fromEntries(titles) };
	} catch {
		return "broken"; // no JSON, or no entries
	}
}

function pieces(text: string): string[] {
	const found: string[] = [];
	for (let at = 0; at < text.length; at += PIECE) found.push(text.slice(at, at + PIECE));
	return found;
}

/** The base without entries that may not stand in a map. */
export const siftedBase = (base: Base, isRefused: (entry: Entry) => boolean): Sheets =>
	new Sheets(base.sheets.entries().filter((entry) => !isRefused(entry)));
