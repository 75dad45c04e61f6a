/** Small choices that a device remembers: the path of a reader, the contacts of a town. Not answers, no record. */

const held = new Map<string, string>();

/** What was remembered under a name; without a store, what was chosen on this page. */
export function recall(name: string): string | null {
	try {
		return localStorage.getItem(`stepping-up:${name}`) ?? held.get(name) ?? null;
	} catch {
		return held.get(name) ?? null;
	}
}

/** Remember, or forget with null. Tells whether the device keeps it. */
export function keep(name: string, value: string | null): boolean {
	if (value === null) held.delete(name);
	else held.set(name, value);
	try {
		if (value === null) localStorage.removeItem(`stepping-up:${name}`);
		else localStorage.setItem(`stepping-up:${name}`, value);
		return true;
	} catch {
		return false; // no store: it holds for this page
	}
}
