/** One person's answer to one question, as a file: written for whoever takes part, and read from a backup as well. */
import type { Attempt, Course, Json } from "../common/model.ts";
import { MAX_BACKUP_BYTES } from "../record/backup-file.ts";
import { attemptFrom, checkVersion, isMap, own, parseJson, FORMAT as RECORD, RecordError } from "../record/reading.ts";
import { inOrder, placeOf } from "../record/record.ts";
import { FORMAT as SESSION } from "../record/session-file.ts";
import { type Counted, votesOf } from "./asks.ts";

export const FORMAT = "stepping-up-room";
export const VERSION = 1;

/** What each file came to; only the first is counted. */
export type Outcome = "counted" | "known" | "none" | "older" | "exercise" | "foreign" | "damaged";

export interface Ballot {
	/** Tells two files of one person apart from files of two; a random name of a page load, nothing of the person. */
	replica: string;
	n: number;
	votes: string[][];
	/** It came out of a whole backup. */
	whole: boolean;
}

/** The text of a file with one answer. No name, no code, no time of day. */
export function ballotText(course: Course, attempt: Attempt): string {
	const head = { format: FORMAT, v: VERSION, course: course.id };
	return `${JSON.stringify({ ...head, attempts: [attempt] })}\n`;
}

/** A name that tells the question, and four signs by chance, so that many files fit into one folder. */
export function ballotName(activity: string, chance: string): string {
	return `stepping-up-answer-${activity.replaceAll("/", "-")}-${chance.slice(0, 4)}.json`;
}

export function answered(spec: Counted, answer: Json, by: Pick<Attempt, "replica" | "n" | "release" | "day">): Attempt {
	const { id: activity, version } = spec;
	return { ...by, activity, version, phase: null, form: null, answer, score: null, certainty: null, seconds: 0 };
}

/**
 * Read one question's answer out of the bytes of a file; all else in it is passed over unread.
 * The first answer counts: whoever answered again has seen the notes.
 */
export function readBallot(bytes: Uint8Array, course: string, spec: Counted): Ballot | Outcome {
	try {
		const whole = parseJson(bytes, MAX_BACKUP_BYTES);
		if (!isMap(whole)) return "foreign";
		const format = own(whole, "format");
		if (format === SESSION) return "exercise";
		if ((format !== FORMAT && format !== RECORD) || own(whole, "course") !== course) return "foreign";
		checkVersion(own(whole, "v"));
		const found = attemptsAt(own(whole, "attempts"), spec.id);
		const here = found.filter((one) => one.version === spec.version);
		const [first] = here.sort(inOrder);
		if (!first) return found.length ? "older" : "none";
		const votes = votesOf(spec, first.answer);
		if (!votes) return "damaged";
		const { replica, n } = first;
		return { replica, n, votes, whole: format === RECORD };
	} catch (error) {
		if (error instanceof RecordError) return error.kind === "foreign" || error.kind === "newer" ? "foreign" : "damaged";
		throw error;
	}
}

function attemptsAt(listed: unknown, activity: string): Attempt[] {
	if (!Array.isArray(listed)) throw new RecordError("damaged");
	const mine = listed.filter((one) => isMap(one) && own(one, "activity") === activity && own(one, "phase") === null);
	const places = new Map(mine.map((one) => attemptFrom(one)).map((one) => [placeOf(one), one]));
	return [...places.values()];
}
