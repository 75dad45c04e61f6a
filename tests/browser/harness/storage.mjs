/** What lies in the browser's store, and how to fill or forge it. */

const OWN = "stepping-up:stepping-up:";

/** All keys of the store, as a plain map. */
export const stored = (page) => page.evaluate(() => ({ ...localStorage }));

/** The saved attempts. */
export async function attempts(page) {
	const all = Object.entries(await stored(page)).filter(([key]) => key.startsWith(`${OWN}a:`));
	return all.map(([, text]) => JSON.parse(text));
}

/** Put keys into the store as they are. */
export const put = (page, map) =>
	page.evaluate((all) => {
		for (const [key, text] of Object.entries(all)) localStorage.setItem(key, text);
	}, map);

/** A well-formed attempt, to be changed as needed. */
export function attemptAt(spec, more = {}) {
	return {
		replica: "test0test0te",
		n: 1,
		activity: spec.id,
		version: spec.version,
		release: "0.0.1",
		phase: null,
		form: null,
		answer: [],
		score: 0,
		certainty: null,
		seconds: 5,
		day: "2026-01-02",
		...more,
	};
}

/** The key and text under which an attempt is kept. */
export const kept = (attempt) => ({ [`${OWN}a:${attempt.replica}.${attempt.n}`]: JSON.stringify(attempt) });

/** A backup file's content. */
export const backup = (attempts, more = {}) => ({
	format: "stepping-up-record",
	v: 1,
	course: "stepping-up",
	attempts,
	counts: {},
	...more,
});

export { OWN };
