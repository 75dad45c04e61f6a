/**
 * Packed state: how a person stands with the whole course, in at most 4,000 plain characters, for learning platforms.
 * A projection that loses things and says which. The format stands in steppingup/record/packed.py; shared vectors
 * (tests/vectors/packed.json) hold both together.
 */
import type { Attempt, Json, Rec } from "../common/model.ts";
import { charsOf, type Digits, fnv24, numberOf, Reader, textOf } from "./digits.ts";
import { RecordError } from "./reading.ts";
import { keyOf, merge, nextNumber, standing } from "./record.ts";
import { digitsOf, readAnswer, type Shape } from "./shapes.ts";

const FORMAT = "1";
const LIMIT = 4000;
const KEY = 4;
const DAY = 3;
const DAY_ONE = Date.UTC(2020, 0, 1);
const MS = 86_400_000;
const [VERSIONS, COUNTS, SURE, PERCENT] = [32, 3, 4, 102];
const NO_SCORE = 101;

export type Shapes = ReadonlyMap<string, Shape>;

/** How somebody stands with one activity: `count` is 1 to 3 (three or more), scores are 0 to 1 or null. */
export interface Item {
	activity: string;
	version: number;
	count: number;
	certainty: number | null;
	last: number | null;
	best: number | null;
	answer: Json;
}

/** What did not fit or has no place in a packed state; everything else of a record is in it. */
export interface LeftOut {
	attempts: number;
	answers: number;
	activities: number;
	unknown: number;
	phases: number;
}

/** `aside` are entries of activities that this release does not know, kept as read. */
export interface State {
	day: string;
	items: Item[];
	aside: string[];
	left_out: LeftOut;
}

const NOTHING: LeftOut = { attempts: 0, answers: 0, activities: 0, unknown: 0, phases: 0 };

/** The four characters by which a packed state names an activity. */
export const nameOf = (activity: string): string => textOf(BigInt(fnv24(activity)), KEY);

/** Project a record on what a packed state can hold. */
export function stateOf(record: Rec, shapes: Shapes, day: string, aside: string[] = []): State {
	const practice = record.attempts.filter((one) => one.phase === null);
	const met = [...new Set(practice.map((one) => one.activity))].sort();
	const items = met.flatMap((activity) => itemOf(record, activity, shapes.get(activity)));
	const known = practice.filter((one) => shapes.has(one.activity)).length;
	const left_out = {
		...NOTHING,
		attempts: known - items.length,
		unknown: met.length - items.length,
		phases: record.attempts.length - practice.length,
	};
	return { day, items, aside, left_out };
}

/** Write a state in at most `limit` characters; what does not fit goes, longest answers first, and is counted. */
export function pack(state: State, shapes: Shapes, limit = LIMIT): [text: string, left: LeftOut] {
	const texts = new Map(state.items.map((item) => [item.activity, entryOf(item, shapes.get(item.activity))]));
	const room = limit - 1 - DAY - state.aside.join("").length;
	const size = () => [...texts.values()].reduce((sum, text) => sum + text.length, 0);
	const length = (item: Item) => texts.get(item.activity)?.length ?? 0;
	const left = { ...state.left_out, answers: 0, activities: 0 };
	const longest = state.items.toSorted((a, b) => length(b) - length(a) || (a.activity < b.activity ? -1 : 1));
	for (const item of longest) {
		if (size() <= room) break;
		texts.set(item.activity, entryOf(item, undefined));
		left.answers++;
	}
	while (texts.size && size() > room) {
		texts.delete([...texts.keys()].at(-1) as string);
		left.activities++;
	}
	return [FORMAT + dayText(state.day) + [...texts.values(), ...state.aside].join(""), left];
}

/**
 * Read a packed state; entries of activities that the course does not have are kept aside.
 * @throws RecordError "newer" for another format, "damaged" for anything that no packed state is
 */
export function unpack(text: string, shapes: Shapes): State {
	if (text[0] !== FORMAT) throw new RecordError(/^\d/.test(text) ? "newer" : "damaged");
	const names = new Map([...shapes.keys()].map((activity) => [nameOf(activity), activity]));
	const items: Item[] = [];
	const aside: string[] = [];
	for (const entry of entriesOf(text.slice(1 + DAY))) {
		const activity = names.get(entry.slice(0, KEY));
		const shape = activity === undefined ? undefined : shapes.get(activity);
		if (activity === undefined || !shape) aside.push(entry);
		else items.push(read(entry, activity, shape));
	}
	return { day: dayOf(text.slice(1, 1 + DAY)), items, aside, left_out: NOTHING };
}

/** Add to a record what a state knows beyond it. Doing it twice changes nothing the second time. */
export function resume(record: Rec, state: State, replica: string, release: string): Rec {
	let united = record;
	for (const item of state.items) {
		const here = standing(united, item.activity, item.version);
		const last = { answer: item.answer, score: item.last, certainty: item.certainty };
		const news = item.count <= Math.min(here.count, COUNTS) ? [] : [last];
		const known = Math.max(here.best?.score ?? -1, news.length ? (item.last ?? -1) : -1);
		if (item.best !== null && item.best > known) news.unshift({ answer: null, score: item.best, certainty: null });
		// a state tells of up to three attempts and holds one or two: the number stays
		const hidden = Math.max(0, item.count - here.count - news.length);
		for (const [at, one] of news.entries())
			united = added(united, item, { ...one, replica, release, day: state.day }, at ? 1 : 1 + hidden);
	}
	return united;
}

type News = Pick<Attempt, "answer" | "score" | "certainty" | "replica" | "release" | "day">;

/** @param times how many attempts this one stands for */
function added(record: Rec, { activity, version }: Item, news: News, times: number): Rec {
	const n = nextNumber(record);
	const attempt: Attempt = { activity, version, n, phase: null, form: null, seconds: 0, ...news };
	const made = (record.counts.get(news.replica)?.get(keyOf(attempt)) ?? 0) + times;
	const counts = new Map([[news.replica, new Map([[keyOf(attempt), made]])]]);
	return merge(record, { attempts: [attempt], counts });
}

function itemOf(record: Rec, activity: string, shape: Shape | undefined): Item[] {
	if (!shape) return [];
	const { last, best, count } = standing(record, activity, shape.version);
	if (!last) return [];
	const { version, certainty, score, answer } = last;
	return [
		{ activity, version, count: Math.min(count, COUNTS), certainty, last: score, best: best?.score ?? null, answer },
	];
}

function entryOf(item: Item, shape: Shape | undefined): string {
	const digits: Digits = [
		[Math.min(item.version, VERSIONS - 1), VERSIONS],
		[item.count - 1, COUNTS],
		[item.certainty ?? 0, SURE],
		[percent(item.last), PERCENT],
		[percent(item.best), PERCENT],
	];
	const current = item.answer !== null && item.version === shape?.version;
	const answer = shape && current ? digitsOf(item.answer, shape) : null;
	const number = numberOf([...digits, [Number(answer !== null), 2], ...(answer ?? [])]);
	const size = charsOf(number);
	return nameOf(item.activity) + textOf(BigInt(size), 1) + textOf(number, size);
}

function read(entry: string, activity: string, shape: Shape): Item {
	const reader = Reader.of(entry.slice(KEY + 1));
	const version = reader.take(VERSIONS);
	const count = reader.take(COUNTS) + 1;
	const certainty = reader.take(SURE) || null;
	const last = scoreOf(reader.take(PERCENT));
	const best = scoreOf(reader.take(PERCENT));
	if (!version) throw new RecordError("damaged");
	const answered = reader.take(2) === 1 && version === shape.version;
	return { activity, version, count, certainty, last, best, answer: answered ? readAnswer(reader, shape) : null };
}

function* entriesOf(text: string): Generator<string> {
	for (let place = 0; place < text.length; ) {
		const head = text.slice(place, place + KEY + 1);
		const size = head.length === KEY + 1 ? Number(Reader.of(head.slice(KEY)).number) : 0;
		const entry = text.slice(place, place + KEY + 1 + size);
		if (!size || entry.length < KEY + 1 + size) throw new RecordError("damaged");
		yield entry;
		place += entry.length;
	}
}

/** A score as 0..100; only a whole score is 100, and only none at all is 0. */
function percent(score: number | null): number {
	if (score === null) return NO_SCORE;
	return score === 0 || score === 1 ? score * 100 : Math.min(99, Math.max(1, Math.floor(score * 100 + 0.5)));
}

const scoreOf = (percent: number): number | null => (percent === NO_SCORE ? null : percent / 100);

const dayText = (day: string): string => textOf(BigInt(Math.max(0, (Date.parse(day) - DAY_ONE) / MS)), DAY);

function dayOf(text: string): string {
	if (text.length < DAY) throw new RecordError("damaged");
	return new Date(DAY_ONE + Number(Reader.of(text).number) * MS).toISOString().slice(0, 10);
}
