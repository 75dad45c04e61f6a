/** Which view of the final check is shown. */
import type { Site } from "../site/site.ts";
import { CheckPage } from "./page.ts";
import { Overview, Question } from "./question.tsx";
import { CompletionRecord } from "./record.tsx";
import { Result } from "./result-view.tsx";
import { Start } from "./start.tsx";

export function startCheck(site: Site): void {
	const place = document.querySelector<HTMLElement>("[data-su-final-check]");
	if (!place) return;
	place.replaceChildren();
	new CheckPage(site, place, `${site.asset("bank.js")}?v=${place.dataset.suFinalCheck}`, shown).start();
}

function shown(page: CheckPage) {
	const { view, checked: done } = page;
	if (view === "question") return <Question page={page} />;
	if (view === "overview") return <Overview page={page} />;
	if (view === "result" && done) return <Result page={page} done={done} />;
	if (view === "record" && done) return <CompletionRecord page={page} done={done} />;
	return <Start page={page} done={done} />;
}
