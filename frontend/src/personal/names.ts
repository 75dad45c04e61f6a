/** Names of people in a text, found without knowing anybody. The same as steppingup/mapping/names.py. */
import data from "../../../steppingup/mapping/personal.json";

/** A piece of a text; `full`: more than a first name. */
export interface Span {
	start: number;
	end: number;
	full: boolean;
}

type List = keyof typeof data;

const AS_WRITTEN = new Set<string>(["titles", "firms", "not_plates"]);
const made = Object.entries(data).map(([name, words]) => [
	name,
	new Set(AS_WRITTEN.has(name) ? words : words.map((word) => word.toLowerCase())),
]);

/** The lists of words, small letters only where case says nothing. */
export const LISTS = Object.fromEntries(made) as Record<List, Set<string>>;

// the letters of Latin, Greek and Cyrillic: Python and JavaScript know no common short form for them
export const LETTERS =
	"A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0370-\\u03ff\\u0400-\\u052f\\u1e00-\\u1eff";

const WORD = new RegExp(`[${LETTERS}]+(?:['\\u2019-][${LETTERS}]+)*`, "g");
const INITIAL = new RegExp(` [${LETTERS}]\\.(?: [${LETTERS}]+)?`, "y");

/** Whether two pieces of a text stand within so many signs. */
export const near = (one: { start: number; end: number }, start: number, end: number, gap: number): boolean =>
	one.start - end <= gap && start - one.end <= gap;

/** The words of a text. */
export const wordsIn = (text: string): Span[] =>
	[...text.matchAll(WORD)].map(({ index, 0: word }) => ({ start: index, end: index + word.length, full: true }));

/** Whether a word begins with a capital letter. */
export const isCapital = (word: string): boolean => word.slice(0, 1) !== word.slice(0, 1).toLowerCase();

/** What a pattern finds that begins exactly at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** What looks like the name of a person, each word once, in the order of the text. */
export function names(text: string): Span[] {
	const found: Span[] = [];
	const listed = wordsIn(text);
	for (const [index, word] of listed.entries()) {
		if (word.start < (found.at(-1)?.end ?? 0)) continue;
		const name = nameAt(text, word, listed[index + 1], listed[index + 2]);
		if (name) found.push(name);
	}
	return found;
}

function nameAt(text: string, word: Span, after?: Span, third?: Span): Span | null {
	const own = text.slice(word.start, word.end);
	if (LISTS.titles.has(own) && follows(text, word, after, " ", ". ")) {
		const last = follows(text, after, third, " ") ? third : after;
		return { start: word.start, end: last.end, full: true };
	}
	if (isCapital(own) && isFirst(own)) return withSurname(text, word, after);
	if (!follows(text, word, after, " ")) return null;
	if (isCapital(own) && hasEnding(text.slice(after.start, after.end))) return { ...word, end: after.end };
	return LISTS.called.has(own.toLowerCase()) ? { ...after, full: false } : null;
}

function withSurname(text: string, word: Span, after?: Span): Span {
	const initial = matchAt(INITIAL, text, word.end);
	if (initial && isCapital(initial[0].slice(1))) {
		const rest = initial[0].slice(4);
		return { ...word, end: rest && isCapital(rest) ? word.end + initial[0].length : word.end + 3 };
	}
	if (follows(text, word, after, " ") && after.end - after.start > 1) {
		const shouted = isShouted(text.slice(after.start, after.end)) && !isShouted(text.slice(word.start, word.end));
		if (!shouted) return { ...word, end: after.end };
	}
	return { ...word, full: false };
}

const isShouted = (word: string): boolean => word === word.toUpperCase();

const isFirst = (word: string): boolean => LISTS.first.has(word.split("-")[0]?.toLowerCase() ?? "");

/** Whether a word with a capital letter, which can be a surname, comes right after another one. */
function follows(text: string, word: Span | undefined, after: Span | undefined, ...between: string[]): after is Span {
	if (!word || !after) return false;
	const own = text.slice(after.start, after.end);
	const joined = between.includes(text.slice(word.end, after.start));
	return joined && isCapital(own) && !LISTS.not_surnames.has(own.toLowerCase());
}

function hasEnding(word: string): boolean {
	const small = word.toLowerCase();
	return small.length > 4 && [...LISTS.endings].some((ending) => small.endsWith(ending));
}
