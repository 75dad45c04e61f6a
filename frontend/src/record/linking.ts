/** Linking codes: how the answers of one person before and after a course are joined. The same as record/linking.py. */
import { ALPHABET, CodeError, type CodeTrouble, normalCode, squeezed } from "./code.ts";

export type Phase = "T0" | "T1" | "T2" | "T3";
export type Form = "A" | "B";
export type LinkingTrouble = CodeTrouble | "short";

const LENGTH = 9;
const PHASES: readonly string[] = ["T0", "T1", "T2", "T3"];

/** A text is no linking code; `sign` is the first one that no code has. */
export class LinkingError extends Error {
	constructor(
		readonly kind: LinkingTrouble,
		readonly sign = "",
	) {
		super(`linking code: ${kind}`);
	}
}

/**
 * The code as it is kept.
 * @throws LinkingError "short" for a code of a training session, else as a short code is looked at
 */
export function normalLinkingCode(text: string): string {
	const code = squeezed(text);
	if (isShort(code)) throw new LinkingError("short");
	const signs = [...code];
	if (signs.length !== LENGTH) throw new LinkingError("length");
	const strange = signs.find((sign) => !ALPHABET.includes(sign));
	if (strange !== undefined) throw new LinkingError("sign", strange);
	if (sumOf(code) % ALPHABET.length) throw new LinkingError("check");
	return code;
}

/** Invent one: eight signs by chance, and the one that closes them. */
export function newLinkingCode(): string {
	const numbers = crypto.getRandomValues(new Uint32Array(LENGTH - 1));
	const first = Array.from(numbers, (number) => ALPHABET[number % ALPHABET.length]).join("");
	return [...ALPHABET].map((sign) => first + sign).find((code) => sumOf(code) % ALPHABET.length === 0) ?? "";
}

/** How it stands on a slip. */
export const shownLinkingCode = (code: string): string => code.replace(/(.{3})(?=.)/g, "$1 ");

/** T0 and T2 ask the form that the code itself gives, T1 and T3 the other one. */
export function formOf(code: string, phase: Phase): Form {
	const own = [...code.slice(0, -1)].reduce((all, sign) => all + ALPHABET.indexOf(sign), 0);
	return (own + PHASES.indexOf(phase)) % 2 ? "B" : "A";
}

// each place is weighted by its number: a wrong sign or two swapped ones never give a multiple of 31
const sumOf = (code: string): number => [...code].reduce((all, sign, at) => all + (at + 1) * ALPHABET.indexOf(sign), 0);

function isShort(code: string): boolean {
	try {
		normalCode(code);
		return true;
	} catch (error) {
		if (error instanceof CodeError) return false;
		throw error;
	}
}
