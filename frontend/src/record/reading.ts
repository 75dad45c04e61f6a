/** Read a record from any bytes whatever: the result is a record, or one clear reason why not. */
import type { Attempt, Counts, Json, Rec } from "../common/model.ts";
import { recordOf } from "./record.ts";

export const FORMAT = "stepping-up-record";
export const VERSION = 1;
/** The text of a backup: one attempt a line, so that a file that was read is never written larger than it may be. */
export function recordText(record: Rec, course: string, sheets: readonly string[] = []): string {
	const { attempts, counts, ...head } = recordJson(record, course);
	const lines = (attempts as unknown[]).map((one) => JSON.stringify(one)).join(",\n");
	const more = sheets.length ? `,"sheets":[\n${sheets.join(",\n")}\n]` : "";
	return `${JSON.stringify(head).slice(0, -1)},"attempts":[\n${lines}\n],"counts":${JSON.stringify(counts)}${more}}\n`;
}

export const MAX_BYTES = 2 * 1024 * 1024;
const MAX_DEPTH = 12;
const MAX_ANSWER_DEPTH = 4;
export const MAX_ANSWER_BYTES = 4096;
const MAX_NUMBER = 1e12;

export type Trouble = "damaged" | "foreign" | "large" | "deep" | "newer" | "attempt" | "entry";

/** A record cannot be read. `number` and `field` say which attempt and what of it. */
export class RecordError extends Error {
	constructor(
		readonly kind: Trouble,
		readonly number = 0,
		readonly field = "",
	) {
		super(`record: ${kind} ${number} ${field}`);
	}
}

/**
 * Read the bytes of a backup file.
 * @throws RecordError when it is too large, damaged, too deep, foreign, newer, or holds a bad attempt
 */
export function readRecord(bytes: Uint8Array, course: string): Rec {
	return recordFrom(parseJson(bytes), course);
}

/** Parse JSON from any bytes whatever, within bounds of size and depth. */
export function parseJson(bytes: Uint8Array, most = MAX_BYTES, deepest = MAX_DEPTH): unknown {
	if (bytes.length > most) throw new RecordError("large");
	const text = textOf(bytes);
	if (depthOf(text) > deepest) throw new RecordError("deep");
	return parse(text);
}

/** Refuse a file of another format or of a later version of it. */
export function checkVersion(version: unknown): void {
	if (typeof version !== "number" || version < VERSION) throw new RecordError("foreign");
	if (version > VERSION) throw new RecordError("newer");
}

/**
 * Check one attempt that came from outside; fields that no attempt has are left out.
 * @param longest the most bytes that an answer may have: texts of an exercise need more than a record gives
 * @throws RecordError naming the first field that is wrong
 */
export function attemptFrom(value: unknown, number = 0, longest = MAX_ANSWER_BYTES): Attempt {
	if (!isMap(value)) throw new RecordError("attempt", number);
	const plain: Record<string, Json> = {};
	for (const [field, fits] of Object.entries(FIELDS)) {
		if (!Object.hasOwn(value, field) || !fits(value[field], longest)) throw new RecordError("attempt", number, field);
		plain[field] = value[field] as Json;
	}
	return plain as unknown as Attempt;
}

/** Check the counts of one replica that came from outside. */
export function countsOfReplica(value: unknown): Map<string, number> {
	if (!isMap(value)) throw new RecordError("attempt", 0, "counts");
	for (const [key, count] of Object.entries(value)) {
		if (!KEY.test(key) || !isWhole(0, MAX_NUMBER)(count)) throw new RecordError("attempt", 0, "counts");
	}
	return new Map(Object.entries(value) as [string, number][]);
}

/** A record as plain JSON values: what a backup file holds. */
export function recordJson(record: Rec, course: string): { [key: string]: Json } {
	const counts: { [key: string]: Json } = {};
	for (const [replica, keys] of [...record.counts].sort()) counts[replica] = Object.fromEntries([...keys].sort());
	return { format: FORMAT, v: VERSION, course, attempts: record.attempts.map((one) => ({ ...one })), counts };
}

/** How deeply brackets nest in a JSON text, counted before a parser has to recurse into them. */
export function depthOf(text: string): number {
	let depth = 0;
	let deepest = 0;
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const letter = text[i];
		if (quoted && letter === "\\") i++;
		else if (letter === '"') quoted = !quoted;
		else if (quoted) continue;
		else if (letter === "[" || letter === "{") deepest = Math.max(deepest, ++depth);
		else if (letter === "]" || letter === "}") depth--;
	}
	return deepest;
}

/** @throws RecordError where the bytes are no text in UTF-8 */
export function textOf(bytes: Uint8Array): string {
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		throw new RecordError("damaged");
	}
}

/** @throws RecordError where the text is no JSON */
export function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new RecordError("damaged");
	}
}

export function recordFrom(whole: unknown, course: string): Rec {
	if (!isMap(whole) || own(whole, "format") !== FORMAT || own(whole, "course") !== course)
		throw new RecordError("foreign");
	checkVersion(own(whole, "v"));
	const listed = own(whole, "attempts");
	if (!Array.isArray(listed)) throw new RecordError("attempt");
	const attempts = listed.map((value, index) => attemptFrom(value, index + 1));
	return recordOf(attempts, countsFrom(Object.hasOwn(whole, "counts") ? whole.counts : {}));
}

function countsFrom(value: unknown): Counts {
	if (!isMap(value)) throw new RecordError("attempt", 0, "counts");
	const counts = new Map<string, Map<string, number>>();
	for (const [replica, keys] of Object.entries(value)) {
		if (!REPLICA.test(replica)) throw new RecordError("attempt", 0, "counts");
		counts.set(replica, countsOfReplica(keys));
	}
	return counts;
}

export const REPLICA = /^[a-z0-9]{8,32}$/;
const ID = "[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+";
const ACTIVITY = new RegExp(`^${ID}$`);
const KEY = new RegExp(`^${ID}\\|(T[0-3])?$`);
export const RELEASE = /^[ -~]{0,32}$/;

type Fits = (value: unknown, longest: number) => boolean;
type Check = (value: unknown) => boolean;

export const isText =
	(pattern: RegExp, longest = 32): Check =>
	(value) =>
		typeof value === "string" && value.length <= longest && pattern.test(value);

export const isWhole =
	(low: number, high: number): Check =>
	(value) =>
		Number.isInteger(value) && (value as number) >= low && (value as number) <= high;

const isOneOf =
	(...allowed: unknown[]): Fits =>
	(value) =>
		allowed.includes(value);

const FIELDS: Record<keyof Attempt, Fits> = {
	replica: isText(REPLICA),
	n: isWhole(1, MAX_NUMBER),
	activity: isText(ACTIVITY, 200),
	version: isWhole(1, MAX_NUMBER),
	release: isText(RELEASE),
	phase: isOneOf(null, "T0", "T1", "T2", "T3"),
	form: isOneOf(null, "A", "B"),
	answer: isAnswer,
	score: (value) => value === null || (typeof value === "number" && value >= 0 && value <= 1),
	certainty: isOneOf(null, 1, 2, 3),
	seconds: isWhole(0, 3600),
	day: isDay,
};

export function isMap(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function own(value: Record<string, unknown>, key: string): unknown {
	return Object.hasOwn(value, key) ? value[key] : undefined;
}

export function isDay(value: unknown): boolean {
	if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value) || value < "0001") return false;
	const time = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value);
}

function isAnswer(value: unknown, longest: number): boolean {
	if (!isPlain(value, MAX_ANSWER_DEPTH)) return false;
	return new TextEncoder().encode(JSON.stringify(value)).length <= longest;
}

function isPlain(value: unknown, depth: number): boolean {
	if (typeof value === "string") return isWellFormed(value);
	if (typeof value === "number") return Math.abs(value) <= Number.MAX_SAFE_INTEGER;
	if (value === null || typeof value === "boolean") return true;
	if (depth === 0 || typeof value !== "object") return false;
	const inside = Array.isArray(value) ? value : Object.entries(value).flat();
	return inside.every((one) => isPlain(one, depth - 1));
}

/** Half of a surrogate pair is a legal JSON escape, but no file in UTF-8 can hold it. */
export function isWellFormed(text: string): boolean {
	return !/\p{Surrogate}/u.test(text);
}
