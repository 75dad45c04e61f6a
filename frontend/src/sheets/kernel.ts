/** A worksheet in a kernel: its entries come from Python and go to Python, which keeps them in the record. */
import type { Model } from "../progress/kernel.ts";
import { Listeners, newReplica, type Problem, today } from "../progress/store.ts";
import { type Entry, entryFrom, Sheets } from "../record/sheets.ts";
import type { Keeper, Values } from "./store.ts";

const replica = newReplica();

/** What is on its way to Python already counts. */
export class ModelSheets implements Keeper {
	problem: Problem | null = null;
	readonly #listeners = new Listeners();
	#sent = new Sheets();
	readonly #hear = () => {
		this.#resend();
		this.#listeners.tell();
	};

	constructor(readonly model: Model) {
		model.on("change:entries", this.#hear);
		model.on("change:notice", this.#hear);
	}

	sheets(): Sheets {
		return new Sheets(sound(this.model.get("entries"))).merge(this.#sent);
	}

	write(sheet: string, row: string, values: Values, base?: readonly Entry[]): boolean {
		const before = this.sheets();
		// numbers grow over all worksheets of the kernel, so that no two of its entries share one
		const next = before.write(sheet, row, values, replica, today(), base);
		this.#send(next, before);
		return true;
	}

	take(other: Sheets): number {
		const before = this.sheets();
		const next = before.merge(other);
		this.#send(next, before);
		return next.size - before.size;
	}

	subscribe(listener: () => void): () => void {
		return this.#listeners.add(listener);
	}

	dispose(): void {
		this.model.off("change:entries", this.#hear);
		this.model.off("change:notice", this.#hear);
	}

	#send(next: Sheets, before: Sheets): void {
		const known = new Set(before.entries().map((entry) => JSON.stringify(entry)));
		const fresh = next.entries().filter((entry) => !known.has(JSON.stringify(entry)));
		if (fresh.length) {
			this.#sent = this.#sent.merge(new Sheets(fresh));
			this.#resend();
		}
		this.#listeners.tell();
	}

	/** While a kernel is busy, its front end merges waiting updates: so everything that Python lacks goes at once. */
	#resend(): void {
		const there = new Sheets(sound(this.model.get("entries")));
		const known = new Set(there.entries().map((entry) => JSON.stringify(entry)));
		const left = this.#sent.merge(there).entries();
		const missing = left.filter((entry) => !known.has(JSON.stringify(entry)));
		this.#sent = new Sheets(missing);
		if (!missing.length) return;
		this.model.set("written", missing);
		this.model.save_changes();
	}
}

function sound(listed: unknown): Entry[] {
	if (!Array.isArray(listed)) return [];
	return listed.flatMap((one) => {
		try {
			return [entryFrom(one)];
		} catch {
			return [];
		}
	});
}
