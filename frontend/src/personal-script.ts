/** The script that tells personal data: loaded by the pages of worksheets, and put before their script in a notebook. */
import { warnings } from "./personal.ts";

globalThis.SteppingUpPersonal ??= { warnings };
