/** The words of the interface. They live in steppingup/messages/activity.yml; a page hands them over as a map. */
import type { WordKey } from "./keys.ts";

export type Say = (key: WordKey, values?: Record<string, string | number>) => string;

/** Make the function that looks words up. A key without a text shows itself, so that the gap is seen. */
export function speaker(words: Readonly<Record<string, string>> | undefined): Say {
	return (key, values = {}) =>
		(words?.[key] ?? key).replace(/\{([a-z_]+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
