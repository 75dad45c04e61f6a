/** Where a file is looked at before anything of it is taken over: below a worksheet, or on the page of results. */
import { render } from "preact";
import { saveFile } from "../../common/download.ts";
import { newReplica, today } from "../../progress/store.ts";
import { rivalsOf, Sheets } from "../../record/sheets.ts";
import type { RoomEnv, TablesRoom } from "../tables-script.ts";
import { formsOf } from "./forms.ts";
import { LIMITS, TableError } from "./incoming.ts";
import { Look } from "./look.tsx";
import { previewOf } from "./preview.ts";
import { readTable } from "./read.ts";
import type { Imported } from "./result.ts";
import { csvOf, excelOf } from "./template.ts";
import { undone } from "./undo.ts";
import { type FileSay, fileSay, placeOf } from "./words.ts";

const EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A file that was read, and what it would bring. */
interface Open {
	file: string;
	bytes: Uint8Array;
	found: Imported;
	replaces: boolean;
}

export class Room implements TablesRoom {
	readonly #say: FileSay;
	#open: Open | null = null;
	#told = "";
	/** What takes back what was taken over last. */
	#undo: (() => void) | null = null;

	constructor(
		readonly host: HTMLElement,
		readonly env: RoomEnv,
	) {
		this.#say = fileSay(env.data);
	}

	get #sheets(): Sheets {
		return new Sheets(this.env.entries());
	}

	/** Hand sheets to the browser's downloads, as one workbook. */
	saveExcel(names: readonly string[]): void {
		const { data } = this.env;
		const name = `${names.length === 1 ? names[0] : "map"}-${today()}.xlsx`;
		saveFile(name, EXCEL, excelOf(data, this.#sheets, names));
		this.#tell(this.#say("files.saved", { name }));
	}

	saveCsv(sheet: string): void {
		const { data } = this.env;
		const name = `${sheet}-${today()}.csv`;
		saveFile(name, "text/csv;charset=utf-8", csvOf(data, this.#sheets, sheet));
		this.#tell(this.#say("files.saved", { name }));
	}

	/** Read a chosen file and show what would come of it. */
	async look(file: File): Promise<void> {
		this.#close();
		try {
			// said before it is read: a browser may not have the room for it
			if (file.size > LIMITS.size) throw new TableError("large");
			const bytes = new Uint8Array(await file.arrayBuffer());
			if (/^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 50)))) throw new TableError("map");
			this.#show(file.name, bytes, false);
		} catch (error) {
			this.#fail(file.name, error);
		}
	}

	#show(file: string, bytes: Uint8Array, replaces: boolean): void {
		const { data, isAlone, sheet } = this.env;
		const found = readTable(bytes, file, data, this.#sheets, { day: today(), replaces });
		if (found.known) {
			this.#tell(this.#say("files.known", { file }));
			return;
		}
		this.#open = { file, bytes, replaces, found: isAlone ? only(found, sheet) : found };
		this.#told = "";
		this.#draw();
	}

	#take({ file, found }: Open): void {
		const { keep, sheet } = this.env;
		const before = this.#sheets;
		const n = previewOf(before, found.sheets, new Map()).counts.reduce(
			(sum, one) => sum + one.fresh + one.changed + one.differ,
			0,
		);
		keep(found.sheets.entries());
		this.#undo = () => {
			keep(undone(before, found.sheets, this.#sheets, newReplica(), today()).entries());
			this.#undo = null;
			this.#tell(this.#say("files.undone", { file }));
			this.env.back()?.focus();
		};
		this.#open = null;
		const rows = this.#sheets.rows(sheet || "map/answers");
		const differ = rows.filter((row) => row.torn || [...row.cells.keys()].some((f) => rivalsOf(row, f).length)).length;
		this.#tell(this.#say(sheet ? "files.taken" : "files.taken-all", { file, n, differ }));
		document.getElementById(`${this.env.id}--undo`)?.focus();
	}

	#leave({ file }: Open): void {
		this.#open = null;
		this.#tell(this.#say("files.left-alone", { file }));
		this.env.back()?.focus();
	}

	#again({ file, bytes }: Open, replaces: boolean): void {
		try {
			this.#show(file, bytes, replaces);
		} catch (error) {
			this.#fail(file, error);
		}
	}

	#close(): void {
		this.#open = null;
		this.#undo = null;
		this.#tell("");
	}

	#fail(file: string, error: unknown): void {
		if (error instanceof TableError) this.#refuse(file, error.kind, error.where);
		// a stick that was taken out, a folder without a right
		else if (error instanceof DOMException) this.#refuse(file, "unread");
		else {
			this.#refuse(file, "damaged");
			throw error;
		}
	}

	#refuse(file: string, kind: string, where = { sheet: "", row: 0, column: "" }): void {
		const own = `files.${kind}`;
		const why = this.#say(Object.hasOwn(this.env.data.words, own) ? own : `import.${kind}`);
		const place = [file, placeOf(this.#say, where)].filter(Boolean).join(", ");
		this.#open = null;
		this.#tell(this.#say("files.trouble", { where: place, why }));
	}

	#tell(text: string): void {
		this.#told = text;
		this.#draw();
	}

	#draw(): void {
		const { env } = this;
		const say = this.#say;
		const open = this.#open;
		const isFresh = open && !document.getElementById(`${env.id}--look`);
		render(
			<>
				<div role="status" class="su-files-told">
					{this.#told && <p>{this.#told}</p>}
				</div>
				{this.#undo && (
					<div class="su-acts">
						<button type="button" class="su-btn su-quiet" id={`${env.id}--undo`} onClick={this.#undo}>
							{say("files.undo")}
						</button>
					</div>
				)}
				{open && (
					<Look
						id={env.id}
						say={say}
						file={open.file}
						found={open.found}
						preview={previewOf(this.#sheets, open.found.sheets, formsOf(env.data))}
						replaces={open.replaces}
						newer={(replaces) => this.#again(open, replaces)}
						take={() => this.#take(open)}
						leave={() => this.#leave(open)}
					/>
				)}
			</>,
			this.host,
		);
		if (isFresh) document.getElementById(`${env.id}--look`)?.focus();
	}
}

/** What a file brings for one sheet; what is for others is named. */
function only(found: Imported, sheet: string): Imported {
	const isOwn = (one: string) => one === sheet;
	const rows = new Set(found.sheets.entries().flatMap(({ s }) => (isOwn(s) ? [] : [s])));
	const left = [...rows].map((s) => ({
		where: { sheet: s.replace(/^map\//, ""), row: 0, column: "" },
		key: "other-sheet",
		text: "",
	}));
	const sheets = new Sheets(found.sheets.entries().filter(({ s }) => isOwn(s)));
	return { ...found, sheets, left: [...found.left, ...left] };
}
