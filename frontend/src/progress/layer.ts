/**
 * The progress layer of a package: the record that its pages write, packed into the platform after every answer, and
 * unpacked from there at the next visit.
 */
import type { Course } from "../common/model.ts";
import { pack, resume, type Shapes, type State, stateOf, unpack } from "../record/packed.ts";
import { RecordError } from "../record/reading.ts";
import { EMPTY } from "../record/record.ts";
import type { Shape } from "../record/shapes.ts";
import type { Adapter } from "./adapter.ts";
import { BrowserStore } from "./browser.ts";
import { type Rule, summaryOf } from "./completion.ts";
import type { LentStorage } from "./lent.ts";
import { type Place, placeText, readPlace } from "./place.ts";
import { newReplica, today } from "./store.ts";

/** What a package says of itself (package.js, written by steppingup/export/packages/). */
export interface PackageData {
	first: string;
	/** All its pages; those with nothing to do are not in the course that the script knows. */
	pages: string[];
	rule: Rule;
	shapes: Record<string, Shape>;
	words: Record<string, string>;
}

/** What the person is told: all is well, the end is reached, or why nothing is kept. */
export type Standing = "saved" | "done" | "not-saved" | "newer" | "looking";

const PATH = "stepping-up:path";
/** Nobody waits longer than this for a platform that does not answer, in milliseconds. */
const PATIENCE = 4000;

export class Progress {
	readonly store: BrowserStore;
	readonly place: Place;
	standing: Standing;
	readonly #shapes: Shapes;
	readonly #aside: string[] = [];
	/** What the platform has answered to the last save, or not yet. */
	#told: Promise<unknown> = Promise.resolve();
	#waiting = false;
	#ready = false;

	constructor(
		readonly adapter: Adapter,
		readonly course: Course,
		readonly data: PackageData,
		readonly storage: LentStorage,
		readonly tell: (standing: Standing) => void,
	) {
		const open = () => storage as unknown as Storage;
		this.store = new BrowserStore({ course: course.id, release: course.release, open });
		this.#shapes = new Map(Object.entries(data.shapes));
		this.place = readPlace(adapter.kept.place);
		this.standing = adapter.looking ? "looking" : adapter.kept.over ? "done" : "saved";
		this.#load();
		this.#ready = this.standing === "saved" || this.standing === "done";
	}

	/** The storage tells of a key that a page has written. */
	changed(key: string): void {
		const kind = key.slice(`stepping-up:${this.course.id}`.length);
		if (key === PATH) this.place.path = this.storage.getItem(PATH);
		if (key === PATH || (key.startsWith(`stepping-up:${this.course.id}:`) && /^:[ac]:/.test(kind))) this.#soon();
	}

	/** Somebody has come to a page. */
	visit(page: string): void {
		if (page === this.place.page) return;
		this.place.page = page;
		this.#soon();
	}

	/** Save what waits, and end the session at once: the page goes away. */
	async close(): Promise<void> {
		if (this.#waiting) this.#save();
		await this.adapter.close();
	}

	/** End the session before the page goes: the platform answers what it was told first, and the end comes last. */
	async finish(): Promise<void> {
		if (this.#waiting) this.#save();
		await Promise.race([this.#told, new Promise((done) => setTimeout(done, PATIENCE))]);
		await this.close();
	}

	/** The page to begin with: where somebody was, if the package has it. */
	get page(): string {
		return this.data.pages.includes(this.place.page) ? this.place.page : this.data.first;
	}

	#load(): void {
		const { text } = this.adapter.kept;
		if (this.place.path !== null) this.storage.setItem(PATH, this.place.path);
		this.place.path = this.storage.getItem(PATH);
		if (!text) return;
		try {
			this.#take(unpack(text, this.#shapes));
		} catch (error) {
			if (!(error instanceof RecordError)) throw error;
			// a damaged state says nothing; one of a newer release is not ours to write over
			if (error.kind === "newer") this.standing = "newer";
		}
	}

	#take(state: State): void {
		this.#aside.push(...state.aside);
		const record = resume(EMPTY, state, newReplica(), this.course.release.slice(0, 32));
		this.store.take(record, new Set(this.#shapes.keys()));
	}

	/** One answer writes several keys: they are saved together, before anything else happens. */
	#soon(): void {
		if (this.#waiting || !this.#ready) return;
		this.#waiting = true;
		queueMicrotask(() => this.#waiting && this.#save());
	}

	#save(): void {
		this.#waiting = false;
		this.store.refresh();
		const record = this.store.record();
		const summary = summaryOf(record, this.course, this.data.rule, this.place.path);
		const [text] = pack(stateOf(record, this.#shapes, today(), this.#aside), this.#shapes);
		const done = summary.done || this.standing === "done" || this.adapter.kept.over;
		const told = this.adapter.save(text, placeText(this.place), summary).catch(() => false);
		this.#told = told.then((kept) => {
			this.standing = kept ? (done ? "done" : "saved") : "not-saved";
			this.tell(this.standing);
		});
	}
}
