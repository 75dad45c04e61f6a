/**
 * When does somebody answer? Opening hours as people write them, asked for four moments of the week; the same rules as
 * steppingup/mapping/hours.py. What is not understood makes the answer "perhaps": a wrong "open" would send somebody at
 * night to a closed door.
 */
import { at, type MapCourse } from "../course.ts";

const DAY = 24 * 60;

/** Day of the week, Monday is 0, and minute of that day. */
export const MOMENTS = {
	morning: [1, 11 * 60],
	evening: [1, 20 * 60 + 40],
	weekend: [5, 15 * 60],
	night: [6, 3 * 60],
} as const satisfies Record<string, readonly [number, number]>;
export type Moment = keyof typeof MOMENTS;
export const NAMES = Object.keys(MOMENTS) as Moment[];

type Token = readonly ["day" | "time" | "to" | "word", number];
type Span = readonly [number, number];

export interface Hours {
	/** Spans of the week in minutes from Monday 0:00. */
	spans: readonly Span[];
	/** Nothing else stands there. */
	sure: boolean;
}

/** Whether somebody answers at a moment; null if the text does not say it clearly. */
export function answersAt({ spans, sure }: Hours, moment: Moment): boolean | null {
	const [day, time] = MOMENTS[moment];
	const minute = day * DAY + time;
	// a span of Sunday night ends on Monday
	if (spans.some(([start, end]) => [minute, minute + 7 * DAY].some((now) => start <= now && now < end))) return true;
	return sure ? false : null;
}

export function readHours(text: string, words: MapCourse["hours"]): Hours {
	const line = text
		.toLowerCase()
		.replaceAll("ß", "ss")
		.split(/\s+/)
		.filter(Boolean)
		.join(" ")
		.replace(/[\u2010-\u2015\u2212]/g, "-");
	if (words.always.includes(line)) return { spans: [[0, 7 * DAY]], sure: true };
	const spans: Span[] = [];
	let days: number[] = [];
	let pending: number[] = [];
	let sure = line !== "";
	for (const clause of line.split(/[,;]|\.(?=\s|$)/).map((part) => part.trim())) {
		if (!clause) continue;
		const tokens = tokensOf(clause, words);
		const own = daysOf(tokens);
		const times = timesOf(tokens, spans.at(-1));
		if (tokens.some(([kind]) => kind === "word") || !(own.length || times.length)) {
			[sure, days, pending] = [false, [], []];
			continue;
		}
		if (own.length) pending = [...pending, ...own];
		else if (!pending.length) pending = days.length || !sure ? [...days] : [0, 1, 2, 3, 4, 5, 6];
		if (!times.length) continue;
		for (const day of pending) for (const [start, end] of times) spans.push([day * DAY + start, day * DAY + end]);
		[days, pending] = [pending, []];
	}
	return { spans, sure: sure && !pending.length };
}

function tokensOf(clause: string, { days, until, idle }: MapCourse["hours"]): Token[] {
	const found: Token[] = [];
	for (const [piece] of clause.matchAll(/\d{1,2}(?:[:.]\d{2})?|[\p{L}\p{Nl}\p{No}_]+|-/gu)) {
		if (idle.includes(piece)) continue;
		if (piece === "-" || until.includes(piece)) found.push(["to", 0]);
		else if (/^\d/.test(piece)) {
			const minute = minuteOf(piece);
			found.push(minute === null ? ["word", 0] : ["time", minute]);
		} else {
			const day = at(days, piece) ?? at(days, piece.replace(/s$/, ""));
			found.push(day === undefined ? ["word", 0] : ["day", day]);
		}
	}
	return found;
}

function minuteOf(piece: string): number | null {
	const [hour = 0, minute = 0] = piece.split(/[:.]/).map(Number);
	const found = hour * 60 + minute;
	return found <= DAY && minute < 60 ? found : null;
}

/** The days that a clause names; a span may run over Sunday. */
function daysOf(tokens: readonly Token[]): number[] {
	const found: number[] = [];
	for (const [place, [kind, value]] of tokens.entries()) {
		if (kind !== "day") continue;
		const first = found.at(-1);
		const isSpan = place > 1 && tokens[place - 1]?.[0] === "to" && tokens[place - 2]?.[0] === "day";
		if (first === undefined || !isSpan) found.push(value);
		else for (let step = 1; step <= (value - first + 7) % 7; step++) found.push((first + step) % 7);
	}
	return found;
}

/** The spans of a clause; "to 18" alone goes on from the span before it. */
function timesOf(tokens: readonly Token[], before: Span | undefined): Span[] {
	const times = [...tokens.entries()]
		.filter(([, [kind]]) => kind === "time")
		.map(([place, [, value]]) => [place, value] as const);
	const [first] = times;
	if (times.length === 1 && first && before && first[0] > 0 && tokens[first[0] - 1]?.[0] === "to")
		return [[before[0] % DAY, first[1]]];
	if (times.length % 2) return [];
	const spans: Span[] = [];
	for (let place = 0; place < times.length; place += 2) {
		const [start, end] = [times[place]?.[1] ?? 0, times[place + 1]?.[1] ?? 0];
		spans.push([start, end > start ? end : end + DAY]);
	}
	return spans;
}
