/**
 * What somebody is typing into a sheet: kept as they type, taken back by Escape, and refused where it names a suspect.
 * A worksheet and the guided way to a first map type alike.
 */
import type { WordKey } from "../common/keys.ts";
import type { Column } from "../common/model.ts";
import { warnings } from "../personal/load.ts";
import type { Entry, Value } from "../record/sheets.ts";
import type { Keeper, Values } from "./store.ts";
import { asText, valueFrom } from "./values.ts";

const WAIT = 700;

/** What somebody is typing, and what stood in the cell when they began. */
interface Writing {
	row: string;
	column: Column;
	text: string;
	from: Value;
	base: readonly Entry[];
}

interface Options {
	keeper: Keeper;
	/** The id of the sheet. */
	sheet: string;
	write(row: string, values: Values, base?: readonly Entry[]): void;
	draw(): void;
}

export class Typing {
	#now: Writing | null = null;
	/** What somebody typed that names a suspect: it is shown until they change it, and kept nowhere. */
	#refused: Writing | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #flush = () => this.commit();

	constructor(readonly options: Options) {
		addEventListener("pagehide", this.#flush);
		document.addEventListener("visibilitychange", this.#flush);
	}

	/** Whether somebody has typed what is not settled yet. */
	get busy(): boolean {
		return this.#now !== null;
	}

	type(row: string, column: Column, text: string): void {
		if (this.#now && !isIn(row, column.id)(this.#now)) this.commit();
		this.#refused = null;
		const base = this.#now?.base ?? this.#cell(row, column);
		const from = this.#now ? this.#now.from : (base.at(-1)?.v ?? null);
		this.#now = { row, column, text, from, base };
		clearTimeout(this.#timer);
		// a day is typed in parts, and each part would be a day of its own
		if (column.type !== "date") this.#timer = setTimeout(() => this.#save(), WAIT);
	}

	/** Keep what is typed for good: the cell is left. */
	commit(): void {
		clearTimeout(this.#timer);
		const typing = this.#now;
		if (!typing) return;
		this.#now = null;
		// what was kept of it while it was typed goes, too
		this.#refused = this.#refuses(typing) ? typing : null;
		const value = this.#refused ? typing.from : valueFrom(typing.column, typing.text);
		this.options.write(typing.row, { [typing.column.id]: value }, typing.base);
		this.options.draw();
	}

	/** Take back what is being typed, also what was kept of it meanwhile. */
	giveUp(field: HTMLInputElement): void {
		clearTimeout(this.#timer);
		const typing = this.#now;
		this.#now = null;
		if (!typing) return;
		this.options.write(typing.row, { [typing.column.id]: typing.from }, typing.base);
		field.value = asText(typing.from);
		this.options.draw();
	}

	/** Forget what is being typed, without a trace in the cell. */
	forget(): void {
		clearTimeout(this.#timer);
		this.#now = null;
	}

	/** What a cell shows that is not kept. */
	typed(row: string, field: string): string | undefined {
		return [this.#now, this.#refused].find(isIn(row, field))?.text;
	}

	/** What looks like personal data in a cell, as words to say; nothing while somebody types there. */
	warned(row: string, field: string, value: Value): WordKey[] {
		if (this.#now && isIn(row, field)(this.#now)) return [];
		const text = this.typed(row, field) ?? value;
		return typeof text === "string" ? warnings(text, this.options.sheet, field).words : [];
	}

	dispose(): void {
		this.commit();
		removeEventListener("pagehide", this.#flush);
		document.removeEventListener("visibilitychange", this.#flush);
	}

	/** Keep what is typed while somebody goes on typing. */
	#save(): void {
		const typing = this.#now;
		if (!typing || this.#refuses(typing)) return;
		const { row, column, text, base } = typing;
		const next = this.options.keeper.sheets().nextNumber();
		this.options.write(row, { [column.id]: valueFrom(column, text) }, base);
		// what others wrote meanwhile is no part of it: to leave the cell is no choice between the two
		typing.base = base.concat(this.#cell(row, column).filter(({ n }) => n >= next));
	}

	#refuses({ column, text }: Writing): boolean {
		return warnings(text, this.options.sheet, column.id).refused;
	}

	#cell(row: string, column: Column): readonly Entry[] {
		return this.options.keeper.sheets().cell(this.options.sheet, row, column.id);
	}
}

const isIn = (row: string, field: string) => (one: Pick<Writing, "row" | "column"> | null) =>
	one?.row === row && one.column.id === field;
