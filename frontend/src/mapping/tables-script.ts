/** What passes between a page and the script that reads and writes tables (sheet-files.js), which is loaded late. */
import type { Column, PresetRow } from "../common/model.ts";
import type { Entry } from "../record/sheets.ts";

/** One sheet in one language. */
export interface SheetText {
	row_name: string;
	columns: Column[];
	preset: Pick<PresetRow, "id" | "label" | "note" | "ask" | "fields">[];
}

/** What the course hands over (steppingup/catalogue/sheet_data.py): each sheet in its language, and in English. */
export interface SheetData {
	release: string;
	course: string;
	language: string;
	sheets: Record<string, SheetText[]>;
	titles: Record<string, string>;
	reports: string[];
	words: Record<string, string>;
}

export interface RoomEnv {
	/** All that the worksheets hold, and how more comes in: as entries, as this script has classes of its own. */
	entries(): Entry[];
	keep(entries: Entry[]): void;
	data: SheetData;
	/** Prefix of all DOM ids. */
	id: string;
	/** The id of the sheet that stands above; nothing on a page for all of them. */
	sheet: string;
	/** In a notebook a worksheet keeps its own sheet alone. */
	isAlone: boolean;
	/** Where the keyboard goes on afterwards. */
	back(): HTMLElement | null;
}

/** What a page asks of it. */
export interface TablesRoom {
	saveExcel(names: readonly string[]): void;
	saveCsv(sheet: string): void;
	/** Read a chosen file and show what would come of it. */
	look(file: File): Promise<void>;
}

declare global {
	var SteppingUpSheetFiles: { version: string; room(host: HTMLElement, env: RoomEnv): TablesRoom } | undefined;
	var SteppingUpMapSheets: SheetData | undefined;
}
