/** SCORM 1.2: state in `cmi.suspend_data` (4,096 characters at most), the end in `cmi.core.lesson_status`. */
import { type Adapter, type Kept, Refused, type Summary } from "./adapter.ts";
import { findApi } from "./find-api.ts";

export interface Api12 {
	LMSInitialize(none: ""): string | boolean;
	LMSFinish(none: ""): string | boolean;
	LMSGetValue(name: string): string;
	LMSSetValue(name: string, value: string): string | boolean;
	LMSCommit(none: ""): string | boolean;
}

const LONGEST = 4096;
const LONGEST_PLACE = 255;
const OVER = ["passed", "completed"];

/**
 * Begin a session, where there is a platform.
 * @throws Refused if it lets nobody in
 */
export function openScorm12(api = findApi<Api12>("API")): Adapter | null {
	if (!api) return null;
	if (String(api.LMSInitialize("")) !== "true") throw new Refused();
	return new Scorm12(api);
}

class Scorm12 implements Adapter {
	readonly name = "scorm12";
	readonly learner: string;
	readonly kept: Kept;
	readonly #began = Date.now();
	#open = true;
	#best: number;

	constructor(readonly api: Api12) {
		const get = (name: string) => String(api.LMSGetValue(`cmi.${name}`) ?? "");
		this.learner = get("core.student_id");
		this.#best = Number.parseFloat(get("core.score.raw")) || 0;
		const over = OVER.includes(get("core.lesson_status"));
		this.kept = { text: get("suspend_data"), place: get("core.lesson_location"), over };
		if (!over) this.#set("core.lesson_status", "incomplete");
		// whoever leaves comes back to what they left, after the end as well
		this.#set("core.exit", "suspend");
	}

	async save(text: string, place: string, summary: Summary): Promise<boolean> {
		if (!this.#open || text.length > LONGEST) return false;
		const whole = [this.#set("suspend_data", text), this.#set("core.lesson_location", place.slice(0, LONGEST_PLACE))];
		if (summary.done) whole.push(...this.#report(summary));
		return String(this.api.LMSCommit("")) === "true" && whole.every(Boolean);
	}

	close(): void {
		if (!this.#open) return;
		this.#open = false;
		this.#set("core.session_time", timespan(Date.now() - this.#began));
		this.api.LMSCommit("");
		this.api.LMSFinish("");
	}

	#report({ score, marked }: Summary): boolean[] {
		const told = [this.#set("core.lesson_status", marked ? "passed" : "completed")];
		if (score === null) return told;
		this.#best = Math.max(this.#best, Math.round(score * 100));
		const values = { min: 0, max: 100, raw: this.#best };
		return [...told, ...Object.entries(values).map(([name, value]) => this.#set(`core.score.${name}`, String(value)))];
	}

	#set(name: string, value: string): boolean {
		return String(this.api.LMSSetValue(`cmi.${name}`, value)) === "true";
	}
}

/** A duration as SCORM 1.2 writes it: hours, minutes, seconds and hundredths. */
export function timespan(ms: number): string {
	const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
	const hours = String(Math.min(9999, Math.floor(ms / 3_600_000))).padStart(4, "0");
	return `${hours}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${two((ms % 1000) / 10)}`;
}
