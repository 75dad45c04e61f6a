/** SCORM 1.2: state in `cmi.suspend_data` (4,096 characters at most), the end in `cmi.core.lesson_status`. */
import { type Adapter, type Kept, LOOKING, Refused, type Summary } from "./adapter.ts";
import { answerOf, findApi } from "./find-api.ts";

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
const NEW = ["", "not attempted"];

/**
 * Begin a session, where there is a platform.
 * @throws Refused if it lets nobody in
 */
export function openScorm12(api = findApi<Api12>("API")): Adapter | null {
	if (!api) return null;
	if (answerOf(() => api.LMSInitialize("")) !== "true") throw new Refused();
	return new Scorm12(api);
}

class Scorm12 implements Adapter {
	readonly name = "scorm12";
	readonly learner: string;
	readonly kept: Kept;
	readonly looking: boolean;
	readonly #began = Date.now();
	readonly #credit: boolean;
	readonly #passed: boolean;
	#open = true;
	#best: number;

	constructor(readonly api: Api12) {
		const get = (name: string) => answerOf(() => api.LMSGetValue(`cmi.${name}`));
		this.learner = get("core.student_id");
		this.#best = Number.parseFloat(get("core.score.raw")) || 0;
		const [status, mode] = [get("core.lesson_status"), get("core.lesson_mode")];
		const over = OVER.includes(status);
		this.kept = { text: get("suspend_data"), place: get("core.lesson_location"), over };
		this.looking = LOOKING.includes(mode);
		this.#credit = get("core.credit") !== "no-credit";
		this.#passed = status === "passed";
		// Moodle and ILIAS take a preview for completed at its end if nothing else was said
		if (mode === "browse" && NEW.includes(status)) this.#set("core.lesson_status", "browsed");
		if (this.looking) return;
		if (!over) this.#set("core.lesson_status", "incomplete");
		// whoever leaves comes back to what they left, after the end as well
		this.#set("core.exit", "suspend");
	}

	async save(text: string, place: string, summary: Summary): Promise<boolean> {
		if (!this.#open || this.looking || text.length > LONGEST) return false;
		const whole = [this.#set("suspend_data", text), this.#set("core.lesson_location", place.slice(0, LONGEST_PLACE))];
		if (summary.done) whole.push(...this.#report(summary));
		return answerOf(() => this.api.LMSCommit("")) === "true" && whole.every(Boolean);
	}

	close(): void {
		if (!this.#open) return;
		this.#open = false;
		if (!this.looking) {
			this.#set("core.session_time", timespan(Date.now() - this.#began));
			answerOf(() => this.api.LMSCommit(""));
		}
		answerOf(() => this.api.LMSFinish(""));
	}

	#report({ score, marked }: Summary): boolean[] {
		const passed = this.#passed || (marked && this.#credit);
		const told = [this.#set("core.lesson_status", passed ? "passed" : "completed")];
		if (score === null || !this.#credit) return told;
		this.#best = Math.max(this.#best, Math.round(score * 100));
		const values = { min: 0, max: 100, raw: this.#best };
		return [...told, ...Object.entries(values).map(([name, value]) => this.#set(`core.score.${name}`, String(value)))];
	}

	#set(name: string, value: string): boolean {
		return answerOf(() => this.api.LMSSetValue(`cmi.${name}`, value)) === "true";
	}
}

/** A duration as SCORM 1.2 writes it: hours, minutes, seconds and hundredths. */
export function timespan(ms: number): string {
	const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
	const hours = String(Math.min(9999, Math.floor(ms / 3_600_000))).padStart(4, "0");
	return `${hours}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${two((ms % 1000) / 10)}`;
}
