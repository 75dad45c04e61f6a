/** Tables of what to do: gaps, measures in their order, and who should learn what. */
import type { Value } from "../../record/sheets.ts";
import { at, listOf } from "../course.ts";
import { isSmall, keptBack } from "../small.ts";
import { valueIn } from "./book.ts";
import { type Order, roleName } from "./plan.ts";
import { listed, type Table, type View, versionOf } from "./view.ts";

/** Gaps whose rows name what the public may not see. */
const INSIDE = ["untraced", "differ"];

/** What is missing, in the order of the four questions. */
export function gaps(view: View): Table {
	const shown = view.found.gaps.filter(({ kind }) => !(view.isPublic && INSIDE.includes(kind)));
	const rows = shown.map((gap, index) => {
		const people = gap.people ? view.peopleOf(gap.role, gap.people) : null;
		return [index + 1, view.say(`gap.${gap.kind}`, gap.values), why(view, gap.order, people), people, listed(gap.rows)];
	});
	return view.table("gaps", view.heads(["rank", "what", "reason", "people", "rows"]), rows);
}

/** The measures in their order, each with its reason. */
export function actions(view: View): Table {
	const fields = ["finding", "measure", "owner", "due", "cost", "effort", "sign", "status"];
	const rows = view.found.actions.map((one) => {
		const { line } = one;
		return [
			one.rank,
			why(view, one.reason, view.people(one.people)),
			...["finding", "measure", "owner"].map((name) => view.text(valueIn(line, name))),
			one.late ? `${one.due} (${view.say("late")})` : one.due,
			view.option("actions", "cost", one.cost),
			view.option("actions", "effort", one.effort),
			view.text(valueIn(line, "sign")),
			view.option("actions", "status", valueIn(line, "status")),
			versionOf(line),
		];
	});
	const heads = [...view.heads(["rank", "reason"]), ...view.heads(fields, "actions"), ...view.heads(["row"])];
	return view.table("actions", heads, rows);
}

/** Who should learn what; the level of a group that is too small tells about single people. */
export function needs(view: View): Table {
	const competencies = listOf(view.course, "training", "competency");
	const rows: Value[][] = [];
	for (const need of view.found.needs) {
		if (view.isPublic && !need.traced) {
			view.hold("untraced");
			continue;
		}
		const { line } = need;
		const few = view.isPublic && isSmall(valueIn(line, "people"), view.limit);
		const competency = valueIn(line, "competency");
		rows.push([
			valueIn(line, "role") === null ? null : roleName(view.course, valueIn(line, "role")),
			at(competencies, competency) ?? competency,
			view.peopleOf(valueIn(line, "role"), need.people),
			need.required,
			few ? null : need.level,
			few ? null : need.gap,
			view.text(valueIn(line, "source")),
			valueIn(line, "as_of"),
			need.row,
		]);
	}
	const fields = ["role", "competency", "people", "required", "level", "gap", "source", "as_of", "row"];
	return view.table("needs", view.heads(fields), rows);
}

/** People to train by role with their sum, so that a small number cannot be reckoned from it. */
export function roles(view: View): Table {
	const people = view.found.roles.map((one) => one.people);
	const sum = people.reduce((all, one) => all + one, 0);
	const line = view.isPublic ? keptBack(people, view.limit) : { shown: people, total: sum };
	view.hold("small", line.shown.filter((number) => number === null).length);
	const rows: Value[][] = view.found.roles.map((one, index) => [
		roleName(view.course, one.role),
		line.shown[index] ?? view.say("kept-number"),
		one.rows.length,
		one.gap,
		listed(one.rows),
	]);
	if (rows.length) rows.push([view.say("all-roles"), line.total ?? view.say("kept-number"), null, null, null]);
	return view.table("roles", view.heads(["role", "people", "needs", "gap", "rows"]), rows);
}

/** Which of the four questions puts a line where it stands. */
function why(view: View, order: Order, people: Value): string {
	if (order !== "reach") return view.say(`order.${order}`);
	return view.say("order.reach", { n: people === null ? view.say("not-counted") : String(people) });
}
