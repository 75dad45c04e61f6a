/** What a finished check tells: by competency and area, and how sure somebody was. Counts only, no verdict on a person. */
import type { Attempt, Page, PathData, PracticeSpec, Rec } from "../common/model.ts";
import { standing } from "../record/record.ts";
import type { Checked } from "../site/checked.ts";
import { type Bank, specIn } from "./bank.ts";

/** One question of the check: the attempt of its day, or none where it was left open. */
export interface Outcome {
	spec: PracticeSpec;
	competency: string;
	area: string;
	attempt: Attempt | undefined;
	right: boolean;
}

export function outcomesOf({ ids, day }: Checked, bank: Bank, record: Rec): Outcome[] {
	return ids.flatMap((id) => {
		const spec = specIn(bank, id);
		const competency = bank.meta[id]?.competency ?? "";
		const area = bank.competencies[competency]?.area;
		if (!spec || area === undefined) return [];
		const { last } = standing(record, id, spec.version);
		const attempt = last?.day === day ? last : undefined;
		return [{ spec, competency, area, attempt, right: attempt?.score === 1 }];
	});
}

const VERY_SURE = 3;
const GUESSING = 1;

/** What a row says beyond its counts; "sure": very sure, and another answer fits; "open": nothing but not answered. */
export type Word = "sure" | "again" | "open" | "guess" | "right";
const ORDER: Word[] = ["sure", "again", "open", "guess", "right"];
/** What is worth reading again. */
export const AGAIN: readonly Word[] = ["sure", "again", "open"];

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
	return { id, asked: all.length, right, sure, word: wordOf(all, sure, guess) };
}

function wordOf(all: readonly Outcome[], sure: number, guess: boolean): Word {
	if (sure) return "sure";
	if (all.some((one) => one.attempt && !one.right)) return "again";
	if (all.some((one) => !one.attempt)) return "open";
	return guess ? "guess" : "right";
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

/** A few lessons to begin with, how long they take, and how many of the competencies to read again they teach. */
export interface Plan {
	lessons: Page[];
	minutes: number;
	taught: number;
	total: number;
}

/**
 * Where to begin with some minutes: the lessons that teach most of what is worth reading again. A competency counts twice
 * where somebody was very sure. Two ways are tried, short lessons first and rich lessons first; the one that teaches
 * more holds.
 */
export function planOf(rows: readonly Row[], bank: Bank, pages: readonly Page[], path?: PathData, most = 20): Plan {
	const again = new Map(rows.filter(({ word }) => AGAIN.includes(word)).map(({ id, sure }) => [id, sure ? 2 : 1]));
	const known = new Map(pages.map((page) => [page.path, page]));
	const lessons = pagesFor([...known.keys()], path, pages.length).flatMap((name): Lesson[] => {
		const page = known.get(name);
		const ids = [...again.keys()].filter((id) => bank.competencies[id]?.pages.includes(name));
		return page && ids.length ? [{ page, ids, cost: page.minutes ?? 0 }] : [];
	});
	const brief = pick(lessons, again, most, (gain, cost) => gain / Math.max(1, cost));
	const rich = pick(lessons, again, most, (gain) => gain);
	const best = rich.gained > brief.gained ? rich : brief;
	return { lessons: best.pages, minutes: best.minutes, taught: again.size - best.left.size, total: again.size };
}

/** A lesson, what it teaches of what is worth reading again, and its minutes. */
interface Lesson {
	page: Page;
	ids: string[];
	cost: number;
}

type Worth = (gain: number, cost: number) => number;

/** Take the lesson that is worth most, one after the other, as long as it fits; of equals, the one that stands first. */
function pick(lessons: readonly Lesson[], again: ReadonlyMap<string, number>, most: number, worth: Worth) {
	const left = new Map(again);
	const pages: Page[] = [];
	let [minutes, gained] = [0, 0];
	for (;;) {
		const [best] = lessons
			.map((one) => ({ ...one, gain: one.ids.reduce((sum, id) => sum + (left.get(id) ?? 0), 0) }))
			.filter(({ cost, gain }) => gain && minutes + cost <= most)
			.sort((a, b) => worth(b.gain, b.cost) - worth(a.gain, a.cost));
		if (!best) return { pages, left, minutes, gained };
		pages.push(best.page);
		minutes += best.cost;
		gained += best.gain;
		for (const id of best.ids) left.delete(id);
	}
}

function grouped<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
	return groups;
}
