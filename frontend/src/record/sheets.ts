/**
 * The sheets of a map: what several people wrote into tables about their town, united without losing anything.
 * A cell is a multi-value register: entries that did not know of each other stand side by side until somebody who has
 * seen them all writes a new one. The same laws as steppingup/record/sheets.py; both run tests/vectors/sheets.json.
 * Source: Shapiro and others, INRIA RR-7506, 2011, section 3.2.2.
 */
import { isDay, isMap, isText, isWellFormed, isWhole, REPLICA, RecordError } from "./reading.ts";
import { canonical } from "./record.ts";

export type Value = string | number | boolean | null;

/** What somebody wrote in one cell, never changed afterwards. */
export interface Entry {
	/** The sheet, the row, the field: a column, `_gone` (true: the row was taken away) or `_at` (a number: its place). */
	s: string;
	r: string;
	f: string;
	v: Value;
	/** Who wrote it (a page load or a kernel), counted over all cells. */
	by: string;
	n: number;
	/** Up to which number the entries of others in this cell (of `_gone`: in this row) were known. */
	seen: Readonly<Record<string, number>>;
	day: string;
}

export const GONE = "_gone";
export const PLACE = "_at";
export const MAX_TEXT = 2000;
const MAX_SEEN = 500;
const MAX_RIVALS = 300;
const MAX_NUMBER = 1e12;
/** A hostile file could bring a number near the limit and so stop every later entry; such numbers are not counted on. */
const UNTRUSTED_NUMBER = 1e9;

/** A row of a sheet as it stands. */
export interface Row {
	id: string;
	/** The surviving entries by column, the one that is shown last. */
	cells: ReadonlyMap<string, readonly Entry[]>;
	/** It was taken away, and nobody who did not know that has changed it. */
	gone: boolean;
	/** It was taken away, and somebody who did not know that has changed it or taken it back: people decide. */
	torn: boolean;
	place: number | null;
	/** The surviving entries about taking it away. */
	marks: readonly Entry[];
}

/** What a cell shows; null for an empty one. */
export const shownIn = (row: Row, field: string): Value => row.cells.get(field)?.at(-1)?.v ?? null;

/** The entries of a cell whose values differ, one for each value; empty where people agree. */
export function rivalsOf(row: Row, field: string): Entry[] {
	const byValue = new Map((row.cells.get(field) ?? []).map((entry) => [entry.v, entry]));
	return byValue.size > 1 ? [...byValue.values()] : [];
}

const seenOf = (entry: Entry, by: string): number => (Object.hasOwn(entry.seen, by) ? (entry.seen[by] ?? 0) : 0);

/**
 * Whether an entry replaces another one of the same cell: its writer had seen it, and all that it had seen.
 * The second half makes the relation transitive for any entries whatever, so that uniting never depends on an order.
 */
export function supersedes(next: Entry, old: Entry): boolean {
	if (seenOf(next, old.by) < old.n) return false;
	return Object.entries(old.seen).every(([by, n]) => seenOf(next, by) >= n);
}

/**
 * Check one entry that came from outside; fields that no entry has are left out.
 * @throws RecordError of kind "entry", naming the first field that is wrong
 */
export function entryFrom(value: unknown, number = 0): Entry {
	if (!isMap(value)) throw new RecordError("entry", number);
	const { s, r, f, v, by, n, seen, day } = value;
	const checks: [string, boolean][] = [
		["s", isText(SHEET, 100)(s)],
		["r", isText(ROW, 60)(r)],
		["f", isText(FIELD, 60)(f)],
		["v", Object.hasOwn(value, "v") && fits(f, v)],
		["by", isText(REPLICA)(by)],
		["n", isWhole(1, MAX_NUMBER)(n)],
		["seen", isSeen(seen, by, n)],
		["day", isDay(day)],
	];
	const wrong = checks.find(([name, good]) => !(Object.hasOwn(value, name) && good));
	if (wrong) throw new RecordError("entry", number, wrong[0]);
	return { s, r, f, v, by, n, seen: { ...(seen as object) }, day } as Entry;
}

/** Check a list of entries that came from outside. */
export function sheetsFrom(listed: unknown): Sheets {
	if (!Array.isArray(listed)) throw new RecordError("entry");
	const sheets = new Sheets(listed.map((value, index) => entryFrom(value, index + 1)));
	if (sheets.crowded(MAX_RIVALS)) throw new RecordError("entry");
	return sheets;
}

/** A set of entries without superseded ones; never changed, only united and written to, which gives a new one. */
export class Sheets {
	readonly #cells: ReadonlyMap<string, readonly Entry[]>;

	constructor(entries: Iterable<Entry> = [], cells?: ReadonlyMap<string, readonly Entry[]>) {
		this.#cells = cells ?? united(entries);
	}

	/** All entries, by sheet, row and field: the same for equal sheets. */
	entries(): Entry[] {
		return [...this.#cells.keys()].sort().flatMap((cell) => this.#cells.get(cell) ?? []);
	}

	get size(): number {
		return [...this.#cells.values()].reduce((sum, found) => sum + found.length, 0);
	}

	/** Unite: nothing that survives anywhere is lost, unless its successor is there, too. */
	merge(...others: Sheets[]): Sheets {
		return new Sheets([this, ...others].flatMap((one) => [...one.#cells.values()].flat()));
	}

	cell(sheet: string, row: string, field: string): readonly Entry[] {
		return this.#cells.get(cellOf(sheet, row, field)) ?? [];
	}

	crowded(most: number): boolean {
		return [...this.#cells.values()].some((found) => found.length > most);
	}

	/**
	 * The rows of a sheet in their order.
	 * @param preset rows that the sheet has from the start: they are listed even when nobody filled them
	 * @param gone also those that were taken away
	 */
	rows(sheet: string, preset: readonly string[] = [], gone = false): Row[] {
		const rows = new Map<string, Map<string, readonly Entry[]>>(preset.map((id) => [id, new Map()]));
		for (const found of this.#cells.values()) {
			const [first] = found;
			if (first?.s !== sheet) continue;
			const cells = rows.get(first.r) ?? new Map<string, readonly Entry[]>();
			rows.set(first.r, cells.set(first.f, found));
		}
		const places = new Map(preset.map((id, index) => [id, index + 1]));
		const at = (row: Row) => row.place ?? places.get(row.id) ?? Number.POSITIVE_INFINITY;
		return [...rows]
			.map(([id, cells]) => rowOf(id, cells))
			.filter((row) => gone || !row.gone || places.has(row.id))
			.sort((a, b) => compare(at(a), at(b)) || compare(a.id, b.id));
	}

	/**
	 * Write into cells of a row, or about the row, as one who has seen what stands there.
	 * What a cell already shows, alone, is not written again.
	 * @param base what stood in the cell when somebody began to write, if that is not what stands there now
	 */
	write(
		sheet: string,
		row: string,
		values: Readonly<Record<string, Value>>,
		by: string,
		day: string,
		base?: readonly Entry[],
	): Sheets {
		const cells = new Map(this.#cells);
		let n = this.nextNumber();
		for (const [field, value] of Object.entries(values)) {
			const cell = cellOf(sheet, row, field);
			const known = cells.get(cell) ?? [];
			const seen = field === GONE ? this.#seenOfRow(sheet, row) : (base ?? known);
			if (says(known, value, seen)) continue;
			const entry = entryFrom({ s: sheet, r: row, f: field, v: value, by, n, seen: history(seen, by, n), day });
			cells.set(cell, survivors([...known, entry]));
			n++;
		}
		return new Sheets([], cells);
	}

	/** One more than any number that can be trusted (Lamport, 1978, rule IR2). */
	nextNumber(): number {
		let top = 0;
		for (const found of this.#cells.values()) for (const { n } of found) if (n < UNTRUSTED_NUMBER && n > top) top = n;
		return top + 1;
	}

	#seenOfRow(sheet: string, row: string): Entry[] {
		const all = [...this.#cells.values()].flat();
		return all.filter((one) => one.s === sheet && one.r === row && one.f !== PLACE);
	}
}

/** A place between two others; the ends are open. */
export function between(before: number | null, after: number | null): number {
	if (before === null) return after === null ? 1 : after - 1;
	return after === null ? before + 1 : (before + after) / 2;
}

/** The id of a new row: random, so that two people never add the same one. */
export function newRow(): string {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
	const numbers = crypto.getRandomValues(new Uint32Array(10));
	return `r-${Array.from(numbers, (number) => letters[number % letters.length]).join("")}`;
}

const ID = "[a-z0-9]+(-[a-z0-9]+)*";
const SHEET = new RegExp(`^${ID}(/${ID})+$`);
const ROW = /^[a-z0-9]+([._-][a-z0-9]+)*$/;
const FIELD = /^([a-z][a-z0-9]*([_-][a-z0-9]+)*|_gone|_at)$/;

const cellOf = (sheet: string, row: string, field: string): string => `${sheet} ${row} ${field}`;
const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function fits(field: unknown, value: unknown): boolean {
	if (value === null) return true;
	if (field === GONE) return typeof value === "boolean";
	const number = typeof value === "number" && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
	if (field === PLACE || typeof value !== "string") return number;
	return (value.length <= MAX_TEXT || [...value].length <= MAX_TEXT) && isWellFormed(value);
}

/** Nobody can have seen what they were about to write. */
function isSeen(value: unknown, by: unknown, n: unknown): boolean {
	if (!isMap(value)) return false;
	const seen = Object.entries(value);
	const good = ([name, most]: [string, unknown]) =>
		REPLICA.test(name) && isWhole(1, MAX_NUMBER)(most) && !(name === by && (most as number) >= (n as number));
	return seen.length <= MAX_SEEN && seen.every(good);
}

function united(entries: Iterable<Entry>): Map<string, readonly Entry[]> {
	const cells = new Map<string, Entry[]>();
	for (const entry of entries) {
		const cell = cellOf(entry.s, entry.r, entry.f);
		const known = cells.get(cell);
		if (known) known.push(entry);
		else cells.set(cell, [entry]);
	}
	const found = new Map<string, readonly Entry[]>();
	for (const [cell, list] of cells) found.set(cell, survivors(list));
	return found;
}

/** Drop what another entry of the same cell supersedes, and put the rest in order. */
function survivors(entries: readonly Entry[]): readonly Entry[] {
	if (entries.length === 1) return entries;
	const texts = new Map<string, Entry>();
	for (const entry of entries) if (!texts.has(textOf(entry))) texts.set(textOf(entry), entry);
	const known = [...texts.values()];
	const later = known.filter((entry) => Object.keys(entry.seen).length); // only these can supersede anything
	const kept = known.filter((old) => !later.some((next) => next !== old && supersedes(next, old)));
	return kept.sort(
		(a, b) => compare(a.day, b.day) || compare(a.n, b.n) || compare(a.by, b.by) || compare(tieOf(a), tieOf(b)),
	);
}

const textOf = (entry: Entry): string => canonical({ ...entry, seen: { ...entry.seen } });
const tieOf = ({ v, seen }: Entry): string => canonical([v, { ...seen }]);

/** Whether a cell says a value already, by somebody who had seen all that is to be seen. */
function says(known: readonly Entry[], value: Value, seen: readonly Entry[]): boolean {
	const [only, ...more] = known;
	if (!only || more.length || only.v !== value) return false;
	return seen.every((entry) => entry === only || seenOf(only, entry.by) >= entry.n);
}

/** What somebody has seen who sees these entries: them, and all that their writers had seen. */
function history(known: readonly Entry[], by: string, n: number): Record<string, number> {
	const found = new Map<string, number>();
	for (const entry of known) {
		for (const [name, most] of [...Object.entries(entry.seen), [entry.by, entry.n] as const])
			found.set(name, Math.max(found.get(name) ?? 0, most));
	}
	const own = found.get(by) ?? 0;
	if (own >= n) found.set(by, n - 1); // a forged entry in the name of this page
	return Object.fromEntries([...found].filter(([, most]) => most > 0).sort());
}

function rowOf(id: string, found: ReadonlyMap<string, readonly Entry[]>): Row {
	const cells = new Map(found);
	const marks = cells.get(GONE) ?? [];
	const place = cells.get(PLACE)?.at(-1)?.v;
	cells.delete(GONE);
	cells.delete(PLACE);
	const taken = marks.filter((mark) => mark.v === true);
	const known = [...cells.values()].flat().every((one) => taken.some((mark) => seenOf(mark, one.by) >= one.n));
	const gone = taken.length > 0 && known && taken.length === marks.length;
	const torn = taken.length > 0 && !gone;
	return { id, cells, gone, torn, place: typeof place === "number" ? place : null, marks };
}
