/** How wide columns and how high rows are, as steppingup/documents/xlsx.py fits them. */
import { type OutTable, type OutValue, textOfOut } from "./out.ts";

const NARROWEST = 8;
const WIDEST = 60;
/** Signs that a page can hold side by side and still be read. */
const PAGE = 170;
const SAMPLE = 2000;
/** The height of a line in points, and how many lines Excel shows. */
const LINE = 15;
const MOST_LINES = 25;

/** Fit the columns to what stands in them; those that go on in a new line give way, so that a page can be read. */
export function widthsOf({ columns, rows }: OutTable): number[] {
	const some = rows.slice(0, SAMPLE);
	const wanted = columns.map(({ title, wrap }, at) =>
		width(
			title,
			wrap,
			some.map((row) => textOfOut(row[at] ?? null)),
		),
	);
	const sum = (fits: (at: number) => boolean) => wanted.reduce((all, one, at) => all + (fits(at) ? one : 0), 0);
	const fixed = sum((at) => !columns[at]?.wrap);
	const loose = sum((at) => columns[at]?.wrap === true);
	if (fixed + loose <= PAGE || !loose) return wanted;
	const share = Math.max(PAGE - fixed, 0) / loose;
	return wanted.map((one, at) => (columns[at]?.wrap ? Math.max(Math.min(one, 12), Math.floor(one * share)) : one));
}

function width(title: string, wrap: boolean, texts: readonly string[]): number {
	const lines = texts.flatMap((text) => (text ? text.split("\n").map(({ length }) => length) : []));
	let longest = lines.reduce((most, one) => Math.max(most, one), 0);
	if (wrap && longest > WIDEST / 2) {
		const usual = (2 * lines.reduce((all, one) => all + one, 0)) / lines.length;
		longest = Math.min(longest, Math.max(WIDEST / 2, Math.floor(usual)));
	}
	return Math.max(NARROWEST, Math.min(Math.max(longest, Math.min(title.length, 16)) + 2, WIDEST));
}

/** The height of a row of several lines in points, which LibreOffice would not give it; 0 for one line. */
export function heightOf(row: readonly OutValue[], widths: readonly number[]): number {
	const lines = row.map((value, at) => linesOf(textOfOut(value), widths[at] ?? NARROWEST));
	const most = Math.max(1, ...lines);
	return most > 1 ? Math.min(most, MOST_LINES) * LINE : 0;
}

/** Guess in how many lines a text goes on; at the end of each, a word does not fit. */
function linesOf(text: string, wide: number): number {
	if (text.length < wide - 2 && !text.includes("\n")) return 1;
	const room = Math.max(wide - 4, 4);
	return text.split("\n").reduce((sum, line) => sum + (Math.ceil(line.length / room) || 1), 0);
}
