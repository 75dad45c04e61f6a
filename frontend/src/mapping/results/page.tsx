/** The page that shows what a map says: the town's own, or, only to read, that of the invented town. */
import { type ComponentChild, render } from "preact";
import { Fiction, Notice } from "../../common/parts.tsx";
import { type Say, speaker } from "../../common/words.ts";
import { loadPersonal } from "../../personal/load.ts";
import type { Sheets, Value } from "../../record/sheets.ts";
import { readFile, saveMap } from "../../sheets/foot.tsx";
import { BrowserSheets } from "../../sheets/store.ts";
import type { Site } from "../../site/site.ts";
import type { AnySay, Names } from "../course.ts";
import { loadFiles, Tables } from "../tables.tsx";
import { Acts } from "./acts.tsx";
import type { Differing } from "./differ.tsx";
import { loadExample } from "./example.ts";
import type { Addresses } from "./shown.ts";
import type { Whole } from "./whole.tsx";
import { loadWhole } from "./whole-load.ts";

/** What the page brings along: addresses, the versions of what is fetched later, and the words for a start. */
interface Setup extends Addresses {
	example: string;
	parts: string;
	words: Names;
}

type Whose = "own" | "example";

export class ResultsPage {
	readonly keeper: BrowserSheets;
	readonly say: AnySay;
	readonly sheetSay: Say = speaker({ ...globalThis.SteppingUpWords, ...globalThis.SteppingUpSheetWords });
	readonly setup: Setup;
	#whole: Whole | null = null;
	#isMissing = false;
	#whose: Whose = "own";
	#example: Sheets | "loading" | "failed" | null = null;
	#isPublic = false;
	#said = "";

	constructor(
		readonly site: Site,
		readonly place: HTMLElement,
	) {
		const { id } = site.course;
		this.keeper =
			globalThis.SteppingUpSheets?.keeper ?? new BrowserSheets({ course: id, open: () => window.localStorage });
		this.setup = JSON.parse(place.querySelector("script")?.textContent ?? "{}");
		this.say = speaker(this.setup.words) as AnySay;
	}

	start(): void {
		this.place.replaceChildren();
		this.keeper.subscribe(() => this.draw());
		window.addEventListener("storage", ({ key }) => this.keeper.concerns(key) && this.keeper.refresh());
		window.addEventListener("pageshow", ({ persisted }) => persisted && this.keeper.refresh());
		openForPrint(this.place);
		this.#choose(location.hash === "#su-map-example" ? "example" : "own");
	}

	draw(): void {
		render(this.#view(), this.place);
	}

	#tell(text: string): void {
		this.#said = text;
		this.draw();
	}

	#choose(whose: Whose): void {
		this.#whose = whose;
		this.#said = "";
		if (whose === "example" && (this.#example === null || this.#example === "failed")) {
			this.#example = "loading";
			const address = `${this.site.asset("map-example.js")}?v=${this.setup.example}`;
			loadExample(address)
				.then((sheets) => {
					this.#example = sheets;
				})
				.catch(() => {
					this.#example = "failed";
				})
				.finally(() => this.draw());
		}
		this.draw();
	}

	/** Fetch what shows a map, once; false if it cannot be had. */
	async #ready(): Promise<boolean> {
		const { asset } = this.site;
		try {
			this.#whole ??= await loadWhole(asset("map-course.js"), `${asset("map-parts.js")}?v=${this.setup.parts}`);
		} catch {
			this.#isMissing = true;
		}
		return this.#whole !== null;
	}

	async #take(input: HTMLInputElement): Promise<void> {
		const [file] = input.files ?? [];
		if (!file) return;
		if (!(await this.#ready())) return this.draw();
		const reading = {
			course: this.site.course.id,
			say: this.sheetSay,
			lists: () => loadPersonal(this.site.asset("personal.js")),
			nameOf: (row: string) => this.#whole?.asked(row),
		};
		const told = await readFile(file, reading, (other) => {
			const n = this.keeper.take(other);
			return this.say("taken", { n, differ: this.#whole?.differing(this.keeper.sheets()) ?? 0 });
		});
		input.value = ""; // the same file may be chosen again
		this.#tell(told);
	}

	#decide({ sheet, row }: Differing, values: Record<string, Value>, told: string): void {
		this.keeper.write(`map/${sheet}`, row.id, values);
		this.#tell(told);
		document.getElementById("map-differ")?.focus();
	}

	#view(): ComponentChild {
		const own = this.#whose === "own";
		const sheets = own ? this.keeper.sheets() : this.#example;
		return (
			<div class="su-map" data-whose={this.#whose} data-public={this.#isPublic ? "" : undefined}>
				{this.#switch()}
				{this.keeper.problem && own && (
					<Notice icon="nosave" title={this.sheetSay("sheet.unsaved-title")}>
						{this.sheetSay(this.keeper.problem === "full" ? "sheet.unsaved-full" : "sheet.unsaved-blocked")}
					</Notice>
				)}
				{!own && (
					<div class="su-story su-map-invented">
						<Fiction say={this.site.say} />
						<p>{this.say("invented-about")}</p>
					</div>
				)}
				{sheets === "loading" && <p role="status">{this.say("loading")}</p>}
				{sheets === "failed" && <p role="alert">{this.say("failed")}</p>}
				{sheets && typeof sheets === "object" && this.#map(sheets, own)}
				{own && !this.#isPublic && this.#tables()}
			</div>
		);
	}

	#switch(): ComponentChild {
		return (
			<fieldset class="su-map-switch su-noprint">
				<legend>{this.say("which")}</legend>
				<div class="su-seg">
					{(["own", "example"] as const).map((whose) => (
						<span key={whose} class="su-pick">
							<input
								type="radio"
								name="su-map-whose"
								id={`su-map-${whose}`}
								checked={this.#whose === whose}
								onChange={() => this.#choose(whose)}
							/>
							<label for={`su-map-${whose}`}>{this.say(whose)}</label>
						</span>
					))}
				</div>
			</fieldset>
		);
	}

	#map(sheets: Sheets, own: boolean): ComponentChild {
		if (this.#isMissing) return <p role="alert">{this.say("missing")}</p>;
		if (sheets.size && !this.#whole) {
			void this.#ready().then(() => this.draw());
			return <p role="status">{this.say("opening")}</p>;
		}
		const shown = this.#whole?.view({
			sheets,
			isPublic: this.#isPublic,
			addresses: own ? this.setup : null,
			sheetSay: this.sheetSay,
			decide: (one, values, told) => this.#decide(one, values, told),
			tell: (text) => this.#tell(text),
		});
		if (!shown) return [this.#buttons(own, true), this.#empty()];
		return (
			<>
				{this.#buttons(own, false)}
				{shown}
			</>
		);
	}

	#empty(): ComponentChild {
		return (
			<div class="su-box">
				<p>
					<strong>{this.say("empty")}</strong> {this.say("empty-about")}
				</p>
				<ul>
					<li>
						<a href={this.setup.first}>{this.say("to-first")}</a>
					</li>
					<li>
						<button type="button" class="su-link" onClick={() => this.#choose("example")}>
							{this.say("to-example")}
						</button>
					</li>
				</ul>
			</div>
		);
	}

	/** The whole map as Excel, and tables of colleagues: what leaves the group is made for publication instead. */
	#tables(): ComponentChild {
		const { asset } = this.site;
		return (
			<Tables
				keeper={this.keeper}
				say={this.sheetSay}
				id="su-map"
				load={() => loadFiles(asset, () => loadPersonal(asset("personal.js")))}
				said={(text) => this.#tell(text)}
			/>
		);
	}

	#buttons(own: boolean, isEmpty: boolean): ComponentChild {
		return (
			<Acts
				say={this.say}
				limit={this.#whole?.limit ?? 0}
				own={own}
				isEmpty={isEmpty}
				isPublic={this.#isPublic}
				said={this.#said}
				save={() => {
					saveMap(this.keeper, this.site.course);
					this.#tell(this.sheetSay("sheet.file-saved"));
				}}
				take={(input) => void this.#take(input)}
				publish={(isPublic) => {
					this.#isPublic = isPublic;
					this.#tell("");
				}}
			/>
		);
	}
}

/** On paper everything is open; afterwards it is as it was. */
function openForPrint(place: HTMLElement): void {
	let opened: HTMLDetailsElement[] = [];
	window.addEventListener("beforeprint", () => {
		opened = [...place.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
		for (const one of opened) one.open = true;
	});
	window.addEventListener("afterprint", () => {
		for (const one of opened) one.open = false;
	});
}
