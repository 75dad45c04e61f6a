/** When somebody is done with a package, and with which score. */
import type { Course, Page, Rec } from "../common/model.ts";
import { standing } from "../record/record.ts";
import type { Summary } from "./adapter.ts";

export interface Rule {
	/** The least score for the end, 0 to 1; null where everything answered is enough. */
	mark: number | null;
	/** The path that counts for everybody; null for the one that the learner has chosen. */
	path: string | null;
}

/** The pages that count: what a path asks for; without a path all lessons and cases. */
export function pagesThatCount({ pages, paths }: Course, path: string | null): Page[] {
	const withQuestions = pages.filter((page) => page.activities.length > 0 && !page.path.startsWith("book/"));
	const must = path !== null && paths && Object.hasOwn(paths, path) ? paths[path]?.must : undefined;
	const onPath = withQuestions.filter((page) => must?.includes(page.path));
	return onPath.length ? onPath : withQuestions;
}

/** How far somebody is. A story may be met in the place of its twin: either of them counts. */
export function summaryOf(record: Rec, course: Course, rule: Rule, chosen: string | null): Summary {
	const all = new Map(course.pages.flatMap((page) => page.activities).map((one) => [one.id, one.version]));
	const counted = pagesThatCount(course, rule.path ?? chosen).flatMap((page) => page.activities);
	const standings = counted.map(({ id, version, twin }) => {
		const here = standing(record, id, version);
		return here.count || twin === undefined ? here : standing(record, twin, all.get(twin) ?? version);
	});
	const answered = standings.filter((one) => one.count > 0);
	const scores = answered.flatMap(({ best }) => best?.score ?? []);
	const score = scores.length ? scores.reduce((sum, one) => sum + one, 0) / scores.length : null;
	const whole = counted.length > 0 && answered.length === counted.length;
	const enough = rule.mark === null || (score !== null && score >= rule.mark);
	const progress = counted.length ? answered.length / counted.length : 0;
	return { progress, score, done: whole && enough, marked: rule.mark !== null };
}
