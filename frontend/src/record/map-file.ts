/** A map in a file of its own: what colleagues send each other, and what reports are made from. */
import { checkVersion, isMap, isText, own, parseJson, RELEASE, RecordError, VERSION } from "./reading.ts";
import { type Sheets, sheetsFrom } from "./sheets.ts";

const FORMAT = "stepping-up-map";
export const MAX_MAP_BYTES = 8 * 1024 * 1024;
const MAX_MAP_DEPTH = 6;

/**
 * Read the bytes of a map.
 * @throws RecordError when it is too large, damaged, too deep, foreign, newer, or holds a bad entry
 */
export function readMap(bytes: Uint8Array, course: string): Sheets {
	const whole = parseJson(bytes, MAX_MAP_BYTES, MAX_MAP_DEPTH);
	if (!isMap(whole) || own(whole, "format") !== FORMAT || own(whole, "course") !== course)
		throw new RecordError("foreign");
	checkVersion(own(whole, "v"));
	if (Object.hasOwn(whole, "release") && !isText(RELEASE)(whole.release)) throw new RecordError("entry", 0, "release");
	return sheetsFrom(own(whole, "entries"));
}

/** The text of a map: one entry a line. */
export function mapText(sheets: Sheets, course: string, release: string): string {
	const head = JSON.stringify({ format: FORMAT, v: VERSION, course, release: release.slice(0, 32) });
	return `${head.slice(0, -1)},"entries":[\n${entryLines(sheets)}\n]}\n`;
}

export const entryLines = (sheets: Sheets): string =>
	sheets
		.entries()
		.map((one) => JSON.stringify(one))
		.join(",\n");
