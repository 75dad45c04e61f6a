/** SCORM 2004: completion, success and progress are told apart; the state has more room, and no more is used of it. */
import { type Adapter, type Kept, LOOKING, Refused, type Summary } from "./adapter.ts";
import { answerOf, findApi } from "./find-api.ts";

export interface Api2004 {
	Initialize(none: ""): string | boolean;
	Terminate(none: ""): string | boolean;
	GetValue(name: string): string;
	SetValue(name: string, value: string): string | boolean;
	Commit(none: ""): string | boolean;
}

const LONGEST = 64_000;
const LONGEST_PLACE = 1000;
const NEW = ["", "unknown", "not attempted"];

/**
 * Begin a session, where there is a platform.
 * @throws Refused if it lets nobody in
 */
export function openScorm2004(api = findApi<Api2004>("API_1484_11")): Adapter | null {
	if (!api) return null;
	if (answerOf(() => api.Initialize("")) !== "true") throw new Refused();
	return new Scorm2004(api);
}

class Scorm2004 implements Adapter {
	readonly name = "scorm2004";
	readonly learner: string;
	readonly kept: Kept;
	readonly looking: boolean;
	readonly #began = Date.now();
	readonly #credit: boolean;
	#open = true;
	#best: number;

	constructor(readonly api: Api2004) {
		// asked for before it was ever set, a value is an error for the platform and an empty text here
		const get = (name: string) => answerOf(() => api.GetValue(`cmi.${name}`));
		this.learner = get("learner_id");
		this.#best = Number.parseFloat(get("score.scaled")) || 0;
		const [status, mode] = [get("completion_status"), get("mode")];
		const over = status === "completed";
		this.kept = { text: get("suspend_data"), place: get("location"), over };
		this.looking = LOOKING.includes(mode);
		this.#credit = get("credit") !== "no-credit";
		// where nothing is said of completion, the standard lets a platform take it for complete
		if (mode === "browse" && NEW.includes(status)) this.#set("completion_status", "not attempted");
		if (this.looking) return;
		if (!over) this.#set("completion_status", "incomplete");
		// whoever leaves comes back to what they left, after the end as well: "normal" would begin a new attempt
		this.#set("exit", "suspend");
	}

	async save(text: string, place: string, summary: Summary): Promise<boolean> {
		if (!this.#open || this.looking || text.length > LONGEST) return false;
		const whole = [
			this.#set("suspend_data", text),
			this.#set("location", place.slice(0, LONGEST_PLACE)),
			this.#set("progress_measure", share(this.kept.over ? 1 : summary.progress)),
		];
		if (summary.done) whole.push(...this.#report(summary));
		return answerOf(() => this.api.Commit("")) === "true" && whole.every(Boolean);
	}

	close(): void {
		if (!this.#open) return;
		this.#open = false;
		if (!this.looking) {
			this.#set("session_time", `PT${Math.round((Date.now() - this.#began) / 1000)}S`);
			answerOf(() => this.api.Commit(""));
		}
		answerOf(() => this.api.Terminate(""));
	}

	#report({ score, marked }: Summary): boolean[] {
		const told = [this.#set("completion_status", "completed")];
		if (!this.#credit) return told;
		if (marked) told.push(this.#set("success_status", "passed"));
		if (score === null) return told;
		this.#best = Math.max(this.#best, score);
		const values = { min: "0", max: "100", raw: String(Math.round(this.#best * 100)), scaled: share(this.#best) };
		return [...told, ...Object.entries(values).map(([name, value]) => this.#set(`score.${name}`, value))];
	}

	#set(name: string, value: string): boolean {
		return answerOf(() => this.api.SetValue(`cmi.${name}`, value)) === "true";
	}
}

/** Seven significant digits are what the standard asks a platform to keep; four are enough here. */
const share = (value: number): string => String(Math.round(value * 10_000) / 10_000);
