/**
 * What a few pages of their own need: my progress, the paths, the card and the sheets. Lessons do without it.
 * The script of every page runs before and hands over what it has gathered.
 */
import { startCard } from "./card.tsx";
import { startChooser } from "./chooser.tsx";
import { startProgress } from "./progress.tsx";
import { startSigns } from "./signs.ts";

const site = globalThis.SteppingUp?.site;
if (site) {
	startProgress(site);
	startChooser(site);
	startCard(site);
	startSigns(site);
}
