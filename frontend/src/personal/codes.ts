/** Personal codes of the ten countries, by their public rules. The same as steppingup/mapping/codes.py, which cites them. */

/** Where a personal code stands in a text, and by the rules of which countries it is one. */
export interface Code {
	start: number;
	end: number;
	countries: string[];
}

type Rule = (head: string, sign: string, tail: string) => boolean;

// not inside a longer number or word, and not after the hyphen of one
const form = (inner: string) => new RegExp(`(?<![0-9A-Za-z+])(?<![0-9]-)${inner}(?![0-9A-Za-z])(?!-[0-9])`, "g");
const COUNTRY_CODE = /\+[0-9]{1,3}[ -]?$/; // what follows it is the number of a telephone
const FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Find the personal codes in a text, in the order of the text; what they are is never kept. */
export function codes(text: string): Code[] {
	const found = new Map<string, Code>();
	for (const [pattern, rules] of RULES) {
		for (const match of text.matchAll(pattern)) {
			const [whole, head = "", sign = "", tail = ""] = match;
			const { index: start } = match;
			if (COUNTRY_CODE.test(text.slice(Math.max(0, start - 5), start))) continue;
			const end = start + whole.length;
			const known = Object.entries(rules).filter(([, rule]) => rule(head, sign, tail.replaceAll(" ", "")));
			const code = found.get(`${start} ${end}`) ?? { start, end, countries: [] };
			code.countries = [...new Set([...code.countries, ...known.map(([country]) => country)])].sort();
			found.set(`${start} ${end}`, code);
		}
	}
	const sure = [...found.values()].filter(({ countries }) => countries.length > 0);
	return sure.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether there is such a day in the calendar. */
function isDate(year: number, month: number, day: number): boolean {
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const last = (DAYS[month - 1] ?? 0) + (month === 2 && leap ? 1 : 0);
	return day >= 1 && day <= last;
}

const sum = (digits: string, weights: readonly number[]): number =>
	weights.reduce((all, weight, at) => all + weight * Number(digits[at]), 0);

const daysFirst = (digits: string, century: number, more = 0): boolean =>
	isDate(century + Number(digits.slice(4, 6)), Number(digits.slice(2, 4)), Number(digits.slice(0, 2)) - more);

const crossSum = (numbers: number[]): number =>
	numbers.reduce((all, number) => all + Math.floor(number / 10) + (number % 10), 0);

const denmark: Rule = (head, sign, tail) => {
	const [year, seventh] = [Number(head.slice(4)), Number(tail[0])];
	let century = 1800;
	if (seventh <= 3 || ((seventh === 4 || seventh === 9) && year >= 37)) century = 1900;
	else if (seventh === 4 || seventh === 9 || year <= 57) century = 2000;
	if (sign === "+" || !daysFirst(head, century)) return false;
	return sign === "-" || sum(head + tail, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
};

const iceland: Rule = (head, sign, tail) => {
	const century = { "8": 1800, "9": 1900, "0": 2000 }[tail[3] ?? ""];
	if (sign === "+" || century === undefined || !daysFirst(head, century)) return false;
	return sum(head + tail, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
};

const sweden: Rule = (head, _, tail) => {
	const short = head.slice(-6);
	const [year, month, last] = [0, 2, 4].map((at) => Number(short.slice(at, at + 2))) as [number, number, number];
	const day = last > 60 ? last - 60 : last;
	// of two digits, the century is not known; a leap day is one in one of them
	const years = head.length === 8 ? [Number(head.slice(0, 4))] : [1900 + year, 2000 + year];
	if (head.length === 8 && !(Number(years[0]) >= 1800 && Number(years[0]) <= 2099)) return false;
	if (!years.some((one) => isDate(one, month, day))) return false;
	return crossSum([...(short + tail)].map((digit, place) => Number(digit) * (2 - (place % 2)))) % 10 === 0;
};

const finland: Rule = (head, sign, tail) => {
	const century = sign === "+" ? 1800 : "-UVWXY".includes(sign) ? 1900 : 2000;
	if (!daysFirst(head, century) || tail.slice(0, 3) < "002") return false;
	return FINNISH[Number(head + tail.slice(0, 3)) % 31] === tail[3];
};

const baltic: Rule = (head, sign, tail) => {
	const digits = head + tail;
	const first = Number(digits[0]);
	if (sign || !(first >= 1 && first <= 8)) return false;
	const [year, month, day] = [1, 3, 5].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
	if (!isDate(1800 + Math.floor((first - 1) / 2) * 100 + year, month, day)) return false;
	let check = sum(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
	if (check === 10) check = (sum(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
	return check === Number(digits[10]);
};

const latvia: Rule = (head, sign, tail) => {
	const dated = "012".includes(tail[0] ?? "-") && daysFirst(head, 1800 + Number(tail[0]) * 100);
	if (sign === " " || !(head.startsWith("32") || dated)) return false;
	const left = (1101 - sum(head + tail, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11;
	return left % 10 === Number(tail[4]);
};

const norway: Rule = (head, sign, tail) => {
	const [year, serial] = [Number(head.slice(4)), Number(tail.slice(0, 3))];
	let century = serial >= 900 ? 1900 : 0;
	if (serial < 500) century = 1900;
	else if (serial < 750 && year >= 54) century = 1800;
	else if (year < 40) century = 2000;
	const more = Number(head[0]) > 3 ? 40 : 0;
	if (sign === "-" || !century || !daysFirst(head, century, more)) return false;
	const first = sum(head + tail, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]);
	return first % 11 === 0 && sum(head + tail, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
};

const poland: Rule = (head, sign, tail) => {
	const month = Number(head.slice(2, 4));
	const century = [1900, 2000, 2100, 2200, 1800][Math.floor(month / 20)] ?? 0;
	if (sign || !isDate(century + Number(head.slice(0, 2)), month % 20, Number(head.slice(4)))) return false;
	return sum(head + tail, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
};

const tax: Rule = (head, sign, tail) => {
	const digits = head + tail;
	const ten = [...digits.slice(0, 10)];
	const counts = [...new Set(ten)].map((digit) => ten.filter((one) => one === digit).length).sort();
	if (sign === "-" || (head.length === 6 && sign) || digits[0] === "0") return false;
	if (![2, 3].includes(counts.at(-1) ?? 0) || counts.at(-2) !== 1) return false;
	const product = ten.reduce((all, digit) => (((Number(digit) + all) % 10 || 10) * 2) % 11, 10);
	return (11 - product) % 10 === Number(digits[10]);
};

const pension: Rule = (head, _, tail) => {
	const [day, month, year] = [0, 2, 4].map((at) => Number(tail.slice(at, at + 2))) as [number, number, number];
	if (!isDate(1900 + year, month, day) && !isDate(2000 + year, month, day)) return false;
	const letter = String(tail.charCodeAt(6) - 64).padStart(2, "0");
	const digits = [...(head + tail.slice(0, 6) + letter + tail.slice(7, 9))].map(Number);
	const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
	return crossSum(digits.map((digit, at) => digit * (weights[at] ?? 0))) % 10 === Number(tail[9]);
};

const RULES: [RegExp, Record<string, Rule>][] = [
	[form("([0-9]{6})([-+ ]?)([0-9]{4})"), { dk: denmark, is: iceland, se: sweden }],
	[form("([0-9]{8})([-+ ]?)([0-9]{4})"), { se: sweden }],
	[form("([0-9]{6})([- ]?)([0-9]{5})"), { de: tax, ee: baltic, lt: baltic, lv: latvia, no: norway, pl: poland }],
	[form("([0-9]{6})([-+A-FU-Y])([0-9]{3}[0-9A-FHJ-NPR-Y])"), { fi: finland }],
	[form("([0-9]{2})( )([0-9]{3} [0-9]{3} [0-9]{3})"), { de: tax }],
	[form("([0-9]{2})( ?)([0-9]{6} ?[A-Z] ?[0-9]{3})"), { de: pension }],
];
