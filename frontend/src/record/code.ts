/** Short codes: how an exercise names a learner instead of by name. The same as steppingup/record/code.py. */

/** Nobody misreads these: there is no 0, O, 1, I or L. */
export const ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const LENGTH = 5;
const BETWEEN = /[\s\-_.\u2010-\u2014]/gu;

export type CodeTrouble = "length" | "sign" | "check";

/** A text is no short code; `sign` is the first one that no code has. */
export class CodeError extends Error {
	constructor(
		readonly kind: CodeTrouble,
		readonly sign = "",
	) {
		super(`code: ${kind} ${sign}`);
	}
}

/** What was typed, without blanks and dashes, in capitals. */
export const squeezed = (text: string): string => text.toUpperCase().replace(BETWEEN, "");

/**
 * The code as it is kept.
 * @throws CodeError where it has another length, a sign that no code has, or a wrong check character
 */
export function normalCode(text: string): string {
	const code = squeezed(text);
	const signs = [...code];
	if (signs.length !== LENGTH) throw new CodeError("length");
	const strange = signs.find((sign) => !ALPHABET.includes(sign));
	if (strange !== undefined) throw new CodeError("sign", strange);
	// each place is weighted by its number: a wrong sign or two swapped ones never give a multiple of this prime
	const sum = signs.reduce((all, sign, at) => all + (at + 1) * ALPHABET.indexOf(sign), 0);
	if (sum % ALPHABET.length) throw new CodeError("check");
	return code;
}
