/** The script of the page with the learner's own pattern: a lesson, so it carries nothing else. */
import { startPattern } from "../places/pattern.tsx";

const site = globalThis.SteppingUp?.site;
if (site) startPattern(site);
