/** What a map shows to be missing, in the order of the four questions. */
import { ids, listOf, type MapCourse, type MapSay } from "../course.ts";
import { grouped, valueIn } from "./book.ts";
import { type Asked, formsOf, isUnsure } from "./coverage.ts";
import { NAMES } from "./hours.ts";
import type { Contact } from "./matrix.ts";
import { ORDERS, type Order, roleName } from "./plan.ts";
import { type Help, isWanted, type Service } from "./services.ts";
import { largest, type Need } from "./training.ts";

export interface Gap {
	/** Its message is `mapping.gap.<kind>`. */
	kind: string;
	values: Record<string, string | number>;
	order: Order;
	/** How many it concerns; 0 where nobody can say. */
	people: number;
	/** Sheet and id of the rows that show it. */
	rows: string[];
	/** Whose need it is, if it is one of training. */
	role: unknown;
}

/** What gaps are read off. */
export interface Seen {
	questions: Asked[];
	contacts: Contact[];
	directory: Service[];
	help: Help[];
	needs: Need[];
}

const URGENT_HELP = ["danger", "children"];

export function gapsOf(seen: Seen, course: MapCourse, say: MapSay): Gap[] {
	const found = [
		...seen.help.flatMap((one) => helpGaps(one, course, say)),
		...untried(seen),
		...trainingGaps(seen, course),
		...actorGaps(seen, course),
		...questionGaps(seen, course),
	];
	return found.sort((a, b) => ORDERS.indexOf(a.order) - ORDERS.indexOf(b.order) || b.people - a.people);
}

const gap = (
	kind: string,
	values: Gap["values"],
	order: Order,
	rows: string[] = [],
	people = 0,
	role: unknown = "",
): Gap => ({
	kind,
	values,
	order,
	people,
	rows,
	role,
});

function helpGaps(help: Help, course: MapCourse, say: MapSay): Gap[] {
	const order = URGENT_HELP.includes(help.kind) ? "urgent" : "reach";
	const kind = listOf(course, "services", "kind")[help.kind] ?? "";
	if (!help.services) return [gap("help-none", { kind }, order)];
	const rows = help.rows.map((row) => `services/${row}`);
	const wanted = NAMES.filter((moment) => isWanted(course, help.kind, moment));
	const found = (["closed", "part"] as const).flatMap((state) => {
		const when = wanted.filter((moment) => help[moment] === state).map((moment) => say(`moment.${moment}`));
		return when.length ? [gap(`help-${state}`, { kind, when: when.join(", ") }, order, rows)] : [];
	});
	const unclear = wanted.some((moment) => help[moment] === "perhaps");
	return unclear ? [...found, gap("help-perhaps", { kind }, "believed", rows)] : found;
}

function untried({ directory }: Seen): Gap[] {
	const rows = directory.filter((one) => !one.tried).map(({ line }) => `services/${line.row}`);
	return rows.length ? [gap("untried", { n: rows.length }, "reach", rows)] : [];
}

function trainingGaps({ needs }: Seen, course: MapCourse): Gap[] {
	const open = needs.filter((one) => (one.gap ?? 0) > 0 && valueIn(one.line, "role") !== null);
	return [...grouped(open, ({ line }) => valueIn(line, "role"))].map(([role, part]) => {
		const people = largest(part.map((one) => one.people));
		const values = { role: roleName(course, role), n: part.length };
		const rows = part.map(({ row }) => `training/${row}`);
		return gap("training", values, people ? "reach" : "believed", rows, people, role);
	});
}

function actorGaps({ contacts }: Seen, course: MapCourse): Gap[] {
	const actors = listOf(course, "actors", "actor");
	const forms = listOf(course, "about", "form");
	return [...grouped(contacts, ({ form }) => form)].flatMap(([form, part]) => {
		const missing = part.filter((one) => !one.asked);
		// a form that nobody has begun is no gap of this map
		if (!missing.length || missing.length === part.length) return [];
		const names = missing.map(({ actor }) => actors[actor]).join(", ");
		const asked = part.length - missing.length;
		return [gap("not-asked", { form: forms[form] ?? form, asked, of: part.length, names }, "believed")];
	});
}

function questionGaps({ questions }: Seen, course: MapCourse): Gap[] {
	const forms = listOf(course, "about", "form");
	return ids(forms).flatMap((form) => {
		const mine = questions.filter((one) => formsOf(one, course).includes(form));
		const known = mine.filter((one) => one.state === "known");
		if (!known.length) return [];
		const kinds = {
			open: mine.filter((one) => one.state !== "known"),
			old: known.filter((one) => one.old),
			unsure: known.filter(isUnsure),
			untraced: known.filter((one) => !one.traced),
			differ: mine.filter((one) => one.versions > 1),
		};
		return Object.entries(kinds).flatMap(([kind, part]) => {
			const values = { form: forms[form] ?? form, n: part.length };
			return part.length
				? [
						gap(
							kind,
							values,
							"believed",
							part.map(({ row }) => `answers/${row}`),
						),
					]
				: [];
		});
	});
}
