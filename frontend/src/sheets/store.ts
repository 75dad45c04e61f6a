/**
 * The worksheets in the browser. A page shares one keeper (`globalThis.SteppingUpSheets.keeper`): two of them on one
 * page would not hear of each other. What cannot be saved is held in memory; damaged keys are never touched.
 */
import { Listeners, newReplica, type Problem, today } from "../progress/store.ts";
import { type Entry, entryFrom, Sheets, type Value } from "../record/sheets.ts";
import { savedSheets, sheetPrefix } from "./keys.ts";

export type Values = Readonly<Record<string, Value>>;

/** What a worksheet needs of whoever keeps it. */
export interface Keeper {
	/** Why what is written is not saved, if it is not. */
	problem: Problem | null;
	sheets(): Sheets;
	/**
	 * Write into cells of a row; false where it is held in memory only.
	 * @param base what stood in the cell when somebody began to write
	 */
	write(sheet: string, row: string, values: Values, base?: readonly Entry[]): boolean;
	/** Take in a file; the number of entries that were new. */
	take(other: Sheets): number;
	subscribe(listener: () => void): () => void;
}

interface Options {
	course: string;
	/** Gives the browser's store; reaching for it may already throw. */
	open: () => Storage;
	replica?: string;
	day?: () => string;
}

export class BrowserSheets implements Keeper {
	problem: Problem | null = null;
	readonly #options: Required<Options>;
	readonly #listeners = new Listeners();
	/** What is kept, as texts, and under which key. */
	#keys = new Map<string, string>();
	#unsaved: Entry[] = [];
	#cache: Sheets | null = null;

	constructor(options: Options) {
		this.#options = { replica: newReplica(), day: today, ...options };
		if (!this.#try((storage) => storage.length)) this.problem = "blocked";
	}

	sheets(): Sheets {
		this.#cache ??= this.#read();
		return this.#cache;
	}

	write(sheet: string, row: string, values: Values, base?: readonly Entry[]): boolean {
		const { replica, day } = this.#options;
		return this.#keep(this.sheets().write(sheet, row, values, replica, day(), base));
	}

	take(other: Sheets): number {
		const before = new Set(this.sheets().entries().map(textOf));
		const united = this.sheets().merge(other);
		this.#keep(united);
		return united.entries().filter((one) => !before.has(textOf(one))).length;
	}

	/** Remove all worksheets of this course from this device, and nothing else. */
	clear(): boolean {
		const { course, open } = this.#options;
		this.#unsaved = [];
		// damaged ones, too
		const left = () => Object.keys({ ...open() }).filter((key) => key.startsWith(sheetPrefix(course)));
		const gone = this.#try((storage) => {
			for (const key of left()) storage.removeItem(key);
		});
		this.refresh();
		return !gone || !left().length;
	}

	/** Forget what was read, because another tab wrote. */
	refresh(): void {
		this.#cache = null;
		this.#listeners.tell();
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	/** Tell whether a `storage` event concerns worksheets. */
	concerns(key: string | null): boolean {
		return key === null || key.startsWith(sheetPrefix(this.#options.course));
	}

	#read(): Sheets {
		const { course, open } = this.#options;
		this.#keys = new Map();
		const found: Entry[] = [];
		for (const [key, text] of savedSheets(course, open)) {
			const entry = parsed(text);
			if (!entry) continue;
			found.push(entry);
			this.#keys.set(textOf(entry), key);
		}
		return new Sheets([...found, ...this.#unsaved]);
	}

	/** New entries first: a page that is closed in between then loses nothing. */
	#keep(next: Sheets): boolean {
		const wanted = new Map(next.entries().map((entry) => [textOf(entry), entry]));
		this.#unsaved = [];
		for (const [text, entry] of wanted) {
			if (this.#keys.has(text)) continue;
			if (this.#unsaved.length || !this.#put(entry, text)) this.#unsaved.push(entry);
		}
		const whole = !this.#unsaved.length;
		// while a successor is in memory only, what it follows stays on the device
		for (const [text, key] of whole ? this.#keys : []) {
			if (wanted.has(text)) continue;
			this.#try((storage) => storage.removeItem(key));
			this.#keys.delete(text);
		}
		if (whole) this.problem = null;
		this.#cache = next;
		this.#listeners.tell();
		return whole;
	}

	#put(entry: Entry, text: string): boolean {
		const first = `${sheetPrefix(this.#options.course)}${entry.by}.${entry.n}`;
		return this.#try((storage) => {
			let key = first;
			// two entries may claim one number, in a copied or a forged file: both are kept
			for (let i = 2; ![null, text].includes(storage.getItem(key)); i++) key = `${first}.${i}`;
			storage.setItem(key, text);
			this.#keys.set(text, key);
		});
	}

	#try(act: (storage: Storage) => unknown): boolean {
		try {
			act(this.#options.open());
			return true;
		} catch (error) {
			this.problem = error instanceof Error && /quota/i.test(error.name) ? "full" : "blocked";
			return false;
		}
	}
}

const textOf = (entry: Entry): string => JSON.stringify(entry);

function parsed(text: string): Entry | null {
	try {
		return entryFrom(JSON.parse(text));
	} catch {
		return null; // damaged, or not ours after all: left alone
	}
}
