/** What stands in a cell and what somebody types: values, their texts, and what is wrong with them. */
import type { WordKey } from "../common/keys.ts";
import type { Column, PresetRow, SheetSpec } from "../common/model.ts";
import type { Row, Value } from "../record/sheets.ts";

export const MAX_TEXT = 2000;

/** A column as a row has it: some rows ask for a number, some for a choice; null where there is nothing to fill. */
export function columnIn(column: Column, row: PresetRow | undefined): Column | null {
	const own = row?.fields?.find((one) => one.id === column.id);
	if (!own) return column;
	if (own.off) return null;
	const { type, unit, options } = own;
	return { ...column, ...(type && { type }), ...(unit && { unit }), ...(options && { options }) };
}

/** A cell as text in its field. */
export const asText = (value: Value): string => (value === null ? "" : String(value));

/**
 * What somebody typed, as the value that is kept. Nothing typed is lost: what is no number where one is asked for
 * stays a text, and is marked.
 */
export function valueFrom(column: Column, typed: string): Value {
	const text = typed.trim();
	if (text === "") return null;
	if (column.type === "number" || column.type === "certainty") return numberFrom(text) ?? text;
	return text;
}

/**
 * Read a number as people write it: blanks between thousands, a comma or a point before decimals. "1,200" and "1.200"
 * mean different numbers in different countries, so they are none.
 */
export function numberFrom(text: string): number | null {
	const plain = text.replace(/[\s\u00a0\u202f']/g, "").replace("\u2212", "-");
	if (!/^-?\d+([.,]\d+)?$/.test(plain) || /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(plain)) return null;
	const number = Number(plain.replace(",", "."));
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : null;
}

/** What is wrong with a value in its column, if anything is. */
export function faultOf(column: Column, value: Value): { word: WordKey; max?: number } | null {
	if (value === null) return null;
	if (column.type === "number" && !column.options) {
		if (typeof value !== "number") return { word: "sheet.no-number" };
		return column.max !== undefined && value > column.max ? { word: "sheet.too-high", max: column.max } : null;
	}
	if (column.type === "date" && !isCalendarDay(value)) return { word: "sheet.no-day" };
	return null;
}

/** A day that a date field can show. */
export function isCalendarDay(value: Value): boolean {
	if (typeof value !== "string" || !/^[12]\d{3}-\d\d-\d\d$/.test(value)) return false;
	const time = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value);
}

/** The rows that are shown: those of one tag, and of the short list, if it is asked for. */
export function shownRows(spec: SheetSpec, tag: string, short: boolean): PresetRow[] {
	const fits = ({ tags = [] }: PresetRow) => (!tag || tags.includes(tag)) && (!short || tags.includes("short"));
	return (spec.preset ?? []).filter(fits);
}

/** How many of the needed cells are filled. */
export function coverage(
	spec: SheetSpec,
	rows: readonly { id: string; value: (field: string) => Value }[],
): { filled: number; total: number } {
	const preset = new Map((spec.preset ?? []).map((row) => [row.id, row]));
	let filled = 0;
	let total = 0;
	for (const row of rows) {
		for (const column of spec.columns) {
			if (!column.required || !columnIn(column, preset.get(row.id))) continue;
			total++;
			if (row.value(column.id) !== null && row.value(column.id) !== "") filled++;
		}
	}
	return { filled, total };
}

/** Order values for sorting: empty ones last, numbers before texts, texts as people order them. */
export function compareValues(a: Value, b: Value): number {
	if (a === null || b === null) return Number(a === null) - Number(b === null);
	if (typeof a === "number" && typeof b === "number") return a - b;
	if (typeof a === "number" || typeof b === "number") return typeof a === "number" ? -1 : 1;
	return String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** The place of the last row, which a new one comes after; null in an empty sheet. */
export const lastPlace = (rows: readonly Row[]): number | null =>
	rows.reduce<number | null>((top, { place }) => (place !== null && place > (top ?? 0) ? place : top), null) ??
	(rows.length || null);
