/** The map in brief: what it is about, and six numbers, each of which leads to its part of the page. */
import { differingIn } from "./differ.tsx";
import type { Shown } from "./shown.ts";

export function Brief({ shown }: { shown: Shown }) {
	const { say, view, tables } = shown;
	const { questions, contacts, help, actions } = view.found;
	const late = new Set(actions.filter((one) => one.late).map(({ line }) => line.row));
	const share = (all: readonly unknown[], some: readonly unknown[]) => say("of", { n: some.length, total: all.length });
	const numbers: [part: string, word: string, value: string | number][] = [
		[
			"known",
			"brief-known",
			share(
				questions,
				questions.filter((one) => one.state === "known"),
			),
		],
		[
			"who",
			"brief-asked",
			share(
				contacts,
				contacts.filter((one) => one.asked),
			),
		],
		[
			"help",
			"brief-help",
			share(
				help,
				help.filter((one) => one.services),
			),
		],
		["plan", "brief-late", late.size],
	];
	if (!shown.isPublic) {
		numbers.push(["differ", "brief-differ", differingIn(shown.sheets, shown.course).length]);
		numbers.push(["known", "brief-untraced", tables.get("untraced")?.rows.length ?? 0]);
	}
	return (
		<>
			<About shown={shown} />
			<h2 id="map-brief">{say("brief")}</h2>
			<ul class="su-map-brief">
				{numbers.map(([part, word, value]) => (
					<li key={word}>
						<a href={`#map-${part}`}>
							<strong>{value}</strong> {say(word)}
						</a>
					</li>
				))}
			</ul>
		</>
	);
}

/** Town, area, form and keeper, as far as they are named. */
function About({ shown }: { shown: Shown }) {
	const note = shown.view.label("about", "note");
	const rows = shown.tables.get("about")?.rows.filter(([what, value, row]) => row && value && what !== note) ?? [];
	return (
		<dl class="su-map-about">
			{rows.map(([what, value, row]) => (
				<div key={`${what} ${row}`}>
					<dt>{what}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}
