/** The script that tells personal data: loaded by the pages of worksheets, and put before their script in a notebook. */
import { warnings } from "../personal/look.ts";

globalThis.SteppingUpPersonal ??= { warnings };
