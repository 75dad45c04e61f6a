/** One classic script for the built page and for the live widget. */
import { defineActivity } from "../activity/element.ts";
import { mount } from "../activity/mount.ts";
import { addSprite } from "../common/icons.tsx";
import { rendering } from "../live/activity.ts";
import { printWithKeys, startFrame } from "../site/frame.ts";
import { startMarks } from "../site/marks.tsx";
import { watchSaving } from "../site/notice.tsx";
import { startPath } from "../site/path.tsx";
import { readSite, type Site } from "../site/site.ts";

declare const SU_VERSION: string;

const render = rendering(mount);

declare global {
	var SteppingUp: { version: string; widget: { render: typeof render }; site?: Site } | undefined;
}

function startPage(): Site {
	const site = readSite();
	const { store, say, seed } = site;
	addSprite(document.body);
	startFrame(site);
	defineActivity((id) => ({ store, say, id, seed, clock: () => performance.now(), print: printWithKeys }));
	startMarks(site);
	startPath(site);
	watchSaving(site);
	window.addEventListener("storage", ({ key }) => store.concerns(key) && store.refresh());
	window.addEventListener("pageshow", ({ persisted }) => persisted && store.refresh());
	return site;
}

// every widget of a notebook brings the script along; as a module it starts nothing by itself
if (globalThis.SteppingUp?.version !== SU_VERSION) {
	globalThis.SteppingUp = { version: SU_VERSION, widget: { render } };
	if (document.currentScript) globalThis.SteppingUp.site = startPage();
}
