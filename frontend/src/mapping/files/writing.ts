/** Entries for the map, made from the cells of one file: the same file gives the same entries to everybody. */
import { warnings } from "../../personal/load.ts";
import { type Entry, entryFrom, PLACE, Sheets, type Value } from "../../record/sheets.ts";
import type { Where } from "./incoming.ts";
import { changes, historyOf, type Imported } from "./result.ts";

interface Into {
	known: Sheets;
	/** Who writes: made from the content of the file. */
	by: string;
	day: string;
	/** Whether the file is newer than the map. */
	replaces: boolean;
	/** How often the same file was taken in and taken back before. */
	again: number;
}

export class FileImport {
	/** What the map held when the file was written, if it is one of ours. */
	base = new Sheets();
	readonly #entries: Entry[] = [];
	readonly #result: Imported;

	constructor(readonly into: Into) {
		const { by } = into;
		this.#result = { by, sheets: new Sheets(), cells: {}, same: 0, left: [], remarks: [], warned: [], known: false };
	}

	get known(): Sheets {
		return this.into.known;
	}

	get again(): number {
		return this.into.again;
	}

	/** Take over what the file brings along. */
	takeBase(base: Sheets, taken: Sheets): void {
		this.base = base;
		this.#entries.push(...taken.entries());
	}

	remark(where: Where, ...keys: string[]): void {
		this.#result.remarks.push(...keys.map((key) => ({ where, key })));
	}

	leave(where: Where, key: string, text = ""): void {
		this.#result.left.push({ where, key, text });
	}

	/** Whether a text must not come into the map; what looks like personal data is told by its place alone. */
	refuses(where: Where, text: string, sheet: string, field: string): boolean {
		const { refused, words } = warnings(text, sheet, field);
		if (refused) this.leave(where, "refused");
		else this.#result.warned.push(...words.map((key) => ({ where, key })));
		return refused;
	}

	/**
	 * Write a cell, unless the map says the same.
	 * @param n the number of the cell in the file, so that the same cell always gives the same entry
	 */
	write([s, r, f]: readonly [string, string, string], value: Value, n: number): void {
		const { known, by, day, replaces, again } = this.into;
		const standing = known.cell(s, r, f);
		const says = (entry: Entry) => entry.v === value;
		if (standing.length && (replaces ? standing.every(says) : standing.some(says))) {
			if (f !== PLACE) this.#result.same++;
			return;
		}
		// what was taken back left the cell empty, and differs from nothing
		const isEmptied = again > 0 && standing.every((entry) => entry.v === null);
		const seen = historyOf([...this.base.cell(s, r, f), ...(replaces || isEmptied ? standing : [])]);
		this.#entries.push(entryFrom({ s, r, f, v: value, by, n, seen, day }, n));
	}

	finish(): Imported {
		const sheets = new Sheets(this.#entries);
		return { ...this.#result, sheets, cells: changes(this.known, sheets) };
	}
}
