/**
 * A sheet as lines of a CSV file: what was written, row by row, with the words of choices. The headings are those that
 * the import of tables (steppingup mapping import) looks for, so the file can be filled on and read back.
 */
import { rivalsOf, type Sheets, shownIn, type Value } from "../record/sheets.ts";
import { asText } from "../sheets/values.ts";
import { at, ids, type MapCourse, type SheetName, wordsOf } from "./course.ts";
import { isRisky } from "./csv.ts";

export function sheetLines(sheets: Sheets, course: MapCourse, name: SheetName): Value[][] {
	const say = wordsOf(course);
	const { columns, rows: preset, name: rowName, options } = course.sheets[name];
	const own = ids(preset).length > 0;
	const shown = (column: string, value: Value): Value => {
		const names = options[column] ?? (name === "answers" && column === "value" ? course.choices : {});
		return at(names, asText(value)) ?? value;
	};
	const rows = sheets.rows(`map/${name}`, ids(preset)).filter((row) => !row.gone);
	const lines = rows.map((row) => {
		const also = columns.flatMap(([column, label]) =>
			rivalsOf(row, column)
				.slice(0, -1)
				.map(({ v, day }) => `${label}: ${asText(shown(column, v))} (${day})`),
		);
		const cells = columns.map(([column]) => guarded(shown(column, shownIn(row, column))));
		return [row.id, ...(own ? [at(preset, row.id) ?? ""] : []), ...cells, also.join("; ") || null];
	});
	const heads = [
		say("import.row"),
		...(own ? [rowName] : []),
		...columns.map(([, label]) => label),
		say("import.also"),
	];
	return [heads, ...lines];
}

/** A text that looks as if it had our guard before a formula gets one more, of which the import takes one away. */
export const guarded = (value: Value): Value =>
	typeof value === "string" && value.startsWith("'") && isRisky(value.replace(/^'+/, "")) ? `'${value}` : value;
