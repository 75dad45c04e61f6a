/**
 * cmi5: the state lies in the platform's State resource, the end is told by statements, made by @xapi/cmi5.
 * Source: cmi5 Specification Profile for xAPI, Quartz edition, sections 9 and 10.
 */
import Cmi5 from "@xapi/cmi5";
import { type Adapter, type Kept, LOOKING, Refused, type Summary } from "./adapter.ts";
import { outliving } from "./outliving.ts";

const STATE = "stepping-up";

/** What the State resource holds: what was sent once may not be sent again. */
interface Saved extends Kept {
	progress: number;
}

type Newest = Pick<Kept, "text" | "place">;

const NOTHING: Saved = { text: "", place: "", over: false, progress: 0 };

/**
 * Begin a session, where the address says that a platform has opened this page.
 * @throws Refused if it lets nobody in
 */
export async function openCmi5(): Promise<Adapter | null> {
	if (!Cmi5.isCmiAvailable) return null;
	try {
		const cmi5 = new Cmi5();
		// a page that is loaded again is refused: its token was given once, and nothing may follow "terminated"
		await cmi5.initialize();
		const settings = cmi5.xapi?.getAxios().defaults;
		if (settings) settings.adapter = outliving;
		return await resumed(cmi5);
	} catch {
		throw new Refused();
	}
}

/** Go on with what the platform kept, in a session that has begun. */
export const resumed = async (cmi5: Cmi5): Promise<Adapter> => new Cmi5Adapter(cmi5, await savedIn(cmi5));

async function savedIn(cmi5: Cmi5): Promise<Saved> {
	try {
		const answer = await cmi5.xapi?.getState(addressOf(cmi5));
		return readSaved(answer?.data);
	} catch (error) {
		if (error instanceof Error && /\b404\b/.test(error.message)) return NOTHING;
		throw error;
	}
}

/** Read what was saved; what is not of ours counts as nothing. */
export function readSaved(value: unknown): Saved {
	if (typeof value !== "object" || value === null) return NOTHING;
	const { text, place, over, progress } = value as Record<string, unknown>;
	if (typeof text !== "string" || typeof place !== "string") return NOTHING;
	return { text, place, over: over === true, progress: typeof progress === "number" ? progress : 0 };
}

function addressOf(cmi5: Cmi5) {
	const { actor, activityId, registration } = cmi5.getLaunchParameters();
	return { agent: actor, activityId, registration, stateId: STATE };
}

class Cmi5Adapter implements Adapter {
	readonly name = "cmi5";
	readonly learner: string;
	readonly back: string | undefined;
	readonly looking: boolean;
	#saved: Saved;
	#open = true;
	#queue: Promise<unknown> = Promise.resolve();
	/** What waits behind a slow answer of the platform. */
	#waiting: Newest | undefined;

	constructor(
		readonly cmi5: Cmi5,
		readonly kept: Saved,
	) {
		this.#saved = kept;
		this.back = cmi5.launchData.returnURL;
		this.looking = LOOKING.includes(cmi5.launchData.launchMode.toLowerCase());
		const { actor } = cmi5.getLaunchParameters();
		this.learner = "account" in actor && actor.account ? `${actor.account.homePage} ${actor.account.name}` : "";
	}

	/** One after the other, so that a slow answer never overtakes a later one. */
	save(text: string, place: string, summary: Summary): Promise<boolean> {
		const newest = { text, place };
		this.#waiting = newest;
		const told = this.#queue.then(() => this.#save(newest, summary));
		const safe = told.catch(() => false);
		this.#queue = safe;
		return safe;
	}

	/** The page may be gone before anything is answered: what still waits goes at once, and the end right behind it. */
	async close(): Promise<void> {
		if (!this.#open) return;
		this.#open = false;
		const rest = this.#waiting && this.#keep({ ...this.#saved, ...this.#waiting });
		await Promise.allSettled([rest, this.cmi5.terminate()]);
	}

	async #save(newest: Newest, summary: Summary): Promise<boolean> {
		if (!this.#open || this.looking) return false;
		const now = Math.round(summary.progress * 100);
		const further = !this.#saved.over && now > this.#saved.progress && now < 100;
		if (further) await this.cmi5.progress(now);
		if (summary.done && !this.#saved.over && this.#open) await this.#finish(summary);
		if (!this.#open) return true; // closed meanwhile, which has kept it
		this.#saved = { ...this.#saved, ...newest, progress: Math.max(now, this.#saved.progress) };
		await this.#keep(this.#saved);
		if (this.#waiting === newest) this.#waiting = undefined;
		return true;
	}

	async #keep(saved: Saved): Promise<void> {
		await this.cmi5.xapi?.setState({ ...addressOf(this.cmi5), state: { ...saved } });
	}

	/** Told once: should the page be closed before the platform has answered, the state says so all the same. */
	async #finish({ score, marked }: Summary): Promise<void> {
		this.#saved = { ...this.#saved, over: true };
		try {
			await this.cmi5.complete();
			const asked = this.cmi5.launchData.masteryScore;
			const enough = typeof asked !== "number" || (score !== null && score >= asked);
			if (marked && enough) await this.cmi5.pass(score ?? undefined);
		} catch (error) {
			this.#saved = { ...this.#saved, over: false };
			throw error;
		}
	}
}
