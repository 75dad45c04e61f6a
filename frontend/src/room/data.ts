/** What the page knows of the course: its lessons from the start, and the questions of a chapter when one is chosen. */
import { loadScript } from "../common/load-script.ts";
import type { Site } from "../site/site.ts";
import type { Asked } from "./asks.ts";

export interface RoomLesson {
	path: string;
	title: string;
}

export interface RoomChapter {
	id: string;
	title: string;
	/** The file with its questions, and a digest of it, so that a browser never shows older ones. */
	file: string;
	version: string;
	lessons: RoomLesson[];
}

export interface RoomList {
	words: Record<string, string>;
	chapters: RoomChapter[];
}

/** The questions of a chapter, by the path of their lesson, in the order of the page. */
export type Questions = Record<string, Asked[]>;

declare global {
	var SteppingUpRoomList: RoomList | undefined;
	var SteppingUpRoom: Record<string, Questions> | undefined;
}

/** @throws Error when the file is not there */
export const loadQuestions = ({ asset }: Pick<Site, "asset">, chapter: RoomChapter): Promise<Questions> =>
	loadScript(`${asset(chapter.file)}?v=${chapter.version}`, () => globalThis.SteppingUpRoom?.[chapter.id]);

/** The chapter and the lesson of a path. */
export function lessonAt({ chapters }: RoomList, path: string): { chapter: RoomChapter; lesson: RoomLesson } | null {
	for (const chapter of chapters) {
		const lesson = chapter.lessons.find((one) => one.path === path);
		if (lesson) return { chapter, lesson };
	}
	return null;
}
