/** The guided way to a first map at work: one step at a time, written into the sheets that the worksheets show. */
import { type ComponentChild, render } from "preact";
import type { Say } from "../../common/words.ts";
import { loadPersonal } from "../../personal/load.ts";
import { between, type Entry, PLACE, type Sheets } from "../../record/sheets.ts";
import { saveMap } from "../../sheets/foot.tsx";
import type { BrowserSheets, Values } from "../../sheets/store.ts";
import { Typing } from "../../sheets/typing.ts";
import { lastPlace } from "../../sheets/values.ts";
import type { Site } from "../../site/site.ts";
import { Keep, Next, Printed } from "./done.tsx";
import type { Filling } from "./entry.tsx";
import { Frame, nameOf, type Said } from "./frame.tsx";
import { isFree, linesAt, slotsOf } from "./lines.ts";
import { formOf, goOn, progressOf, questionOf, type RouteData, type Step, stepsOf } from "./route.ts";
import { StepBody } from "./step.tsx";

/** The last step: the page itself. */
const MAP = "map";
const HASH = "#step-";
const HEADING = "su-route-at";

interface Env {
	site: Site;
	keeper: BrowserSheets;
	say: Say;
}

export class FirstMap {
	readonly #steps: Step[];
	#at = "";
	/** The lines of the step at hand; what is not in the sheets yet gets its id here. */
	#slots: string[] = [];
	#typing: Typing | null = null;
	/** Questions of which somebody has just said that nobody knows. */
	readonly #nobody = new Set<string>();
	#said: Said = { text: "" };
	#welcome = false;

	constructor(
		readonly host: HTMLElement,
		readonly data: RouteData,
		readonly env: Env,
	) {
		this.#steps = stepsOf(data);
	}

	start(): void {
		const { filled, total } = progressOf(this.data, this.#sheets);
		const asked = this.#fromHash();
		this.#welcome = !asked && filled > 0 && filled < total;
		this.#enter(asked ?? goOn(this.data, this.#sheets)?.id ?? MAP);
		this.env.keeper.subscribe(() => this.draw());
		window.addEventListener("hashchange", () => {
			const next = this.#fromHash();
			if (next && next !== this.#at) this.#arrive(next);
		});
		const guard = () => void loadPersonal(this.env.site.asset("personal.js")).then(() => this.draw());
		this.host.addEventListener("focusin", guard, { once: true });
		if (filled) guard();
		this.draw();
	}

	draw(): void {
		render(this.#view(), this.host);
	}

	get #sheets(): Sheets {
		return this.env.keeper.sheets();
	}

	get #step(): Step | undefined {
		return this.#steps.find((step) => step.id === this.#at);
	}

	#fromHash(): string | undefined {
		const id = location.hash.startsWith(HASH) ? location.hash.slice(HASH.length) : "";
		return [...this.#steps.map((step) => step.id), MAP].find((one) => one === id);
	}

	/** Go to a step; it has an address of its own, so that the browser's own way back works, and a reload. */
	#go(id: string): void {
		this.#typing?.commit();
		this.#arrive(id);
		location.hash = HASH.slice(1) + id;
	}

	#arrive(id: string): void {
		this.#welcome = false;
		this.#enter(id);
		this.draw();
		const heading = document.getElementById(HEADING);
		heading?.focus({ preventScroll: true });
		heading?.closest("section")?.scrollIntoView();
	}

	#enter(id: string): void {
		this.#typing?.dispose();
		this.#typing = null;
		this.#at = id;
		this.#said = { text: "" };
		const step = this.#step;
		if (!step) return;
		this.#slots = slotsOf(this.data, step, this.#sheets);
		this.#typing = new Typing({
			keeper: this.env.keeper,
			sheet: step.sheet.id,
			write: (row, values, base) => this.#write(step, row, values, base),
			draw: () => this.draw(),
		});
	}

	/** Write into a line; a new one gets what it has from the start, and its place behind the others. */
	#write(step: Step, row: string, values: Values, base?: readonly Entry[]): void {
		const rows = this.#sheets.rows(step.sheet.id);
		if (!isFree(step) || rows.some((one) => one.id === row)) {
			this.env.keeper.write(step.sheet.id, row, values, base);
			return;
		}
		if (Object.values(values).every((value) => value === null)) return;
		const given = linesAt(this.data, step, this.#sheets, this.#slots).find((line) => line.row.id === row)?.given ?? {};
		this.env.keeper.write(step.sheet.id, row, { ...given, ...values, [PLACE]: between(lastPlace(rows), null) });
	}

	#filling(step: Step): Filling {
		const typing = this.#typing;
		return {
			typed: (row, field) => typing?.typed(row, field),
			warned: (row, field, value) => typing?.warned(row, field, value) ?? [],
			type: (row, column, text) => typing?.type(row, column, text),
			leave: () => typing?.commit(),
			choose: (row, values, said = "", focus = "") => {
				typing?.commit();
				this.#said = { text: said, quiet: true };
				this.#write(step, row, values);
				this.draw();
				document.getElementById(focus)?.focus();
			},
			nobody: (row, value, focus) => {
				this.#nobody.add(row);
				this.#said = { text: this.env.say("route.nobody"), quiet: true };
				if (value !== null) this.#write(step, row, { value });
				this.draw();
				document.getElementById(focus)?.focus();
			},
			saysNobody: (row) => this.#nobody.has(row),
			settle: (row, values, focus) => {
				this.env.keeper.write(step.sheet.id, row, values);
				document.getElementById(focus)?.focus();
			},
			key: (event) => this.#key(event),
		};
	}

	/** Escape takes back, Enter goes on to the next field and from the last one to the button. */
	#key(event: KeyboardEvent): void {
		const field = event.currentTarget as HTMLInputElement;
		if (event.key === "Escape" && this.#typing?.busy) {
			event.preventDefault();
			this.#typing.giveUp(field);
		}
		const plain = !(event.isComposing || event.ctrlKey || event.metaKey || event.altKey);
		if (event.key !== "Enter" || !plain || field instanceof HTMLSelectElement) return;
		event.preventDefault();
		this.#typing?.commit();
		const fields = [...this.host.querySelectorAll<HTMLElement>(".su-field, .su-route-next")];
		fields[fields.indexOf(field) + (event.shiftKey ? -1 : 1)]?.focus();
	}

	#next(step: Step): void {
		this.#typing?.commit();
		if (step.sheet.step === "about" && !formOf(this.data, this.#sheets)) {
			this.#said = { text: this.env.say("route.choose-first") };
			this.draw();
			this.host.querySelector<HTMLElement>("select")?.focus();
			return;
		}
		this.#go(this.#steps[this.#steps.indexOf(step) + 1]?.id ?? MAP);
	}

	#view(): ComponentChild {
		const { data, env } = this;
		const { say, keeper, site } = env;
		const step = this.#step;
		const sheets = this.#sheets;
		const form = formOf(data, sheets);
		const page = { data, sheets, site, say };
		const at = step ? this.#steps.indexOf(step) : this.#steps.length;
		const save = () => {
			saveMap(keeper, site.course);
			this.#said = { text: say("sheet.file-saved") };
			this.draw();
		};
		return (
			<>
				<Frame
					data={data}
					sheets={sheets}
					at={at}
					heading={HEADING}
					welcome={this.#welcome}
					problem={keeper.problem}
					said={this.#said}
					say={say}
					go={(to) => this.#go(to?.id ?? MAP)}
					next={step && (() => this.#next(step))}
					acts={!step && <Keep say={say} save={save} />}
				>
					{step && (
						<StepBody
							data={data}
							step={step}
							form={form}
							question={questionOf(data, step, form)}
							lines={linesAt(data, step, sheets, this.#slots)}
							name={nameOf(step, say)}
							heading={HEADING}
							say={say}
							filling={this.#filling(step)}
							total={progressOf(data, sheets).total}
						/>
					)}
				</Frame>
				<Printed {...page} hidden={step !== undefined} />
				{!step && <Next data={data} say={say} />}
			</>
		);
	}
}
