/** Small numbers of people in what is printed: the same rules as steppingup/mapping/small.py. */
import type { Value } from "./sheets.ts";

/** A number on its own: no part of a date, a time, a span, a decimal or a grouped number, and no share of a hundred. */
const NUMBER =
	/(?<![\p{L}\p{N}_.,:/+\-\u2010-\u2015])(?<!\d\s)\d{1,4}(?![\p{L}\p{N}_:/\-\u2010-\u2015]|[.,]\d|[\s\u00a0\u202f]\d{3}(?!\d)|\s*(?:%|\u2030|per\s*cent))/giu;

export const isSmall = (value: Value, limit: number): boolean => typeof value === "number" && value < limit;

/** Put words in the place of small numbers in a text. */
export const withoutSmall = (text: string, limit: number, instead: string): string =>
	text.replace(NUMBER, (found) => (Number(found) < limit ? instead : found));
