/** Save the record as a file, and read one again. */
import { saveFile } from "../common/download.ts";
import type { WordKey } from "../common/keys.ts";
import type { Say } from "../common/words.ts";
import { loadPersonal } from "../personal/load.ts";
import type { ImportReport } from "../progress/browser.ts";
import { today } from "../progress/store.ts";
import { MAX_BACKUP_BYTES, readBackupBytes } from "../record/backup-file.ts";
import { RecordError, recordText, type Trouble } from "../record/reading.ts";
import { isToSift, sifted } from "../sheets/guard.ts";
import { savedSheets } from "../sheets/keys.ts";
import type { Keeper } from "../sheets/store.ts";
import { knownActivities, type Site } from "./site.ts";

/** Hand a file to the browser's downloads: the answers, and the worksheets that this page or the browser holds. */
export function saveBackup({ store, course }: Pick<Site, "store" | "course">): void {
	const shared = globalThis.SteppingUpSheets?.keeper;
	const lines = shared
		? shared
				.sheets()
				.entries()
				.map((entry) => JSON.stringify(entry))
		: savedSheets(course.id, () => localStorage).map(([, text]) => text);
	const text = recordText(store.record(), course.id, lines);
	saveFile(`stepping-up-backup-${today()}.json`, "application/json", text);
}

const TROUBLES: Record<Trouble, WordKey> = {
	damaged: "backup.damaged",
	foreign: "backup.foreign",
	large: "backup.large",
	deep: "backup.deep",
	newer: "backup.newer",
	attempt: "backup.attempt",
	entry: "backup.entry",
};

/** Read a chosen file into the stores, without cells that name a suspect. Returns what to tell the learner. */
export async function readBackup(file: File, site: Site, sheets: Keeper): Promise<string[]> {
	const { store, course, say } = site;
	try {
		if (file.size > MAX_BACKUP_BYTES) throw new RecordError("large");
		const backup = readBackupBytes(new Uint8Array(await file.arrayBuffer()), course.id);
		if (isToSift(backup.sheets) && !(await loadPersonal(site.asset("personal.js")))) return [say("backup.unchecked")];
		const { map } = sifted(backup.sheets);
		const told = reported(store.take(backup.record, knownActivities(course)), say);
		if (map.size) told.push(say("backup.sheets", { n: sheets.take(map) }));
		const refused = backup.sheets.size - map.size;
		return refused ? [...told, say("backup.refused", { n: refused })] : told;
	} catch (error) {
		if (error instanceof RecordError) return [say(TROUBLES[error.kind], { n: error.number, field: error.field })];
		return [say("backup.damaged")]; // the browser could not read the file
	}
}

function reported({ fresh, known, unknown }: ImportReport, say: Say): string[] {
	const done = say("backup.done", { fresh, known });
	return unknown ? [done, say("backup.unknown", { n: unknown })] : [done];
}
