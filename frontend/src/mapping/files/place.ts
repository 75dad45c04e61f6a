/**
 * Which sheet of the map a table belongs to, and which of its columns is which: by names and headings, old and new.
 * The same as steppingup/mapping/importing/place.py.
 */
import { type Form, HELP, LABEL, ROW } from "./forms.ts";
import { type Cell, type IncomingSheet, type Row, textOfCell } from "./incoming.ts";
import { same } from "./letters.ts";

/** A letterhead may stand above the table. */
const HEADINGS_WITHIN = 20;
/** So many headings must be known where nothing else tells which sheet it is. */
const ENOUGH = 2;

/** A table and its sheet; `columns`, `extra` and `titles` go by the place in the row. */
export interface Placed {
	form: Form;
	/** The number of the row with the headings. */
	head: number;
	/** A column of the sheet, `ROW`, `LABEL`, or `HELP` for what is to be skipped. */
	columns: Map<number, string>;
	/** Columns that the map does not have. */
	extra: readonly number[];
	titles: ReadonlyMap<number, string>;
	rows: readonly Row[];
}

type Forms = ReadonlyMap<string, Form>;

/** Find the sheet of the map that a table belongs to; null if no headings are known. */
export function place(sheet: IncomingSheet, forms: Forms, file: string, wanted = ""): Placed | null {
	const chosen = forms.get(wanted);
	const named = chosen ? [chosen] : sheet.name ? exactly(sheet.name, forms) : loosely(stem(file), forms);
	const tried = (named.length ? named : [...forms.values()]).map((form) => attempt(sheet, form));
	const found = tried
		.filter((one) => one !== null)
		.map((one) => ({ one, score: score(one) }))
		.filter((one) => named.length || one.score >= ENOUGH)
		.sort((a, b) => b.score - a.score);
	const [first, second] = found;
	return first && first.score !== second?.score ? first.one : null;
}

const stem = (file: string): string => file.replace(/(?<=.)\.[^.]*$/, "");

/** The sheet by the name of a table, without what programs add (Services (2)). */
function exactly(name: string, forms: Forms): Form[] {
	const whole = same(name);
	const plain = whole.replace(/[0-9]+$/, "");
	return [...forms.values()].filter(({ names }) => names.has(whole) || names.has(plain));
}

/** A file is called whatever its office likes (services_youth_2025). */
function loosely(name: string, forms: Forms): Form[] {
	const exact = exactly(name, forms);
	if (exact.length) return exact;
	const parts = name.split(/[^\p{L}\p{N}]+/u).map(same);
	const all = [...parts, ...parts.slice(1).map((part, at) => `${parts[at]}${part}`)];
	const found = [...forms.values()].filter(({ names }) => all.some((part) => names.has(part)));
	return found.length === 1 ? found : [];
}

/** Take the row with the most known headings for that of the headings. */
function attempt(sheet: IncomingSheet, form: Form): Placed | null {
	const tried = sheet.rows.slice(0, HEADINGS_WITHIN).map((row) => ({ row, columns: columnsIn(row[1], form) }));
	const best = tried.reduce((most, one) => (one.columns.size > most.columns.size ? one : most), {
		row: undefined as Row | undefined,
		columns: new Map<number, string>(),
	});
	if (!best.row) return null;
	const { columns } = best;
	const [head, cells] = best.row;
	const rows = sheet.rows.filter(([number]) => number > head);
	const titles = new Map(cells.map((cell, at) => [at, textOfCell(cell)] as const).filter(([, text]) => text));
	const named = [...columns.values()];
	if (form.rows.size && !named.includes(ROW) && !named.includes(LABEL)) labelByContent(rows, form, columns);
	const used = new Set(rows.flatMap(([, one]) => [...one.keys()].filter((at) => one[at]?.value !== null)));
	const extra = [...used].filter((at) => !columns.has(at)).sort((a, b) => a - b);
	return { form, head, columns, extra, titles, rows };
}

function columnsIn(cells: readonly Cell[], form: Form): Map<number, string> {
	const found = new Map<number, string>();
	const taken = new Set<string>();
	for (const [at, cell] of cells.entries()) {
		let known = typeof cell.value === "string" ? form.heading(textOfCell(cell)) : "";
		if (known === LABEL && !form.rows.size) known = HELP;
		if (!known || (known !== HELP && taken.has(known))) continue;
		found.set(at, known);
		taken.add(known);
	}
	return [...taken].some((known) => form.fields.has(known)) ? found : new Map();
}

/** Find the column that holds the questions, where no heading says so. */
function labelByContent(rows: readonly Row[], form: Form, columns: Map<number, string>): void {
	const hits = new Map<number, number>();
	for (const [, cells] of rows)
		for (const [at, cell] of cells.entries())
			if (!columns.has(at) && form.labels.has(same(textOfCell(cell)))) hits.set(at, (hits.get(at) ?? 0) + 1);
	const most = Math.max(0, ...hits.values());
	for (const [at, n] of hits) if (n === most) return void columns.set(at, LABEL);
}

/** Count the headings that are known, and the questions of the course that stand in the rows. */
function score(placed: Placed): number {
	const { form, columns, rows } = placed;
	const asked = form.rows.size ? rows.filter(([, cells]) => rowOf(placed, cells)).length : 0;
	return asked + [...columns.values()].filter((column) => form.fields.has(column)).length;
}

/** The row of the course that a row of the file means, by its id or its question; nothing if none. */
export function rowOf({ form, columns }: Placed, cells: readonly Cell[]): string {
	if (form.rows.size === 1) return [...form.rows.keys()][0] ?? "";
	for (const [at, column] of columns) {
		const cell = cells[at];
		const known = (column === ROW || column === LABEL) && cell && form.labels.get(same(textOfCell(cell)));
		if (known) return known;
	}
	return "";
}
