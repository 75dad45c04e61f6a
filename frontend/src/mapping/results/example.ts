/** The map of the invented town: a file of its own, which the page asks for when somebody wants to see it. */
import { loadScript } from "../../common/load-script.ts";
import { type Sheets, sheetsFrom } from "../../record/sheets.ts";

declare global {
	var SteppingUpMapExample: { entries: unknown } | undefined;
}

export const loadExample = async (address: string): Promise<Sheets> =>
	sheetsFrom((await loadScript(address, () => globalThis.SteppingUpMapExample)).entries);
