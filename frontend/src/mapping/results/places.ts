/** Places by kind and district: where people may be met, and where information may reach them. */
import { ids, listOf, type MapCourse } from "../course.ts";
import { type Book, compare, grouped, type Line, valueIn } from "./book.ts";

export const USES = ["meet", "inform", "both", "open"] as const;

export interface KindOfPlace {
	kind: string;
	uses: Readonly<Record<(typeof USES)[number], number>>;
	rows: string[];
}

export interface District {
	kind: string;
	district: string;
	places: number;
}

interface Place {
	row: string;
	kind: string;
	district: string;
	use: string;
}

/** Places by kind and by what they are good for; kinds without a place are listed, places without one last. */
export function kindsOf(book: Book, course: MapCourse): KindOfPlace[] {
	const places = book.tables.places.flatMap(placeOf);
	const known = ids(listOf(course, "places", "kind"));
	const others = [...new Set(places.map(({ kind }) => kind))].filter((kind) => !known.includes(kind));
	return [...known, ...others.sort(compare)].map((kind) => {
		const part = places.filter((one) => one.kind === kind);
		const of = (use: string) => part.filter((one) => one.use === use).length;
		return {
			kind,
			uses: { meet: of("meet"), inform: of("inform"), both: of("both"), open: of("open") },
			rows: part.map(({ row }) => row),
		};
	});
}

/** Places by kind and district: as near as a published page may come. */
export function districtsOf(book: Book): District[] {
	const groups = grouped(book.tables.places.flatMap(placeOf), ({ kind, district }) => JSON.stringify([kind, district]));
	return [...groups.values()].flatMap((part) => {
		const [first] = part;
		return first ? [{ kind: first.kind, district: first.district, places: part.length }] : [];
	});
}

/** A place counts once, as its last version has it. */
function placeOf(line: Line): Place[] {
	if (line.version !== line.versions) return [];
	const text = (column: string) => String(valueIn(line, column) ?? "");
	const use = text("use");
	return [
		{
			row: line.row,
			kind: text("kind"),
			district: text("district"),
			use: USES.some((one) => one === use) && use !== "open" ? use : "open",
		},
	];
}
