/**
 * How personal data is told is a script of its own, mostly lists of names: a page asks for it when somebody begins to
 * write in a worksheet, or has written there before. A notebook has it from the start.
 */
import type { WordKey } from "./keys.ts";

export interface Warnings {
	/** What to say. */
	words: WordKey[];
	/** The text must not be kept. */
	refused: boolean;
}

declare global {
	var SteppingUpPersonal: { warnings(text: string, sheet: string, field: string): Warnings } | undefined;
}

const NOTHING: Warnings = { words: [], refused: false };

/** What to say about a text; nothing as long as the script is not there. */
export const warnings = (text: string, sheet: string, field: string): Warnings =>
	globalThis.SteppingUpPersonal?.warnings(text, sheet, field) ?? NOTHING;

/** Load the script once; a script element works from a disk, too. Without it, nobody is warned, and all else works. */
export function loadPersonal(address: string, then: () => void): void {
	if (globalThis.SteppingUpPersonal) return;
	const script = document.createElement("script");
	script.src = address;
	script.onload = then;
	document.head.append(script);
}
