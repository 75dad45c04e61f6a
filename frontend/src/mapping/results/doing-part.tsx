/** Who should learn what, what is missing, and the plan; and all of it for a spreadsheet. */
import type { Value } from "../../record/sheets.ts";
import { SHEETS } from "../course.ts";
import { sheetLines } from "../sheet-csv.ts";
import { DataTable, Lack, Part } from "./parts.tsx";
import type { Shown } from "./shown.ts";

export function Training({ shown }: { shown: Shown }) {
	const { say } = shown;
	const fields = ["competency", "role", "people", "level", "required", "gap", "source", "as_of"];
	return (
		<Part id="training" title={say("training")} about={say("training-about")}>
			<DataTable shown={shown} id="roles" fields={["role", "people", "needs", "gap"]} />
			<DataTable shown={shown} id="needs" fields={fields} />
		</Part>
	);
}

export function Plan({ shown }: { shown: Shown }) {
	const { say, view } = shown;
	const { actions } = view.found;
	const late = (field: string, value: Value, index: number) =>
		field === "due" && actions[index]?.late ? <Lack text={String(value)} /> : undefined;
	const fields = ["measure", "finding", "owner", "due", "status", "cost", "effort", "sign"];
	return (
		<Part id="plan" title={say("plan")} about={say("plan-about")}>
			<DataTable shown={shown} id="actions" fields={fields} cell={late} />
			<DataTable shown={shown} id="gaps" fields={["what", "reason", "people"]} />
		</Part>
	);
}

export function Files({ shown }: { shown: Shown }) {
	const { say, view } = shown;
	const sheets = SHEETS.filter((name) => view.found.book.tables[name].length);
	return (
		<div class="su-noprint">
			<Part id="files" title={say("sheets")} about={say(shown.isPublic ? "sheets-public" : "sheets-about")}>
				{!shown.isPublic && (
					<ul class="su-map-files">
						{sheets.map((name) => (
							<li key={name}>
								<button
									type="button"
									class="su-link"
									onClick={() => shown.save(`sheet-${name}`, sheetLines(shown.sheets, shown.course, name))}
								>
									{say("sheet", { name: view.say(`sheet.${name}`) })}
								</button>
							</li>
						))}
					</ul>
				)}
				{shown.isPublic && <DataTable shown={shown} id="kept" fields={["what", "n"]} />}
			</Part>
		</div>
	);
}
