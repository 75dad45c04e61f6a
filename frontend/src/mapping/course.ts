/** What the course says about a map, as steppingup/book/map_data.py hands it over: sheets, lists, limits and words. */
import { speaker } from "../common/words.ts";

export const SHEETS = ["about", "answers", "places", "actors", "gains", "services", "training", "actions"] as const;
export type SheetName = (typeof SHEETS)[number];

/** Texts by id, in the order of the course. */
export type Names = Readonly<Record<string, string>>;

export interface SheetForm {
	/** What a row is called. */
	name: string;
	/** id, label and type of each column. */
	columns: readonly (readonly [string, string, string])[];
	/** What the ids of a column of choice mean. */
	options: Readonly<Record<string, Names>>;
	/** The rows that the sheet has from the start. */
	rows: Names;
}

export interface Question {
	population: string;
	unit: string;
	/** A part of a hundred: a small one is no small count of people. */
	share: boolean;
	short: boolean;
	sensitive: boolean;
	ask: readonly string[];
}

export interface MapCourse {
	/** Numbers of people below `small` are small; answers are old, and phone numbers untried, after so many months. */
	settings: { small: number; old: number; tried: number };
	sheets: Readonly<Record<SheetName, SheetForm>>;
	populations: Readonly<Record<string, { name: string; forms: readonly string[] }>>;
	questions: Readonly<Record<string, Question>>;
	/** Theme of each question on who gains, and the names of themes. */
	gains: Names;
	themes: Names;
	/** What a question of choice offers. */
	choices: Names;
	/** What an actor may see, and who may notice a form. */
	sees: Names;
	notices: Readonly<Record<string, readonly string[]>>;
	/** Kinds of help that are needed at night, too. */
	night: readonly string[];
	/** The level that the course proposes, by competency and role. */
	required: Readonly<Record<string, Readonly<Record<string, number>>>>;
	hours: { days: Readonly<Record<string, number>>; always: string[]; until: string[]; idle: string[] };
	/** Words in a finding that put it first. */
	urgent: readonly string[];
	words: Names;
}

/** What stands under an id, if anything does: ids come from files of anybody. */
export const at = <T>(table: Readonly<Record<string, T>>, id: unknown): T | undefined =>
	typeof id === "string" && Object.hasOwn(table, id) ? table[id] : undefined;

/** The names of forms, kinds, actors, roles and competencies are the options of columns. */
export const listOf = (course: MapCourse, sheet: SheetName, column: string): Names =>
	course.sheets[sheet].options[column] ?? {};

export const ids = (table: object): string[] => Object.keys(table);

/** Words by their whole key. */
export type AnySay = (key: string, values?: Record<string, string | number>) => string;

/** Looks words up that stand in mapping.yml, whose keys are put together, or in mappage.yml. */
export const wordsOf = (course: MapCourse): AnySay => speaker(course.words) as AnySay;

/** Words of mapping.yml by the end of their key: `say("few")` is `mapping.few`. */
export type MapSay = AnySay;

export const speakerOf = (course: MapCourse): MapSay => {
	const say = wordsOf(course);
	return (key, values) => say(`mapping.${key}`, values);
};
