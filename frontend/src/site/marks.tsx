/** What a page shows of the record outside activities: marks in the course list, the count in a lesson, where to go on. */
import { render } from "preact";
import { Icon } from "../common/icons.tsx";
import type { Page, Rec } from "../common/model.ts";
import { standing } from "../record/record.ts";
import { DRAFT, lastCheck } from "./checked.ts";
import { pageHere, type Site } from "./site.ts";

/** How many activities of a page have an answer. */
export function answeredOn(page: Page, record: Rec): number {
	return page.activities.filter((one) => standing(record, one.id, one.version).count > 0).length;
}

/** Whether a case on this page was begun and not brought to an end. */
export function underWay(page: Page, store: Site["store"]): boolean {
	return page.activities.some(({ id }) => store.draft(id) !== undefined);
}

export function startMarks(site: Site): void {
	const draw = () => {
		markLinks(site);
		countHere(site);
		offerResume(site);
	};
	site.store.subscribe(draw);
	draw();
}

function markLinks(site: Site): void {
	const { course, store, say, address } = site;
	const pages = new Map(course.pages.map((page) => [plain(new URL(address(page.path), location.href).href), page]));
	for (const link of document.querySelectorAll<HTMLAnchorElement>(".bd-links a[href]")) {
		const page = pages.get(plain(link.href));
		if (!page || link.hash.length > 1) continue;
		const check = page.path === course.check?.page;
		if (!check && !page.activities.length) continue;
		const n = answeredOn(page, store.record());
		const done = check ? lastCheck(site) !== undefined : n === page.activities.length;
		const begun = done || n > 0 || (check ? store.draft(DRAFT) !== undefined : underWay(page, store));
		let mark = link.querySelector(".su-nav-mark");
		if (!mark) {
			mark = document.createElement("span");
			mark.className = "su-nav-mark";
			link.append(mark);
		}
		render(
			begun ? (
				<>
					<span class="su-hide">{say(done ? "nav.done" : "nav.begun")}</span>
					<Icon name={done ? "right" : "partly"} />
				</>
			) : null,
			mark,
		);
	}
}

const plain = (address: string): string => address.replace(/[?#].*$/, "");

function countHere(site: Site): void {
	const page = pageHere(site);
	for (const place of document.querySelectorAll<HTMLElement>("[data-su-done]")) {
		place.hidden = !page?.activities.length;
		if (!page) continue;
		const text = place.querySelector("span") ?? place.appendChild(document.createElement("span"));
		text.textContent = site.say("done.count", {
			n: answeredOn(page, site.store.record()),
			total: page.activities.length,
		});
	}
}

/** A page with a case under way; else that of the newest answer, or the next one with something open when it is done. */
export function resumePage(pages: readonly Page[], record: Rec, begun?: (page: Page) => boolean): Page | undefined {
	const unfinished = begun && pages.find(begun);
	if (unfinished) return unfinished;
	const newest = [...record.attempts].reverse();
	const last = newest
		.map((one) => pages.findIndex((page) => page.activities.some(({ id }) => id === one.activity)))
		.find((index) => index >= 0);
	if (last === undefined) return undefined;
	const isOpen = (page: Page) => answeredOn(page, record) < page.activities.length;
	return [...pages.slice(last), ...pages.slice(0, last)].find(isOpen);
}

function offerResume({ course, store, say, address }: Site): void {
	const page = resumePage(course.pages, store.record(), (one) => underWay(one, store));
	for (const place of document.querySelectorAll<HTMLElement>("[data-su-resume]")) {
		place.hidden = !page;
		if (!page) continue;
		const title = page.kicker ? `${page.kicker}: ${page.title}` : page.title;
		if (!place.firstElementChild?.classList.contains("su-resume-here")) place.replaceChildren();
		render(
			<div class="su-resume-here su-resume">
				<div>
					<h2>{say("resume.title")}</h2>
					<p>
						{title}{" "}
						{page.minutes !== undefined && <span class="su-small">{say("resume.minutes", { n: page.minutes })}</span>}
					</p>
				</div>
				<a class="su-btn su-quiet" href={address(page.path)}>
					{say("act.continue")}
				</a>
			</div>,
			place,
		);
	}
}
