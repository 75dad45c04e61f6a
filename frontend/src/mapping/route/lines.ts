/** The lines that a step fills: those of the sheet, and new ones that nobody has written into yet. */
import { newRow, type Row, type Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { formOf, linesOf, type RouteData, type RouteForm, type Step, type StepName } from "./route.ts";

/** A line of a sheet; a new one shows what it is given from the start. */
export interface RouteLine {
	row: Row;
	given: Record<string, Value>;
}

/** Whether people add the lines of a step; other lines are there from the start. */
export const isFree = (step: Step): boolean => step.question === undefined && step.sheet.step !== "about";

/** The ids of the lines, in the order of the sheet, with fresh ids as far as the step wants more. */
export function slotsOf(data: RouteData, step: Step, sheets: Sheets): string[] {
	const known = linesOf(data, step, sheets).map((row) => row.id);
	const order = sheets.rows(step.sheet.id, known).map((row) => row.id);
	const slots = order.filter((id) => known.includes(id));
	while (isFree(step) && slots.length < step.rows) slots.push(newRow());
	return slots;
}

/** The lines of these ids as they stand. */
export function linesAt(data: RouteData, step: Step, sheets: Sheets, slots: readonly string[]): RouteLine[] {
	const rows = new Map(sheets.rows(step.sheet.id).map((row) => [row.id, row]));
	const field = GIVEN[step.sheet.step];
	const taken: Value[] = field ? slots.flatMap((id) => shownIn(rows.get(id) ?? emptyRow(id), field) ?? []) : [];
	return slots.map((id) => {
		const row = rows.get(id);
		const given = row ? {} : givenFor(step, formOf(data, sheets), taken);
		if (field && !row) taken.push(given[field] ?? null);
		return { row: row ?? emptyRow(id), given };
	});
}

/** The column that the way fills in before somebody comes to the line. */
export const GIVEN: Partial<Record<StepName, string>> = { actors: "actor", services: "kind" };

/**
 * What a new line has from the start: whom to ask, which kind of help to look for, the form. Theirs to change.
 * @param taken what the lines before it have in the column of {@link GIVEN}
 */
export function givenFor(step: Step, form: RouteForm | undefined, taken: readonly Value[]): Record<string, Value> {
	const { step: name } = step.sheet;
	const ids = name === "actors" ? form?.actors : name === "services" ? form?.services : undefined;
	const field = GIVEN[name];
	if (!field || !ids) return {};
	const given = { [field]: ids.find((id) => !taken.includes(id)) ?? null };
	return name === "actors" ? { ...given, form: form?.id ?? null } : given;
}

const emptyRow = (id: string): Row => ({ id, cells: new Map(), gone: false, torn: false, place: null, marks: [] });
