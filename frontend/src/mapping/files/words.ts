/** The words of the script that reads and writes tables: some stand in mapping.yml, whose keys are put together. */
import type { SheetData } from "../tables-script.ts";

export type FileSay = (key: string, values?: Record<string, string | number>) => string;

/** A key without a text shows itself, so that the gap is seen. */
export const fileSay =
	({ words }: Pick<SheetData, "words">): FileSay =>
	(key, values = {}) =>
		(words[key] ?? key).replace(/\{([a-z_]+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** A place in a file as people read it; nothing for the file as a whole. */
export function placeOf(
	say: FileSay,
	{ sheet, row, column }: { sheet: string; row: number | string; column: string },
): string {
	const parts = [
		sheet && say("import.in-sheet", { sheet }),
		row && say("import.in-row", { row }),
		column && say("import.in-column", { column }),
	];
	return parts.filter(Boolean).join(", ");
}
