/**
 * The laws of the record: merging is set union, so order, grouping and repetition do not matter.
 * Source: Shapiro and others, "A comprehensive study of Convergent and Commutative Replicated Data Types", INRIA RR-7506, 2011.
 */
import type { Attempt, Counts, Json, Rec, Status } from "../common/model.ts";

export const EMPTY: Rec = { attempts: [], counts: new Map() };

/** A hostile file could bring a number near the limit and so stop every later answer; such numbers are not counted on. */
const UNTRUSTED_NUMBER = 1e9;

export const keyOf = (attempt: Attempt): string => `${attempt.activity}|${attempt.phase ?? ""}`;
export const placeOf = (attempt: Attempt): string => `${attempt.replica}.${attempt.n}`;

/** The one text of a JSON value (RFC 8785), by which a clash of two attempts is settled. */
export function canonical(value: Json): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
	if (value === null || typeof value !== "object") return JSON.stringify(value);
	const pairs = Object.keys(value).sort();
	return `{${pairs.map((key) => `${JSON.stringify(key)}:${canonical(value[key] as Json)}`).join(",")}}`;
}

/** Order of attempts: by day, then number, then replica. */
export function inOrder(a: Attempt, b: Attempt): number {
	return byText(a.day, b.day) || a.n - b.n || byText(a.replica, b.replica);
}

/** Make a record of loose attempts: one per place, in order, counts at least what is present. */
export function recordOf(attempts: Iterable<Attempt>, counts: Counts): Rec {
	const kept = onePerPlace(attempts);
	return { attempts: kept.sort(inOrder), counts: highest(counts, present(kept)) };
}

/** Unite two records: all attempts of both, and per replica and key the higher count. */
export function merge(one: Rec, other: Rec): Rec {
	return {
		attempts: onePerPlace([...one.attempts, ...other.attempts]).sort(inOrder),
		counts: highest(one.counts, other.counts),
	};
}

/** Keep per activity and phase the first attempt, the earliest of the best, and the last; counts keep the number. */
export function compact(record: Rec): Rec {
	const kept = new Set<Attempt>();
	for (const attempts of byKey(record.attempts).values()) {
		for (const attempt of [attempts[0], best(attempts), attempts.at(-1)]) if (attempt) kept.add(attempt);
	}
	return {
		attempts: [...kept].sort(inOrder),
		counts: highest(record.counts, present(record.attempts)),
	};
}

/** The number of the next attempt: one more than any number seen (Lamport, 1978, rule IR2). */
export function nextNumber(record: Rec): number {
	return 1 + record.attempts.reduce((top, { n }) => (n < UNTRUSTED_NUMBER ? Math.max(top, n) : top), 0);
}

export interface Standing {
	status: Status;
	first?: Attempt | undefined;
	best?: Attempt | undefined;
	last?: Attempt | undefined;
	count: number;
}

/**
 * Derive how a person stands with an activity; never stored.
 * @param version the version that the course has now: an answer to an earlier one is "older"
 */
export function standing(record: Rec, activity: string, version: number, phase: string | null = null): Standing {
	const attempts = record.attempts.filter((one) => one.activity === activity && one.phase === phase);
	const last = attempts.at(-1);
	if (!last) return { status: "open", count: 0 };
	const here = present(attempts);
	let count = 0;
	for (const keys of highest(record.counts, here).values()) count += keys.get(keyOf(last)) ?? 0;
	return { status: statusOf(last, version), first: attempts[0], best: best(attempts), last, count };
}

/** The activities of a record that the course does not have: they are kept, and said. */
export function unknownActivities(record: Rec, known: ReadonlySet<string>): string[] {
	return [...new Set(record.attempts.map((one) => one.activity))].filter((id) => !known.has(id)).sort();
}

function statusOf(last: Attempt, version: number): Status {
	if (last.version < version) return "older";
	return scoreStatus(last.score);
}

/** The status that a score alone gives. */
export function scoreStatus(score: number | null): "answered" | "right" | "partly" | "other" {
	if (score === null) return "answered";
	if (score >= 1) return "right";
	return score > 0 ? "partly" : "other";
}

function byText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

function onePerPlace(attempts: Iterable<Attempt>): Attempt[] {
	const kept = new Map<string, Attempt>();
	for (const attempt of attempts) {
		const rival = kept.get(placeOf(attempt));
		if (!rival || text(attempt) < text(rival)) kept.set(placeOf(attempt), attempt);
	}
	return [...kept.values()];
}

const text = (attempt: Attempt): string => canonical({ ...attempt });

function byKey(attempts: readonly Attempt[]): Map<string, Attempt[]> {
	const groups = new Map<string, Attempt[]>();
	for (const attempt of [...attempts].sort(inOrder)) {
		const key = keyOf(attempt);
		groups.set(key, [...(groups.get(key) ?? []), attempt]);
	}
	return groups;
}

function best(attempts: readonly Attempt[]): Attempt | undefined {
	let found: Attempt | undefined;
	for (const one of attempts) {
		if (one.score !== null && one.score > (found?.score ?? -1)) found = one;
	}
	return found;
}

function present(attempts: Iterable<Attempt>): Counts {
	const counts = new Map<string, Map<string, number>>();
	for (const attempt of attempts) raise(counts, attempt.replica, keyOf(attempt), (before) => before + 1);
	return counts;
}

function highest(...several: Counts[]): Counts {
	const counts = new Map<string, Map<string, number>>();
	for (const each of several) {
		for (const [replica, keys] of each) {
			if (!counts.has(replica)) counts.set(replica, new Map());
			for (const [key, number] of keys) raise(counts, replica, key, (before) => Math.max(before, number));
		}
	}
	return counts;
}

function raise(
	counts: Map<string, Map<string, number>>,
	replica: string,
	key: string,
	to: (n: number) => number,
): void {
	const keys = counts.get(replica) ?? new Map<string, number>();
	counts.set(replica, keys.set(key, to(keys.get(key) ?? 0)));
}
