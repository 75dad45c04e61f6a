/**
 * Take back what came from a file: entries that put back what stood there before, beside whatever others wrote since.
 * Nothing is ever deleted, so a cell that somebody has changed after the file keeps their value.
 */
import { type Entry, entryFrom, GONE, Sheets, type Value } from "../../record/sheets.ts";
import { historyOf } from "./result.ts";

/**
 * @param before the worksheets as they were before the file
 * @param taken what the file brought
 * @param now the worksheets as they are
 * @param by who takes it back: somebody of whom there are no entries yet
 */
export function undone(before: Sheets, taken: Sheets, now: Sheets, by: string, day: string): Sheets {
	const old = new Set(before.entries().map(textOf));
	const came = new Set(taken.entries().map(textOf));
	const isNew = (entry: Entry) => came.has(textOf(entry)) && !old.has(textOf(entry));
	const [knownRows, allRows] = [rowsOf(before), rowsOf(now)];
	const entries: Entry[] = [];
	let n = now.nextNumber();
	for (const [key, [first]] of rowsOf(taken)) {
		const known = knownRows.get(key) ?? [];
		const all = allRows.get(key) ?? [];
		const there = all.filter(isNew);
		if (!first || !there.length) continue;
		const put = (f: string, v: Value, seen: readonly Entry[]): Entry =>
			entryFrom({ s: first.s, r: first.r, f, v, by, n: n++, seen: historyOf(seen), day });
		const isAlone = all.every((entry) => isNew(entry) || old.has(textOf(entry)));
		const goes = isAlone && (!known.length || known.some(({ f, v }) => f === GONE && v === true));
		const own: Entry[] = [];
		for (const f of known.length || !isAlone ? new Set(there.map((entry) => entry.f)) : []) {
			const fresh = there.filter((entry) => entry.f === f);
			own.push(put(f, before.cell(first.s, first.r, f).at(-1)?.v ?? null, fresh));
		}
		// a line that the file brought, or brought back, goes away again
		if (goes) own.push(put(GONE, true, [...all, ...own]));
		entries.push(...own);
	}
	return new Sheets(entries);
}

const textOf = (entry: Entry): string => JSON.stringify(entry);

function rowsOf(sheets: Sheets): Map<string, Entry[]> {
	const found = new Map<string, Entry[]>();
	for (const entry of sheets.entries()) {
		const known = found.get(`${entry.s} ${entry.r}`);
		if (known) known.push(entry);
		else found.set(`${entry.s} ${entry.r}`, [entry]);
	}
	return found;
}
