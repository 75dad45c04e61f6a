/**
 * Small numbers of people: kept back from whatever is published, so that nobody can be recognised; the same rules as
 * steppingup/mapping/small.py. A second number is kept back, too, where a shown total would give the first one away.
 */

// a number on its own: no part of a date, a time, a span, a decimal or a grouped number, and no share of a hundred
const NUMBER =
	/(?<![\p{L}\p{N}_.,:/+\-\u2010-\u2015])(?<!\p{Nd}\s)\p{Nd}{1,4}(?![\p{L}\p{N}_:/\-\u2010-\u2015]|[.,]\p{Nd}|[\s\u00a0\u202f]\p{Nd}{3}(?!\p{Nd})|\s*(?:%|\u2030|per\s*cent))/giu;

/** Put words in the place of small numbers in a text. Digits of other scripts are kept back whatever they say. */
export const withoutSmall = (text: string, limit: number, instead: () => string): string =>
	text.replace(NUMBER, (found) => (Number(found) >= limit ? found : instead()));

export const isSmall = (value: unknown, limit: number): boolean => typeof value === "number" && value < limit;

export interface Kept {
	/** The numbers, null where one is kept back. */
	shown: (number | null)[];
	/** Their sum, or null where it would give a number away. */
	total: number | null;
}

/** Keep small numbers of a line back, and as many others as the shown total would need to tell them. */
export function keptBack(line: readonly number[], limit: number): Kept {
	const hidden = new Set([...line.keys()].filter((place) => (line[place] ?? 0) < limit));
	const sumOf = (places: Iterable<number>) => [...places].reduce((sum, place) => sum + (line[place] ?? 0), 0);
	const isSafe = () => hidden.size > 1 && sumOf(hidden) >= limit;
	const bySize = [...line.keys()].sort((a, b) => (line[a] ?? 0) - (line[b] ?? 0) || a - b);
	while (hidden.size && !isSafe() && hidden.size < line.length)
		hidden.add(bySize.find((place) => !hidden.has(place)) ?? 0);
	return {
		shown: line.map((number, place) => (hidden.has(place) ? null : number)),
		total: !hidden.size || isSafe() ? sumOf(line.keys()) : null,
	};
}
