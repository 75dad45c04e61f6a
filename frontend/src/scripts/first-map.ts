/** The script of the guided way to a first map. The script of every page runs before and hands over what it gathered. */
import { speaker } from "../common/words.ts";
import { FirstMap } from "../mapping/route/page.tsx";
import { BrowserSheets } from "../sheets/store.ts";

const site = globalThis.SteppingUp?.site;
const place = document.querySelector<HTMLElement>("[data-su-first-map]");
const data = place?.querySelector('script[type="application/json"]');

if (site && place && data) {
	const route = JSON.parse(data.textContent ?? "");
	const keeper = new BrowserSheets({ course: site.course.id, open: () => window.localStorage });
	const say = speaker({ ...globalThis.SteppingUpWords, ...globalThis.SteppingUpSheetWords, ...route.words });
	const host = document.createElement("div");
	place.append(host);
	new FirstMap(host, route, { site, keeper, say }).start();
	for (const plain of place.querySelectorAll<HTMLElement>(".su-plain")) plain.hidden = true;
	window.addEventListener("storage", ({ key }) => keeper.concerns(key) && keeper.refresh());
	window.addEventListener("pageshow", ({ persisted }) => persisted && keeper.refresh());
}
