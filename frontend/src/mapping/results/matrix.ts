/**
 * Who may notice what, and whether they were asked: the actors of a form, those that a question about a population
 * names, and those that the sheet of actors adds. A contact of one form counts for all its populations.
 */
import { at, ids, listOf, type MapCourse } from "../course.ts";
import { type Book, type Line, valueIn } from "./book.ts";
import { dayOf } from "./days.ts";

export interface Contact {
	form: string;
	actor: string;
	asked: boolean;
	/** The last day on which they were asked. */
	contacted: string | null;
	rows: string[];
}

export interface Pair {
	population: string;
	actor: string;
	asked: boolean;
}

export function contactsOf(book: Book, course: MapCourse): Contact[] {
	const actors = listOf(course, "actors", "actor");
	const noted = notedIn(book.tables.actors, ids(listOf(course, "about", "form")));
	return Object.entries(course.notices).flatMap(([form, listed]) => {
		const known = noted.get(form) ?? new Map<string, Noted>();
		const added = [...known.keys()].filter((actor) => at(actors, actor) !== undefined);
		return [...new Set([...listed, ...added])].map((actor) => {
			const { rows, days } = known.get(actor) ?? { rows: new Set<string>(), days: [] };
			const contacted = days.reduce<string | null>((a, b) => (a !== null && a > b ? a : b), null);
			return { form, actor, asked: contacted !== null, contacted, rows: [...rows] };
		});
	});
}

interface Noted {
	rows: Set<string>;
	days: string[];
}

/** Rows and days of contact by form and actor; a row without a form counts for every form. */
function notedIn(lines: readonly Line[], forms: readonly string[]): Map<string, Map<string, Noted>> {
	const found = new Map<string, Map<string, Noted>>();
	for (const line of lines) {
		const form = valueIn(line, "form");
		const actor = String(valueIn(line, "actor") ?? "None");
		const day = dayOf(valueIn(line, "contacted"));
		for (const one of forms.filter((known) => known === form || !form)) {
			const actors = found.get(one) ?? new Map<string, Noted>();
			const { rows, days } = actors.get(actor) ?? { rows: new Set(), days: [] };
			rows.add(line.row);
			found.set(one, actors.set(actor, { rows, days: day ? [...days, day] : days }));
		}
	}
	return found;
}

/** A line for each population and each actor that may notice it or know about it. */
export function pairsOf(contacts: readonly Contact[], course: MapCourse): Pair[] {
	return Object.entries(course.populations).flatMap(([population, { forms }]) => {
		const own = forms.flatMap((form) => contacts.filter((one) => one.form === form).map(({ actor }) => actor));
		const questions = Object.values(course.questions).filter((one) => one.population === population);
		const asked = (actor: string) =>
			contacts.some((one) => one.actor === actor && one.asked && forms.includes(one.form));
		return [...new Set([...own, ...questions.flatMap(({ ask }) => ask)])].map((actor) => ({
			population,
			actor,
			asked: asked(actor),
		}));
	});
}
