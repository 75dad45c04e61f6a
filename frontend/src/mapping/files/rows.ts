/**
 * Which row of the map a row of a file is: by its id, by what names it, or a new one, to which two people give the same
 * id. The same as steppingup/mapping/importing/rows.py.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { type Row, type Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { asText } from "../../sheets/values.ts";
import { same } from "./letters.ts";

const KEYS: Readonly<Record<string, readonly string[]>> = {
	places: ["place", "district"],
	actors: ["actor", "form"],
	services: ["service"],
	training: ["role", "competency"],
	actions: ["measure"],
};
const FREE = /^r-[a-z0-9]{10}$/;
const LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";

/** The rows of one sheet, while a file is read. */
export class Rows {
	readonly known: ReadonlySet<string>;
	readonly #taken = new Set<string>();
	readonly #byKey = new Map<string, string[]>();
	readonly #seen = new Map<string, number>();

	/**
	 * Those that were taken away come last. A file that comes again leaves them alone.
	 * @param again how often the same file was taken in and taken back before
	 */
	constructor(
		readonly name: string,
		sheets: Sheets,
		readonly again = 0,
	) {
		const all = sheets.rows(`map/${name}`, [], true);
		const gone = all.filter((row) => row.gone);
		const rows = [...all.filter((row) => !row.gone), ...(again ? [] : gone)];
		this.known = new Set(rows.map(({ id }) => id));
		if (again) for (const { id } of gone) this.#taken.add(id);
		for (const row of rows) {
			const key = this.#key((field) => shownIn(row, field));
			if (key) this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), row.id]);
		}
	}

	/**
	 * An id that stands in the file, if a map could have made it, and no row before has it. The number of a line in an
	 * office's list is no id; a row that was copied in a spreadsheet brings its id along, and is a new one.
	 */
	byId(id: string): string {
		if (this.#taken.has(id) || !(this.known.has(id) || FREE.test(id))) return "";
		this.#taken.add(id);
		return id;
	}

	/** The row of the map with the same name, else an id that two people give to the same row. */
	byContent(values: ReadonlyMap<string, Value>): string {
		const key = this.#key((field) => values.get(field) ?? null);
		const known = (key ? (this.#byKey.get(key) ?? []) : []).find((id) => !this.#taken.has(id));
		const named = [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${asText(value)}`);
		let id = known ?? this.#made(key || named.join("|"));
		while (!known && this.#taken.has(id)) id = this.#made(key || named.join("|"));
		this.#taken.add(id);
		return id;
	}

	#made(text: string): string {
		const n = (this.#seen.get(text) ?? 0) + 1;
		this.#seen.set(text, n);
		const digest = sha256(
			new TextEncoder().encode(`map/${this.name}|${text}|${n}${this.again ? `|${this.again}` : ""}`),
		);
		let number = digest.subarray(0, 8).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
		let letters = "";
		for (let place = 0; place < 10; place++) {
			letters += LETTERS[Number(number % 36n)];
			number /= 36n;
		}
		return `r-${letters}`;
	}

	#key(value: (field: string) => Value): string {
		const parts = (KEYS[this.name] ?? []).map((field) => same(asText(value(field))));
		return parts[0] ? parts.join("|") : "";
	}
}

/** Where the last row of a sheet stands, 0 where none has a place. */
export const lastOf = (rows: readonly Row[]): number => Math.max(0, ...rows.map(({ place }) => place ?? 0));
