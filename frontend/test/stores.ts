/** Small places for records in memory, of each kind: what a browser, a kernel and learning platforms keep between visits. */
import type Cmi5 from "@xapi/cmi5";
import type { Attempt, Course } from "../src/common/model.ts";
import type { Adapter } from "../src/progress/adapter.ts";
import { BrowserStore } from "../src/progress/browser.ts";
import { resumed } from "../src/progress/cmi5.ts";
import { type Model, ModelStore } from "../src/progress/kernel.ts";
import { type PackageData, Progress } from "../src/progress/layer.ts";
import { LentStorage } from "../src/progress/lent.ts";
import { MemoryStore } from "../src/progress/memory.ts";
import { type Api12, openScorm12 } from "../src/progress/scorm12.ts";
import { type Api2004, openScorm2004 } from "../src/progress/scorm2004.ts";
import type { Keeping, Store } from "../src/progress/store.ts";
import type { Shape } from "../src/record/shapes.ts";
import { FakeStorage } from "./samples.ts";

/** Activities with an answer of each shape. */
export const SHAPES: Record<string, Shape> = {
	"a/one": { version: 1, one: ["a", "b", "c"] },
	"a/some": { version: 1, some: ["x", "y", "z"] },
	"a/sort": { version: 1, sort: ["p", "q", "r"] },
	"a/put": { version: 1, put: ["k", "l"], to: ["t", "u"] },
	"a/walk": { version: 1, walk: ["hall.a", "hall.b", "night.a"] },
};
const ACTIVITIES = Object.keys(SHAPES).map((id) => ({ id, version: 1, kind: "choice" }));
const COURSE: Course = {
	id: "stepping-up",
	release: "1",
	pages: [{ path: "chapters/01-a/01-one", title: "", activities: ACTIVITIES }],
};
const DATA: PackageData = {
	first: "chapters/01-a/01-one",
	pages: ["chapters/01-a/01-one"],
	rule: { mark: null, path: null },
	shapes: SHAPES,
	words: {},
};

/** One visit: the store that a page gets, and how somebody goes away. */
export interface Visit {
	store: Store;
	leave(): Promise<void>;
}

/** A place that outlives visits. */
export interface Place {
	come(): Promise<Visit>;
	/** Damage what is kept. */
	spoil(): void;
}

export const STORES: Record<Keeping, () => Place> = {
	browser: inBrowser,
	memory: inMemory,
	kernel: inKernel,
	scorm12: () => onPlatform(new Runtime(4096)),
	scorm2004: () => onPlatform(new Runtime(64_000)),
	cmi5: () => onPlatform(new StateResource()),
};

const stay = async () => undefined;

function inBrowser(): Place {
	const storage = new FakeStorage();
	const come = async () => {
		const store = new BrowserStore({ course: COURSE.id, release: COURSE.release, open: () => storage });
		return { store, leave: stay };
	};
	const spoil = () => {
		for (const key of storage.map.keys()) storage.setItem(key, "{ half");
	};
	return { come, spoil };
}

/** It keeps nothing, so there is nothing to damage. */
function inMemory(): Place {
	return { come: async () => ({ store: new MemoryStore(), leave: stay }), spoil: () => undefined };
}

/** Python, as widgets see it: it takes each attempt that arrives, with the release of the course, and tells all of them. */
function inKernel(): Place {
	const kept = { attempts: [] as unknown[], draft: {} as unknown };
	const come = async () => {
		const store = new ModelStore(new WidgetModel(kept));
		return { store, leave: async () => store.dispose() };
	};
	const spoil = () => {
		kept.attempts = [null, "half", { replica: "??" }, ...kept.attempts.map(() => ({}))];
		kept.draft = null;
	};
	return { come, spoil };
}

class WidgetModel implements Model {
	readonly #listeners = new Map<string, () => void>();
	#sent: Record<string, unknown> = {};

	constructor(readonly kept: { attempts: unknown[]; draft: unknown }) {}

	get(name: string): unknown {
		return name in this.#sent ? this.#sent[name] : this.kept[name as "attempts" | "draft"];
	}

	set(name: string, value: unknown): void {
		this.#sent[name] = value;
	}

	save_changes(): void {
		const { attempt, draft } = this.#sent as { attempt?: Attempt; draft?: unknown };
		this.#sent = {};
		if (draft !== undefined) this.kept.draft = draft;
		if (attempt) this.kept.attempts = [...this.kept.attempts, { ...attempt, release: "1" }];
		if (attempt) this.#listeners.get("change:attempts")?.();
	}

	on(event: string, listener: () => void): void {
		this.#listeners.set(event, listener);
	}

	off(event: string): void {
		this.#listeners.delete(event);
	}
}

/** A learning platform: begins a session, and may damage the text that it keeps. */
interface Host {
	begin(): Promise<Adapter>;
	spoil(): void;
}

/** Pages of a package: a store on lent storage, which the shell packs into the platform. */
function onPlatform(host: Host): Place {
	const device = new FakeStorage();
	const come = async () => {
		let progress: Progress | undefined;
		const adapter = await host.begin();
		const changed = (key: string) => progress?.changed(key);
		const lent = new LentStorage({ course: COURSE.id, learner: "learner-1", open: () => device, changed });
		progress = new Progress(adapter, COURSE, DATA, lent, () => undefined);
		const shell = progress;
		const open = () => lent as unknown as Storage;
		const store = new BrowserStore({ course: COURSE.id, release: COURSE.release, open });
		return { store, leave: () => shell.close() };
	};
	return { come, spoil: () => host.spoil() };
}

/**
 * The run-time of both versions of SCORM: values are taken while a session is open, and only what was committed is there
 * at the next one. The real run-time is tested with the whole package (tests/browser/package.test.mjs).
 */
class Runtime implements Host {
	#committed = new Map<string, string>();

	constructor(readonly longest: number) {}

	async begin(): Promise<Adapter> {
		const adapter = this.longest === 4096 ? openScorm12(this.#api12()) : openScorm2004(this.#api2004());
		if (!adapter) throw new Error("no session");
		return adapter;
	}

	spoil(): void {
		this.#committed.set("cmi.suspend_data", "%%%");
	}

	#api12(): Api12 {
		const { begin, end, get, set, commit } = this.#session();
		return { LMSInitialize: begin, LMSFinish: end, LMSGetValue: get, LMSSetValue: set, LMSCommit: commit };
	}

	#api2004(): Api2004 {
		const { begin, end, get, set, commit } = this.#session();
		return { Initialize: begin, Terminate: end, GetValue: get, SetValue: set, Commit: commit };
	}

	#session() {
		const values = new Map(this.#committed);
		let open = false;
		const turn = (to: boolean) => () => {
			const fits = open !== to;
			open = to;
			return String(fits);
		};
		const commit = () => {
			if (open) this.#committed = new Map(values);
			return String(open);
		};
		const set = (name: string, value: string) => {
			const fits = open && (name !== "cmi.suspend_data" || value.length <= this.longest);
			if (fits) values.set(name, value);
			return String(fits);
		};
		return { begin: turn(true), end: turn(false), get: (name: string) => values.get(name) ?? "", set, commit };
	}
}

/**
 * The State resource of a platform for cmi5, behind the few calls that the adapter makes. The real library talks to a
 * real server in tests/browser/package-cmi5.test.mjs.
 */
class StateResource implements Host {
	#state: unknown;

	begin(): Promise<Adapter> {
		let ended = false;
		const said = async () => {
			if (ended) throw new Error("Request failed with status code 403");
		};
		const terminate = async () => {
			ended = true;
		};
		const found = async () => {
			if (this.#state === undefined) throw new Error("Request failed with status code 404");
			return { data: structuredClone(this.#state) };
		};
		const taken = async ({ state }: { state: unknown }) => {
			await said();
			this.#state = structuredClone(state);
		};
		const session = {
			launchData: { launchMode: "Normal" },
			getLaunchParameters: () => ({ actor: {}, activityId: "https://town.example/unit", registration: "1" }),
			xapi: { getState: found, setState: taken },
			...{ progress: said, complete: said, pass: said, terminate },
		};
		return resumed(session as unknown as Cmi5);
	}

	spoil(): void {
		this.#state = { text: "%%%", place: 1 };
	}
}
