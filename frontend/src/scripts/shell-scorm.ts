/** The shell page of a SCORM package: the newer version first, as some platforms offer both. */
import { startShell } from "../package/shell.ts";
import { openScorm12 } from "../progress/scorm12.ts";
import { openScorm2004 } from "../progress/scorm2004.ts";

void startShell(openScorm2004, openScorm12);
