/** What all parts of the page are drawn from: one map, as one audience may see it. */
import { saveFile } from "../../common/download.ts";
import type { Sheets, Value } from "../../record/sheets.ts";
import { type AnySay, type MapCourse, SHEETS, type SheetName, wordsOf } from "../course.ts";
import { csvFile } from "../csv.ts";
import { findingsOf } from "./findings.ts";
import { tablesOf } from "./report.ts";
import { type Table, View } from "./view.ts";

/** Where the pages with the sheets are, and where a first map is made. */
export interface Addresses {
	sheets: Readonly<Record<SheetName, string>>;
	first: string;
}

/** Words of the page by the end of their key: `say("empty")` is `mappage.empty`. */
export type PageSay = AnySay;

export const pageSay = (course: MapCourse): PageSay => {
	const say = wordsOf(course);
	return (key, values) => say(`mappage.${key}`, values);
};

export class Shown {
	readonly view: View;
	readonly tables: ReadonlyMap<string, Table>;
	readonly say: PageSay;

	constructor(
		readonly sheets: Sheets,
		readonly course: MapCourse,
		readonly today: string,
		readonly isPublic: boolean,
		/** The town's own map: its rows lead to its sheets. Without: the invented town, which is only read. */
		readonly addresses: Addresses | null,
		readonly told: (text: string) => void,
	) {
		this.view = new View(findingsOf(sheets, course, today), isPublic);
		this.tables = new Map(tablesOf(this.view).map((table) => [table.id, table]));
		this.say = pageSay(course);
	}

	get isEmpty(): boolean {
		return SHEETS.every((name) => !this.view.found.book.tables[name].length);
	}

	/** Where a row is filled; undefined where nobody can fill it. */
	addressOf(sheet: SheetName, row = ""): string | undefined {
		const page = this.addresses?.sheets[sheet];
		if (!page) return undefined;
		// the name of a row in a table ends with its version, if it has several
		const id = row.replace(/ \(.*$/, "");
		return id ? `${page}#su-map-${sheet}--${id}` : page;
	}

	save(name: string, lines: readonly (readonly Value[])[]): void {
		const whose = this.addresses ? "map" : "havmere";
		const file = `${whose}-${name}${this.isPublic ? "-public" : ""}-${this.today}.csv`;
		saveFile(file, "text/csv", csvFile(lines));
		this.told(this.say("csv-said", { name: file }));
	}
}
