/** What one audience may see, and in which words: the working group everything, the public no small numbers. */
import type { Value } from "../../record/sheets.ts";
import { asText } from "../../sheets/values.ts";
import { at, type MapCourse, type MapSay, type SheetName, speakerOf } from "../course.ts";
import { isSmall, keptBack, withoutSmall } from "../small.ts";
import { isKnown } from "./book.ts";
import type { Findings } from "./findings.ts";

/** Words of the map by the end of their key: `say("few")` is `mapping.few`. */
const MOST_ROWS = 40;

/** A table: the names of its columns, by which the page chooses some of them, their titles, and its rows. */
export interface Table {
	id: string;
	fields: string[];
	heads: string[];
	rows: Value[][];
}

export class View {
	/** How much is kept back, by what it is. */
	readonly held = new Map<string, number>();
	readonly say: MapSay;
	#hidden: Set<unknown> | null = null;

	constructor(
		readonly found: Findings,
		readonly isPublic: boolean,
	) {
		this.say = speakerOf(found.course);
	}

	get course(): MapCourse {
		return this.found.course;
	}

	get limit(): number {
		return this.course.settings.small;
	}

	hold(what: string, count = 1): void {
		this.held.set(what, (this.held.get(what) ?? 0) + count);
	}

	/** What a choice means. */
	option(sheet: SheetName, column: string, value: Value): string {
		if (!isKnown(value)) return "";
		return at(this.course.sheets[sheet].options[column] ?? {}, String(value)) ?? String(value);
	}

	/** A number of people; a small one only for the working group. */
	people(value: Value): Value {
		if (typeof value !== "number") return null;
		if (!this.isPublic || !isSmall(value, this.limit)) return value;
		return this.few();
	}

	/** A number of people of a role: where the sum would give a small one away, others are kept back, too. */
	peopleOf(role: unknown, value: number | null): Value {
		if (value === null || isSmall(value, this.limit) || !this.hiddenRoles.has(role)) return this.people(value);
		return this.say("kept-number");
	}

	get hiddenRoles(): ReadonlySet<unknown> {
		if (this.#hidden) return this.#hidden;
		const { roles } = this.found;
		const { shown } = keptBack(
			roles.map(({ people }) => people),
			this.limit,
		);
		const hidden = roles.filter((_, index) => shown[index] === null).map(({ role }) => role);
		this.#hidden = new Set(this.isPublic ? hidden : []);
		return this.#hidden;
	}

	/** A text that may be published, without its small numbers. */
	text(value: Value): string | null {
		if (!isKnown(value)) return null;
		return this.isPublic ? withoutSmall(asText(value), this.limit, () => this.few()) : asText(value);
	}

	few(): string {
		this.hold("small");
		return this.say("few", { n: this.limit });
	}

	/** A text for the working group alone. */
	private(value: Value, what: string): string | null {
		if (!isKnown(value)) return null;
		if (!this.isPublic) return asText(value);
		this.hold(what);
		return null;
	}

	/** Make a table of columns: those of a sheet have its labels, others the words of the catalogue. */
	table(id: string, columns: readonly (readonly [string, string])[], rows: readonly (readonly Value[])[]): Table {
		return {
			id,
			fields: columns.map(([name]) => name),
			heads: columns.map(([, title]) => title),
			rows: rows.map((row) => [...row]),
		};
	}

	heads(names: readonly string[], of?: SheetName): [string, string][] {
		const own = new Map(of ? this.course.sheets[of].columns.map(([id, label]) => [id, label]) : []);
		return names.map((name) => [name, own.get(name) ?? this.say(`col.${name}`)]);
	}

	label(sheet: SheetName, column: string): string {
		return this.course.sheets[sheet].columns.find(([id]) => id === column)?.[1] ?? column;
	}
}

/** List ids of rows, the first forty of them. */
export function listed(rows: readonly string[]): string | null {
	const more = rows.length > MOST_ROWS ? ` … (+${rows.length - MOST_ROWS})` : "";
	return rows.slice(0, MOST_ROWS).join(", ") + more || null;
}

/** Name one version of a row. */
export const versionOf = ({ row, version, versions }: { row: string; version: number; versions: number }): string =>
	versions === 1 ? row : `${row} (${version}/${versions})`;
