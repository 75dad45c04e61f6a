/**
 * The storage that the pages of a package get in place of the browser's. Answers stay in memory and in the platform:
 * the next person on this device may be somebody else. Drafts and worksheets are kept on the device under the
 * learner's own mark, where it has a store and the platform has named somebody.
 */
import { fnv24 } from "../record/digits.ts";

const OURS = "stepping-up";
const MARK = "learner-of-stepping-up:";

type Data = Record<string, string>;

interface Options {
	course: string;
	/** What the platform calls the learner; empty if it does not say. */
	learner: string;
	/** Gives the browser's store; reaching for it may already throw. */
	open: () => Storage;
	/** Is told of each key that changed. */
	changed: (key: string) => void;
}

/** What is kept are its own properties, as with a real Storage. */
export class LentStorage {
	[name: number]: string;
	readonly #answers: readonly string[];
	readonly #behind: Storage | null;
	readonly #prefix: string;
	readonly #changed: (key: string) => void;

	constructor({ course, learner, open, changed }: Options) {
		this.#answers = [`${OURS}:${course}:a:`, `${OURS}:${course}:c:`];
		this.#prefix = `${MARK}${fnv24(learner).toString(36)}:`;
		this.#behind = learner ? working(open) : null;
		this.#changed = changed;
		for (const [key, text] of Object.entries<string>({ ...this.#behind })) {
			const own = key.startsWith(this.#prefix) ? key.slice(this.#prefix.length) : "";
			if (this.#isKept(own)) this.#data[own] = text;
		}
	}

	/** Whether drafts and worksheets outlive this window. */
	get lasting(): boolean {
		return this.#behind !== null;
	}

	get length(): number {
		return Object.keys(this).length;
	}

	key(index: number): string | null {
		return Object.keys(this)[index] ?? null;
	}

	getItem(key: string): string | null {
		return Object.hasOwn(this, key) ? (this.#data[key] as string) : null;
	}

	setItem(key: string, value: string): void {
		if (!key.startsWith(OURS)) return;
		this.#data[key] = String(value);
		if (this.#isKept(key)) this.#try((behind) => behind.setItem(this.#prefix + key, String(value)));
		this.#changed(key);
	}

	removeItem(key: string): void {
		delete this.#data[key];
		if (this.#isKept(key)) this.#try((behind) => behind.removeItem(this.#prefix + key));
		this.#changed(key);
	}

	clear(): void {
		for (const key of Object.keys(this)) this.removeItem(key);
	}

	get #data(): Data {
		return this as unknown as Data;
	}

	#isKept(key: string): boolean {
		return key.startsWith(OURS) && !this.#answers.some((one) => key.startsWith(one));
	}

	#try(act: (behind: Storage) => void): void {
		try {
			if (this.#behind) act(this.#behind);
		} catch {
			// full: it is kept for this window
		}
	}
}

/** The browser's store, if it lets anything be kept. */
export function working(open: () => Storage): Storage | null {
	try {
		const storage = open();
		storage.setItem(`${MARK}probe`, "1");
		storage.removeItem(`${MARK}probe`);
		return storage;
	} catch {
		return null;
	}
}
