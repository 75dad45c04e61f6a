/** A small guided way, and a map on which every entry of it is there. */
import type { RouteData, RouteSheet, StepName } from "../src/mapping/route/route.ts";
import { Sheets, type Value } from "../src/record/sheets.ts";

const text = (id: string) => ({ id, label: id, type: "text" as const });
const date = (id: string) => ({ id, label: id, type: "date" as const });
const choice = (id: string, ...ids: string[]) => ({
	id,
	label: id,
	type: "choice" as const,
	options: ids.map((one) => ({ id: one, text: `The ${one}` })),
});

const sheet = (step: StepName, rows: number, cells: string[], columns: RouteSheet["columns"]): RouteSheet => ({
	id: `map/${step}`,
	step,
	rows,
	cells,
	name: step,
	hint: "",
	columns,
});

const questions = ["t1", "t2"].flatMap((table) =>
	[1, 2, 3, 4].map((n) => ({ id: `${table}-0${n}`, label: `Question ${table}-0${n}?`, ask: "Registry" })),
);
const form = (id: string, table: string) => ({
	id,
	name: `Form ${id}`,
	about: "",
	answers: questions.map((one) => one.id).filter((one) => one.startsWith(table)),
	places: ["t6-07", "t6-08"],
	actors: ["police", "unions"],
	services: ["bed", "advice"],
	near: ["t6-07", "t6-08"],
});

export const ROUTE: RouteData = {
	limit: 5,
	sheets: [
		sheet("about", 1, ["area", "form"], [text("town"), text("area"), choice("form", "sexual", "labour")]),
		sheet("answers", 4, ["value", "source", "as_of"], [text("value"), text("source"), date("as_of")]),
		sheet(
			"places",
			2,
			["place"],
			[{ ...text("place"), options: ["t6-01", "t6-07", "t6-08"].map((id) => ({ id, text: `Place ${id}` })) }],
		),
		sheet("actors", 2, ["contacted"], [choice("actor", "police", "unions", "shops"), date("contacted")]),
		sheet("services", 2, ["service", "phone"], [text("service"), choice("kind", "bed", "advice"), text("phone")]),
		sheet("actions", 1, ["measure", "owner", "due"], [text("measure"), text("owner"), date("due")]),
	],
	forms: [form("sexual", "t1"), form("labour", "t2")],
	questions: questions.map((one) =>
		one.id.endsWith("1") || one.id.endsWith("2")
			? {
					...one,
					fields: [{ id: "value", type: "number" as const, unit: one.id.endsWith("1") ? "people" : "per cent" }],
				}
			: one,
	),
	shares: ["t1-02", "t2-02"],
	places: [],
	sees: {},
	helps: {},
	words: {},
	pages: {},
	results: "",
};

const CELLS: [StepName, string, Record<string, Value>][] = [
	["about", "map", { town: "Havmere", area: "Harbour", form: "labour" }],
	["answers", "t2-01", { value: 3, source: "registry", as_of: "2026-10-01" }],
	["answers", "t2-02", { value: 2, source: "unions", as_of: "2026-10-02" }],
	["answers", "t2-03", { value: "4 rooms above 12 shops", source: "fire inspection", as_of: "2026-10-03" }],
	["answers", "t2-04", { source: "unions", as_of: "2026-10-04" }],
	["places", "r-aaaaaaaaaa", { place: "Ferry terminal" }],
	["places", "r-bbbbbbbbbb", { place: "Building site" }],
	["actors", "r-cccccccccc", { actor: "police", form: "labour", contacted: "2026-11-02" }],
	["actors", "r-dddddddddd", { actor: "unions", form: "labour", contacted: "2026-11-03" }],
	["services", "r-eeeeeeeeee", { service: "Night shelter", kind: "bed", phone: "2 34" }],
	["services", "r-ffffffffff", { service: "Advice line", kind: "advice", phone: "5 67" }],
	["actions", "r-gggggggggg", { measure: "Count beds", owner: "housing office", due: "2027-03-01" }],
];

/** The whole map; without some of its rows, if they are named. */
export function route(...without: string[]): Sheets {
	const written = CELLS.filter(([, row]) => !without.includes(row));
	const write = (sheets: Sheets, [step, row, values]: (typeof CELLS)[number]) =>
		sheets.write(`map/${step}`, row, values, "aaaaaaaaaaaa", "2026-11-28");
	return written.reduce(write, new Sheets());
}
