/**
 * The thin page around a package: it holds the one session with the platform while the pages of the book turn inside
 * its frame, so that turning a page never ends it. What it says stands in package.js.
 */
import { saveFile } from "../common/download.ts";
import type { Course } from "../common/model.ts";
import { type Adapter, Refused } from "../progress/adapter.ts";
import { BrowserStore } from "../progress/browser.ts";
import { type PackageData, Progress, type Standing } from "../progress/layer.ts";
import { LentStorage, working } from "../progress/lent.ts";
import { today } from "../progress/store.ts";
import { recordText } from "../record/reading.ts";
import { savedSheets } from "../sheets/keys.ts";
import type { Settings } from "../site/site.ts";

/** What the pages in the frame take from here (scripts/lent.ts). */
export interface Shell {
	/** Null: the pages use the browser's own. */
	storage: Storage | null;
	/** The page that leads away, in place of the address of the settings. */
	leave: string;
	/** Go away at once, with the whole window. */
	go(): void;
}

declare global {
	var SteppingUpShell: Shell | undefined;
	var SteppingUpPackage: PackageData | undefined;
}

type Told = Standing | "refused" | "none" | "nowhere";
/** What nobody should miss. */
const URGENT: Told[] = ["not-saved", "refused", "newer", "nowhere"];

const LEAVE_PAGE = "leave.html";
/** Here the whole notice would hide half of the first page. */
const PHONE = "(max-width: 40rem)";

/** Start the shell with the first platform that is there. */
export async function startShell(...ways: (() => Adapter | null | Promise<Adapter | null>)[]): Promise<void> {
	const { SteppingUpPackage: data, SteppingUpCourse: course } = globalThis;
	if (!data || !course) throw new Error("package.js or course.js is missing");
	try {
		const adapter = await firstOf(ways);
		new ShellPage(data, course, adapter).start();
	} catch (error) {
		if (!(error instanceof Refused)) throw error;
		new ShellPage(data, course, null, true).start();
	}
}

async function firstOf(ways: (() => Adapter | null | Promise<Adapter | null>)[]): Promise<Adapter | null> {
	let refusal: Refused | undefined;
	for (const way of ways) {
		try {
			const adapter = await way();
			if (adapter) return adapter;
		} catch (error) {
			// some platforms have both versions in sight, and let a course in by one of them
			if (!(error instanceof Refused)) throw error;
			refusal = error;
		}
	}
	if (refusal) throw refusal;
	return null;
}

class ShellPage {
	readonly frame = document.querySelector("iframe") as HTMLIFrameElement;
	readonly storage: LentStorage | null;
	readonly progress: Progress | null = null;
	readonly #alone: "none" | "nowhere" | null;
	readonly #about = document.querySelector("details") as HTMLDetailsElement;
	#pages = 0;

	constructor(
		readonly data: PackageData,
		readonly course: Course,
		readonly adapter: Adapter | null,
		readonly refused = false,
	) {
		const learner = adapter?.learner ?? "";
		const open = () => window.localStorage;
		const changed = (key: string) => this.progress?.changed(key);
		const options = { course: course.id, learner, open, changed };
		this.#alone = adapter || refused ? null : working(open) ? "none" : "nowhere";
		// without a store of its own the window remembers at least while pages turn
		this.storage = this.#alone === "none" ? null : new LentStorage(options);
		if (!adapter || !this.storage) return;
		this.progress = new Progress(adapter, course, data, this.storage, (standing) => this.tell(standing));
	}

	start(): void {
		globalThis.SteppingUpShell = {
			storage: this.storage as unknown as Storage | null,
			leave: new URL(LEAVE_PAGE, location.href.replace(/[?#].*$/, "")).href,
			go: () => this.go(),
		};
		document.documentElement.dataset.platform = this.adapter?.name ?? (this.refused ? "refused" : "none");
		this.#bar();
		this.tell(this.progress?.standing ?? this.#alone ?? "refused");
		this.frame.addEventListener("load", () => this.#turned());
		this.frame.src = `${this.progress?.page ?? this.data.first}.html`;
		window.addEventListener("pagehide", () => void this.progress?.close());
		// the session is over once the page was left, and a platform opens no second one for the same window
		window.addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
	}

	tell(what: Told): void {
		document.documentElement.dataset.standing = what;
		if (URGENT.includes(what)) this.#about.open = true;
		this.#say(what);
	}

	#say(what: Told): void {
		const status = document.querySelector("[role=status]") as HTMLElement;
		// where the notice is folded and nothing is saved yet, its first sentence stands here
		const key = what === "saved" && this.#unanswered && !this.#about.open ? "begins" : what;
		const text = this.data.words[`package.${key}`] ?? what;
		if (status.textContent !== text) status.textContent = text;
	}

	/** Somebody may walk in: the whole window goes, not the frame alone. */
	go(): void {
		document.documentElement.hidden = true;
		void this.progress?.close();
		const { leave } = (globalThis.SteppingUpSettings ?? {}) as Settings;
		const address = leave && /^(https?:\/\/|about:blank$)/.test(leave) ? leave : "about:blank";
		try {
			(window.top ?? window).location.replace(address);
		} catch {
			location.replace(address); // a platform that holds its frames back
		}
	}

	#turned(): void {
		// what is kept was in sight on the first page; from then on the course has the room
		const { standing = "" } = document.documentElement.dataset;
		if (++this.#pages === 2 && ["saved", "looking"].includes(standing)) this.#about.open = false;
		try {
			const page = this.frame.contentDocument?.body.dataset.page;
			if (page) this.progress?.visit(page);
			document.title = this.frame.contentDocument?.title || document.title;
		} catch {
			// another site, or pages from a disk: nothing to remember
		}
	}

	#bar(): void {
		const { storage, data } = this;
		const text = this.#about.querySelector("p") as HTMLElement;
		text.textContent = data.words[`package.kept-${this.#where()}`] ?? "";
		const button = this.#about.querySelector("button") as HTMLButtonElement;
		button.hidden = !storage || this.#alone !== null;
		button.addEventListener("click", () => this.#download());
		this.#wayBack();
		// nobody should answer before they know who keeps it; on a phone that is a sentence, and the course keeps its room
		const short = window.matchMedia(PHONE).matches && this.#where() === "device";
		this.#about.open = storage !== null && !short && (this.adapter?.looking || this.#unanswered);
		this.#about.addEventListener("toggle", () => this.#say(document.documentElement.dataset.standing as Told));
	}

	get #unanswered(): boolean {
		return !this.progress?.store.record().attempts.length;
	}

	#where(): "here" | "nowhere" | "looking" | "device" | "window" {
		if (this.adapter?.looking) return "looking";
		if (!this.storage) return "here";
		if (this.#alone) return "nowhere";
		return this.storage.lasting ? "device" : "window";
	}

	/** A platform that says where it wants people back gets them back, after the session is over. */
	#wayBack(): void {
		const link = document.querySelector(".back") as HTMLAnchorElement;
		const back = this.adapter?.back;
		if (!back || !/^https?:\/\//.test(back)) return;
		link.hidden = false;
		link.href = back;
		link.addEventListener("click", (event) => {
			event.preventDefault();
			void this.progress?.finish().then(() => location.assign(back));
		});
	}

	#download(): void {
		const storage = this.storage as unknown as Storage;
		const lines = savedSheets(this.course.id, () => storage).map(([, text]) => text);
		const { id, release } = this.course;
		const own = new BrowserStore({ course: id, release, open: () => storage }).record();
		saveFile(`stepping-up-backup-${today()}.json`, "application/json", recordText(own, id, lines));
	}
}
