/** The script of the self-check's page alone. The script of every page runs before and hands over what it gathered. */
import { speaker } from "../common/words.ts";
import { NeedsPage } from "../needs/page.ts";
import { shown } from "../needs/views.tsx";

const site = globalThis.SteppingUp?.site;
const place = document.querySelector<HTMLElement>("[data-su-needs-check]");
const data = globalThis.SteppingUpNeeds;
if (site && place && data) {
	const say = speaker({ ...globalThis.SteppingUpWords, ...globalThis.SteppingUpNeedsWords });
	place.replaceChildren();
	new NeedsPage(place, data, say, site.settings, shown).start();
}
