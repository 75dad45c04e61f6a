/**
 * From the map to the plan: measures and gaps in the order of the four questions of lesson 3.6. Danger or a child; a
 * date; how many people; known or believed. Money has no place in the order.
 */
import { at, type MapCourse } from "../course.ts";
import { type Book, compare, isKnown, type Line, valueIn } from "./book.ts";
import { whole } from "./coverage.ts";
import { dayOf } from "./days.ts";

export const ORDERS = ["urgent", "date", "reach", "believed"] as const;
export type Order = (typeof ORDERS)[number];
export const DONE = "done";

export interface Action {
	line: Line;
	/** Its place in the plan; null for what is done. */
	rank: number | null;
	reason: Order;
	due: string | null;
	late: boolean;
	people: number | null;
	cost: number | null;
	effort: number | null;
}

/** The measures in their order; what is done stands last. */
export function actionsOf(book: Book, course: MapCourse, today: string): Action[] {
	const found = book.tables.actions.map((line) => actionOf(line, course, today)).sort(byOrder);
	let rank = 0;
	for (const one of found) if (!isDone(one)) one.rank = ++rank;
	return found;
}

export const isDone = ({ line }: Pick<Action, "line">): boolean => valueIn(line, "status") === DONE;

function actionOf(line: Line, course: MapCourse, today: string): Action {
	const finding = valueIn(line, "finding");
	const people = isKnown(finding) ? largestNumber(String(finding)) : 0;
	const due = dayOf(valueIn(line, "due"));
	const text = `${finding || ""} ${valueIn(line, "measure") || ""}`.toLowerCase();
	const reason = isUrgent(text, course) ? "urgent" : due ? "date" : people ? "reach" : "believed";
	return {
		line,
		rank: null,
		reason,
		due,
		late: due !== null && due < today && valueIn(line, "status") !== DONE,
		people: people || null,
		cost: whole(valueIn(line, "cost")),
		effort: whole(valueIn(line, "effort")),
	};
}

const byOrder = (a: Action, b: Action): number =>
	Number(isDone(a)) - Number(isDone(b)) ||
	ORDERS.indexOf(a.reason) - ORDERS.indexOf(b.reason) ||
	compare(a.due ?? "", b.due ?? "") ||
	(b.people ?? 0) - (a.people ?? 0) ||
	compare(a.line.row, b.line.row) ||
	a.line.version - b.line.version;

function isUrgent(text: string, { urgent }: MapCourse): boolean {
	const words = urgent.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
	return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join("|")})(?![\\p{L}\\p{N}_])`, "u").test(text);
}

/** The largest whole number in a text that is no share, no time and no year; 0 if there is none. */
export function largestNumber(text: string): number {
	const plain = text.replace(/\d+(?:[.,]\d+)?\s*(?:%|per\s*cent)|\b\d{1,2}[:.]\d{2}\b/gi, " ");
	const found = [...plain.matchAll(/\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+/g)].map(([one]) =>
		Number(one.replace(/\D/g, "")),
	);
	return Math.max(0, ...found.filter((number) => (number < 1900 || number > 2100) && number < 10 ** 7));
}

/** What people call the town's own list of roles. */
export const roleName = (course: MapCourse, role: unknown): string =>
	at(course.sheets.training.options.role ?? {}, role) ?? String(role);
