/** Where the browser keeps the entries of worksheets: each a key of its own, so that tabs never overwrite each other. */

export const sheetPrefix = (course: string): string => `stepping-up-sheets:${course}:`;

/** What is kept, as (key, text); a text that is no entry by its key stays out. The browser may keep nothing at all. */
export function savedSheets(course: string, open: () => Storage): [string, string][] {
	try {
		return Object.entries<string>({ ...open() }).filter(([key, text]) => {
			if (!key.startsWith(sheetPrefix(course))) return false;
			try {
				const { by, n } = JSON.parse(text);
				return key.startsWith(`${sheetPrefix(course)}${by}.${n}`);
			} catch {
				return false; // damaged, or not ours after all: left alone
			}
		});
	} catch {
		return []; // blocked: the page says so
	}
}
