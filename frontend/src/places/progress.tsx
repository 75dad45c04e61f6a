/** The page "My progress": what was done on this device, a backup, a print, and clearing. */
import { render } from "preact";
import { dayText } from "../common/calendar.ts";
import { Icon, type IconName } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Page, Status } from "../common/model.ts";
import { Notice } from "../common/parts.tsx";
import { standing, unknownActivities } from "../record/record.ts";
import { BrowserSheets } from "../sheets/store.ts";
import { readBackup, saveBackup } from "../site/backup.ts";
import { DRAFT, forgetCheck, lastCheck, refresherDay } from "../site/checked.ts";
import { printWithKeys } from "../site/frame.ts";
import { underWay } from "../site/marks.tsx";
import { knownActivities, type Site } from "../site/site.ts";
import { RecordTable } from "./printout.tsx";

const MARKS: Record<Status, { icon: IconName; word: WordKey }> = {
	right: { icon: "right", word: "progress.key-right" },
	partly: { icon: "partly", word: "progress.key-partly" },
	other: { icon: "other", word: "progress.key-other" },
	answered: { icon: "pen", word: "progress.key-answered" },
	older: { icon: "older", word: "progress.key-older" },
	open: { icon: "open", word: "progress.key-open" },
};
const SHOWN: Status[] = ["right", "partly", "other", "older", "open"];

export function startProgress(site: Site): void {
	const place = document.querySelector<HTMLElement>("[data-su-progress]");
	if (!place) return;
	place.hidden = false;
	place.replaceChildren();
	new ProgressPage(site, place).start();
}

class ProgressPage {
	#report: string[] = [];
	readonly #sheets: BrowserSheets;

	constructor(
		readonly site: Site,
		readonly place: HTMLElement,
	) {
		this.#sheets = new BrowserSheets({ course: site.course.id, open: () => window.localStorage });
	}

	start(): void {
		this.site.store.subscribe(() => this.#draw());
		this.#draw();
	}

	#draw(): void {
		const { site } = this;
		const groups = grouped(site.course.pages);
		render(
			<>
				{!site.store.record().attempts.length && <p>{site.say("progress.empty")}</p>}
				{[...groups].map(([folder, pages]) => (
					<Group key={folder} site={site} pages={pages} />
				))}
				<FinalCheck site={site} />
				<Key site={site} />
				<Changed site={site} />
				<section class="su-noprint">
					<h2>{site.say("keep.title")}</h2>
					<p>{site.say("keep.text")}</p>
					{this.#buttons()}
					<div class="su-report" role="status">
						{this.#report.map((line) => (
							<p>{line}</p>
						))}
					</div>
				</section>
				{this.#clearing()}
				<div class="su-printonly">
					<RecordTable site={site} />
				</div>
			</>,
			this.place,
		);
	}

	#tell(...lines: string[]): void {
		this.#report = lines;
		this.#draw();
	}

	#buttons() {
		const { say } = this.site;
		const save = () => {
			saveBackup(this.site);
			this.#tell(say("backup.saved"));
		};
		return (
			<div class="su-acts">
				<button type="button" class="su-btn" onClick={save}>
					{say("act.backup")}
				</button>
				<button type="button" class="su-btn su-quiet" onClick={() => this.#find("input")?.click()}>
					{say("act.read")}
				</button>
				<input
					type="file"
					accept=".json,application/json"
					hidden
					onChange={(event) => void this.#read(event.currentTarget)}
				/>
				<button type="button" class="su-btn su-quiet" onClick={printWithKeys}>
					{say("act.print-record")}
				</button>
			</div>
		);
	}

	async #read(input: HTMLInputElement): Promise<void> {
		const file = input.files?.[0];
		if (!file) return;
		const report = await readBackup(file, this.site, this.#sheets);
		input.value = ""; // the same file may be chosen again
		this.#tell(...report);
	}

	#clearing() {
		const { say, store } = this.site;
		const dialog = () => this.#find<HTMLDialogElement>("dialog");
		const clear = () => {
			dialog()?.close();
			forgetCheck();
			const cleared = [store.clear(), this.#sheets.clear()].every(Boolean);
			this.#tell(say(cleared ? "clear.done" : "clear.refused"));
		};
		return (
			<>
				<section class="su-box su-noprint">
					<h2>{say("clear.title")}</h2>
					<p>{say("clear.text")}</p>
					<button type="button" class="su-btn su-quiet" onClick={() => dialog()?.showModal()}>
						{say("act.clear")}
					</button>
				</section>
				<dialog class="su-dialog" aria-labelledby="su-clear-question">
					<p id="su-clear-question">{say("clear.question")}</p>
					<div class="su-acts">
						<button type="button" class="su-btn" autofocus onClick={() => dialog()?.close()}>
							{say("act.clear-no")}
						</button>
						<button type="button" class="su-btn su-quiet" onClick={clear}>
							{say("act.clear-yes")}
						</button>
					</div>
				</dialog>
			</>
		);
	}

	#find<T extends HTMLElement = HTMLInputElement>(selector: string): T | null {
		return this.place.querySelector<T>(selector);
	}
}

/** Pages with activities, by the folder that holds them. */
function grouped(pages: readonly Page[]): Map<string, Page[]> {
	const groups = new Map<string, Page[]>();
	for (const page of pages) {
		if (!page.activities.length) continue;
		const folder = page.path.replace(/[^/]*$/, "");
		groups.set(folder, [...(groups.get(folder) ?? []), page]);
	}
	return groups;
}

function indexOf(pages: Page[], site: Site): Page | undefined {
	const folder = pages[0]?.path.replace(/[^/]*$/, "") ?? "";
	return site.course.pages.find((page) => page.path === `${folder}index`);
}

/** A folder is named by its index page; a page alone needs no heading but its own. */
function titleOf(pages: Page[], site: Site): string {
	const index = indexOf(pages, site);
	if (!index) return site.say("progress.other-pages");
	return index.kicker ? `${index.kicker}: ${index.title}` : index.title;
}

function Group({ site, pages }: { site: Site; pages: Page[] }) {
	const named = indexOf(pages, site) !== undefined;
	return (
		<section>
			<h2>{titleOf(pages, site)}</h2>
			<ol class="su-rows">
				{pages.map((page, index) => (
					<Row key={page.path} site={site} page={page} number={named ? index + 1 : undefined} />
				))}
			</ol>
		</section>
	);
}

function Row({ site, page, number }: { site: Site; page: Page; number: number | undefined }) {
	const states = page.activities.map((one) => standing(site.store.record(), one.id, one.version).status);
	return (
		<li>
			<span class="su-n" aria-hidden="true">
				{number}
			</span>
			<div>
				<a href={site.address(page.path)}>{page.title}</a>
				<p>{inWords(states, underWay(page, site.store), site)}</p>
			</div>
			<span class="su-end">
				<span class="su-marks" aria-hidden="true">
					{states.map((state) => (
						<Icon name={MARKS[state].icon} />
					))}
				</span>
			</span>
		</li>
	);
}

/** The final check: when it was finished, and from when on the refresher is due. */
function FinalCheck({ site }: { site: Site }) {
	const { course, store, say } = site;
	const page = course.pages.find((one) => one.path === course.check?.page);
	if (!page) return null;
	const done = lastCheck(site);
	const begun = store.draft(DRAFT) !== undefined;
	const told = done
		? [say("check.last", { day: dayText(done.day) }), say("check.due", { day: dayText(refresherDay(done)) })]
		: [say(begun ? "progress.under-way" : "progress.none")];
	return (
		<section>
			<h2>
				<a href={site.address(page.path)}>{page.title}</a>
			</h2>
			<p>{told.join(" ")}</p>
		</section>
	);
}

const COUNTED: Status[] = ["right", "partly", "other", "answered", "older"];

function inWords(states: Status[], begun: boolean, { say }: Site): string {
	const done = states.filter((state) => state !== "open").length;
	if (!done) return say(begun ? "progress.under-way" : "progress.none");
	const parts = COUNTED.map((state) => [state, states.filter((one) => one === state).length] as const)
		.filter(([, n]) => n)
		.map(([state, n]) => say("progress.count", { state: say(MARKS[state].word), n }));
	return `${say("progress.begun", { n: done, total: states.length })} ${parts.join(", ")}`;
}

function Key({ site }: { site: Site }) {
	return (
		<ul class="su-key">
			{SHOWN.map((state) => (
				<li key={state}>
					<Icon name={MARKS[state].icon} />
					{site.say(MARKS[state].word)}
				</li>
			))}
		</ul>
	);
}

/** What changed in the course since it was answered, and what this release does not know: both are kept. */
function Changed({ site }: { site: Site }) {
	const { course, store, say } = site;
	const all = course.pages.flatMap((page) => page.activities);
	const older = all.filter((one) => standing(store.record(), one.id, one.version).status === "older").length;
	const unknown = unknownActivities(store.record(), knownActivities(course)).length;
	if (!older && !unknown) return null;
	return (
		<Notice calm icon="older" title={older ? say("progress.older", { n: older }) : ""}>
			{unknown > 0 && say("progress.unknown", { n: unknown })}
		</Notice>
	);
}
