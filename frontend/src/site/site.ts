/** What a page tells the script: settings, words, course, its own place. */
import type { Course, Page } from "../common/model.ts";
import { type Say, speaker } from "../common/words.ts";
import { courseShown } from "../kinds/twins.ts";
import { BrowserStore } from "../progress/browser.ts";

export interface Settings {
	/** Where "Leave this page" leads, on the web and from disk. */
	leave?: string;
	leaveFromDisk?: string;
	/** The town: name, country in two letters, and its contacts, each "name, phone". */
	town?: string;
	country?: string;
	contacts?: Record<string, string>;
	/** The self-check: a notice in place of ours, who gets the file, and the towns to choose from, by their codes. */
	needs?: { notice?: string; receiver?: string; towns?: Record<string, string> };
}

declare global {
	var SteppingUpSettings: Settings | undefined;
	var SteppingUpWords: Record<string, string> | undefined;
	var SteppingUpCourse: Course | undefined;
}

export interface Site {
	say: Say;
	course: Course;
	store: BrowserStore;
	settings: Settings;
	/** Decides which version of a twin story comes first; null where nothing can be kept. */
	seed: string | null;
	/** The path of this page, without ".html". */
	here: string;
	/** The address of a page of the course, seen from this one. */
	address(path: string): string;
	/** The address of a file beside the script. */
	asset(name: string): string;
}

/** Gather it, once per page load. */
export function readSite(): Site {
	const course = globalThis.SteppingUpCourse ?? { id: "stepping-up", release: "", pages: [] };
	const root = document.documentElement.dataset.content_root || "./";
	const store = new BrowserStore({ course: course.id, release: course.release, open: () => window.localStorage });
	const here = document.body.dataset.page ?? "";
	// somebody who has met no pair needs no seed
	const seed = store.seed(hasPairs(course, here));
	return {
		say: speaker(globalThis.SteppingUpWords),
		course: courseShown(course, seed),
		store,
		seed,
		settings: globalThis.SteppingUpSettings ?? {},
		here,
		address: (path) => `${root}${path}.html`,
		asset: (name) => `${root}_static/su/${name}`,
	};
}

const hasPairs = (course: Course, path: string): boolean =>
	course.pages.some((page) => page.path === path && page.activities.some((one) => one.twin !== undefined));

export const pageHere = ({ course, here }: Site): Page | undefined => course.pages.find((page) => page.path === here);

/** All activities of the course, for telling known answers from unknown ones. */
export const knownActivities = (course: Course): Set<string> =>
	new Set([...course.pages.flatMap((page) => page.activities.map((one) => one.id)), ...(course.check?.items ?? [])]);
