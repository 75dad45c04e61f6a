import type { Attempt } from "../src/common/model.ts";

/** A sound attempt, with some fields changed. */
export function attempt(changes: Partial<Attempt>): Attempt {
	return {
		replica: "aaaaaaaa",
		n: 1,
		activity: "a/one",
		version: 1,
		release: "0.1.0",
		phase: null,
		form: null,
		answer: ["b"],
		score: 1,
		certainty: null,
		seconds: 3,
		day: "2026-11-23",
		...changes,
	};
}

/** A Storage in memory that can refuse, as browsers do. */
export class FakeStorage implements Storage {
	[name: string]: unknown;
	readonly map = new Map<string, string>();
	room = Number.POSITIVE_INFINITY;
	denied = false;

	get length(): number {
		this.#ask();
		return this.map.size;
	}

	key(index: number): string | null {
		this.#ask();
		return [...this.map.keys()][index] ?? null;
	}

	getItem(key: string): string | null {
		this.#ask();
		return this.map.get(key) ?? null;
	}

	setItem(key: string, value: string): void {
		this.#ask();
		const others = [...this.map]
			.filter(([name]) => name !== key)
			.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
		if (others + key.length + value.length > this.room) throw new DOMException("full", "QuotaExceededError");
		this.map.set(key, value);
		this[key] = value; // a store lists its keys as its own, too
	}

	removeItem(key: string): void {
		this.#ask();
		this.map.delete(key);
		delete this[key];
	}

	clear(): void {
		throw new Error("somebody else's keys live here");
	}

	#ask(): void {
		if (this.denied) throw new DOMException("denied", "SecurityError");
	}
}
