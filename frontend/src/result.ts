/** What a finished check tells: by competency and area, and how sure somebody was. Counts only, no verdict on a person. */
import { type Bank, specIn } from "./bank.ts";
import type { Checked } from "./checked.ts";
import type { Attempt, PathData, PracticeSpec, Rec } from "./model.ts";
import { standing } from "./record.ts";

/** One question of the check: the last attempt at it, or none where it was left open. */
export interface Outcome {
	spec: PracticeSpec;
	competency: string;
	area: string;
	attempt: Attempt | undefined;
	right: boolean;
}

export function outcomesOf({ ids }: Checked, bank: Bank, record: Rec): Outcome[] {
	return ids.flatMap((id) => {
		const spec = specIn(bank, id);
		const competency = bank.meta[id]?.competency ?? "";
		const area = bank.competencies[competency]?.area;
		if (!spec || area === undefined) return [];
		const attempt = standing(record, id, spec.version).last;
		return [{ spec, competency, area, attempt, right: attempt?.score === 1 }];
	});
}

const VERY_SURE = 3;
const GUESSING = 1;

/** What a row says beyond its counts; "sure": very sure, and another answer fits. */
export type Word = "sure" | "again" | "guess" | "right";
const ORDER: Word[] = ["sure", "again", "guess", "right"];

export interface Row {
	id: string;
	asked: number;
	right: number;
	/** Very sure and not right. */
	sure: number;
	word: Word;
}

/** One row per competency, what to read again first. */
export function byCompetency(outcomes: readonly Outcome[]): Row[] {
	const rows = [...grouped(outcomes, (one) => one.competency)].map(([id, all]) => rowOf(id, all));
	const share = ({ right, asked }: Row) => right / asked;
	return rows.sort((a, b) => ORDER.indexOf(a.word) - ORDER.indexOf(b.word) || b.sure - a.sure || share(a) - share(b));
}

function rowOf(id: string, all: readonly Outcome[]): Row {
	const right = all.filter((one) => one.right).length;
	const sure = all.filter((one) => !one.right && one.attempt?.certainty === VERY_SURE).length;
	const guess = all.some((one) => one.right && one.attempt?.certainty === GUESSING);
	const word = sure ? "sure" : right < all.length ? "again" : guess ? "guess" : "right";
	return { id, asked: all.length, right, sure, word };
}

export interface Area {
	id: string;
	asked: number;
	right: number;
}

/** One row per area, in the order of the bank. */
export function byArea(outcomes: readonly Outcome[], bank: Bank): Area[] {
	const groups = grouped(outcomes, (one) => one.area);
	return Object.keys(bank.areas).flatMap((id) => {
		const all = groups.get(id) ?? [];
		return all.length ? [{ id, asked: all.length, right: all.filter((one) => one.right).length }] : [];
	});
}

/** How many answers were right, or not, at each level of certainty; those without a level are left out. */
export function bySure(outcomes: readonly Outcome[]): { right: number[]; other: number[] } {
	const answered = outcomes.filter((one) => one.attempt !== undefined);
	const count = (right: boolean) =>
		[1, 2, 3].map((level) => answered.filter((one) => one.right === right && one.attempt?.certainty === level).length);
	return { right: count(true), other: count(false) };
}

/** The pages to read again: those of the path first, three at most. */
export function pagesFor(pages: readonly string[], path: PathData | undefined, most = 3): string[] {
	const on = [...(path?.must ?? []), ...(path?.should ?? [])];
	const rank = (page: string) => (on.includes(page) ? 0 : 1);
	return [...pages].sort((a, b) => rank(a) - rank(b)).slice(0, most);
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
	return groups;
}
