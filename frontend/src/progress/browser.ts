/**
 * The record in the browser: every attempt is a key of its own, so that tabs never overwrite each other.
 * What cannot be saved is held in memory; keys of others and damaged keys are never touched.
 */
import type { Attempt, Counts, Json, Rec } from "../common/model.ts";
import {
	attemptFrom,
	countsOfReplica,
	MAX_ANSWER_BYTES,
	MAX_BYTES,
	RecordError,
	recordText,
} from "../record/reading.ts";
import { compact, EMPTY, keyOf, merge, nextNumber, placeOf, recordOf, unknownActivities } from "../record/record.ts";
import { type Answered, attemptOf, Listeners, newReplica, type Problem, type Store, today } from "./store.ts";

/** Above this many saved attempts the middle ones are let go; their number is kept. */
const COMPACT_ABOVE = 400;

/** Attempts, counts, drafts, the seed. */
const OWN = ["a:", "c:", "d:", "s:"];

/** How far ahead of today an answer may be dated and still be believed, in milliseconds: two days. */
const CLOCK_STEP = 2 * 86_400_000;

export interface ImportReport {
	fresh: number;
	known: number;
	/** Attempts at activities that the course does not have: kept. */
	unknown: number;
}

interface Options {
	course: string;
	release: string;
	/** Gives the browser's store; reaching for it may already throw. */
	open: () => Storage;
	replica?: string;
	day?: () => string;
	/** The most bytes that an answer may have. */
	longest?: number;
}

export class BrowserStore implements Store {
	problem: Problem | null = null;
	readonly #options: Required<Options>;
	readonly #prefix: string;
	readonly #listeners = new Listeners();
	readonly #drafts = new Map<string, Json>();
	#storage: Storage | null = null;
	#unsaved: Rec = EMPTY;
	#cache: Rec | null = null;
	#clock = 1;

	constructor(options: Options) {
		this.#options = { replica: newReplica(), day: today, longest: MAX_ANSWER_BYTES, ...options };
		this.#prefix = `stepping-up:${options.course}:`;
		this.#probe();
	}

	record(): Rec {
		this.#cache ??= merge(this.#saved(), this.#unsaved);
		return this.#cache;
	}

	/** Forget what was read, because another tab wrote. */
	refresh(): void {
		this.#cache = null;
		this.#listeners.tell();
	}

	add(answered: Answered): boolean {
		this.#cache = null;
		const { replica, release, day } = this.#options;
		const n = Math.max(this.#clock, nextNumber(this.record()));
		this.#clock = n + 1;
		const made = { replica, n, release: release.slice(0, 32), day: this.#day(day()) };
		const attempt = attemptFrom(attemptOf(answered, made), 0, this.#options.longest);
		const count = (this.record().counts.get(replica)?.get(keyOf(attempt)) ?? 0) + 1;
		const one = { attempts: [attempt], counts: new Map([[replica, new Map([[keyOf(attempt), count]])]]) };
		this.#unsaved = merge(this.#unsaved, one);
		this.#flush();
		if (this.#saved().attempts.length > COMPACT_ABOVE) this.#compact();
		this.refresh();
		return !this.#unsaved.attempts.includes(attempt);
	}

	/** Today, or a day just ahead that an answer already bears: a clock set back must not make a new answer an old one. */
	#day(today: string): string {
		const ahead = new Date(Date.parse(`${today}T00:00:00Z`) + CLOCK_STEP).toISOString().slice(0, 10);
		const known = this.record().attempts.map((one) => one.day);
		return known.filter((day) => day <= ahead).reduce((newest, day) => (day > newest ? day : newest), today);
	}

	/** Take in another record, such as a backup that was read. */
	take(other: Rec, known: ReadonlySet<string>): ImportReport {
		this.#cache = null;
		const here = new Set(this.record().attempts.map(placeOf));
		const fresh = other.attempts.filter((one) => !here.has(placeOf(one)));
		const strange = new Set(unknownActivities(other, known));
		const united = merge(this.record(), other);
		if (recordText(united, this.#options.course).length > MAX_BYTES / 2) throw new RecordError("large");
		this.#unsaved = united.attempts.length > COMPACT_ABOVE ? compact(united) : united;
		this.#flush();
		this.refresh();
		return {
			fresh: fresh.length,
			known: other.attempts.length - fresh.length,
			unknown: other.attempts.filter((one) => strange.has(one.activity)).length,
		};
	}

	/** Remove all answers of this course from this device, and nothing else. */
	clear(): boolean {
		this.#cache = null;
		this.#clock = Math.max(this.#clock, nextNumber(this.record()));
		this.#unsaved = EMPTY;
		this.#drafts.clear();
		for (const key of this.#keys(...OWN)) this.#try((storage) => storage.removeItem(key));
		this.refresh();
		return !this.#keys(...OWN).length;
	}

	/** What this browser draws from, such as which twin story comes first; null where it cannot be kept. */
	seed(make: boolean): string | null {
		const key = `${this.#prefix}s:seed`;
		const known = this.#get(key);
		if (known !== null && /^[a-z0-9]{8,32}$/.test(known)) return known;
		if (!make) return null;
		const seed = newReplica();
		const before = this.problem;
		const kept = this.#try((storage) => storage.setItem(key, seed));
		// a full store is told of when an answer does not fit, not before
		this.problem = before;
		return kept ? seed : null;
	}

	draft(activity: string): Json | undefined {
		const text = this.#get(`${this.#prefix}d:${activity}`);
		try {
			return text === null ? this.#drafts.get(activity) : JSON.parse(text);
		} catch {
			return undefined;
		}
	}

	setDraft(activity: string, draft: Json | undefined): void {
		const key = `${this.#prefix}d:${activity}`;
		this.#drafts.delete(activity);
		if (draft === undefined) this.#try((storage) => storage.removeItem(key));
		else if (!this.#try((storage) => storage.setItem(key, JSON.stringify(draft)))) this.#drafts.set(activity, draft);
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Tell whether a `storage` event concerns this record. */
	concerns(key: string | null): boolean {
		return key === null || key.startsWith(this.#prefix);
	}

	#probe(): void {
		const key = `${this.#prefix}probe`;
		try {
			this.#storage = this.#options.open() ?? null;
		} catch {
			this.#storage = null;
		}
		if (!this.#storage) this.problem = "blocked";
		else if (this.#try((storage) => storage.setItem(key, "1"))) this.#try((storage) => storage.removeItem(key));
		else if (this.#keys("").length === 0 && this.#length() === 0) this.problem = "blocked";
	}

	/** Write what is not saved yet; make room once if there is none. */
	#flush(): void {
		if (this.#write()) return;
		this.#compact();
		this.#write();
	}

	#write(): boolean {
		const saved = this.#saved();
		const texts = new Map(saved.attempts.map((one) => [placeOf(one), JSON.stringify(one)]));
		const left: Attempt[] = [];
		let whole = this.#writeCounts(saved.counts);
		for (const one of this.#unsaved.attempts) {
			const text = JSON.stringify(one);
			if (texts.get(placeOf(one)) === text) continue;
			const key = `${this.#prefix}a:${placeOf(one)}`;
			if (whole && this.#try((storage) => storage.setItem(key, text))) continue;
			whole = false;
			left.push(one);
		}
		this.#unsaved = whole ? EMPTY : { attempts: left, counts: this.#unsaved.counts };
		if (whole) this.problem = null;
		return whole;
	}

	/** Counts go first: a page that is closed between the two writes then loses no number. */
	#writeCounts(saved: Counts): boolean {
		const all = merge({ attempts: [], counts: saved }, this.#unsaved).counts;
		let whole = true;
		for (const replica of this.#unsaved.counts.keys()) {
			const text = JSON.stringify(Object.fromEntries(all.get(replica) ?? []));
			const key = `${this.#prefix}c:${replica}`;
			if (this.#get(key) !== text) whole = this.#try((storage) => storage.setItem(key, text)) && whole;
		}
		return whole;
	}

	/** Let go of saved attempts in the middle. Other tabs may do the same: first, best and last stay in any case. */
	#compact(): void {
		const saved = this.#saved();
		const kept = new Set(compact(saved).attempts.map(placeOf));
		const gone = saved.attempts.filter((one) => !kept.has(placeOf(one)));
		for (const replica of new Set(gone.map((one) => one.replica))) {
			const counts = JSON.stringify(Object.fromEntries(saved.counts.get(replica) ?? []));
			const key = `${this.#prefix}c:${replica}`;
			const written = this.#get(key) === counts || this.#try((storage) => storage.setItem(key, counts));
			const mine = written ? gone.filter((one) => one.replica === replica) : [];
			for (const one of mine) this.#try((storage) => storage.removeItem(`${this.#prefix}a:${placeOf(one)}`));
		}
	}

	#saved(): Rec {
		const attempts: Attempt[] = [];
		for (const key of this.#keys("a:")) {
			const attempt = this.#parse(key, (value) => attemptFrom(value, 0, this.#options.longest));
			if (attempt && key === `${this.#prefix}a:${placeOf(attempt)}`) attempts.push(attempt);
		}
		const counts = new Map<string, Map<string, number>>();
		for (const key of this.#keys("c:")) {
			const replica = key.slice(this.#prefix.length + 2);
			const found = /^[a-z0-9]{8,32}$/.test(replica) && this.#parse(key, countsOfReplica);
			if (found) counts.set(replica, found);
		}
		return recordOf(attempts, counts);
	}

	#parse<T>(key: string, check: (value: unknown) => T): T | null {
		try {
			return check(JSON.parse(this.#get(key) ?? ""));
		} catch {
			return null; // damaged, or not ours after all: left alone
		}
	}

	#keys(...sorts: string[]): string[] {
		const found: string[] = [];
		for (let i = 0; i < this.#length(); i++) {
			let key: string | null = null;
			this.#try((storage) => {
				key = storage.key(i);
			});
			if (key !== null && sorts.some((sort) => (key as unknown as string).startsWith(this.#prefix + sort)))
				found.push(key);
		}
		return found;
	}

	#length(): number {
		let length = 0;
		this.#try((storage) => {
			length = storage.length;
		});
		return length;
	}

	#get(key: string): string | null {
		let text: string | null = null;
		this.#try((storage) => {
			text = storage.getItem(key);
		});
		return text;
	}

	/** Do something with the browser's store; say why when it refuses. */
	#try(act: (storage: Storage) => void): boolean {
		if (!this.#storage) return false;
		try {
			act(this.#storage);
			return true;
		} catch (error) {
			this.problem = isFull(error) ? "full" : "blocked";
			return false;
		}
	}
}

function isFull(error: unknown): boolean {
	return error instanceof Error && /quota/i.test(error.name);
}
