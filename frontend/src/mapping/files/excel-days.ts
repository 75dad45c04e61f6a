/** Numbers of Excel as days, times and shares, by the format of their cell; as openpyxl reads them. */
import type { CellValue } from "./incoming.ts";

const DAY = 86_400_000;
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);
/** Formats that every file has: days and times, spans of time, shares. */
const DATES = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47]);
const SPAN = 46;
const SHARES = new Set([9, 10]);

export type Kind = "number" | "date" | "span" | "share";

/** What a format makes of a number. */
export function kindOf(id: number, own: string | undefined): Kind {
	if (own === undefined) return DATES.has(id) ? "date" : id === SPAN ? "span" : SHARES.has(id) ? "share" : "number";
	const [first = ""] = own.split(";");
	if (/\[(hh?|mm?|ss?)\]/i.test(first)) return "span";
	const letters = first.replace(/".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]/gi, "");
	if (/(?<![_\\])[dmhys]/i.test(letters)) return "date";
	return own.includes("%") ? "share" : "number";
}

/** A number as its cell shows it; null for one that is no day although its format says so. */
export function numberAs(kind: Kind, number: number, from1904: boolean): CellValue | undefined {
	if (kind === "date") return dayOf(number, from1904);
	if (kind === "span") return spanOf(number);
	const shown = kind === "share" ? number * 100 : number;
	return Number(shown.toPrecision(14)); // 0.1 + 0.2 is 0.3, as Excel shows it
}

function dayOf(number: number, from1904: boolean): CellValue | undefined {
	const whole = Math.floor(number);
	const time = Math.round((number - whole) * DAY);
	if (number >= 0 && number < 1 && time < DAY) return clock(time);
	// Excel counts a 29 February 1900, which there was none of
	const day = !from1904 && number > 0 && number < 60 ? whole + 1 : whole;
	const at = new Date((from1904 ? FROM_1904 : FROM_1900) + day * DAY + time);
	const year = at.getTime() >= -62_135_596_800_000 ? at.getUTCFullYear() : Number.NaN;
	if (!(year >= 1 && year <= 9999)) return undefined;
	const text = at.toISOString();
	return { day: text.slice(0, 10), time: text.slice(11, 23) === "00:00:00.000" ? "" : text.slice(11, 16) };
}

const clock = (time: number): string => new Date(time).toISOString().slice(11, 16);

function spanOf(number: number): string {
	const seconds = Math.round(number * 86_400);
	const days = Math.floor(seconds / 86_400);
	const rest = seconds - days * 86_400;
	const two = (part: number) => String(part).padStart(2, "0");
	const time = `${Math.floor(rest / 3600)}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
	return days ? `${days} day${Math.abs(days) === 1 ? "" : "s"}, ${time}` : time;
}
