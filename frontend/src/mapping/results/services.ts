/** Help in town: the directory, what is missing by kind and by time, and who answers when. */
import { ids, listOf, type MapCourse } from "../course.ts";
import { type Book, isKnown, type Line, valueIn } from "./book.ts";
import { dayOf, monthsBetween } from "./days.ts";
import { answersAt, type Moment, NAMES, readHours } from "./hours.ts";

/** "part": somebody answers, but each who does turns some people away; "rest": closed when nobody expects it open. */
export type Answer = "open" | "part" | "perhaps" | "closed" | "rest" | "none";
const ANSWERS: readonly Answer[] = ["open", "part", "perhaps", "closed", "rest", "none"];
type Times = Record<Moment, Answer>;

export interface Service extends Times {
	kind: string | number;
	line: Line;
	/** Somebody tried the number lately. */
	tried: boolean;
}

export interface Help extends Times {
	kind: string;
	services: number;
	tried: number;
	rows: string[];
}

/** The services by kind of help, those that somebody tried lately first. */
export function directoryOf(book: Book, course: MapCourse, today: string): Service[] {
	const kinds = ids(listOf(course, "services", "kind"));
	const place = ({ kind }: Service) => {
		const found = kinds.indexOf(String(kind));
		return found < 0 || typeof kind === "number" ? kinds.length : found;
	};
	return book.tables.services
		.map((line) => serviceOf(line, course, today))
		.sort((a, b) => place(a) - place(b) || Number(b.tried) - Number(a.tried));
}

function serviceOf(line: Line, course: MapCourse, today: string): Service {
	const hours = valueIn(line, "hours");
	const read = isKnown(hours) ? readHours(String(hours), course.hours) : { spans: [], sure: false };
	const day = dayOf(valueIn(line, "checked"));
	const kind = valueIn(line, "kind");
	const answers = NAMES.map((moment): [Moment, Answer] => {
		const answer = answersAt(read, moment);
		if (answer === null) return [moment, "perhaps"];
		return [moment, answer ? (isKnown(valueIn(line, "not_for")) ? "part" : "open") : "closed"];
	});
	return {
		...(Object.fromEntries(answers) as Times),
		kind: isKnown(kind) ? kind : "",
		line,
		tried: day !== null && day <= today && monthsBetween(day, today) < course.settings.tried,
	};
}

/** For each kind of help, what there is at four moments of the week. */
export const helpOf = (directory: readonly Service[], course: MapCourse): Help[] =>
	ids(listOf(course, "services", "kind")).map((kind) => {
		const part = directory.filter((one) => one.kind === kind);
		const rows = [...new Set(part.map(({ line }) => line.row))];
		const best = NAMES.map((moment): [Moment, Answer] => {
			const found = ANSWERS.find((answer) => part.some((one) => one[moment] === answer)) ?? "none";
			return [moment, found === "closed" && !isWanted(course, kind, moment) ? "rest" : found];
		});
		const times = Object.fromEntries(best) as Times;
		return { ...times, kind, services: rows.length, tried: part.filter((one) => one.tried).length, rows };
	});

/** All help is needed by day, some by night and at weekends as well. */
export const isWanted = (course: MapCourse, kind: string, moment: Moment): boolean =>
	moment === "morning" || course.night.includes(kind);
