/**
 * Numbers as offices write them: blanks, points or apostrophes between thousands, a comma or point before decimals.
 * The same as steppingup/mapping/importing/numbers.py.
 */

const GAPS = /(?<=\d)[\s\u00a0\u2009\u202f'\u2019](?=\d{3}(?:\D|$))/g;
const PLAIN = /^-?\d+(?:[.,]\d+)?$/;
const BOTH = /^-?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:,\d{3})+\.\d+)$/;
const GROUPS = /^-?\d{1,3}(?:(?:\.\d{3}){2,}|(?:,\d{3}){2,})$/;
const EITHER = /^-?[1-9]\d{0,2}([.,])\d{3}$/;

const bare = (text: string): string => text.trim().replace(/%$/, "").trim().replace(GAPS, "");

/**
 * Read a number; null for what is none, and for what can be two: "1.140" where nobody knows what the point means.
 * @param decimal the sign before decimals in this file, if it is known
 */
export function numberOf(text: string, decimal = ""): number | null {
	let plain = bare(text).replaceAll("\u2212", "-");
	const either = EITHER.exec(plain)?.[1];
	if (BOTH.test(plain)) {
		const last = Math.max(plain.lastIndexOf("."), plain.lastIndexOf(","));
		plain = `${plain.slice(0, last).replace(/[.,]/g, "")}.${plain.slice(last + 1)}`;
	} else if (GROUPS.test(plain)) plain = plain.replace(/[.,]/g, "");
	else if (either && !decimal) return null;
	else if (either && either !== decimal) plain = plain.replaceAll(either, "");
	else if (!PLAIN.test(plain)) return null;
	const number = Number(plain.replaceAll(",", "."));
	return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number + 0 : null;
}

/** Whether a text can be two numbers. */
export const isEither = (text: string): boolean => EITHER.test(text.trim().replace(GAPS, ""));

/**
 * Which sign stands before decimals in a file: by a number that can be only one, else by its separator.
 * A semicolon between cells is what programs write where the comma is taken for decimals.
 */
export function decimalSign(texts: Iterable<string>, separator: string): string {
	for (const text of texts) {
		const plain = bare(text);
		if (BOTH.test(plain)) return plain.lastIndexOf(",") > plain.lastIndexOf(".") ? "," : ".";
		if (PLAIN.test(plain) && !EITHER.test(plain) && /[.,]/.test(plain)) return plain.includes(",") ? "," : ".";
	}
	return separator === ";" ? "," : separator === "," ? "." : "";
}
