/** Find the interface that a SCORM platform offers: in the windows around this one, then in those around its opener. */

const FARTHEST = 500;

/** Climb from window to window; one of another origin may not be looked into, and ends the way. */
function climb(from: Window | null, name: string): unknown {
	let at = from;
	for (let steps = 0; at && steps < FARTHEST; steps++) {
		try {
			const found = (at as unknown as Record<string, unknown>)[name];
			if (found) return found;
			if (at.parent === at) return undefined;
			at = at.parent;
		} catch {
			return undefined;
		}
	}
	return undefined;
}

export function findApi<T>(name: "API" | "API_1484_11", from: Window = window): T | undefined {
	return (climb(from, name) ?? climb(openerOf(from), name)) as T | undefined;
}

function openerOf(from: Window): Window | null {
	try {
		return (from.top?.opener as Window | null) ?? null;
	} catch {
		return null; // another origin
	}
}
