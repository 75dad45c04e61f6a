/** What a room has answered: hands that were counted, and files. Nothing of it is kept when the page is closed. */
import type { Line } from "./asks.ts";
import type { Ballot, Outcome } from "./ballot.ts";

/** Answers from files are told from this many on, and new ones join them only in such a number. */
export const LEAST = 5;
/** The most hands for one option. */
export const MOST = 999;

export interface Share {
	n: number;
	/** Of how many; null where hands for several options do not tell how many people they are. */
	of: number | null;
	/** Length of the bar, 0 to 1. */
	length: number;
}

export class Pool {
	readonly #hands = new Map<string, number>();
	#told: Ballot[] = [];
	#waiting: Ballot[] = [];

	hands(line: Line, option: string): number {
		return this.#hands.get(`${line.id} ${option}`) ?? 0;
	}

	setHands(line: Line, option: string, n: number): void {
		const whole = Number.isFinite(n) ? Math.round(n) : 0;
		this.#hands.set(`${line.id} ${option}`, Math.min(MOST, Math.max(0, whole)));
	}

	/** Files that are counted, and those that wait until they are enough. */
	get files(): { told: number; waiting: number } {
		return { told: this.#told.length, waiting: this.#waiting.length };
	}

	get isEmpty(): boolean {
		return !this.#told.length && !this.#waiting.length && ![...this.#hands.values()].some(Boolean);
	}

	/** Take a file; the newest of one page load counts, until it was told. */
	add(ballot: Ballot): Outcome {
		const { replica } = ballot;
		if (this.#told.some((one) => one.replica === replica)) return "known";
		const before = this.#waiting.find((one) => one.replica === replica);
		if (before && before.n >= ballot.n) return "known";
		this.#waiting = [...this.#waiting.filter((one) => one !== before), ballot];
		return before ? "known" : "counted";
	}

	/** Let files that wait join those that are told, if they are enough to hide who said what. */
	tell(): void {
		if (this.#waiting.length < LEAST) return;
		this.#told = [...this.#told, ...this.#waiting];
		this.#waiting = [];
	}

	/** How a line was answered, option by option. */
	shares(line: Line, place: number): Share[] {
		const counts = line.options.map(({ id }) => this.hands(line, id) + this.#inFiles(place, id));
		const hands = line.options.reduce((all, { id }) => all + this.hands(line, id), 0);
		const people = this.#told.length;
		const of = line.several ? (hands ? null : people) : hands + people;
		const most = of ?? Math.max(...counts);
		return counts.map((n) => ({ n, of, length: most ? n / most : 0 }));
	}

	#inFiles(place: number, option: string): number {
		return this.#told.filter((one) => one.votes[place]?.includes(option)).length;
	}
}
