/**
 * The draw of a final check: twenty items of the bank for one learner, the same for the same seed.
 *
 * The rules, from the one that gives way first to the one that gives way last, are told in
 * steppingup/catalogue/draw.py, which draws the same way; tests/vectors/draw.json holds both together:
 * levels, place, kinds, seen, roles, areas.
 */

/** An item of the bank, as far as the draw looks at it; `one` is a choice of one answer. */
export interface Item {
	id: string;
	competency: string;
	area: string;
	roles: readonly string[];
	place: string;
	one: boolean;
}

/** For whom is drawn: the level needed of each competency; without a role, items for any role will do. */
export interface Learner {
	levels: Readonly<Record<string, number>>;
	role: string;
}

export interface Draw {
	ids: string[];
	/** For how many items each rule had to give way. */
	relaxed: Partial<Record<Rule, number>>;
}

export const RULES = ["levels", "place", "kinds", "seen", "roles", "areas"] as const;
export type Rule = (typeof RULES)[number];

export const SIZE = 20;
export const IN_AREA = 2;
export const OTHERS = 6;
const TRIES = 40;
/** At stage 0 every rule holds; from its own stage on, a rule gives way. */
const [LEVELS, PLACE, KINDS, SEEN, ROLES, AREAS] = [1, 2, 3, 4, 5, 6] as const;

/**
 * Whole numbers below 2^32: FNV-1a (Fowler, Noll and Vo) turns the seed into the first state; mulberry32 (Ettinger,
 * 2017, public domain) goes on from there.
 */
function numbers(seed: string): (limit: number) => number {
	let state = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(seed)) state = Math.imul(state ^ byte, 0x01000193) >>> 0;
	return (limit) => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) * limit) / 2 ** 32);
	};
}

/** The values in another order (Fisher and Yates). */
function shuffled<T>(values: readonly T[], below: (limit: number) => number): T[] {
	const found = [...values];
	for (let last = found.length - 1; last > 0; last--) {
		const other = below(last + 1);
		[found[last], found[other]] = [found[other] as T, found[last] as T];
	}
	return found;
}

/** @param seen the items of earlier checks, each with the day when it was seen last */
export function draw(items: readonly Item[], learner: Learner, seen: ReadonlyMap<string, string>, seed: string): Draw {
	let best = new Hand(items, learner, seen, `${seed}/0`);
	for (let number = 1; number < TRIES && best.faults.some(Boolean); number++) {
		const hand = new Hand(items, learner, seen, `${seed}/${number}`);
		if (isLess(hand.faults, best.faults)) best = hand;
	}
	const ids = best.drawn.map((item) => item.id);
	const relaxed = Object.fromEntries(RULES.map((rule, at) => [rule, best.late[at + 1] ?? 0]).filter(([, n]) => n));
	return { ids: shuffled(ids, numbers(`${seed}/order`)), relaxed };
}

const isLess = (one: readonly number[], other: readonly number[]): boolean => {
	const at = one.findIndex((value, index) => value !== other[index]);
	return at >= 0 && (one[at] as number) < (other[at] as number);
};

const count = (map: Map<string, number>, key: string): number => map.get(key) ?? 0;

/** One try: items taken one by one; `late` counts those that were taken at each stage of giving way. */
class Hand {
	readonly drawn: Item[] = [];
	readonly late: number[] = Array(AREAS + 1).fill(0);
	readonly faults: number[];
	readonly #pools = new Map<string, Item[]>();
	readonly #taken = new Map<string, number>();
	readonly #inArea: Map<string, number>;
	readonly #places = new Set<string>();
	#others = 0;

	constructor(
		items: readonly Item[],
		readonly learner: Learner,
		readonly seen: ReadonlyMap<string, string>,
		seed: string,
	) {
		this.#inArea = new Map(items.map((item) => [item.area, 0]));
		const order = shuffled(items, numbers(seed)).sort((a, b) => byText(this.#day(a), this.#day(b)));
		for (const item of order) this.#pools.set(item.competency, [...(this.#pools.get(item.competency) ?? []), item]);
		this.#fill();
		this.faults = this.#rate(items);
	}

	/** Take items, stage by stage, until there are enough or none is left. */
	#fill(): void {
		for (let stage = 0; stage <= AREAS; stage++) {
			while (this.drawn.length < SIZE) {
				const item = this.#next(stage);
				if (!item) break;
				this.#take(item);
				this.late[stage] = (this.late[stage] ?? 0) + 1;
			}
		}
	}

	/** The worst fault first; all zero is a sound draw. Many other kinds leave enough of one answer for the next draw. */
	#rate(items: readonly Item[]): number[] {
		const there = items.filter((item) => !item.one && this.#allowed(item, 0)).length;
		const short = Math.max(0, Math.min(OTHERS, there) - this.#others);
		return [SIZE - this.drawn.length, ...this.late.slice(1).reverse(), short];
	}

	#day(item: Item): string {
		return this.seen.get(item.id) ?? "";
	}

	#level(competency: string): number {
		return this.learner.levels[competency] ?? 0;
	}

	#take(item: Item): void {
		this.drawn.push(item);
		this.#taken.set(item.competency, count(this.#taken, item.competency) + 1);
		this.#inArea.set(item.area, count(this.#inArea, item.area) + 1);
		this.#places.add(item.place);
		if (!item.one) this.#others++;
	}

	#next(stage: number): Item | undefined {
		const short = [...this.#inArea.values()].reduce((sum, n) => sum + Math.max(0, IN_AREA - n), 0);
		const reserved = stage < AREAS && SIZE - this.drawn.length <= short;
		let found: Item | undefined;
		for (const competency of [...this.#pools.keys()].sort((a, b) => this.#order(a, b))) {
			const item = this.#pools.get(competency)?.find((one) => this.#may(one, stage, reserved));
			if (item && (!found || this.#day(item) < this.#day(found))) found = item;
		}
		return found;
	}

	/** Level 0 last; then rounds of one item each, the highest level first. */
	#order(a: string, b: string): number {
		const [one, other] = [this.#level(a), this.#level(b)];
		return Number(one === 0) - Number(other === 0) || count(this.#taken, a) - count(this.#taken, b) || other - one;
	}

	#may(item: Item, stage: number, reserved: boolean): boolean {
		const wanted = !reserved || this.#isShort(item);
		return wanted && !this.drawn.includes(item) && this.#allowed(item, stage) && this.#fits(item, stage);
	}

	#isShort(item: Item): boolean {
		return count(this.#inArea, item.area) < IN_AREA;
	}

	/** Whether the item may be drawn for this learner, whatever else was drawn. */
	#allowed(item: Item, stage: number): boolean {
		const { role } = this.learner;
		const mine = !role || item.roles.includes(role) || item.roles.includes("all");
		return (stage >= SEEN || !this.seen.has(item.id)) && (stage >= ROLES || mine);
	}

	/** Whether the item goes with what was drawn. */
	#fits(item: Item, stage: number): boolean {
		return (
			(stage >= LEVELS || this.#level(item.competency) > 0 || this.#isShort(item)) &&
			(stage >= PLACE || !this.#places.has(item.place)) &&
			(stage >= KINDS || item.one || this.#others < OTHERS)
		);
	}
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
