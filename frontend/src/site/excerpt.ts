/** A piece of a text around the words that were found. */

export interface Piece {
	text: string;
	hit: boolean;
}

const BEFORE = 60;
const LENGTH = 220;

/** A word without case and accents, so that "Järvi" is found by "jarvi". */
export function plainWord(word: string): string {
	return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * @param terms words of the index, as `plainWord` gives them
 * @returns the piece, cut into what was found and what stands between
 */
export function excerpt(text: string, terms: readonly string[]): Piece[] {
	const wanted = new Set(terms);
	const words = text.split(/([\p{L}\p{M}\p{N}]+)/u);
	const first = words.findIndex((word, i) => i % 2 === 1 && wanted.has(plainWord(word)));
	const start = startBefore(words, Math.max(first, 0));
	const pieces: Piece[] = start > 0 ? [{ text: "… ", hit: false }] : [];
	let length = 0;
	for (let i = start; i < words.length; i++) {
		const word = words[i] ?? "";
		if (length > LENGTH) return [...pieces, { text: " …", hit: false }];
		length += word.length;
		const hit = i % 2 === 1 && wanted.has(plainWord(word));
		const last = pieces.at(-1);
		if (last && last.hit === hit) last.text += word;
		else pieces.push({ text: word, hit });
	}
	return pieces;
}

function startBefore(words: readonly string[], first: number): number {
	let start = first;
	let length = 0;
	while (start > 0 && length < BEFORE) length += words[--start]?.length ?? 0;
	return start > 0 && start % 2 === 0 ? start + 1 : start;
}
