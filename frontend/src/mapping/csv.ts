/**
 * A table as CSV that every spreadsheet opens: UTF-8 with its mark, every text in quotes, no text as a formula; the
 * same bytes as steppingup/documents/csv_file.py writes.
 */
import type { Value } from "../record/sheets.ts";

const MARK = "\ufeff";
const LONGEST = 32_000;
/** Controls, halves of pairs and the two signs that are none: no file of a table can hold them. */
const UNPRINTABLE = /(?![\n\t])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Write lines, the first of them the titles. */
export const csvText = (lines: readonly (readonly Value[])[], separator = ","): string =>
	lines.map((line) => `${line.map(cell).join(separator)}\r\n`).join("");

export const csvFile = (lines: readonly (readonly Value[])[], separator = ","): string =>
	MARK + csvText(lines, separator);

function cell(value: Value): string {
	if (typeof value === "number") return numberText(value);
	const text = clean(value === null ? "" : String(value));
	return `"${(isRisky(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** As Python writes it: two digits at least after the e. */
const numberText = (value: number): string => String(value).replace(/e([+-])(\d)$/, "e$10$2");

export function clean(text: string): string {
	const kept = text.replace(/\r\n?/g, "\n").replace(UNPRINTABLE, "\ufffd");
	const signs = kept.length > LONGEST ? [...kept] : [];
	return signs.length > LONGEST ? `${signs.slice(0, LONGEST).join("")}…` : kept;
}

/** Whether a spreadsheet could take a text for a formula: signs that are not seen before it do not count. */
export function isRisky(text: string): boolean {
	if (/^[\t\r\n]/.test(text)) return true;
	const first = /[^\p{Z}\p{C}]/u.exec(text)?.[0] ?? "";
	return "=+-@".includes((first.normalize("NFKC")[0] ?? "") || "?");
}
