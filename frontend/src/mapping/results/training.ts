/** Training needs by role and competency: levels to climb, and how many people. */
import { at, ids, listOf, type MapCourse } from "../course.ts";
import { type Book, isKnown, type Line, valueIn } from "./book.ts";
import { isTraced } from "./coverage.ts";

export interface Need {
	line: Line;
	people: number | null;
	required: number | null;
	level: number | null;
	gap: number | null;
	traced: boolean;
	/** The id of the row, with the number of the version from the second on. */
	row: string;
}

export interface Role {
	role: string;
	people: number;
	gap: number;
	rows: string[];
}

/** The needs, the largest first: levels to climb times people. */
export function needsOf(book: Book, course: MapCourse, today: string): Need[] {
	const size = ({ gap, people }: Need) => (gap ?? 0) * (people ?? 0);
	return book.tables.training
		.map((line) => needOf(line, course, today))
		.sort((a, b) => size(b) - size(a) || (b.gap ?? 0) - (a.gap ?? 0));
}

function needOf(line: Line, course: MapCourse, today: string): Need {
	const proposed = at(at(course.required, valueIn(line, "competency")) ?? {}, String(valueIn(line, "role")));
	const wanted = valueIn(line, "wanted");
	const people = valueIn(line, "people");
	const required = isKnown(wanted) ? levelOf(wanted) : (proposed ?? null);
	const level = levelOf(valueIn(line, "level"));
	return {
		line,
		people: typeof people === "number" && people >= 0 ? Math.trunc(people) : null,
		required,
		level,
		gap: required !== null && level !== null ? Math.max(0, required - level) : null,
		traced: isTraced(line, today),
		row: line.version === 1 ? line.row : `${line.row} (${line.version})`,
	};
}

const levelOf = (value: unknown): number | null =>
	typeof value === "number" && value >= 0 && value <= 3 ? Math.trunc(value) : null;

/** The traced needs by role. People of a role are counted once: the largest group that a need names. */
export const rolesOf = (needs: readonly Need[], course: MapCourse): Role[] =>
	ids(listOf(course, "training", "role")).flatMap((role) => {
		const part = needs.filter((one) => valueIn(one.line, "role") === role && (one.gap ?? 0) > 0 && one.traced);
		if (!part.length) return [];
		return [
			{
				role,
				people: largest(part.map(({ people }) => people)),
				gap: largest(part.map(({ gap }) => gap)),
				rows: part.map(({ row }) => row),
			},
		];
	});

export const largest = (numbers: readonly (number | null)[]): number => Math.max(0, ...numbers.map((one) => one ?? 0));
