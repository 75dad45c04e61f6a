/** Where personal data stands in a text. The same as finders.py and suspects.py of steppingup/mapping. */
import { isCapital, LETTERS, LISTS, matchAt, near, type Span, wordsIn } from "./names.ts";

export const KINDS = ["mail", "phone", "code", "address", "age", "plate", "name", "suspect"] as const;
export type Kind = (typeof KINDS)[number];

/** Where something stands in a text, and what it looks like; never the thing itself. */
export interface Finding {
	kind: Kind;
	/** Where it begins, in units of the text in Unicode's form NFC. */
	start: number;
	end: number;
	/** For a personal code, the countries by whose rules it is one. */
	countries?: string[];
	/** It must not be kept, whatever people think of it. */
	refused?: boolean;
}

const PATTERN = "value"; // the column that asks for a pattern
const BESIDE = 30;
const BESIDE_ADDRESS = 40;
const BESIDE_CAR = 30;

const BLANK = " \\u00a0\\u2009\\u202f";
const ALONE = [`(?<![${LETTERS}0-9-])`, `(?![${LETTERS}0-9-])`];
const MAIL = new RegExp(`([${LETTERS}0-9._%+-]{1,64})@[${LETTERS}0-9-]{1,63}(?:\\.[${LETTERS}0-9-]{1,63}){1,4}`, "g");
const PHONE = new RegExp(
	`(?<![${LETTERS}0-9+])[+(]?[0-9](?:[0-9${BLANK}()/\\u2010-\\u2013-]|\\.(?=[0-9])){5,24}[0-9](?![${LETTERS}0-9])`,
	"g",
);
const NO_PHONE = new RegExp(
	`^(?:${[
		"[0-9]{1,2}[./-] ?[0-9]{1,2}[./-] ?(?:19|20)?[0-9]{2}", // a day
		"(?:19|20)[0-9]{2}(?:[./\\u2010-\\u2013-][0-9]{1,4}){1,2}", // a day that begins with its year, or a span of years
		`[0-9](?:[${BLANK}.][0-9]{3}){2}`, // millions
		"[0-9]{1,2}[.][0-9]{2} ?[\\u2010-\\u2013-] ?[0-9]{1,2}[.][0-9]{2}", // hours
	].join("|")})$`,
);
const NUMBER_AFTER = new RegExp(`\\.? ([0-9]{1,4})[a-zA-Z]?(?![${LETTERS}0-9])`, "y");
const NUMBER_BEFORE = new RegExp(`(?<![${LETTERS}0-9.,:/-])[0-9]{1,4}[a-zA-Z]? $`);
const INITIALS = new RegExp(`(?<![${LETTERS}0-9.])[${LETTERS}]\\.(?: ?[${LETTERS}]\\.){0,2}`, "g");
const AGE = new RegExp(
	`(,? ?\\(?)((?:aged? )?)([1-9][0-9]?)(?:[ -]([${LETTERS}]+(?:\\.o)?)(?![${LETTERS}])|(?=[),;.]|$))`,
	"y",
);
// Sweden, Finland, Lithuania: sure enough alone; the other seven look like the number of a law or a room
const PLATE = new RegExp(`${ALONE[0]}([A-Z]{3})[- ]?(?:[0-9]{3}|[0-9]{2}[A-Z])${ALONE[1]}`, "g");
const PLATE_BESIDE_CAR = new RegExp(
	`${ALONE[0]}(?:[A-Z]{1,3}[- ]?[A-Z]{0,2}[ -]?[0-9]{2,3} ?[0-9]{1,3}[A-Z]{0,2}|[0-9]{3}[ -]?[A-Z]{3})${ALONE[1]}`,
	"g",
);
const NAMED = new RegExp(`["\\u00ab\\u201c\\u201d\\u201e'\\u2018\\u2019]?[${LETTERS}]`, "y");
const ONE_WORD = new RegExp(`[${LETTERS}]+`, "y");
const WORD_BEFORE = new RegExp(`([${LETTERS}]+)["\\u201c\\u201d\\u00bb]?,? $`);
const QUOTED_BEFORE = /["\u00bb\u201c\u201d'\u2019] $/;
const ENGLISH = new Set(["street", "road", "lane", "avenue"]);
const JOINED = [
	...["straße", "strasse", "gatan", "vägen", "gata", "gate", "gaten", "veien", "vej", "gade", "katu", "ntie"],
	"vegur",
];

const spanOf = (match: RegExpExecArray) => ({ start: match.index, end: match.index + match[0].length });

/** Mailboxes of people; those of an office (*info*, *registry*) are no personal data. */
export function mails(text: string): Finding[] {
	const own = [...text.matchAll(MAIL)].filter(
		([, box = ""]) => !LISTS.roles_mail.has(box.toLowerCase().split(/[._+0-9-]/)[0] ?? ""),
	);
	return own.map((match) => ({ kind: "mail", ...spanOf(match) }));
}

/** Numbers of telephones beside a name; a number of an office alone is what a map needs. */
export function phones(text: string, people: Span[], found: Finding[]): Finding[] {
	const taken = found.filter(({ kind }) => kind === "code" || kind === "mail");
	return [...text.matchAll(PHONE)].flatMap((match): Finding[] => {
		const { start, end } = spanOf(match);
		const digits = match[0].replace(/[^0-9]/g, "").length;
		if (digits < 7 || digits > 15 || NO_PHONE.test(match[0])) return [];
		if (taken.some((one) => one.start < end && start < one.end)) return [];
		return people.some((one) => near(one, start, end, BESIDE)) ? [{ kind: "phone", start, end }] : [];
	});
}

/** A street with the number of a house beside the name of a person. */
export function addresses(text: string, people: Span[]): Finding[] {
	return streets(text).flatMap(({ start, end }): Finding[] => {
		const others = people.filter((one) => !(start <= one.start && one.start < end));
		return others.some((one) => near(one, start, end, BESIDE_ADDRESS)) ? [{ kind: "address", start, end }] : [];
	});
}

function streets(text: string): { start: number; end: number }[] {
	const listed = wordsIn(text);
	return listed.flatMap((word, index) => {
		const own = text.slice(word.start, word.end);
		const small = own.toLowerCase();
		const before = listed[index - 1];
		const begins = before && [" ", ". "].includes(text.slice(before.end, word.start)) ? before.start : -1;
		const apart = begins >= 0 && LISTS.streets_end.has(small) && isCapital(text.slice(begins));
		const joined = isCapital(own) && JOINED.some((one) => small.endsWith(one) && small.length > one.length);
		const ahead = begins >= 0 ? text.slice(begins, before?.end).toLowerCase() : "";
		if (!apart && !joined && !(isCapital(own) && LISTS.streets_front.has(ahead))) return [];
		const start = joined && !apart ? word.start : begins;
		const after = matchAt(NUMBER_AFTER, text, word.end);
		if (after) return [{ start, end: spanOf(after).end }];
		const number = ENGLISH.has(small) ? NUMBER_BEFORE.exec(text.slice(0, start)) : null;
		return number ? [{ start: number.index, end: word.end }] : [];
	});
}

/** Initials or a name with an age: in a town, that is one person. */
export function ages(text: string, people: Span[]): Finding[] {
	const initials = [...text.matchAll(INITIALS)].filter(([one]) =>
		[...one].every((sign) => ". ".includes(sign) || isCapital(sign)),
	);
	return [...initials.map(spanOf), ...people].flatMap(({ start, end }): Finding[] => {
		const match = matchAt(AGE, text, end);
		if (!match) return [];
		const [whole, between = "", aged, number = "", word] = match;
		const worded = Boolean(aged) || LISTS.ages.has(word?.toLowerCase() ?? "");
		if (!worded && (word || !/[,(]/.test(between))) return [];
		const short = (between + aged + number).length;
		return [{ kind: "age", start, end: end + (word ? whole.length : short) }];
	});
}

/** The plates of cars. */
export function plates(text: string): Finding[] {
	const sure = [...text.matchAll(PLATE)].filter(([, letters = ""]) => !LISTS.not_plates.has(letters)).map(spanOf);
	const cars = wordsIn(text).filter(({ start, end }) => LISTS.vehicles.has(text.slice(start, end).toLowerCase()));
	for (const match of text.matchAll(PLATE_BESIDE_CAR)) {
		const letters = match[0].replace(/[0-9 -]/g, "");
		const { start, end } = spanOf(match);
		const known = sure.some((one) => one.start === start && one.end === end);
		if (letters.length < 2 || LISTS.not_plates.has(letters) || known) continue;
		if (cars.some((one) => near(one, start, end, BESIDE_CAR))) sure.push({ start, end });
	}
	return sure.map((span) => ({ kind: "plate", ...span }));
}

/** Refuse names of people and firms: in the column of patterns any, in the others those that are accused. */
export function suspects(text: string, people: Span[], found: Finding[], field: string): Finding[] {
	const pointing = found.filter(({ kind }) => ["plate", "code", "address", "phone"].includes(kind));
	const subjects = [...people, ...[...firms(text), ...pointing].map((one) => ({ ...one, full: true }))];
	subjects.sort((a, b) => a.start - b.start || a.end - b.end);
	const accused = isAccusing(text);
	const one = subjects.find(({ full }) => accused || (field === PATTERN && full));
	return one ? [{ kind: "suspect", start: one.start, end: one.end, refused: true }] : [];
}

/** Whether a text says that somebody does wrong, in one of the languages of the ten countries. */
function isAccusing(text: string): boolean {
	const small = text.toLowerCase();
	if ([...LISTS.accusing_phrases].some((phrase) => small.includes(phrase))) return true;
	const words = wordsIn(small).map(({ start, end }) => small.slice(start, end));
	return words.some((word) => [...LISTS.accusing].some((stem) => word.startsWith(stem)));
}

/** What looks like the name of a firm or a house: by its legal form, or a name beside *bar* or *hotel*. */
function firms(text: string): { start: number; end: number }[] {
	const found: { start: number; end: number }[] = [];
	for (const form of LISTS.firms) {
		const plain = form.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
		for (const match of text.matchAll(new RegExp(`(?<![${LETTERS}0-9])${plain}(?![${LETTERS}0-9])`, "g"))) {
			const { start, end } = spanOf(match);
			const before = WORD_BEFORE.exec(text.slice(0, start));
			if (before && isCapital(before[0])) found.push({ start: before.index, end });
			else if (isNamed(text, end)) found.push({ start, end });
		}
	}
	for (const { start, end } of wordsIn(text)) {
		if (!LISTS.venues.has(text.slice(start, end).toLowerCase())) continue;
		if (isNamed(text, end) || QUOTED_BEFORE.test(text.slice(0, start))) found.push({ start, end });
	}
	return found;
}

/** Whether a name follows: a capital letter, in quotes or not, right after a blank. */
function isNamed(text: string, end: number): boolean {
	const match = text[end] === " " ? matchAt(NAMED, text, end + 1) : null;
	if (!match) return false;
	const word = matchAt(ONE_WORD, text, spanOf(match).end - 1)?.[0] ?? "";
	return isCapital(word) && (match[0].length > 1 || !LISTS.not_surnames.has(word.toLowerCase()));
}
