/** What is in the bytes of a backup: the answers, and the worksheets if there are any. */
import type { Rec } from "../common/model.ts";
import { MAX_MAP_BYTES } from "./map-file.ts";
import { isMap, MAX_BYTES, own, parseJson, RecordError, recordFrom } from "./reading.ts";
import { type Sheets, sheetsFrom } from "./sheets.ts";

/** Only worksheets may make a backup larger than a record. */
export const MAX_BACKUP_BYTES = MAX_BYTES + MAX_MAP_BYTES;

/**
 * Read a backup.
 * @throws RecordError when it is too large, damaged, too deep, foreign, newer, or holds a bad attempt or entry
 */
export function readBackupBytes(bytes: Uint8Array, course: string): { record: Rec; sheets: Sheets } {
	const whole = parseJson(bytes, MAX_BACKUP_BYTES);
	const listed = isMap(whole) ? own(whole, "sheets") : undefined;
	if (listed === undefined && bytes.length > MAX_BYTES) throw new RecordError("large");
	return { record: recordFrom(whole, course), sheets: sheetsFrom(listed ?? []) };
}
