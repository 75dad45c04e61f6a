/** The shell page of a SCORM package: its own version first, as some platforms offer both. */
import { startShell } from "../package/shell.ts";
import { openScorm12 } from "../progress/scorm12.ts";
import { openScorm2004 } from "../progress/scorm2004.ts";

const own = document.documentElement.dataset.kind === "scorm12";
void startShell(...(own ? [openScorm12, openScorm2004] : [openScorm2004, openScorm12]));
