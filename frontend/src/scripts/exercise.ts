/** The script of an exercise: its page, in a book or alone, and its live widget in a notebook. Lessons do without it. */
import { exerciseHere } from "../exercise/data.ts";
import { mountGraded } from "../exercise/mount.ts";
import { ExercisePage } from "../exercise/page.ts";
import { parts } from "../exercise/parts.tsx";
import { rendering } from "../live/activity.ts";
import { LONGEST_ANSWER } from "../record/session-file.ts";
import { startFrame } from "../site/frame.ts";

declare const SU_VERSION: string;

const render = rendering(mountGraded, LONGEST_ANSWER);

declare global {
	var SteppingUpExercise: { version: string; widget: { render: typeof render } } | undefined;
}

function startPage(): void {
	const data = exerciseHere();
	if (!data) return;
	const page = new ExercisePage(data, parts);
	// in a book the script of every page has done this
	if (document.body.dataset.suAlone !== undefined) startFrame({ say: page.say, settings: {} });
	page.start();
}

// every widget of a notebook brings the script along; as a module it starts nothing by itself
if (globalThis.SteppingUpExercise?.version !== SU_VERSION) {
	globalThis.SteppingUpExercise = { version: SU_VERSION, widget: { render } };
	if (document.currentScript) startPage();
}
