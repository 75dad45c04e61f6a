/** A final check that is under way: what was drawn and what was answered so far. No verdicts before the end. */
import { AnswerError, type Certainty, type Json, type PracticeSpec } from "../common/model.ts";
import { kindOf } from "../kinds/all.ts";
import { type Bank, itemsOf, specIn } from "./bank.ts";
import { draw } from "./draw.ts";

/** What somebody gave to one question so far. */
export interface Given {
	version: number;
	answer: Json;
	sure: Certainty | null;
	seconds: number;
}

export interface Run {
	/** The same seed and the same earlier checks give the same draw. */
	seed: string;
	who: string;
	ids: string[];
	/** The question on view, from 0. */
	at: number;
	/** Whether the list of all questions has been on view: from then on, only open ones come next. */
	end: boolean;
	given: Record<string, Given>;
}

export const NOBODY = { role: "", levels: {} };

export function newRun(bank: Bank, who: string, seen: ReadonlyMap<string, string>, seed: string): Run {
	const { ids } = draw(itemsOf(bank), bank.learners[who] ?? NOBODY, seen, seed);
	return { seed, who, ids, at: 0, end: false, given: {} };
}

/** What is answered; the untouched answer where nothing is. */
export function givenTo(run: Run, spec: PracticeSpec): Given {
	const given = run.given[spec.id];
	const fresh = { version: spec.version, answer: kindOf(spec).empty(spec), sure: null, seconds: 0 };
	if (given?.version !== spec.version) return fresh;
	return fits(spec, given.answer) ? given : { ...given, answer: fresh.answer };
}

/** Whether there is an answer that counts: whole, and given by somebody. */
export function isAnswered(run: Run, spec: PracticeSpec): boolean {
	const given = run.given[spec.id];
	return given?.version === spec.version && kindOf(spec).missing(spec, givenTo(run, spec).answer, "") === null;
}

/** Whether nothing is left to do: answered, and how sure as well. */
export const isWhole = (run: Run, spec: PracticeSpec): boolean =>
	isAnswered(run, spec) && (!spec.certainty || givenTo(run, spec).sure !== null);

/** The question after this one: the next, or once the end was seen, the next open one; none is the end. */
export function nextAfter(run: Run, bank: Bank): number | undefined {
	const later = run.ids.map((_, at) => at).slice(run.at + 1);
	return run.end ? later.find((at) => !isWhole(run, specOf(run, bank, at))) : later[0];
}

export function specOf(run: Run, bank: Bank, at: number): PracticeSpec {
	const spec = specIn(bank, run.ids[at] ?? "");
	if (!spec) throw new Error(`no question ${at}`);
	return spec;
}

/** Read a draft; what is damaged is none. Questions that this release does not have fall out. */
export function runFrom(value: Json | undefined, bank: Bank): Run | undefined {
	if (!isMap(value)) return undefined;
	const { seed, who, ids, at, end, given } = value;
	if (typeof seed !== "string" || typeof who !== "string" || !Array.isArray(ids) || !isMap(given)) return undefined;
	const known = ids.filter((id): id is string => typeof id === "string" && specIn(bank, id) !== undefined);
	if (!known.length || new Set(known).size < known.length) return undefined;
	const place = Number.isInteger(at) ? Math.min(Math.max(0, at as number), known.length - 1) : 0;
	const kept = Object.entries(given).filter((one): one is [string, Json & Given] => isGiven(one[1]));
	return { seed, who, ids: known, at: place, end: end === true, given: Object.fromEntries(kept) };
}

function isGiven(value: Json): boolean {
	if (!isMap(value)) return false;
	const { version, answer, sure, seconds } = value;
	const whole = Number.isInteger(version) && Number.isInteger(seconds) && (seconds as number) >= 0;
	return whole && answer !== undefined && [null, 1, 2, 3].includes(sure as number | null);
}

const isMap = (value: Json | undefined): value is { [key: string]: Json } =>
	typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether an answer could have been given to the question as it is. */
export function fits(spec: PracticeSpec, answer: Json): boolean {
	try {
		kindOf(spec).score(spec, answer);
		return true;
	} catch (error) {
		if (error instanceof AnswerError) return false;
		throw error;
	}
}
