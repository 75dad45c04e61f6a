/** The shell page of a cmi5 package. */
import { openCmi5 } from "./progress/cmi5.ts";
import { startShell } from "./progress/shell.ts";

void startShell(openCmi5);
