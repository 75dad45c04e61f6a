/**
 * What a few pages of their own need: my progress, the paths, the card and the sheets. Lessons do without it.
 * The script of every page runs before and hands over what it has gathered.
 */
import { startCard } from "../places/card.tsx";
import { startChooser } from "../places/chooser.tsx";
import { startProgress } from "../places/progress.tsx";
import { startSigns } from "../places/signs.ts";

const site = globalThis.SteppingUp?.site;
if (site) {
	startProgress(site);
	startChooser(site);
	startCard(site);
	startSigns(site);
}
