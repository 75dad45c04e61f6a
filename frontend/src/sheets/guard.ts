/**
 * Names of suspects that come along in a colleague's map: left out before it is united with ours, and told by their
 * rows. The file stays as it was. The same as steppingup/mapping/guard.py.
 */
import { warnings } from "../personal/load.ts";
import { type Entry, Sheets } from "../record/sheets.ts";

export const GAINS = "map/gains";

const isRefused = ({ s, f, v }: Entry): boolean => s === GAINS && typeof v === "string" && warnings(v, s, f).refused;

/** Whether a map holds texts that have to be looked at: only then the lists are needed. */
export const isToSift = (map: Sheets): boolean =>
	map.entries().some(({ s, v }) => s === GAINS && typeof v === "string");

/** A map without the cells that it may not hold, and the rows of those cells. */
export function sifted(map: Sheets): { map: Sheets; rows: string[] } {
	const entries = map.entries();
	const bad = new Set(entries.filter(isRefused));
	if (!bad.size) return { map, rows: [] };
	return { map: new Sheets(entries.filter((one) => !bad.has(one))), rows: [...new Set([...bad].map(({ r }) => r))] };
}
