/** The script of the final check's page alone. The script of every page runs before and hands over what it gathered. */
import { startCheck } from "../check/views.tsx";

const site = globalThis.SteppingUp?.site;
if (site) startCheck(site);
