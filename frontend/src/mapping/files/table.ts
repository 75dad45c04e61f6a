/**
 * One table of a file, row by row: which row of the map it is, what its cells say, and what has no place.
 * The same as steppingup/mapping/importing/table.py.
 */
import { MAX_TEXT, PLACE, type Value } from "../../record/sheets.ts";
import { type Field, LABEL, ROW, shownAs } from "./forms.ts";
import { type Cell, type IncomingSheet, type Row, textOfCell, type Where } from "./incoming.ts";
import { decimalSign } from "./numbers.ts";
import { type Placed, rowOf } from "./place.ts";
import { lastOf, Rows } from "./rows.ts";
import { readCell } from "./values.ts";
import type { FileImport } from "./writing.ts";

/** Numbers of cells in a row of a file, more than its columns; in a sheet, more than its rows times that. */
const WIDTH = 1000;
const LENGTH = 10_000_000;

export class TableReader {
	readonly #rows: Rows;
	#after: number;
	readonly #decimal: string;

	/** @param number which sheet of the file it is, from 0 */
	constructor(
		readonly run: FileImport,
		readonly table: IncomingSheet,
		readonly placed: Placed,
		readonly number: number,
	) {
		const { form } = placed;
		this.#rows = new Rows(form.name, run.known.merge(run.base), run.again);
		this.#after = lastOf(run.known.rows(form.id));
		this.#decimal = decimalSign(this.#numbers(), table.separator);
	}

	read(): void {
		for (const row of this.placed.rows) this.#readRow(row);
	}

	#readRow([number, cells]: Row): void {
		const { form, columns } = this.placed;
		let row = form.rows.size ? rowOf(this.placed, cells) : this.#ownId(cells);
		const values = this.#values(number, row, cells);
		this.#keepExtra(number, cells);
		if (form.rows.size && !row) {
			const texts = cells.map(textOfCell).filter(Boolean);
			this.run.leave(this.#where(number), "no-question", texts.join(" | "));
			return;
		}
		const named = new Map([...values].map(([at, value]) => [columns.get(at) ?? "", value] as const));
		if (!row && values.size) row = this.#rows.byContent(named);
		for (const [at, value] of values)
			this.run.write([form.id, row, columns.get(at) ?? ""], value, this.#count(number, at));
		if (values.size && !form.rows.size && !this.#rows.known.has(row))
			this.run.write([form.id, row, PLACE], ++this.#after, this.#count(number, WIDTH - 1));
	}

	/** The cells of a row that say something new, by their place. */
	#values(number: number, row: string, cells: readonly Cell[]): Map<number, Value> {
		const { form, columns } = this.placed;
		const found = new Map<number, Value>();
		for (const [at, column] of [...columns].sort(([a], [b]) => a - b)) {
			const whole = form.fields.get(column);
			const cell = cells[at];
			if (!whole || !cell) continue;
			const value = this.#value(this.#where(number, at), form.field(column, row) ?? whole, row, cell);
			if (value !== undefined) found.set(at, value);
		}
		return found;
	}

	/** The value of a cell; undefined where there is nothing to write. */
	#value(where: Where, field: Field, row: string, cell: Cell): Value | undefined {
		const { value, remarks } = readCell(cell, field, this.#decimal);
		this.run.remark(where, ...remarks);
		if (typeof value === "string") {
			if ([...value].length > MAX_TEXT) {
				this.run.leave(where, "too-long", value);
				return undefined;
			}
			if (this.run.refuses(where, value, this.placed.form.id, field.id)) return undefined;
		}
		const before = this.run.base.cell(this.placed.form.id, row, field.id).at(-1)?.v ?? null;
		// a cell that somebody emptied; what is no result of a formula says nothing
		if (value === null) return before !== null && !remarks.length ? null : undefined;
		const isAsBefore = value === before || (before !== null && textOfCell(cell) === shownAs(field, before));
		return isAsBefore ? undefined : value;
	}

	/** The id that a row of the file names, if it is one of ours and no copy. */
	#ownId(cells: readonly Cell[]): string {
		const [at] = [...this.placed.columns].find(([, column]) => column === ROW) ?? [];
		const cell = at === undefined ? undefined : cells[at];
		return cell ? this.#rows.byId(textOfCell(cell)) : "";
	}

	/** Name what stands in columns that the map does not have. */
	#keepExtra(number: number, cells: readonly Cell[]): void {
		for (const at of this.placed.extra) {
			const cell = cells[at];
			if (cell && cell.value !== null) this.run.leave(this.#where(number, at), "extra", textOfCell(cell));
		}
	}

	#where(row: number, at = -1): Where {
		const column = at >= 0 ? (this.placed.titles.get(at) ?? `${at + 1}`) : "";
		return { sheet: this.table.name, row, column };
	}

	#count(number: number, at: number): number {
		return this.number * LENGTH + number * WIDTH + at + 1;
	}

	*#numbers(): Generator<string> {
		const { form, columns, rows } = this.placed;
		for (const [, cells] of rows) {
			const row = form.rows.size ? rowOf(this.placed, cells) : "";
			for (const [at, column] of columns) {
				const cell = column === LABEL || column === ROW ? undefined : cells[at];
				if (cell && typeof cell.value === "string" && form.field(column, row)?.type === "number")
					yield textOfCell(cell);
			}
		}
	}
}
