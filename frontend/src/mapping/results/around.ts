/** Tables of places, of those who may notice something, and of help. */
import type { Value } from "../../record/sheets.ts";
import { at, listOf } from "../course.ts";
import { isKnown, valueIn } from "./book.ts";
import { type Moment, NAMES } from "./hours.ts";
import { USES } from "./places.ts";
import type { Help, Service } from "./services.ts";
import { listed, type Table, type View, versionOf } from "./view.ts";

/** Every place, for the working group. */
export function places(view: View): Table {
	const fields = ["kind", "place", "district", "use", "who", "note"];
	const rows = view.found.book.tables.places.map((line) => {
		const text = (name: string) => view.text(valueIn(line, name));
		return [
			placeKind(view, valueIn(line, "kind")),
			text("place"),
			text("district"),
			view.option("places", "use", valueIn(line, "use")),
			text("who"),
			text("note"),
			line.day,
			versionOf(line),
		];
	});
	return view.table("places", [...view.heads(fields, "places"), ...view.heads(["day", "row"])], rows);
}

/** How many places of each kind there are, and what they are good for. */
export function kinds(view: View): Table {
	const rows = view.found.kinds.map(({ kind, uses, rows: of }) => [
		placeKind(view, kind),
		...USES.map((use) => uses[use]),
		of.length,
		listed(of),
	]);
	const names = listOf(view.course, "places", "use");
	const heads = USES.map((use): [string, string] => [use, names[use] ?? view.say(`col.${use}-places`)]);
	return view.table("kinds", [...view.heads(["kind"]), ...heads, ...view.heads(["places", "rows"])], rows);
}

/** How many places of each kind a district has: as near as the public version comes. */
export function districts(view: View): Table {
	const { found } = view;
	if (view.isPublic)
		view.hold(
			"places",
			found.kinds.reduce((sum, one) => sum + one.rows.length, 0),
		);
	const rows = found.districts.map((one) => [
		placeKind(view, one.kind),
		one.district || view.say("no-district"),
		one.places,
	]);
	return view.table("districts", view.heads(["kind", "district", "places"]), rows);
}

/** Who may notice what, by form, and who was asked when. */
export function actors(view: View): Table {
	const { course, found } = view;
	const told = new Map(found.book.tables.actors.map((line) => [line.row, valueIn(line, "notice")]));
	const heads = [
		...view.heads(["form", "actor", "sees"]),
		...(view.isPublic ? [] : view.heads(["notice"], "actors")),
		...view.heads(["state", "contacted", "rows"]),
	];
	const rows = found.contacts.map((one) => {
		const notes = one.rows.map((row) => told.get(row)).filter(isKnown);
		return [
			listOf(course, "about", "form")[one.form] ?? one.form,
			actorName(view, one.actor),
			at(course.sees, one.actor) ?? "",
			...(view.isPublic ? [] : [notes.join("; ") || null]),
			view.say(one.asked ? "actor.asked" : "actor.open"),
			one.contacted,
			listed(one.rows),
		];
	});
	return view.table("actors", heads, rows);
}

/** People at risk across, those who may notice them down. */
export function who(view: View): Table {
	const { pairs } = view.found;
	const populations = [...new Set(pairs.map(({ population }) => population))];
	const states = new Map(pairs.map((one) => [`${one.population} ${one.actor}`, one.asked]));
	const cell = (population: string, actor: string): Value => {
		const asked = states.get(`${population} ${actor}`);
		return asked === undefined ? null : view.say(asked ? "actor.asked" : "actor.open");
	};
	const rows = [...new Set(pairs.map(({ actor }) => actor))].map((actor) => [
		actorName(view, actor),
		...populations.map((population) => cell(population, actor)),
	]);
	const names = populations.map((id): [string, string] => [id, at(view.course.populations, id)?.name ?? id]);
	return view.table("who", [...view.heads(["actor"]), ...names], rows);
}

/** The directory: what a tired colleague must know about each service. */
export function services(view: View): Table {
	const texts = ["for_whom", "not_for", "hours", "phone", "languages", "conditions", "checked"];
	const rows = view.found.directory.map(({ kind, line, tried }) => {
		const own = valueIn(line, "own");
		return [
			helpKind(view, kind),
			plain(valueIn(line, "service")),
			own === "own" || own === "third" ? view.option("services", "own", own) : "",
			...texts.map((name) => plain(valueIn(line, name))),
			view.say(tried ? "tried" : "untried"),
			versionOf(line),
		];
	});
	const heads = [...view.heads(["kind", "service", "own", ...texts], "services"), ...view.heads(["tried", "row"])];
	return view.table("services", heads, rows);
}

/** Which help answers at four moments of the week. */
export function times(view: View): Table {
	const rows = view.found.help.map((one) => [
		helpKind(view, one.kind),
		...NAMES.map((moment) => view.say(`help.${one[moment]}`)),
		one.services,
		one.tried,
		listed(one.rows),
	]);
	return view.table(
		"times",
		[...view.heads(["help"]), ...moments(view), ...view.heads(["services", "numbers-tried", "rows"])],
		rows,
	);
}

/** Who to call, by kind of help, at each of the moments; where nobody answers, what is known instead. */
export function calls(view: View): Table {
	const rows = view.found.help.map((one) => [
		helpKind(view, one.kind),
		...NAMES.map((moment) => called(view, one, moment) || view.say(`help.${one[moment]}`)),
	]);
	return view.table("calls", [...view.heads(["help"]), ...moments(view)], rows);
}

/** The first three services that answer at a moment, with their numbers and whom they do not help. */
function called(view: View, { kind }: Help, moment: Moment): string {
	const answering = view.found.directory.filter(
		(one) => one.kind === kind && (one[moment] === "open" || one[moment] === "part"),
	);
	return answering
		.slice(0, 3)
		.map((one) => nameAndNumber(one) + (one[moment] === "part" ? ` (✗ ${valueIn(one.line, "not_for")})` : ""))
		.join("; ");
}

const nameAndNumber = ({ line }: Service): string =>
	[plain(valueIn(line, "service")), plain(valueIn(line, "phone"))].filter(Boolean).join(": ");

const moments = (view: View): [string, string][] => NAMES.map((moment) => [moment, view.say(`moment.${moment}`)]);

/** A text about a service as it stands: numbers there are hours and phones. */
const plain = (value: Value): string | null => (isKnown(value) ? String(value) : null);

const actorName = (view: View, actor: string): string => listOf(view.course, "actors", "actor")[actor] ?? actor;

const named = (view: View, kind: Value, sheet: "places" | "services"): string =>
	at(listOf(view.course, sheet, "kind"), String(kind)) ?? (isKnown(kind) ? String(kind) : view.say("no-kind"));
const placeKind = (view: View, kind: Value): string => named(view, kind, "places");
const helpKind = (view: View, kind: Value): string => named(view, kind, "services");
