/**
 * What the progress layer needs of a learning platform. An adapter only keeps one short text and reports how far
 * somebody is: what the text says is the business of `packed.ts`. It never reports that somebody has failed.
 */
import type { Platform } from "./store.ts";

/** How far somebody is with the package. */
export interface Summary {
	/** Share of the questions that count, 0 to 1. */
	progress: number;
	/** Mean of the best scores, 0 to 1; null where nothing is scored. */
	score: number | null;
	/** Everything that counts is answered, and well enough if a mark is asked. */
	done: boolean;
	/** Whether a mark was asked, so that done means passed. */
	marked: boolean;
}

/** What a platform kept. */
export interface Kept {
	/** The packed state; empty for a first visit. */
	text: string;
	/** The page where somebody was, and their path: see `place.ts`. */
	place: string;
	/** Whether an earlier session has reported the end; it stays reported. */
	over: boolean;
}

export interface Adapter {
	readonly name: Platform;
	/** What the platform calls the learner: only to tell people on one device apart, never sent or shown. */
	readonly learner: string;
	readonly kept: Kept;
	/** A look back or a preview: the platform wants nothing written, and what it has stays. */
	readonly looking?: boolean;
	/** Where the platform wants people back; most do not say. */
	readonly back?: string | undefined;
	/** Keep the state and report; false where the platform refuses. */
	save(text: string, place: string, summary: Summary): Promise<boolean>;
	/** End the session, once; called while the page goes away. */
	close(): void | Promise<void>;
}

/** What a platform calls the ways to open a course in which nothing is written. */
export const LOOKING = ["review", "browse"];

/** A platform is there and lets nobody in: its session is over, or its window is an old one. */
export class Refused extends Error {}
