/** What the reading of a file found: entries for the map, and everything that people should look at. */
import type { Entry, Sheets } from "../../record/sheets.ts";
import type { Where } from "./incoming.ts";

/** Something to look at that was placed all the same (`key` ends the key of its message), or what was not placed. */
export interface Remark {
	where: Where;
	key: string;
}

/** `text` is what stood there; nothing if it may not be kept anywhere. */
export interface Left extends Remark {
	text: string;
}

export interface Imported {
	/** The file as the writer of its entries. */
	by: string;
	sheets: Sheets;
	/** How many cells are not as they were, by short name of the sheet. */
	cells: Record<string, number>;
	/** How many cells say what the map says already. */
	same: number;
	left: Left[];
	remarks: Remark[];
	/** What was placed and looks like personal data; the key is that of its words. */
	warned: Remark[];
	/** The map holds this very file already. */
	known: boolean;
}

/** What somebody had seen who had these entries before their eyes. */
export function historyOf(seen: Iterable<Entry>): Record<string, number> {
	const found = new Map<string, number>();
	for (const entry of seen)
		for (const [name, most] of [...Object.entries(entry.seen), [entry.by, entry.n] as const])
			found.set(name, Math.max(found.get(name) ?? 0, most));
	return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Count the cells that are not as they were, by short name of the sheet. */
export function changes(known: Sheets, fresh: Sheets): Record<string, number> {
	const whole = known.merge(fresh);
	const found: Record<string, number> = {};
	for (const { s, r, f } of cellsOf(fresh)) {
		const isSame = JSON.stringify(whole.cell(s, r, f)) === JSON.stringify(known.cell(s, r, f));
		const name = s.replace(/^map\//, "");
		if (!isSame) found[name] = (found[name] ?? 0) + 1;
	}
	return found;
}

/** The cells that entries are about, each once, by sheet, row and column. */
export function cellsOf(sheets: Sheets): Pick<Entry, "s" | "r" | "f">[] {
	const found = new Map<string, Pick<Entry, "s" | "r" | "f">>();
	for (const { s, r, f } of sheets.entries()) if (!f.startsWith("_")) found.set(`${s} ${r} ${f}`, { s, r, f });
	return [...found.values()];
}
