/** Days in a map, and how long ago they are. */

/** A day that stands in a cell; null for an empty cell and for what is no day. */
export function dayOf(value: unknown): string | null {
	const [, year, month, day] = (typeof value === "string" && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value)) || [];
	if (!year || !month || !day || year === "0000" || month < "01" || month > "12" || day < "01") return null;
	return Number(day) <= daysIn(Number(year), Number(month)) ? `${year}-${month}-${day}` : null;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const daysIn = (year: number, month: number): number =>
	month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Whole months from one day to another; 0 for a day that has not come yet. */
export function monthsBetween(earlier: string, later: string): number {
	const [y = 0, m = 0, d = 0] = earlier.split("-").map(Number);
	const [year = 0, month = 0, day = 0] = later.split("-").map(Number);
	return Math.max(0, 12 * (year - y) + month - m - Number(day < d));
}
