/**
 * The sheets of the map as the reading of tables needs them: what columns, rows and choices are called, now and
 * formerly. The same as steppingup/mapping/importing/form.py; both read the older words from one file.
 */
import older from "../../../../steppingup/mapping/importing/older.json";
import type { Column } from "../../common/model.ts";
import type { Value } from "../../record/sheets.ts";
import { asText } from "../../sheets/values.ts";
import type { SheetData, SheetText } from "../tables-script.ts";
import { same } from "./letters.ts";

/** Columns of a file that hold no cell of the map. */
export const ROW = "row";
export const LABEL = "label";
export const HELP = "help";

/** One column, or what a row has of its own there. */
export interface Field {
	id: string;
	label: string;
	type: Column["type"];
	hint: string;
	unit: string;
	/** What can be chosen, id -> label; of numbers, too. */
	options: ReadonlyMap<string, string>;
	max: number | undefined;
	required: boolean;
	/** Ids of choices, by all that they are and were called. */
	known: ReadonlyMap<string, string>;
}

const OLD_COLUMNS: Record<string, Record<string, string>> = older.columns;
const OLD_CHOICES: Record<string, Record<string, string>> = older.choices;
const OLD_NAMES: Record<string, string[]> = older.names;
const NOTHING: ReadonlyMap<string, string> = new Map();

export class Form {
	readonly title: string;
	readonly rowName: string;
	readonly fields: ReadonlyMap<string, Field>;
	/** The rows that it has from the start, id -> what they ask; empty where people add rows. */
	readonly rows: ReadonlyMap<string, string>;
	readonly helps: ReadonlyMap<string, string>;
	readonly labels: ReadonlyMap<string, string>;
	readonly names: ReadonlySet<string>;
	readonly #own = new Map<string, Field | null>();
	readonly #headings: ReadonlyMap<string, string>;

	constructor(
		readonly name: string,
		data: SheetData,
	) {
		const texts = data.sheets[name] ?? [];
		const [first] = texts;
		const presets = texts.map(({ preset }) => preset);
		this.title = data.titles[name] ?? name;
		this.rowName = first?.row_name ?? "";
		this.fields = new Map(first?.columns.map(({ id }, at) => [id, fieldOf(name, columnsAt(texts, at))]));
		this.rows = new Map(first?.preset.map(({ id, label }) => [id, label]));
		this.helps = new Map(first?.preset.map((row) => [row.id, helpOf(row, data)]));
		for (const [at, row] of (first?.preset ?? []).entries())
			for (const [place, { id }] of (row.fields ?? []).entries()) {
				const whole = this.fields.get(id);
				const parts = presets.map((preset) => preset[at]?.fields?.[place]);
				if (whole) this.#own.set(`${row.id} ${id}`, ownOf(name, whole, parts));
			}
		this.#headings = headingsOf(name, texts, data);
		const called = presets.flat().map(({ id, label }) => [same(label), id] as const);
		this.labels = new Map([...called, ...[...this.rows.keys()].map((id) => [same(id), id] as const)]);
		this.names = new Set([name, `map-${name}`, this.title, ...(OLD_NAMES[name] ?? [])].map(same));
	}

	/** The id of its activity, which is that of the sheet in the map. */
	get id(): string {
		return `map/${this.name}`;
	}

	/** A column as a row has it; null where there is nothing to fill. */
	field(column: string, row: string): Field | null {
		const own = this.#own.get(`${row} ${column}`);
		return own === undefined ? (this.fields.get(column) ?? null) : own;
	}

	/** The column that a heading names, with or without what stands in brackets or after a colon. */
	heading(text: string): string {
		const short = text.split("(")[0]?.split(":")[0]?.split("[")[0] ?? "";
		return this.#headings.get(same(text)) || this.#headings.get(same(short)) || "";
	}
}

/** All sheets, by their short names. */
export const formsOf = (data: SheetData): ReadonlyMap<string, Form> =>
	new Map(Object.keys(data.sheets).map((name) => [name, new Form(name, data)]));

/** The id of a choice by its id or its words; nothing for what cannot be chosen here. */
export const optionOf = ({ known }: Field, text: string): string => known.get(same(text)) ?? "";

/** A value as a spreadsheet shows it in a column: a choice by its words. */
export const shownAs = ({ options }: Field, value: Value): string => options.get(asText(value)) ?? asText(value);

type Texts = readonly SheetText[];
type Part = {
	id: string;
	type?: Column["type"];
	unit?: string;
	options?: { id: string; text: string }[];
	off?: boolean;
};

const columnsAt = (texts: Texts, at: number): Column[] => texts.flatMap(({ columns }) => columns[at] ?? []);

function fieldOf(sheet: string, columns: readonly Column[]): Field {
	const [first] = columns as [Column];
	const { id, label, type, hint = "", unit = "", max, required = false } = first;
	const listed = new Map((first.options ?? []).map((option) => [option.id, option.text]));
	const options = type === "certainty" ? new Map(["1", "2", "3"].map((one) => [one, one])) : listed;
	const isChosen = type === "choice" || type === "number" || type === "certainty";
	return {
		...{ id, label, type, hint, unit, required },
		options: isChosen ? options : NOTHING,
		// a number is no longer than its column's `max`; of a text, it counts the letters
		max: type === "number" && !options.size ? max : undefined,
		known: isChosen ? knownOf(sheet, id, columns, options) : NOTHING,
	};
}

function ownOf(sheet: string, whole: Field, parts: readonly (Part | undefined)[]): Field | null {
	const [first] = parts;
	if (!first || first.off) return null;
	const options = new Map((first.options ?? []).map(({ id, text }) => [id, text]));
	return {
		...whole,
		type: first.type ?? whole.type,
		unit: first.unit ?? whole.unit,
		options: options.size ? options : whole.options,
		max: undefined,
		known: options.size ? knownOf(sheet, whole.id, parts, options) : whole.known,
	};
}

function knownOf(
	sheet: string,
	column: string,
	parts: readonly ({ options?: { id: string; text: string }[] } | undefined)[],
	options: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
	const found = new Map(Object.entries(OLD_CHOICES[`${sheet}/${column}`] ?? {}).map(([old, id]) => [same(old), id]));
	for (const { id, text } of parts.flatMap((part) => part?.options ?? [])) {
		found.set(same(text), id);
		if (text.startsWith(`${id} - `) && text.length > id.length + 3) found.set(same(text.slice(id.length + 3)), id);
	}
	for (const id of options.keys()) found.set(same(id), id);
	return found;
}

/** What may stand over a column: older words first, so that those of today win. */
function headingsOf(name: string, texts: Texts, { words }: SheetData): ReadonlyMap<string, string> {
	const found = new Map(Object.entries(OLD_COLUMNS[name] ?? {}).map(([old, id]) => [same(old), id]));
	for (const key of ["import.help", "import.also"]) found.set(same(words[key] ?? ""), HELP);
	found.set(same(words["import.row"] ?? ""), ROW).set(same(ROW), ROW);
	for (const { row_name, columns } of texts) {
		found.set(same(row_name), LABEL);
		for (const { id, label } of columns) found.set(same(label), id);
	}
	for (const { id } of texts[0]?.columns ?? []) found.set(same(id), id);
	return found;
}

function helpOf({ ask, note }: SheetText["preset"][number], { words }: SheetData): string {
	const asked = ask ? (words["import.ask"] ?? "").replace("{who}", ask) : "";
	return [asked, note].filter(Boolean).join(" ");
}
