/** Which view of the self-check is shown. */
import { Overview, Question, RatingPart } from "./asking.tsx";
import { About, Code, Slip } from "./before.tsx";
import { Finish } from "./finish.tsx";
import type { NeedsPage, View } from "./page.ts";
import { Start } from "./start.tsx";

const VIEWS: Record<View, (props: { page: NeedsPage }) => preact.JSX.Element> = {
	start: Start,
	about: About,
	code: Code,
	slip: Slip,
	ratings: RatingPart,
	question: Question,
	overview: Overview,
	finish: Finish,
};

export function shown(page: NeedsPage) {
	const Shown = VIEWS[page.view];
	return <Shown page={page} />;
}
