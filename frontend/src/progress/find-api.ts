/** Find the interface that a SCORM platform offers: in the windows around this one, then in those around its opener. */

const FARTHEST = 500;
const BEGIN = { API: "LMSInitialize", API_1484_11: "Initialize" };
type Name = keyof typeof BEGIN;

/** Climb from window to window; one of another origin may not be looked into, and ends the way. */
function climb(from: Window | null, name: Name): unknown {
	let at = from;
	for (let steps = 0; at && steps < FARTHEST; steps++) {
		try {
			const found = (at as unknown as Record<string, unknown>)[name];
			if (begins(found, BEGIN[name])) return found;
			if (at.parent === at) return undefined;
			at = at.parent;
		} catch {
			return undefined;
		}
	}
	return undefined;
}

/** A frame or a button may bear the name as well. */
function begins(found: unknown, method: string): boolean {
	try {
		return typeof (found as Record<string, unknown> | undefined)?.[method] === "function";
	} catch {
		return false; // a frame of another origin
	}
}

/** What a platform answers as text; nothing where the call fails, as its window may be closed. */
export function answerOf(call: () => unknown): string {
	try {
		return String(call() ?? "");
	} catch {
		return "";
	}
}

export function findApi<T>(name: Name, from: Window = window): T | undefined {
	return (climb(from, name) ?? climb(openerOf(from), name)) as T | undefined;
}

function openerOf(from: Window): Window | null {
	try {
		return (from.top?.opener as Window | null) ?? null;
	} catch {
		return null; // another origin
	}
}
