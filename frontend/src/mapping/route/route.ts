/**
 * The guided way to a first map, without its looks: which steps there are, which lines of the sheets each one fills, and
 * how far somebody is. All of it is read off the sheets, so that worksheets, merged files and this page never differ.
 */
import type { WordKey } from "../../common/keys.ts";
import type { Column, PresetRow } from "../../common/model.ts";
import { type Row, rivalsOf, type Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { asText, columnIn } from "../../sheets/values.ts";

/** What the page hands over (`route_data` in steppingup/book/first_map.py). */
export interface RouteData {
	/** Numbers of people below it are kept back on paper. */
	limit: number;
	sheets: RouteSheet[];
	forms: RouteForm[];
	questions: PresetRow[];
	/** Questions whose numbers are shares of a hundred, so never small counts. */
	shares: string[];
	places: { id: string; name: string; kind: string }[];
	/** What an actor may notice, and what a kind of help is. */
	sees: Record<string, string>;
	helps: Record<string, string>;
	words: Record<string, string>;
	/** Where the worksheet of a step is, and the finished example; empty where the course has none. */
	pages: Record<string, string>;
	results: string;
}

export type StepName = "about" | "answers" | "places" | "actors" | "services" | "actions";

/** What each sheet is called on the way. */
export const TITLES: Readonly<Record<StepName, WordKey>> = {
	about: "route.about",
	answers: "route.answers",
	places: "route.places",
	actors: "route.actors",
	services: "route.services",
	actions: "route.actions",
};

export interface RouteSheet {
	id: string;
	step: StepName;
	rows: number;
	/** The columns that must be filled. */
	cells: string[];
	name: string;
	hint: string;
	columns: Column[];
}

export interface RouteForm {
	id: string;
	name: string;
	about: string;
	answers: string[];
	places: string[];
	actors: string[];
	services: string[];
	/** All places that matter for the form. */
	near: string[];
}

export interface Step {
	/** Its address on the page: "places", "answers-2". */
	id: string;
	sheet: RouteSheet;
	/** Of a step that asks one question: which one of the form's. */
	question?: number;
	/** How many lines of the sheet it fills. */
	rows: number;
	/** How many entries come before it. */
	before: number;
	entries: number;
}

/** The row that a sheet with given rows has for what the map is about. */
export const ABOUT = "map";
const UNKNOWN = "unknown";

/** The steps: one for each question, one for each other sheet. */
export function stepsOf(data: RouteData): Step[] {
	const steps: Step[] = [];
	let before = 0;
	for (const sheet of data.sheets) {
		const single = sheet.step === "answers";
		const rows = single ? 1 : sheet.rows;
		for (let question = 0; question < (single ? sheet.rows : 1); question++) {
			const entries = rows * sheet.cells.length;
			const id = single ? `${sheet.step}-${question + 1}` : sheet.step;
			steps.push({ id, sheet, rows, before, entries, ...(single && { question }) });
			before += entries;
		}
	}
	return steps;
}

/** The form of the map, once somebody has chosen it. */
export function formOf(data: RouteData, sheets: Sheets): RouteForm | undefined {
	const chosen = sheets.cell("map/about", ABOUT, "form").at(-1)?.v;
	return data.forms.find((form) => form.id === chosen);
}

/** The question of a step; none before a form is chosen. */
export function questionOf(data: RouteData, step: Step, form: RouteForm | undefined): PresetRow | undefined {
	const id = form?.answers[step.question ?? -1];
	return data.questions.find((one) => one.id === id);
}

/** The lines of a sheet that count for a step, the fullest first where there are more than it needs. */
export function linesOf(data: RouteData, step: Step, sheets: Sheets): Row[] {
	const { sheet } = step;
	const form = formOf(data, sheets);
	const given = givenRow(data, step, form);
	if (given === null) return [];
	if (given !== undefined) return sheets.rows(sheet.id, [given]).filter((row) => row.id === given);
	return candidates(step, sheets, form).slice(0, step.rows);
}

/** How many lines the worksheet has beyond those of a step. */
export function moreLines(data: RouteData, step: Step, sheets: Sheets): number {
	if (givenRow(data, step, undefined) !== undefined) return 0;
	return Math.max(0, candidates(step, sheets, formOf(data, sheets)).length - step.rows);
}

/** All lines of a sheet that hold something and fit the form: the fullest first, then those that the form wants most. */
export function candidates(step: Step, sheets: Sheets, form: RouteForm | undefined): Row[] {
	const fits = (row: Row) => step.sheet.step !== "actors" || [null, form?.id].includes(shownIn(row, "form") as string);
	const rows = sheets.rows(step.sheet.id).filter((row) => [...row.cells.values()].flat().some((one) => one.v !== null));
	const order = (row: Row) => 2 * filledIn(step, row) + Number(isWanted(step, row, form));
	return rows.filter(fits).sort((a, b) => order(b) - order(a));
}

/** Whether a line is about whom to ask for this form, or about the help that comes first. */
function isWanted({ sheet }: Step, row: Row, form: RouteForm | undefined): boolean {
	if (sheet.step === "actors") return form?.actors.includes(asText(shownIn(row, "actor"))) ?? false;
	return (sheet.step === "services" && form?.services.includes(asText(shownIn(row, "kind")))) || false;
}

/** The one given line of a step; null if it is not known yet, undefined if people add the lines. */
function givenRow(data: RouteData, step: Step, form: RouteForm | undefined): string | null | undefined {
	if (step.sheet.step === "about") return ABOUT;
	if (step.question === undefined) return undefined;
	return questionOf(data, step, form)?.id ?? null;
}

/** How an answer stands: known, asked and not known, or open. The same as steppingup/mapping/coverage.py. */
export function stateOf(row: Row | undefined): "known" | "asked" | "open" {
	const value = row ? shownIn(row, "value") : null;
	if (value !== null && value !== "" && value !== UNKNOWN) return "known";
	const noted = row && (value === UNKNOWN || shownIn(row, "source") !== null || shownIn(row, "as_of") !== null);
	return noted ? "asked" : "open";
}

/** How many of the needed cells of a line are filled. That nobody knows counts once it says who was asked, and when. */
export function filledIn(step: Step, row: Row | undefined): number {
	if (!row) return 0;
	const filled = step.sheet.cells.filter((cell) => isFilled(shownIn(row, cell))).length;
	const nobody = step.question !== undefined && !isFilled(shownIn(row, "value"));
	return nobody && filled === step.sheet.cells.length - 1 ? filled + 1 : filled;
}

const isFilled = (value: Value): boolean => value !== null && value !== "";

/** How many entries of a step are there. */
export const filledOf = (data: RouteData, step: Step, sheets: Sheets): number =>
	linesOf(data, step, sheets).reduce((sum, row) => sum + filledIn(step, row), 0);

/** How many entries of the whole way are there, and how many it has. */
export function progressOf(data: RouteData, sheets: Sheets): { filled: number; total: number } {
	const steps = stepsOf(data);
	return {
		filled: steps.reduce((sum, step) => sum + filledOf(data, step, sheets), 0),
		total: steps.reduce((sum, step) => sum + step.entries, 0),
	};
}

/** Where somebody goes on: the first step where something is missing; null if nothing is. */
export const goOn = (data: RouteData, sheets: Sheets): Step | null =>
	stepsOf(data).find((step) => filledOf(data, step, sheets) < step.entries) ?? null;

/** The columns of a line as its step asks for them, with the own type of a question. */
export function columnsOf(step: Step, question: PresetRow | undefined, form: RouteForm | undefined): Column[] {
	const own = step.sheet.columns.flatMap((column) => columnIn(column, question) ?? []);
	if (step.sheet.step !== "places" || !form) return own;
	return own.map((one) =>
		one.options ? { ...one, options: one.options.filter(({ id }) => form.near.includes(id)) } : one,
	);
}

/** Whether people wrote different things in a line, or one took it away. */
export const isTorn = (row: Row): boolean =>
	row.torn || [...row.cells.keys()].some((field) => rivalsOf(row, field).length > 0);
