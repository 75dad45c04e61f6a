/**
 * Which final check was finished last. Its answers are attempts in the record, so a backup holds them; a small note
 * on the device says the rest: for whom it was drawn, and which questions were left open.
 */
import { monthsLater } from "../common/calendar.ts";
import type { Course, Rec } from "../common/model.ts";
import { keep, recall } from "../common/prefs.ts";
import type { Site } from "./site.ts";

/** The name under which a check that is not finished is kept as a draft. */
export const DRAFT = "check/final";
const NOTE = "check";

/** A finished check: for whom (empty where nobody knows), on which day, with which items. */
export interface Checked {
	seed: string;
	who: string;
	day: string;
	ids: string[];
}

/** From when on the refresher is due. */
export const refresherDay = ({ day }: Checked): string => monthsLater(day, 3);

/** Whether it is due. */
export const isDue = (check: Checked, day: string): boolean => day >= refresherDay(check);

/** Keep the note of a finished check; tells whether the device keeps it. */
export const noteCheck = (check: Checked): boolean => keep(NOTE, JSON.stringify(check));

/** Forget it, when all answers are cleared. */
export const forgetCheck = (): boolean => keep(NOTE, null);

/** The last finished check, or nothing. */
export const lastCheck = ({ course, store }: Site): Checked | undefined =>
	checkIn(store.record(), course, noteFrom(recall(NOTE)));

/** Find it in a record; without a fitting note (another device, a backup), by the day of the newest answers. */
export function checkIn(record: Rec, course: Course, note: Checked | undefined): Checked | undefined {
	const seen = seenItems(record, course);
	const day = [...seen.values()].reduce((newest, one) => (one > newest ? one : newest), "");
	if (!day) return undefined;
	if (note?.day === day && note.ids.some((id) => seen.get(id) === day)) return note;
	return { seed: day, who: "", day, ids: [...seen.keys()].filter((id) => seen.get(id) === day) };
}

/** The items that were met in finished checks, each with its last day. */
export function seenItems(record: Rec, course: Course, note?: Checked): Map<string, string> {
	const items = new Set(course.check?.items ?? []);
	const seen = new Map(note?.ids.filter((id) => items.has(id)).map((id) => [id, note.day]));
	for (const { activity, phase, day } of record.attempts) {
		if (phase === null && items.has(activity) && day > (seen.get(activity) ?? "")) seen.set(activity, day);
	}
	return seen;
}

const isTexts = (value: unknown): value is string[] =>
	Array.isArray(value) && value.every((one) => typeof one === "string");

/** Read a note; what is damaged is none. */
export function noteFrom(text: string | null): Checked | undefined {
	try {
		const { seed, who, day, ids } = JSON.parse(text ?? "") as Record<string, unknown>;
		if (!isTexts([seed, who, day]) || !isTexts(ids)) return undefined;
		return { seed: seed as string, who: who as string, day: day as string, ids };
	} catch {
		return undefined;
	}
}
