/**
 * The script of worksheets: in a page, and as the module of their live widget. Lessons do without it.
 * Other scripts of a page with worksheets take their keeper from here, so that all of them hear of each other.
 */
import type { SheetSpec } from "../common/model.ts";
import { speaker } from "../common/words.ts";
import { render } from "../live/sheet.ts";
import { loadFiles, withTables } from "../mapping/tables.tsx";
import { loadPersonal } from "../personal/load.ts";
import { together } from "../sheets/foot.tsx";
import { BrowserSheets } from "../sheets/store.ts";
import { Worksheet } from "../sheets/worksheet.tsx";
import type { Site } from "../site/site.ts";

declare const SU_VERSION: string;

declare global {
	var SteppingUpSheets: { version: string; widget: { render: typeof render }; keeper?: BrowserSheets } | undefined;
	var SteppingUpSheetWords: Record<string, string> | undefined;
}

function startPage({ course }: Site, own: string): BrowserSheets {
	const keeper = new BrowserSheets({ course: course.id, open: () => window.localStorage });
	const say = speaker({ ...globalThis.SteppingUpWords, ...globalThis.SteppingUpSheetWords });
	for (const place of document.querySelectorAll<HTMLElement>('su-activity[data-kind="worksheet"]')) {
		const data = place.querySelector('script[type="application/json"]');
		if (!data) continue;
		const spec = JSON.parse(data.textContent ?? "") as SheetSpec;
		const host = document.createElement("div");
		place.append(host);
		const lists = () => loadPersonal(own.replace(/worksheet\.js.*$/, "personal.js"));
		const env = { keeper, spec, id: place.id, say };
		const load = () => loadFiles((name) => own.replace(/worksheet\.js.*$/, name), lists);
		const foot = withTables(together({ ...env, course, lists }), { ...env, load });
		const guard = () => void lists().then(() => table.draw());
		const table = new Worksheet(host, spec, { keeper, say, id: place.id, foot, guard });
		table.draw();
		for (const plain of place.querySelectorAll<HTMLElement>(".su-plain")) plain.hidden = true;
	}
	window.addEventListener("storage", ({ key }) => keeper.concerns(key) && keeper.refresh());
	window.addEventListener("pageshow", ({ persisted }) => persisted && keeper.refresh());
	return keeper;
}

// every widget of a notebook brings the script along; as a module it starts nothing by itself
if (globalThis.SteppingUpSheets?.version !== SU_VERSION) {
	globalThis.SteppingUpSheets = { version: SU_VERSION, widget: { render } };
	const site = globalThis.SteppingUp?.site;
	const own = document.currentScript;
	if (own instanceof HTMLScriptElement && site) globalThis.SteppingUpSheets.keeper = startPage(site, own.src);
}
