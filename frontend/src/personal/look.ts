/**
 * What looks like personal data in a cell of a map, while somebody writes it. The same as steppingup/mapping/personal.py:
 * tests/vectors/personal.json holds both together. On the sheet of who gains, names are refused.
 */
import type { WordKey } from "../common/keys.ts";
import { codes } from "./codes.ts";
import { addresses, ages, type Finding, KINDS, type Kind, mails, phones, plates, suspects } from "./finders.ts";
import type { Warnings } from "./load.ts";
import { names } from "./names.ts";

const GAINS = "map/gains";

const WORDS: Record<Kind, WordKey> = {
	mail: "personal.mail",
	phone: "personal.phone",
	code: "personal.code",
	address: "personal.address",
	age: "personal.age",
	plate: "personal.plate",
	name: "personal.name",
	suspect: "personal.suspect",
};

/** What to say about a cell: each kind of finding once, or why what is refused cannot be kept. */
export function warnings(text: string, sheet: string, field: string): Warnings {
	const found = findings(text, sheet, field);
	const refused = found.some((one) => one.refused);
	const told = refused ? found.filter((one) => one.refused) : found;
	return { words: [...new Set(told.map(({ kind }) => WORDS[kind]))], refused };
}

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
