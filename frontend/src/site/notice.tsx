/** One notice per page when the browser does not let it keep anything, with a way to keep the answers. */
import { render } from "preact";
import { Notice } from "../common/parts.tsx";
import { saveBackup } from "./backup.ts";
import type { Site } from "./site.ts";

/** Watch the store, and say so where it matters: before the first activity or on the progress page. */
export function watchSaving(site: Site): void {
	const { store } = site;
	const first = document.querySelector("[data-su-notice], su-activity, [data-su-progress]");
	if (!first) return;
	const place = document.createElement("div");
	first.before(place);
	const draw = () => render(store.problem ? <NotSaved site={site} /> : null, place);
	store.subscribe(draw);
	draw();
}

function NotSaved({ site }: { site: Site }) {
	const { say, store } = site;
	return (
		<Notice icon="nosave" title={say("notice.title")}>
			{say(store.problem === "full" ? "notice.full" : "notice.blocked")}{" "}
			<button type="button" class="su-link" onClick={() => saveBackup(site)}>
				{say("act.backup")}
			</button>
		</Notice>
	);
}
