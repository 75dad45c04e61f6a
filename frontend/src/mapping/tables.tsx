/** Below a worksheet: save it as Excel or CSV, and take in a table. What does it is a script of its own. */
import type { ComponentChild } from "preact";
import { loadScript } from "../common/load-script.ts";
import type { SheetSpec } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import { Sheets } from "../record/sheets.ts";
import type { Keeper } from "../sheets/store.ts";
import type { RoomEnv, SheetData, TablesRoom } from "./tables-script.ts";

export interface TablesEnv {
	keeper: Keeper;
	say: Say;
	id: string;
	/** The sheet above; nothing on a page for all of them. */
	spec?: Pick<SheetSpec, "id"> | undefined;
	isAlone?: boolean;
	/** Brings the scripts along, with what tells personal data; rejects if they cannot be had. */
	load(): Promise<void>;
	said(text: string): void;
}

type Foot = (said: (text: string) => void) => ComponentChild;

/** What stands below a worksheet, and tables below it; only sheets of the map have an import that knows them. */
export const withTables =
	(foot: Foot | null, env: Omit<TablesEnv, "said">): Foot =>
	(said) => (
		<>
			{foot?.(said)}
			{env.spec?.id.startsWith("map/") && <Tables {...env} said={said} />}
		</>
	);

/**
 * Load what reads and writes tables, once, with what tells personal data: nothing is taken in unseen.
 * @param address the way to a script by its name
 */
export async function loadFiles(address: (name: string) => string, lists: () => Promise<boolean>): Promise<void> {
	if (!(await lists())) throw new Error("personal.js");
	await loadScript(address("map-sheets.js"), () => globalThis.SteppingUpMapSheets);
	await loadScript(address("sheet-files.js"), () => globalThis.SteppingUpSheetFiles);
}

export function Tables({ keeper, say, id, spec, isAlone = false, load, said }: TablesEnv) {
	const name = spec?.id.replace(/^map\//, "") ?? "";
	const input = () => document.getElementById(`${id}--table`) as HTMLInputElement | null;
	const act = async (what: (room: TablesRoom, data: SheetData) => void | Promise<void>) => {
		said("");
		const room = await open().catch(() => undefined);
		if (room) await what(...room);
		else said(say("sheet.tables-failed"));
	};
	const open = async (): Promise<[TablesRoom, SheetData]> => {
		await load();
		const place = document.getElementById(`${id}--room`);
		const [files, data] = [globalThis.SteppingUpSheetFiles, globalThis.SteppingUpMapSheets];
		if (!place || !files || !data) throw new Error("sheet-files.js");
		const env: RoomEnv = {
			...{ data, id, isAlone, sheet: spec?.id ?? "" },
			entries: () => keeper.sheets().entries(),
			keep: (entries) => void keeper.take(new Sheets(entries)),
			back: () => document.getElementById(`${id}--read`),
		};
		const room = rooms.get(place) ?? files.room(place, env);
		rooms.set(place, room);
		return [room, data];
	};
	const look = (chosen: HTMLInputElement) => {
		const [file] = chosen.files ?? [];
		if (file) void act((room) => room.look(file)).then(() => (chosen.value = "")); // the same file may be chosen again
	};
	const all = (room: TablesRoom, data: SheetData) => room.saveExcel(Object.keys(data.sheets));
	return (
		<details class="su-clue su-noprint su-files">
			<summary>{say("sheet.tables")}</summary>
			<p>{say(isAlone ? "sheet.tables-notebook" : "sheet.tables-about")}</p>
			<div class="su-acts">
				{name && (
					<>
						<Act act={() => void act((room) => room.saveExcel([name]))}>{say("act.save-excel")}</Act>
						<Act act={() => void act((room) => room.saveCsv(name))}>{say("act.save-csv")}</Act>
					</>
				)}
				{!isAlone && <Act act={() => void act(all)}>{say("act.save-book")}</Act>}
				<Act id={`${id}--read`} act={() => input()?.click()}>
					{say("act.read-table")}
				</Act>
				<input
					type="file"
					id={`${id}--table`}
					accept=".xlsx,.xlsm,.csv,.txt,.tsv"
					hidden
					onChange={({ currentTarget }) => look(currentTarget)}
				/>
			</div>
			<div id={`${id}--room`} />
		</details>
	);
}

const rooms = new WeakMap<HTMLElement, TablesRoom>();

function Act({ id, act, children }: { id?: string; act(): void; children: string }) {
	return (
		<button type="button" class="su-btn su-quiet" id={id} onClick={act}>
			{children}
		</button>
	);
}
