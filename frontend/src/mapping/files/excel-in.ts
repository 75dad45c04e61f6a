/**
 * The cells of Excel files, from any bytes whatever: nothing is run or followed, and nothing large is unpacked.
 * The same rows as steppingup/documents/incoming_excel.py gives.
 */
import { type Kind, kindOf, numberAs } from "./excel-days.ts";
import { type Cell, EMPTY, type Incoming, type IncomingSheet, LIMITS, type Row, TableError } from "./incoming.ts";
import { walk } from "./xml.ts";
import { reading, Zip } from "./zip.ts";

export const excelFile = (bytes: Uint8Array): Incoming =>
	reading(() => {
		const zip = new Zip(bytes);
		const names = new Set(zip.names);
		if (names.has("mimetype") && names.has("content.xml")) throw new TableError("open-document");
		const macros = zip.names.some((name) => name.toLowerCase().endsWith("vbaproject.bin"));
		const book = bookOf(zip);
		const shared = sharedOf(zip, book.folder);
		const kinds = kindsOf(zip, book.folder);
		const sheets = book.sheets.slice(0, LIMITS.sheets).map(({ path, ...sheet }): IncomingSheet => {
			const xml = zip.text(path);
			if (xml === undefined) throw new TableError("damaged");
			return { ...sheet, rows: rowsOf(xml, { shared, kinds, from1904: book.from1904 }), separator: "" };
		});
		return { sheets, macros, unreadable: false };
	});

interface Book {
	sheets: { name: string; hidden: boolean; path: string }[];
	folder: string;
	from1904: boolean;
}

function bookOf(zip: Zip): Book {
	const links = (path: string) => linksOf(zip.text(path) ?? "");
	const main = [...links("_rels/.rels").values()].find(({ type }) => type.endsWith("/officeDocument"));
	const path = (main?.target ?? "xl/workbook.xml").replace(/^\//, "");
	const folder = path.slice(0, path.lastIndexOf("/") + 1);
	const parts = links(`${folder}_rels/${path.slice(folder.length)}.rels`);
	const found: Book = { sheets: [], folder, from1904: false };
	const xml = zip.text(path);
	if (xml === undefined) throw new TableError("damaged");
	walk(xml, {
		open(name, attribute) {
			if (name === "workbookPr") found.from1904 = /^(1|true)$/.test(attribute("date1904") ?? "");
			if (name !== "sheet") return;
			const part = parts.get(attribute("r:id") ?? "");
			if (!part?.type.endsWith("/worksheet")) return; // a drawing, or a dialogue of old
			const at = part.target.startsWith("/") ? part.target.slice(1) : folder + part.target;
			found.sheets.push({
				name: attribute("name") ?? "",
				hidden: (attribute("state") ?? "visible") !== "visible",
				path: at,
			});
		},
	});
	return found;
}

function linksOf(xml: string): Map<string, { type: string; target: string }> {
	const found = new Map<string, { type: string; target: string }>();
	if (!xml) return found;
	walk(xml, {
		open(name, attribute) {
			if (name !== "Relationship") return;
			found.set(attribute("Id") ?? "", { type: attribute("Type") ?? "", target: attribute("Target") ?? "" });
		},
	});
	return found;
}

/** The texts that cells share; the readings above some letters are none of them. */
function sharedOf(zip: Zip, folder: string): string[] {
	const xml = zip.text(`${folder}sharedStrings.xml`);
	const found: string[] = [];
	if (xml === undefined) return found;
	let text: string | null = null;
	let inText = false;
	let beside = false;
	walk(xml, {
		open(name) {
			if (name === "si") text = "";
			else if (name === "rPh") beside = true;
			else if (name === "t") inText = !beside;
		},
		text(piece) {
			if (inText && text !== null) text += piece;
		},
		close(name) {
			if (name === "t") inText = false;
			else if (name === "rPh") beside = false;
			else if (name === "si") found.push((text ?? "").replaceAll("x005F_", ""));
		},
	});
	return found;
}

/** What each style of a cell makes of a number. */
function kindsOf(zip: Zip, folder: string): Kind[] {
	const xml = zip.text(`${folder}styles.xml`);
	const own = new Map<number, string>();
	const ids: number[] = [];
	let inCells = false;
	if (xml)
		walk(xml, {
			open(name, attribute) {
				if (name === "numFmt") own.set(Number(attribute("numFmtId")), attribute("formatCode") ?? "");
				if (name === "cellXfs") inCells = true;
				if (name === "xf" && inCells) ids.push(Number(attribute("numFmtId") ?? 0));
			},
			close(name) {
				if (name === "cellXfs") inCells = false;
			},
		});
	return ids.map((id) => kindOf(id, own.get(id)));
}

interface Around {
	shared: readonly string[];
	kinds: readonly Kind[];
	from1904: boolean;
}

interface Raw {
	at: number;
	type: string;
	style: number;
	value: string | null;
	text: string | null;
	formula: boolean;
}

function rowsOf(xml: string, around: Around): Row[] {
	const rows = new Map<number, Cell[]>();
	const merged: string[] = [];
	let row = 0;
	let cell: Raw | null = null;
	let into: "value" | "text" | "" = "";
	let beside = false;
	let next = 0;
	walk(xml, {
		open(name, attribute) {
			if (name === "row") {
				row = Number(attribute("r") ?? row + 1);
				if (row > LIMITS.rows) throw new TableError("long");
				next = 0;
			} else if (name === "c") {
				next = placeOf(attribute("r")) ?? next + 1;
				cell = {
					at: next,
					type: attribute("t") ?? "n",
					style: Number(attribute("s") ?? 0),
					value: null,
					text: null,
					formula: false,
				};
			} else if (name === "v") into = "value";
			else if (name === "rPh") beside = true;
			else if (name === "t" && !beside) into = "text";
			else if (name === "f" && cell) cell.formula = true;
			else if (name === "mergeCell") merged.push(attribute("ref") ?? "");
		},
		text(piece) {
			if (cell && into) cell[into] = (cell[into] ?? "") + piece;
		},
		close(name) {
			if (name === "v" || name === "t") into = "";
			else if (name === "rPh") beside = false;
			else if (name === "c" && cell) {
				if (cell.at <= LIMITS.columns) put(rows, row, cell.at - 1, cellOf(cell, around));
				cell = null;
			}
		},
	});
	spread(rows, merged);
	return [...rows]
		.filter(([, cells]) => cells.some(({ value }) => value !== null))
		.sort(([a], [b]) => a - b)
		.map(([number, cells]): Row => [number, trimmed(cells)]);
}

function put(rows: Map<number, Cell[]>, row: number, at: number, cell: Cell): void {
	const cells = rows.get(row) ?? [];
	while (cells.length < at) cells.push(EMPTY);
	cells[at] = cell;
	rows.set(row, cells);
}

function cellOf(raw: Raw, around: Around): Cell {
	const found = valueIn(raw, around);
	if (found === undefined) return { value: "#VALUE!", mark: "error" };
	if (raw.type === "e" && found !== null) return { value: String(found), mark: "error" };
	if (raw.formula && found === null) return { value: "", mark: "unstored" };
	const value = typeof found === "string" && !found.trim() ? null : found;
	return value === null && !raw.formula ? EMPTY : { value, mark: raw.formula ? "formula" : "" };
}

/** The value of a cell; undefined for a day that is none. */
function valueIn({ type, style, value, text }: Raw, { shared, kinds, from1904 }: Around): Cell["value"] | undefined {
	if (type === "inlineStr") return text;
	if (value === null || value === "") return null;
	if (type === "s") return shared[Number(value)] ?? null;
	if (type === "b") return value.trim() !== "0";
	if (type === "str" || type === "e") return value;
	if (type === "d") return { day: value.slice(0, 10), time: value.slice(11, 16).replace("00:00", "") };
	const number = Number(value);
	if (Number.isNaN(number)) throw new TableError("damaged");
	return numberAs(kinds[style] ?? "number", number, from1904);
}

/** Repeat a cell that goes over several rows in each of them, in its first column. */
function spread(rows: Map<number, Cell[]>, merged: readonly string[]): void {
	const lowest = Math.max(0, ...rows.keys());
	for (const span of merged) {
		const [, left, top, bottom] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(span) ?? [];
		const at = (placeOf(left) ?? 0) - 1;
		const first = rows.get(Number(top))?.[at];
		if (!first) continue;
		for (let row = Number(top) + 1; row <= Math.min(Number(bottom), lowest); row++)
			if ((rows.get(row)?.[at]?.value ?? null) === null) put(rows, row, at, { ...first, mark: "merged" });
	}
}

function trimmed(cells: readonly Cell[]): readonly Cell[] {
	let end = cells.length;
	while (end && cells[end - 1]?.value === null && !cells[end - 1]?.mark) end--;
	return cells.slice(0, end);
}

/** The number of a column, from 1, by its letters; those of a row may follow. */
function placeOf(name: string | undefined): number | undefined {
	const letters = /^[A-Z]{1,3}/.exec(name ?? "")?.[0];
	return letters === undefined
		? undefined
		: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
