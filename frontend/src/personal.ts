/**
 * What looks like personal data in a cell of a map, while somebody writes it. The same as steppingup/mapping/personal.py:
 * tests/vectors/personal.json holds both together. On the sheet of who gains, names are refused. The word of a finding
 * is `personal.` and its kind.
 */
import { codes } from "./personal-codes.ts";
import { addresses, ages, type Finding, KINDS, mails, phones, plates, suspects } from "./personal-finders.ts";
import { names } from "./personal-names.ts";

export type { Finding, Kind } from "./personal-finders.ts";

const GAINS = "map/gains";

/**
 * What looks like personal data in a text, in the order of the text.
 * @param sheet the id of the sheet of the cell
 * @param field the id of its column
 */
export function findings(text: string, sheet = "", field = ""): Finding[] {
	const plain = text.normalize("NFC");
	const people = names(plain);
	const found: Finding[] = codes(plain).map((code) => ({ kind: "code", ...code }));
	found.push(...mails(plain), ...addresses(plain, people), ...ages(plain, people), ...plates(plain));
	found.push(...phones(plain, people, found));
	for (const { start, end, full } of people) if (full) found.push({ kind: "name", start, end });
	if (sheet === GAINS) found.push(...suspects(plain, people, found, field));
	return found.sort((a, b) => a.start - b.start || KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}
