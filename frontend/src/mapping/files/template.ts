/**
 * The sheets of the map as files to fill on, in a spreadsheet: with the headings that an import looks for, choices, and
 * help beside each question. In Excel, what the map held travels along unseen (see base.ts). The same tables as
 * steppingup/mapping/importing/template.py; here days are days of the spreadsheet, too.
 */
import { type Row, rivalsOf, Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { isCalendarDay } from "../../sheets/values.ts";
import { csvFile } from "../csv.ts";
import { guarded } from "../sheet-csv.ts";
import type { SheetData } from "../tables-script.ts";
import { baseRows, LISTS, TITLE } from "./base.ts";
import { titlesOf, workbookBytes } from "./excel-out.ts";
import { type Field, type Form, formsOf, shownAs } from "./forms.ts";
import { type Guide, isDay, letterOf, type OutColumn, type OutTable, type OutValue } from "./out.ts";
import { type FileSay, fileSay } from "./words.ts";

/** So many rows have drop-down lists. */
const LAST_ROW = 500;
/** Excel shows at most 255 characters beside a cell. */
const PROMPT = 250;
/** Excel counts days from 1900, and some of them wrongly. */
const FIRST_DAY = "1900-03-01";

/** @param names the short names of the sheets that the workbook holds */
export function excelOf(data: SheetData, sheets: Sheets, names: readonly string[]): Uint8Array<ArrayBuffer> {
	const say = fileSay(data);
	const forms = [...formsOf(data).values()].filter(({ name }) => names.includes(name));
	const ids = new Set(forms.map(({ id }) => id));
	const own = new Sheets(sheets.entries().filter(({ s }) => ids.has(s)));
	const lists = new Lists();
	const tables = forms.map((form) => ({ ...tableOf(form, own, say), guides: guidesOf(form, lists), frozen: "C2" }));
	const seen = [howTo(forms, say), ...tables];
	const titles = Object.fromEntries(titlesOf(seen).map((title, at) => [title, forms[at - 1]?.name ?? ""]));
	const base = unseen(TITLE, baseRows(own, data.release, titles));
	const title = say("import.title");
	return workbookBytes({
		title,
		creator: data.course,
		language: data.language,
		tables: [...seen, lists.table(), base],
	});
}

export function csvOf(data: SheetData, sheets: Sheets, name: string): string {
	const form = formsOf(data).get(name);
	if (!form) return "";
	const { columns, rows } = tableOf(form, sheets, fileSay(data));
	return csvFile([columns.map(({ title }) => title), ...rows.map((row) => row.map(plain))], ";");
}

/** Decimals with the comma that goes with semicolons. */
function plain(value: OutValue): Value {
	if (isDay(value)) return value.day;
	if (typeof value === "number" && !Number.isInteger(value)) return String(value).replace(".", ",");
	return guarded(value);
}

/** The table of one sheet: the id of a row, what it asks, its cells, and what helps to fill it. */
export function tableOf(form: Form, sheets: Sheets, say: FileSay): OutTable {
	const rows = sheets.rows(form.id, [...form.rows.keys()]).filter(({ gone }) => !gone);
	const also = rows.map((row) => alsoIn(form, row, say));
	const isAlso = also.some(Boolean);
	const asked = form.rows.size > 0;
	const wide = (title: string): OutColumn => ({ title, wrap: true });
	const columns = [
		{ title: say("import.row"), wrap: false, hidden: true },
		...(asked ? [wide(form.rowName)] : []),
		...[...form.fields.values()].map(({ label }) => wide(label)),
		...(asked ? [wide(say("import.help"))] : []),
		...(isAlso ? [wide(say("import.also"))] : []),
	];
	const lines = rows.map((row, at): OutValue[] => [
		row.id,
		...(asked ? [form.rows.get(row.id) ?? ""] : []),
		...[...form.fields.keys()].map((column) => cellOf(form, row, column)),
		...(asked ? [helpOf(form, row, say)] : []),
		...(isAlso ? [also[at] ?? ""] : []),
	]);
	return { title: form.title, columns, rows: lines };
}

function cellOf(form: Form, row: Row, column: string): OutValue {
	const field = form.field(column, row.id) ?? form.fields.get(column);
	const value = shownIn(row, column);
	if (!field || value === null) return null;
	if (typeof value === "number" && field.type === "number" && !field.options.size) return value;
	const isPlainDay = field.type === "date" && isCalendarDay(value) && String(value) >= FIRST_DAY;
	return isPlainDay ? { day: String(value), time: "" } : shownAs(field, value);
}

function helpOf(form: Form, row: Row, say: FileSay): string {
	const units = [...form.fields.keys()].map((column) => form.field(column, row.id)?.unit);
	const counted = units.filter(Boolean).map((unit) => say("import.counts", { unit: unit ?? "" }));
	return [form.helps.get(row.id), ...counted].filter(Boolean).join(" ");
}

/** The values that stand beside those that are shown: two offices, two numbers. */
function alsoIn(form: Form, row: Row, say: FileSay): string {
	const parts = [...form.fields.values()].flatMap((field) => {
		const own = form.field(field.id, row.id) ?? field;
		const others = rivalsOf(row, field.id).slice(0, -1);
		return others.map(({ v, day }) => `${field.label}: ${shownAs(own, v)} (${day})`);
	});
	return [...parts, ...(row.torn ? [say("mapping.torn")] : [])].join("; ");
}

/** The sheet that says what to write where. */
function howTo(forms: readonly Form[], say: FileSay): OutTable {
	const heads = ["import.head-sheet", "import.head-column", "import.head-write", "import.head-choices"];
	const notes = ["import.to-fill", "import.to-send"].map((key): OutValue[] => ["", "", say(key), ""]);
	const lines = forms.flatMap((form) =>
		[...form.fields.values()].map((field): OutValue[] => {
			const choices = [...field.options.values()].join("; ").slice(0, 1000);
			return [form.title, field.label, askOf(field, say), choices];
		}),
	);
	return {
		title: say("import.how-to"),
		columns: heads.map((key) => ({ title: say(key), wrap: true })),
		rows: [...notes, ...lines],
	};
}

function askOf(field: Field, say: FileSay): string {
	const kind = field.type === "number" && field.options.size ? "number-listed" : field.type;
	const unit = field.unit ? say("import.counts", { unit: field.unit }) : "";
	return [field.required ? say("import.needed") : "", say(`import.write-${kind}`), unit, field.hint]
		.filter(Boolean)
		.join(" ");
}

/** Choices for whole columns, or row by row where each row asks for something else. */
function guidesOf(form: Form, lists: Lists): Guide[] {
	const ids = [...form.rows.keys()];
	return [...form.fields.values()].flatMap((field, at) => {
		const letter = letterOf(at + (ids.length ? 3 : 2));
		const own = ids.map((row) => form.field(field.id, row));
		const guide = (span: string, one: Field | null): Guide[] => {
			if (!one?.options.size && !one?.hint) return [];
			const choices = one.options.size ? lists.place([...one.options.values()]) : "";
			return [{ span, choices, title: one.label.slice(0, 30), hint: one.hint.slice(0, PROMPT) }];
		};
		if (own.every((one) => one === field))
			return guide(`${letter}2:${letter}${ids.length ? ids.length + 1 : LAST_ROW}`, field);
		return own.flatMap((one, row) => guide(`${letter}${row + 2}`, one));
	});
}

/** The sheet behind the drop-down lists: a column for each list, once. */
class Lists {
	readonly #lists = new Map<string, string[]>();

	place(choices: string[]): string {
		const key = choices.join("\n");
		this.#lists.set(key, choices);
		const letter = letterOf([...this.#lists.keys()].indexOf(key) + 1);
		return `${LISTS}!$${letter}$1:$${letter}$${choices.length}`;
	}

	table(): OutTable {
		const lists = [...this.#lists.values()];
		const most = Math.max(0, ...lists.map(({ length }) => length));
		const rows = Array.from({ length: most }, (_, at) => lists.map((list) => list[at] ?? null));
		return unseen(LISTS, rows);
	}
}

const unseen = (title: string, rows: OutValue[][]): OutTable => ({ title, columns: [], rows, unseen: true });
