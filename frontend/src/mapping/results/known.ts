/** Tables of what is known: answers with their sources, how far the map is, who gains, and what does not agree. */
import { GONE, type Value } from "../../record/sheets.ts";
import { asText } from "../../sheets/values.ts";
import { at, listOf, type Names, type Question } from "../course.ts";
import { isSmall } from "../small.ts";
import { grouped, isKnown, type Line, valueIn } from "./book.ts";
import { type Counted, isTraced, STATES, UNSURE, whole } from "./coverage.ts";
import { dayOf, monthsBetween } from "./days.ts";
import { listed, type Table, type View, versionOf } from "./view.ts";

/** What the map is about, and on which day this was made. */
export function about(view: View): Table {
	const columns = ["town", "area", "form", "keeper", ...(view.isPublic ? [] : ["note"])];
	const rows = view.found.book.tables.about.flatMap((line) =>
		columns.map((name): Value[] => {
			const value = valueIn(line, name);
			const shown = name === "form" ? view.option("about", name, value) : view.text(value);
			return [view.label("about", name), shown, versionOf(line)];
		}),
	);
	rows.push([view.say("made-on"), view.found.today, null]);
	rows.push([view.say("audience"), view.say(view.isPublic ? "audience.public" : "audience.group"), null]);
	return view.table("about", view.heads(["what", "value", "row"]), rows);
}

/** Each answer with what was counted, source, day, certainty and age; nothing untraced is published. */
export function answers(view: View): Table {
	const heads = [
		...view.heads(["question", "population"]),
		...view.heads(["value", "unit", "source", "as_of", "certainty"], "answers"),
		...view.heads(["months", "mind"]),
		...(view.isPublic ? [] : view.heads(["note"], "answers")),
		...view.heads(["row"]),
	];
	const rows: Value[][] = [];
	for (const line of view.found.book.tables.answers) {
		if (view.isPublic && isKnown(valueIn(line, "value")) && !isTraced(line, view.found.today)) view.hold("untraced");
		else rows.push(answer(view, line));
	}
	return view.table("answers", heads, rows);
}

/** How far the map is, by form and by group of people. */
export const forms = (view: View): Table =>
	coverage(view, "forms", "form", view.found.forms, listOf(view.course, "about", "form"));

export function populations(view: View): Table {
	const names = Object.entries(view.course.populations).map(([id, { name }]) => [id, name]);
	return coverage(view, "populations", "population", view.found.populations, Object.fromEntries(names));
}

function coverage(view: View, id: string, first: string, table: readonly Counted[], names: Names): Table {
	const counted = ["questions", ...STATES, "old", "unsure", "untraced"] as const;
	const rows = table.map((one) => [names[one.id] ?? one.id, ...counted.map((name) => one[name]), listed(one.rows)]);
	return view.table(id, view.heads([first, ...counted, "rows"]), rows);
}

/** Who gains: all patterns for the working group, for others the themes alone. */
export function gains(view: View): Table {
	const { book, course } = { book: view.found.book, course: view.course };
	const lines = book.tables.gains;
	if (view.isPublic) {
		const known = lines.filter((line) => isKnown(valueIn(line, "value")));
		if (known.length) view.hold("gains", known.length);
		const rows = [...grouped(known, ({ row }) => themeOf(view, row))].map(([theme, part]) => {
			const days = part.map((line) => String(valueIn(line, "as_of") || ""));
			return [theme, part.length, days.reduce((a, b) => (a > b ? a : b), "") || null];
		});
		return view.table("gains", view.heads(["theme", "patterns", "as_of"]), rows);
	}
	const heads = [
		...view.heads(["question", "theme"]),
		...view.heads(["value", "source", "as_of"], "gains"),
		...view.heads(["row"]),
	];
	const rows = lines.map((line) => [
		at(course.sheets.gains.rows, line.row) ?? line.row,
		themeOf(view, line.row),
		shownValue(view, line),
		view.text(valueIn(line, "source")),
		view.text(valueIn(line, "as_of")),
		versionOf(line),
	]);
	return view.table("gains", heads, rows);
}

/** Cells in which people wrote different values, side by side. */
export function conflicts(view: View): Table {
	const rows = view.found.book.conflicts.map(({ sheet, row, field, version, value, day }) => [
		view.say(`sheet.${sheet}`),
		row,
		field === GONE ? view.say("torn-row") : view.label(sheet, field),
		version,
		field === GONE ? (value === true ? view.say("taken-away") : goneText(value)) : asText(value),
		day,
	]);
	return view.table("conflicts", view.heads(["sheet", "row", "column", "version", "value", "day"]), rows);
}

/** What stands in a mark that takes nothing away, as the report in Excel writes it. */
const goneText = (value: Value): string => (value === false ? "False" : "");

/** Values without a source or without a day that has come: they count in no figure. */
export function untraced(view: View): Table {
	const rows = (["answers", "gains", "training"] as const).flatMap((sheet) =>
		view.found.book.tables[sheet].flatMap((line): Value[][] => {
			const value = valueIn(line, sheet === "training" ? "people" : "value");
			if (!isKnown(value) || isTraced(line, view.found.today)) return [];
			return [[view.say(`sheet.${sheet}`), versionOf(line), asText(value), missing(view, line)]];
		}),
	);
	return view.table("untraced", view.heads(["sheet", "row", "value", "missing"]), rows);
}

/** What is missing before a value can be traced: the source, the date, or a date that has come. */
export function missing(view: View, line: Line): string {
	const day = dayOf(valueIn(line, "as_of"));
	const faults = [
		...(isKnown(valueIn(line, "source")) ? [] : ["source"]),
		...(day === null ? ["date"] : day > view.found.today ? ["future"] : []),
	];
	return faults.map((fault) => view.say(`missing.${fault}`)).join(", ");
}

/** What the public version keeps back; made last, when everything has been counted. */
export function kept(view: View): Table {
	const held = [...view.held].sort(([a], [b]) => (a < b ? -1 : 1));
	const rows = held.map(([what, n]) => [view.say(`held.${what}`, { n: view.limit }), n]);
	return view.table("kept", view.heads(["what", "n"]), rows);
}

function answer(view: View, line: Line): Value[] {
	const question = at(view.course.questions, line.row);
	const day = dayOf(valueIn(line, "as_of"));
	const note = valueIn(line, "note");
	if (view.isPublic && isKnown(note)) view.hold("note");
	return [
		at(view.course.sheets.answers.rows, line.row) ?? line.row,
		question ? (at(view.course.populations, question.population)?.name ?? null) : null,
		view.isPublic ? published(view, line, question) : shownValue(view, line),
		unitOf(view, line, question),
		view.text(valueIn(line, "source")),
		valueIn(line, "as_of"),
		whole(valueIn(line, "certainty")),
		day ? monthsBetween(day, view.found.today) : null,
		mind(view, line, question),
		...(view.isPublic ? [] : [view.private(note, "note")]),
		versionOf(line),
	];
}

function shownValue(view: View, line: Line): Value {
	const value = valueIn(line, "value");
	return at(view.course.choices, value) ?? (typeof value === "number" ? value : view.text(value));
}

function published(view: View, line: Line, question: Question | undefined): Value {
	const value = valueIn(line, "value");
	if (!isKnown(value)) return view.say("not-known");
	if (typeof value === "number") return question?.share ? value : view.people(value);
	const isChoice = at(view.course.choices, value) !== undefined;
	if (isChoice && question && !question.sensitive) return shownValue(view, line);
	// words may name a place, a firm or a person, and no computer can tell
	view.hold(isChoice ? "choice" : "words");
	return view.say("kept-inside");
}

/** What was counted; a unit with numbers of its own could tell what the value hides. */
function unitOf(view: View, line: Line, question: Question | undefined): string | null {
	const own = valueIn(line, "unit");
	const shown = isKnown(own) ? String(own) : "";
	const tells = view.isPublic && /\p{Nd}/u.test(shown.replace(/\b(19|20)\d\d\b/g, ""));
	const usual = question && typeof valueIn(line, "value") === "number" ? question.unit : "";
	return (tells ? "" : shown) || usual || null;
}

function mind(view: View, line: Line, question: Question | undefined): string | null {
	const value = valueIn(line, "value");
	const day = dayOf(valueIn(line, "as_of"));
	const certainty = whole(valueIn(line, "certainty"));
	const marks = [];
	if (!view.isPublic && isSmall(value, view.limit) && !question?.share) marks.push("small");
	if (isKnown(value)) {
		if (day && monthsBetween(day, view.found.today) >= view.course.settings.old) marks.push("old");
		if (certainty === null || certainty === UNSURE) marks.push("unsure");
		if (!isTraced(line, view.found.today)) marks.push("untraced");
	}
	if (line.versions > 1) marks.push("differ");
	if (line.torn) marks.push("torn");
	return marks.map((mark) => view.say(`mind.${mark}`)).join("; ") || null;
}

const themeOf = (view: View, row: string): string =>
	at(view.course.themes, at(view.course.gains, row)) ?? view.say("other-theme");
