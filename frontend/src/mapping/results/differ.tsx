/** Where people wrote different values: side by side, and decided here or on the sheet. */
import type { Column } from "../../common/model.ts";
import type { Say } from "../../common/words.ts";
import { GONE, type Row, rivalsOf, type Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { Conflict, textOf, type Version } from "../../sheets/conflict.tsx";
import { at, ids, type MapCourse, type Names, SHEETS, type SheetName } from "../course.ts";
import { DataTable, Part } from "./parts.tsx";
import type { Shown } from "./shown.ts";

export interface Differing {
	sheet: SheetName;
	row: Row;
}

/** The rows in which a cell holds several values, or which one took away while another changed them. */
export const differingIn = (sheets: Sheets, course: MapCourse): Differing[] =>
	SHEETS.flatMap((sheet) => {
		const { columns, rows } = course.sheets[sheet];
		return sheets
			.rows(`map/${sheet}`, ids(rows))
			.filter((row) => !row.gone && (row.torn || columns.some(([column]) => rivalsOf(row, column).length)))
			.map((row) => ({ sheet, row }));
	});

interface Props {
	shown: Shown;
	/** Words of worksheets, with which two versions are shown. */
	sheetSay: Say;
	decide(one: Differing, values: Record<string, Value>, told: string): void;
}

export function Differ({ shown, sheetSay, decide }: Props) {
	const { say, course } = shown;
	const all = differingIn(shown.sheets, course);
	if (!all.length) return <Part id="differ" title={say("differ")} about={say("differ-none")} />;
	const table = <DataTable shown={shown} id="conflicts" fields={["column", "value", "day", "sheet", "version"]} />;
	return (
		<Part id="differ" title={say("differ")} about={say("differ-about")}>
			{shown.addresses &&
				all.map((one) => {
					const { sheet, row } = one;
					const columns = columnsOf(course, sheet);
					const name = nameOf(course, sheet, row, columns);
					const id = `map-${sheet}-${row.id}`;
					return (
						<div key={id} class="su-map-differ su-ws-differ">
							<h3>
								<a href={shown.addressOf(sheet, row.id) ?? ""}>
									{say("differ-sheet", { sheet: shown.view.say(`sheet.${sheet}`), row: name })}
								</a>
							</h3>
							<Conflict
								row={row}
								id={id}
								columns={columns}
								say={sheetSay}
								take={(version: Version) => decide(one, version.values, say("decided", { day: version.day }))}
								keep={() => decide(one, { [GONE]: false }, say("settled", { text: name }))}
								drop={() => decide(one, { [GONE]: true }, say("settled", { text: name }))}
							/>
						</div>
					);
				})}
			{shown.addresses ? (
				<details class="su-clue">
					<summary>{shown.view.say("table.conflicts")}</summary>
					{table}
				</details>
			) : (
				table
			)}
		</Part>
	);
}

/** The columns of a sheet with all that a cell may have been chosen from. */
function columnsOf(course: MapCourse, sheet: SheetName): Column[] {
	return course.sheets[sheet].columns.map(([id, label, type]) => {
		const names: Names | undefined =
			course.sheets[sheet].options[id] ?? (sheet === "answers" && id === "value" ? course.choices : undefined);
		const options = names && Object.entries(names).map(([key, text]) => ({ id: key, text }));
		return { id, label, type: type as Column["type"], ...(options && { options }) };
	});
}

function nameOf(course: MapCourse, sheet: SheetName, row: Row, [first]: Column[]): string {
	const { rows, name } = course.sheets[sheet];
	return at(rows, row.id) ?? ((first && textOf(first, shownIn(row, first.id))) || name);
}
