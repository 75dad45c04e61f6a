/**
 * How personal data is told is a script of its own, mostly lists of names: a page asks for it when somebody begins to
 * write in a worksheet, or has written there before. A notebook has it from the start.
 */
import type { WordKey } from "../common/keys.ts";

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

let coming: Promise<boolean> | undefined;

/**
 * Load the script once; a script element works from a disk, too. Without it, nobody is warned, and all else works.
 * @returns whether it is there
 */
export function loadPersonal(address: string): Promise<boolean> {
	coming ??= new Promise((done) => {
		if (globalThis.SteppingUpPersonal) return done(true);
		const script = document.createElement("script");
		script.src = address;
		script.onload = () => done(true);
		script.onerror = () => {
			coming = undefined; // perhaps the net is back next time
			done(false);
		};
		document.head.append(script);
	});
	return coming;
}
