/** What somebody's first answers to the stories come to. First ones: every later answer has seen the explanation. */
import type { Attempt, Page, Rec, Step } from "../common/model.ts";

/** Below this many answered stories no share is shown: it would be chance. */
export const LEAST = 8;

/** How often somebody was guessing, fairly sure, very sure. */
export type Sure = [number, number, number];

export interface Tally {
	total: number;
	answered: number;
	/** By what fits the story, then by the answer. */
	cells: Record<Step, Record<Step, number>>;
	sure: { right: Sure; other: Sure };
	/** Pairs with both stories answered. */
	twins: { same: number; different: number };
}

type Story = Page["activities"][number] & { truth: Step };

interface Answered {
	story: Story;
	step: Step;
	certainty: number | null;
}

const row = (): Record<Step, number> => ({ refer: 0, consult: 0, "other-help": 0 });

export function tally(pages: readonly Page[], record: Rec): Tally {
	const stories = new Map(pages.flatMap((page) => page.activities.filter(isStory).map((one) => [one.id, one])));
	const answers = new Map([...stories.values()].flatMap((story) => firstAnswer(story, record.attempts)));
	const cells = { refer: row(), consult: row(), "other-help": row() };
	const sure: Tally["sure"] = { right: [0, 0, 0], other: [0, 0, 0] };
	for (const { story, step, certainty } of answers.values()) {
		cells[story.truth][step] += 1;
		const levels = sure[step === story.truth ? "right" : "other"];
		if (certainty === 1 || certainty === 2 || certainty === 3) levels[(certainty - 1) as 0 | 1 | 2] += 1;
	}
	return { total: stories.size, answered: answers.size, cells, sure, twins: twinsOf(answers) };
}

function isStory(one: Page["activities"][number]): one is Story {
	return one.kind === "vignette" && one.truth !== undefined;
}

/** The first answer to the story as it stands now; attempts come in their order. */
function firstAnswer(story: Story, attempts: readonly Attempt[]): [string, Answered][] {
	const mine = attempts.filter((one) => one.activity === story.id && one.version === story.version && !one.phase);
	for (const { answer, certainty } of mine) {
		const step = Array.isArray(answer) && answer.length === 1 ? answer[0] : undefined;
		if (step === "refer" || step === "consult" || step === "other-help")
			return [[story.id, { story, step, certainty }]];
	}
	return [];
}

function twinsOf(answers: ReadonlyMap<string, Answered>): Tally["twins"] {
	const found = { same: 0, different: 0 };
	for (const { story, step } of answers.values()) {
		const twin = story.twin === undefined ? undefined : answers.get(story.twin);
		// each pair is met twice, and counted at the smaller of its ids
		if (twin && story.id < twin.story.id) found[twin.step === step ? "same" : "different"] += 1;
	}
	return found;
}
