/** The file that a learner hands in: the answers to one exercise under a short code. Python reads it (session_file.py). */
import type { Attempt, Json, Rec } from "../common/model.ts";
import { attemptFrom, depthOf, isMap, parse, RecordError, textOf } from "./reading.ts";
import { compact, recordOf } from "./record.ts";

export const FORMAT = "stepping-up-session";
export const VERSION = 1;
export const MAX_BYTES = 256 * 1024;
/** The most bytes of an answer, as JSON: a text of 2,400 letters in any script, each written as an escape. */
export const LONGEST_ANSWER = 20_000;
const MAX_DEPTH = 12;

/** What the file has to know of an exercise. */
export interface Origin {
	course: string;
	exercise: string;
	release: string;
	items: readonly { id: string }[];
}

export const fileName = (exercise: string, code: string): string => `stepping-up-${exercise}-${code}.json`;

/** What goes into a file: answers, and texts that were written and not saved, which count where nothing was saved. */
export interface Handed {
	code: string;
	record: Rec;
	drafts: Attempt[];
}

/** The text of the file, one attempt a line. What was changed on the way stays out where it would be too large. */
export function sessionText(data: Origin, { code, record, drafts }: Handed, now: Date): string {
	const { course, exercise, release, items } = data;
	const own = new Set(items.map((item) => item.id));
	const kept = compact(record).attempts.filter((one) => own.has(one.activity));
	const saved = `${now.toISOString().slice(0, 19)}Z`;
	const head = { format: FORMAT, v: VERSION, course, exercise, code, release, saved };
	const whole = textFor(drafts.length ? { ...head, drafts: drafts.map(unscored) } : head, kept);
	return new TextEncoder().encode(whole).length <= MAX_BYTES ? whole : textFor(head, [...lastOf(kept).values()]);
}

const unscored = (one: Attempt): { [key: string]: Json } => ({ ...one, score: null });

function textFor(head: { [key: string]: Json }, attempts: readonly Attempt[]): string {
	const lines = attempts.map((one) => JSON.stringify(unscored(one))).join(",\n");
	return `${JSON.stringify(head).slice(0, -1)},"attempts":[\n${lines}\n]}\n`;
}

/** The last attempt at each activity: the one that counts. */
export function lastOf(attempts: readonly Attempt[]): Map<string, Attempt> {
	return new Map(recordOf(attempts, new Map()).attempts.map((one) => [one.activity, one]));
}

/**
 * Read such a file.
 * @throws RecordError "damaged" where it is none, "foreign" where it belongs to another exercise
 */
export function readSession(bytes: Uint8Array, { course, exercise, items }: Origin): Handed {
	if (bytes.length > MAX_BYTES) throw new RecordError("damaged");
	const text = textOf(bytes);
	if (depthOf(text) > MAX_DEPTH) throw new RecordError("damaged");
	const whole = parse(text);
	if (!isMap(whole) || whole.format !== FORMAT || whole.v !== VERSION || !Array.isArray(whole.attempts))
		throw new RecordError("damaged");
	if (whole.course !== course || whole.exercise !== exercise) throw new RecordError("foreign");
	const own = new Set(items.map((item) => item.id));
	const listed = (value: unknown) =>
		(Array.isArray(value) ? value : [])
			.map((one, at) => attemptFrom(one, at + 1, LONGEST_ANSWER))
			.filter((one) => own.has(one.activity));
	const code = typeof whole.code === "string" ? whole.code : "";
	return { code, record: recordOf(listed(whole.attempts), new Map()), drafts: listed(whole.drafts) };
}
