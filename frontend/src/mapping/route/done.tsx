/** The end of the way: the page as it is printed, and where to go on. */
import type { Say } from "../../common/words.ts";
import { today } from "../../progress/store.ts";
import type { Sheets } from "../../record/sheets.ts";
import type { Site } from "../../site/site.ts";
import { type Line, lettersOf, mapPage, type Part } from "./paper.ts";
import { type RouteData, TITLES } from "./route.ts";

/** The buttons at the end of the way. */
export function Keep({ say, save }: { say: Say; save(): void }) {
	return (
		<>
			<button type="button" class="su-btn" onClick={() => window.print()}>
				{say("act.print-map")}
			</button>
			<button type="button" class="su-btn su-quiet" onClick={save}>
				{say("act.keep-map")}
			</button>
		</>
	);
}

export function Next({ data, say }: { data: RouteData; say: Say }) {
	return (
		<section class="su-box su-noprint">
			<h2>{say("route.next")}</h2>
			<p>{say("route.next-text")}</p>
			<ul>
				{data.sheets.flatMap(({ step }) => {
					const href = data.pages[step];
					return href ? [<Link key={step} href={href} text={say(TITLES[step])} />] : [];
				})}
				{data.results && <Link href={data.results} text={say("route.results")} />}
			</ul>
		</section>
	);
}

const Link = ({ href, text }: { href: string; text: string }) => (
	<li>
		<a href={href}>{text}</a>
	</li>
);

/** Above these numbers of letters the page is set smaller, so that it stays one page. */
const SIZES = [1700, 2500, 3600];

interface Props {
	data: RouteData;
	sheets: Sheets;
	site: Site;
	say: Say;
	hidden: boolean;
}

/** The page; during the steps it waits unseen, so that printing gives the map at any time. */
export function Printed({ data, sheets, site, say, hidden }: Props) {
	const page = mapPage(data, sheets, say, today(), site.settings.town);
	const letters = lettersOf(page);
	return (
		<article
			class={hidden ? "su-sheet su-map-page su-map-unseen" : "su-sheet su-map-page"}
			data-size={SIZES.filter((size) => letters > size).length}
		>
			<header>
				<h2>{page.title}</h2>
			</header>
			<dl class="su-map-facts">
				{page.facts.map(({ label, text }) => (
					<div key={label}>
						<dt>{say(label)}</dt>
						<dd class={label === "map-page.day" ? "su-day" : undefined}>{text || say("map-page.empty")}</dd>
					</div>
				))}
			</dl>
			{page.parts.map((part) => (
				<PartOf key={part.title} part={part} say={say} />
			))}
			<p class="su-small">{say("map-page.foot", { n: data.limit })}</p>
		</article>
	);
}

function PartOf({ part, say }: { part: Part; say: Say }) {
	return (
		<section data-part={part.title}>
			<h3>{say(part.title)}</h3>
			{part.lines.length ? (
				<ul>
					{part.lines.map((line, index) => (
						<li key={index}>
							<LineOf line={line} />
						</li>
					))}
				</ul>
			) : (
				part.empty && <p>{say(part.empty)}</p>
			)}
			{!!part.more && <p class="su-small">{say("map-page.more", { n: part.more })}</p>}
		</section>
	);
}

function LineOf({ line: { head, text, small } }: { line: Line }) {
	return (
		<>
			<span class="su-map-head">{head}</span> {text && <strong>{text}</strong>} {small && <small>{small}</small>}
		</>
	);
}
