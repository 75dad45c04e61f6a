/** Where the browser keeps the entries of worksheets: each a key of its own, so that tabs never overwrite each other. */

export const sheetPrefix = (course: string): string => `stepping-up-sheets:${course}:`;

/** What is kept, by key, as it stands there; nothing where the browser keeps nothing. */
export function savedSheets(course: string, open: () => Storage): Map<string, string> {
	const found = new Map<string, string>();
	try {
		const storage = open();
		for (let i = 0; i < storage.length; i++) {
			const key = storage.key(i) ?? "";
			if (key.startsWith(sheetPrefix(course))) found.set(key, storage.getItem(key) ?? "");
		}
	} catch {
		return found; // blocked: told by the store of the answers
	}
	return found;
}

/** The lines of a backup, for a page that shows no worksheet: whatever is no entry by its key stays out. */
export function sheetLines(course: string, open: () => Storage): string[] {
	return [...savedSheets(course, open)].flatMap(([key, text]) => {
		try {
			const { by, n } = JSON.parse(text);
			return key.startsWith(`${sheetPrefix(course)}${by}.${n}`) ? [text] : [];
		} catch {
			return [];
		}
	});
}
