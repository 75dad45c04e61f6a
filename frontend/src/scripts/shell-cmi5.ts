/** The shell page of a cmi5 package. */
import { startShell } from "../package/shell.ts";
import { openCmi5 } from "../progress/cmi5.ts";

void startShell(openCmi5);
