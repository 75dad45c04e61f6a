/** Save the record as a file, and read one again. */

import type { ImportReport } from "./browser-store.ts";
import { saveFile } from "./download.ts";
import type { WordKey } from "./keys.ts";
import type { Course, Rec } from "./model.ts";
import { knownActivities, type Site } from "./page.ts";
import { MAX_BYTES, RecordError, readRecord, recordText, type Trouble } from "./reading.ts";
import { today } from "./store.ts";
import type { Say } from "./words.ts";

/** Hand a file to the browser's downloads. */
export function saveBackup(record: Rec, course: Course): void {
	const text = recordText(record, course.id);
	saveFile(`stepping-up-backup-${today()}.json`, "application/json", text);
}

const TROUBLES: Record<Trouble, WordKey> = {
	damaged: "backup.damaged",
	foreign: "backup.foreign",
	large: "backup.large",
	deep: "backup.deep",
	newer: "backup.newer",
	attempt: "backup.attempt",
};

/** Read a chosen file into the store. Returns what to tell the learner. */
export async function readBackup(file: File, { store, course, say }: Site): Promise<string[]> {
	try {
		if (file.size > MAX_BYTES) throw new RecordError("large");
		const record = readRecord(new Uint8Array(await file.arrayBuffer()), course.id);
		return reported(store.take(record, knownActivities(course)), say);
	} catch (error) {
		if (error instanceof RecordError) return [say(TROUBLES[error.kind], { n: error.number, field: error.field })];
		return [say("backup.damaged")]; // the browser could not read the file
	}
}

function reported({ fresh, known, unknown }: ImportReport, say: Say): string[] {
	const done = say("backup.done", { fresh, known });
	return unknown ? [done, say("backup.unknown", { n: unknown })] : [done];
}
