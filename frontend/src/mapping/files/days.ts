/**
 * Days as offices write them, as ISO dates: 3.5.2025, 2025.05.03., 3. mai 2025, 2025. gada 3. maijs, 45780.
 * The same as steppingup/mapping/importing/days.py; both read the names of months from one file.
 */
import months from "../../../../steppingup/mapping/importing/months.json";
import { same } from "./letters.ts";

const FIRST = 1990;
const LAST = 2100;
const TIME = /[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/;
const YEAR_FIRST = /^(?:(\d{4})[-./] ?(\d{1,2})[-./] ?(\d{1,2})\.?|(\d{4})(\d{2})(\d{2}))$/;
const DAY_FIRST = /^(\d{1,2})([-./]) ?(\d{1,2})[-./] ?(\d{4}|\d{2})\.?$/;
const MONTH = /^(?:(\d{1,2})[-./](\d{4})|(\d{4})[-./](\d{1,2}))$/;
const MONTHS = new Map(months.flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)));

/** A day, and what was assumed to read it (the end of a key of the messages; nothing where it is plain). */
export interface ReadDay {
	iso: string;
	assumed: string;
}

/** Read a day; null for what is none. */
export function dayOfText(text: string): ReadDay | null {
	const plain = text.trim().replace(TIME, "").trim();
	const whole = YEAR_FIRST.exec(plain);
	if (whole) return day(whole[1] ?? whole[4], whole[2] ?? whole[5], whole[3] ?? whole[6]);
	const [, first, sign, second, year] = DAY_FIRST.exec(plain) ?? [];
	if (first && second && year) return dayFirst(first, second, year, sign === "/");
	const month = MONTH.exec(plain);
	if (month) return endOfMonth(month[2] ?? month[3], month[1] ?? month[4]);
	if (/^\d{4}$/.test(plain)) return yearOf(Number(plain));
	return inWords(plain);
}

/** Read a year, or a day as Excel counts them; null for another number. */
export function dayOfNumber(number: number): ReadDay | null {
	const whole = Math.trunc(number); // without the part of a day after midnight
	if (whole >= FIRST && whole <= LAST) return yearOf(whole);
	if (whole < 32_874 || whole >= 73_051) return null;
	return { iso: new Date(Date.UTC(1899, 11, 30) + whole * 86_400_000).toISOString().slice(0, 10), assumed: "number" };
}

const yearOf = (year: number): ReadDay | null =>
	year >= FIRST && year <= LAST ? { iso: `${year}-12-31`, assumed: "year" } : null;

function day(year = "", month = "", date = "", assumed = ""): ReadDay | null {
	const iso = `${year}-${month.padStart(2, "0")}-${date.padStart(2, "0")}`;
	const time = new Date(`${iso}T00:00:00Z`);
	const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso);
	return exists && Number(year) >= FIRST && Number(year) <= LAST ? { iso, assumed } : null;
}

function dayFirst(date: string, month: string, year: string, slash: boolean): ReadDay | null {
	const short = year.length === 2;
	const whole = short ? `20${year}` : year;
	// the order of the United States
	if (slash && Number(month) > 12) return day(whole, date, month, "order");
	return day(whole, month, date, short ? "century" : "");
}

function endOfMonth(year = "", month = ""): ReadDay | null {
	if (Number(month) < 1 || Number(month) > 12) return null;
	return day(year, month, String(new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()), "month");
}

/** Read a day with the name of its month, in a language of the ten countries or in English. */
function inWords(text: string): ReadDay | null {
	const words = text.match(/\p{L}+/gu) ?? [];
	const named = new Set(words.map((word) => MONTHS.get(same(word))).filter((month) => month !== undefined));
	const numbers = text.match(/\d+/g) ?? [];
	const years = numbers.filter(({ length }) => length === 4);
	const days = numbers.filter(({ length }) => length <= 2);
	const fits = named.size === 1 && years.length === 1 && days.length <= 1;
	if (!fits || numbers.length !== years.length + days.length) return null;
	const month = String([...named][0]);
	return days.length ? day(years[0], month, days[0]) : endOfMonth(years[0], month);
}
