/**
 * What is known, how well, and how old it is. A question is known if somebody answered it, asked if somebody noted that
 * it was asked and nobody knows, else open. A number can be traced if it has a source, and a day that has come.
 */
import { at, ids, listOf, type MapCourse } from "../course.ts";
import { type Book, compare, grouped, isKnown, type Line, valueIn } from "./book.ts";
import { dayOf, monthsBetween } from "./days.ts";

export type State = "known" | "asked" | "open";
export const STATES: readonly State[] = ["known", "asked", "open"];
/** The lowest certainty. */
export const UNSURE = 1;

export interface Asked {
	row: string;
	population: string;
	short: boolean;
	state: State;
	traced: boolean;
	certainty: number | null;
	months: number | null;
	old: boolean;
	versions: number;
}

export interface Counted {
	/** The form or the population. */
	id: string;
	questions: number;
	known: number;
	asked: number;
	open: number;
	old: number;
	unsure: number;
	untraced: number;
	rows: string[];
}

export function isTraced(line: Line, today: string): boolean {
	const day = dayOf(valueIn(line, "as_of"));
	return isKnown(valueIn(line, "source")) && day !== null && day <= today;
}

/** A line for each question of the course; of several versions the one that tells most counts. */
export function questionsOf(book: Book, course: MapCourse, today: string): Asked[] {
	const found = grouped(book.tables.answers, ({ row }) => row);
	return ids(course.questions).map((id) => asked(id, found.get(id) ?? [], course, today));
}

function asked(row: string, versions: readonly Line[], course: MapCourse, today: string): Asked {
	const known = versions.filter((one) => isKnown(valueIn(one, "value")));
	const noted = versions.filter(
		(one) => isKnown(valueIn(one, "source")) || isKnown(valueIn(one, "as_of")) || valueIn(one, "value") === "unknown",
	);
	const traced = known.filter((one) => isTraced(one, today));
	const telling = [traced, known, noted].find((list) => list.length) ?? [];
	const [best] = [...telling].sort((a, b) => compare(dayText(b), dayText(a)) || b.version - a.version);
	const day = best ? dayOf(valueIn(best, "as_of")) : null;
	const months = day ? monthsBetween(day, today) : null;
	const sure = (traced.length ? traced : known).flatMap((one) => whole(valueIn(one, "certainty")) ?? []);
	return {
		row,
		population: course.questions[row]?.population ?? "",
		short: course.questions[row]?.short ?? false,
		state: known.length ? "known" : noted.length ? "asked" : "open",
		traced: traced.length > 0,
		certainty: sure.length ? Math.max(...sure) : null,
		months,
		old: known.length > 0 && months !== null && months >= course.settings.old,
		versions: versions.length,
	};
}

const dayText = (line: Line): string => String(valueIn(line, "as_of") || "");

/** A whole number of a column of numbers; null for an empty cell. */
export const whole = (value: unknown): number | null => (typeof value === "number" ? Math.trunc(value) : null);

/** Count the questions of each form by state; a question of several forms counts in each. */
export const byForm = (questions: readonly Asked[], course: MapCourse): Counted[] =>
	ids(listOf(course, "about", "form")).map((form) =>
		counted(
			form,
			questions.filter((one) => formsOf(one, course).includes(form)),
		),
	);

export const byPopulation = (questions: readonly Asked[], course: MapCourse): Counted[] =>
	ids(course.populations).map((id) =>
		counted(
			id,
			questions.filter((one) => one.population === id),
		),
	);

export const formsOf = ({ population }: Pick<Asked, "population">, course: MapCourse): readonly string[] =>
	at(course.populations, population)?.forms ?? [];

export const isUnsure = ({ certainty }: Pick<Asked, "certainty">): boolean => (certainty ?? 0) <= UNSURE;

function counted(id: string, part: readonly Asked[]): Counted {
	const known = part.filter((one) => one.state === "known");
	const inState = (state: State) => part.filter((one) => one.state === state).length;
	return {
		id,
		questions: part.length,
		known: known.length,
		asked: inState("asked"),
		open: inState("open"),
		old: known.filter((one) => one.old).length,
		unsure: known.filter(isUnsure).length,
		untraced: known.filter((one) => !one.traced).length,
		rows: part.map(({ row }) => row),
	};
}
