/**
 * Read one file: its sheets, what they are of the map, and what it brings along from the map that it was made of.
 * The same as steppingup/mapping/importing/read.py; tests/vectors/sheet-files.json holds both together.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { warnings } from "../../personal/load.ts";
import { RecordError } from "../../record/reading.ts";
import type { Entry, Sheets } from "../../record/sheets.ts";
import type { SheetData } from "../tables-script.ts";
import { baseOf, LISTS, siftedBase, TITLE } from "./base.ts";
import { excelFile } from "./excel-in.ts";
import { type Form, formsOf } from "./forms.ts";
import { type Incoming, type IncomingSheet, LIMITS, TableError } from "./incoming.ts";
import { same } from "./letters.ts";
import { type Placed, place } from "./place.ts";
import type { Imported } from "./result.ts";
import { TableReader } from "./table.ts";
import { textFile } from "./text-in.ts";
import { FileImport } from "./writing.ts";

/** Goes up with READER in steppingup/mapping/importing/read.py. */
const READER = "1";
const NOWHERE = { sheet: "", row: 0, column: "" };

export interface How {
	day: string;
	/** The short name of the sheet that the file belongs to, if somebody chose one. */
	sheet?: string;
	/** The file is newer than the map, so that what it says takes the place of what stands there. */
	replaces?: boolean;
}

/**
 * Read a file into entries for a map. The lists of personal data must be there (see personal/load.ts).
 * @param bytes anything at all
 * @param file its name, which tells the sheet where a table has no name of its own
 * @throws TableError when it is no table, a report, too large, or has no headings that any sheet of the map has
 */
export function readTable(bytes: Uint8Array, file: string, data: SheetData, known: Sheets, how: How): Imported {
	const { day, sheet = "", replaces = false } = how;
	const { by, again, isKnown } = writerOf(bytes, how, known);
	const run = new FileImport({ known, by, day, replaces, again });
	if (isKnown) return { ...run.finish(), known: true };
	const forms = formsOf(data);
	const incoming = readIncoming(bytes);
	refuseReport(incoming, data);
	try {
		const titles = takeBase(run, incoming);
		const tables = tablesIn(incoming, forms, titles, file, sheet);
		tell(run, incoming, tables);
		for (const [number, { table, placed }] of tables.entries())
			if (placed) new TableReader(run, table, placed, number).read();
		return run.finish();
	} catch (error) {
		throw error instanceof RecordError ? new TableError("damaged") : error;
	}
}

/** Read all sheets of a file, empty rows left out. */
export function readIncoming(bytes: Uint8Array): Incoming {
	if (bytes.length > LIMITS.size) throw new TableError("large");
	if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new TableError("old"); // of 1997, or behind a password
	return startsWith(bytes, 0x50, 0x4b) ? excelFile(bytes) : textFile(bytes);
}

const startsWith = (bytes: Uint8Array, ...first: number[]): boolean => first.every((byte, at) => bytes[at] === byte);

/**
 * Who writes. A file of which nothing stands in the map any more, as somebody took it back or removed its lines, may
 * come again, as somebody else.
 */
function writerOf(
	bytes: Uint8Array,
	{ sheet = "", replaces = false }: How,
	known: Sheets,
): { by: string; again: number; isKnown: boolean } {
	const entries = known.entries();
	const held = new Set(entries.flatMap((entry) => [entry.by, ...Object.keys(entry.seen)]));
	const sheets = new Set(entries.map(({ s }) => s));
	const live = [...sheets].flatMap((id) => known.rows(id)).flatMap(({ cells }) => [...cells.values()].flat());
	const stands = new Set(live.map(({ by }) => by));
	for (let again = 0; ; again++) {
		const chosen = `${replaces ? "new" : ""}${again || ""}`;
		const head = new TextEncoder().encode(`${READER}|${chosen}|${sheet}|`);
		const by = `i${bytesToHex(sha256.create().update(head).update(bytes).digest()).slice(0, 15)}`;
		if (!held.has(by) || stands.has(by)) return { by, again, isKnown: stands.has(by) };
	}
}

/** Refuse our own reports: they keep numbers back and count what is no row. */
function refuseReport({ sheets }: Incoming, { reports }: SheetData): void {
	const marks = new Set(reports.map(same));
	for (const { name, rows } of sheets) {
		const [number, cells] = rows[0] ?? [0, []];
		if (cells.some(({ value }) => typeof value === "string" && marks.has(same(value))))
			throw new TableError("report", { sheet: name, row: number, column: "" });
	}
}

/**
 * Take over what the file brings along, apart from what the map refuses; the sheets of the file by title. What was
 * taken back counts as replaced, so where a file comes again its cells alone tell what it says.
 */
function takeBase(run: FileImport, incoming: Incoming): Readonly<Record<string, string>> {
	const base = baseOf(incoming);
	if (base === "broken") run.remark(NOWHERE, "base");
	if (base === "broken" || base === null) return {};
	const isRefused = ({ v, s, f }: Entry) => typeof v === "string" && warnings(v, s, f).refused;
	if (!run.again) run.takeBase(base.sheets, siftedBase(base, isRefused));
	return base.titles;
}

type Table = { table: IncomingSheet; placed: Placed | null };

/** Find the sheet of the map for each table that people see. */
function tablesIn(
	{ sheets }: Incoming,
	forms: ReadonlyMap<string, Form>,
	titles: Readonly<Record<string, string>>,
	file: string,
	wanted: string,
): Table[] {
	const nameOf = (title: string) => (Object.hasOwn(titles, title) ? titles[title] : undefined);
	const isSkipped = (title: string) => title === TITLE || title === LISTS || nameOf(title) === "";
	return sheets
		.filter(({ name, hidden, rows }) => !hidden && rows.length && !isSkipped(name))
		.map((table) => ({ table, placed: place(table, forms, file, wanted || nameOf(table.name)) }));
}

/** Name what is no sheet of the map; a file without any is no table of the map at all. */
function tell(run: FileImport, { sheets, macros, unreadable }: Incoming, tables: readonly Table[]): void {
	const first = tables[0]?.table;
	if (!first) throw new TableError("no-rows");
	if (!tables.some(({ placed }) => placed))
		throw new TableError("no-headings", { sheet: first.name, row: first.rows[0]?.[0] ?? 0, column: "" });
	if (macros) run.remark(NOWHERE, "macros");
	if (unreadable) run.remark(NOWHERE, "letters");
	for (const { name, hidden, rows } of sheets)
		if (hidden && rows.length && name !== TITLE && name !== LISTS)
			run.leave({ sheet: name, row: 0, column: "" }, "hidden");
	for (const { table, placed } of tables)
		if (!placed) run.leave({ sheet: table.name, row: table.rows[0]?.[0] ?? 0, column: "" }, "no-sheet");
}
