/** Twin stories: which version of a pair stands in which place. It is drawn per learner, from a seed of this browser. */
import type { Course, Page, Spec, VignetteSpec } from "../common/model.ts";

/** A fair draw for one pair; without a seed the first version comes first. */
export function secondFirst(seed: string | null, one: string, other: string): boolean {
	if (seed === null) return false;
	return (mixed(`${seed}/${one < other ? one : other}`) & 1) === 1;
}

/** What a place shows: its own story or the twin's. Only the story in the second place tells of its twin. */
export function specShown(spec: Spec, seed: string | null): Spec {
	if (spec.kind !== "vignette" || !spec.other) return spec;
	const { other, ...own } = spec;
	if (!secondFirst(seed, own.id, other.id)) return own;
	const { twin, ...shown } = other;
	return own.twin ? { ...shown, twin: { of: own.id, differs: own.twin.differs } } : (shown as VignetteSpec);
}

/** The course as this learner meets it: each page lists the activities that it really shows. */
export function courseShown(course: Course, seed: string | null): Course {
	const all = new Map(course.pages.flatMap((page) => page.activities.map((one) => [one.id, one] as const)));
	const shown = (one: Page["activities"][number]) => {
		const twin = one.twin === undefined ? undefined : all.get(one.twin);
		return twin && secondFirst(seed, one.id, twin.id) ? twin : one;
	};
	return { ...course, pages: course.pages.map((page) => ({ ...page, activities: page.activities.map(shown) })) };
}

/** FNV-1a with the closing steps of MurmurHash3 (Appleby): without them the last bit would be the same for all pairs. */
function mixed(text: string): number {
	let hash = 0x811c9dc5;
	for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (hash ^ (hash >>> 16)) >>> 0;
}
