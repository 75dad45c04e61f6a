/** All that a map says on a day: worked out once, shown to two audiences. */
import type { Sheets } from "../../record/sheets.ts";
import { type MapCourse, speakerOf } from "../course.ts";
import { type Book, bookOf } from "./book.ts";
import { byForm, byPopulation, type Counted, questionsOf } from "./coverage.ts";
import { type Gap, gapsOf, type Seen } from "./gaps.ts";
import { contactsOf, type Pair, pairsOf } from "./matrix.ts";
import { type District, districtsOf, type KindOfPlace, kindsOf } from "./places.ts";
import { type Action, actionsOf } from "./plan.ts";
import { directoryOf, helpOf } from "./services.ts";
import { needsOf, type Role, rolesOf } from "./training.ts";

export interface Findings extends Seen {
	book: Book;
	course: MapCourse;
	today: string;
	forms: Counted[];
	populations: Counted[];
	pairs: Pair[];
	kinds: KindOfPlace[];
	districts: District[];
	roles: Role[];
	actions: Action[];
	gaps: Gap[];
}

export function findingsOf(sheets: Sheets, course: MapCourse, today: string): Findings {
	const book = bookOf(sheets, course);
	const questions = questionsOf(book, course, today);
	const contacts = contactsOf(book, course);
	const directory = directoryOf(book, course, today);
	const help = helpOf(directory, course);
	const needs = needsOf(book, course, today);
	return {
		book,
		course,
		today,
		questions,
		forms: byForm(questions, course),
		populations: byPopulation(questions, course),
		contacts,
		pairs: pairsOf(contacts, course),
		kinds: kindsOf(book, course),
		districts: districtsOf(book),
		directory,
		help,
		needs,
		roles: rolesOf(needs, course),
		actions: actionsOf(book, course, today),
		gaps: gapsOf({ questions, contacts, directory, help, needs }, course, speakerOf(course)),
	};
}
