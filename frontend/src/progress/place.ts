/** Where somebody was: the path of a page and, behind a #, the path of a role that they have chosen. */
export interface Place {
	page: string;
	path: string | null;
}

export const placeText = ({ page, path }: Place): string => (path === null ? page : `${page}#${path}`);

/** Read it; what no page of ours could be is none. */
export function readPlace(text: string): Place {
	const [, page = "", path = null] = /^([a-z0-9_/-]*)(?:#([a-z0-9_-]+))?$/.exec(text) ?? [];
	return { page, path };
}
