/** The path of a role or tier: chosen once, without an account; shown on its page, in the contents and in lessons. */
import { render } from "preact";
import { Icon } from "../common/icons.tsx";
import type { Page, PathData } from "../common/model.ts";
import { recall } from "../common/prefs.ts";
import { answeredOn } from "./marks.tsx";
import { pageHere, type Site } from "./site.ts";

/** The name under which the device remembers the path, and the event that says that it has changed. */
export const NAME = "path";
export const CHANGED = "su-path";

/** The path that was chosen on this device, if the course has it. */
export function chosenPath({ course }: Site): PathData | undefined {
	const name = recall(NAME);
	return name !== null && Object.hasOwn(course.paths ?? {}, name) ? course.paths?.[name] : undefined;
}

/** Where a page lies on a path. */
export function placeOn(path: PathData | undefined, page: string): "must" | "should" | undefined {
	if (path?.must.includes(page)) return "must";
	return path?.should.includes(page) ? "should" : undefined;
}

export function startPath(site: Site): void {
	const draw = () => {
		markContents(site);
		markHere(site);
		offerNext(site);
	};
	site.store.subscribe(draw);
	document.addEventListener(CHANGED, draw);
	draw();
}

/** In the contents, a flag beside what lies on the path. */
function markContents(site: Site): void {
	const path = chosenPath(site);
	for (const link of document.querySelectorAll<HTMLAnchorElement>(".bd-links a[href]")) {
		const at = path && [...path.must, ...path.should].find((page) => sameAddress(link.href, site.address(page)));
		const place = at ? placeOn(path, at) : undefined;
		let mark = link.querySelector(".su-nav-path");
		if (!mark && !place) continue;
		if (!mark) {
			mark = document.createElement("span");
			mark.className = "su-nav-path";
			link.append(mark);
		}
		render(
			place === "must" ? (
				<>
					<span class="su-hide">{site.say("path.for-you")}</span>
					<Icon name="path" />
				</>
			) : null,
			mark,
		);
	}
}

const sameAddress = (link: string, address: string) =>
	link.replace(/[?#].*$/, "") === new URL(address, location.href).href.replace(/[?#].*$/, "");

/** In the head of a lesson, whether it is for the reader. */
function markHere(site: Site): void {
	const place = placeOn(chosenPath(site), site.here);
	for (const mark of document.querySelectorAll<HTMLElement>("[data-su-for]")) {
		mark.hidden = !place;
		const text = mark.querySelector("span");
		if (place && text) text.textContent = site.say(place === "must" ? "path.for-you-must" : "path.for-you-should");
	}
}

export const isDone = (page: Page, site: Site) =>
	page.activities.length > 0 && answeredOn(page, site.store.record()) === page.activities.length;

/** The next page of a path that is not done: after this one if it lies on the path, else the first. */
export function nextOn(path: PathData, pages: ReadonlyMap<string, Page>, here: string, done: (page: Page) => boolean) {
	const order = [...path.must, ...path.should];
	const at = order.indexOf(here);
	const turned = [...order.slice(at + 1), ...order.slice(0, Math.max(0, at))];
	return turned
		.map((name) => pages.get(name))
		.find((page): page is Page => page !== undefined && page.path !== here && !done(page));
}

function offerNext(site: Site): void {
	const path = chosenPath(site);
	const pages = new Map(site.course.pages.map((page) => [page.path, page]));
	for (const place of document.querySelectorAll<HTMLElement>("[data-su-path]")) {
		const onPath = path && (placeOn(path, site.here) || !pageHere(site)?.activities.length);
		const open = path && onPath ? nextOn(path, pages, site.here, (page) => isDone(page, site)) : undefined;
		// at the end of a path stands the final check
		const next = open ?? (path && onPath ? pages.get(site.course.check?.page ?? "") : undefined);
		place.hidden = !next;
		render(path && next ? <Next site={site} path={path} next={next} /> : null, place);
	}
}

function Next({ site, path, next }: { site: Site; path: PathData; next: Page }) {
	const { say, address, course } = site;
	const must = course.pages.filter((page) => path.must.includes(page.path));
	const done = must.filter((page) => isDone(page, site)).length;
	return (
		<div class="su-resume">
			<div>
				<h2>{say("path.title", { role: path.name })}</h2>
				<p>
					{next.title}{" "}
					{next.minutes !== undefined && <span class="su-small">{say("resume.minutes", { n: next.minutes })}</span>}
				</p>
				<p class="su-small">{say("path.count", { n: done, total: must.length })}</p>
			</div>
			<a class="su-btn su-quiet" href={address(next.path)}>
				{say("act.continue")}
			</a>
		</div>
	);
}
