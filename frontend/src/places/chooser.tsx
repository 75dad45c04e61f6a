/** The page of paths: a path is chosen by role or tier, without an account. */
import { render } from "preact";
import { keep, recall } from "../common/prefs.ts";
import { CHANGED, NAME } from "../site/path.tsx";
import type { Site } from "../site/site.ts";

/** On the page of paths: one radio for each path; the chosen one stands alone below. */
export function startChooser(site: Site): void {
	const place = document.querySelector<HTMLElement>("[data-su-paths]");
	if (!place) return;
	const sections = [...place.querySelectorAll<HTMLElement>("[data-path]")];
	const list = place.querySelector("ul");
	if (!list) return;
	const form = document.createElement("form");
	list.replaceWith(form);
	const choose = (name: string) => {
		const kept = keep(NAME, name || null);
		show(name, !kept);
		document.dispatchEvent(new Event(CHANGED));
	};
	const show = (name: string, unkept = false) => {
		for (const section of sections) section.hidden = section.dataset.path !== name;
		render(<Choice site={site} chosen={name} choose={choose} unkept={unkept} />, form);
	};
	const first = sections.find((one) => `#${one.id}` === location.hash)?.dataset.path;
	show(first ?? (recall(NAME) || ""));
}

function Choice(props: { site: Site; chosen: string; choose: (name: string) => void; unkept: boolean }) {
	const { site, chosen, choose, unkept } = props;
	const all = Object.entries(site.course.paths ?? {});
	const group = (tier: boolean) => all.filter(([name]) => name.startsWith("tier-") === tier);
	const option = (name: string, text: string) => (
		<div class="su-opt" key={name}>
			<input
				type="radio"
				name="su-path"
				id={`su-path-${name || "none"}`}
				checked={chosen === name}
				onChange={() => choose(name)}
			/>
			<label for={`su-path-${name || "none"}`}>{text}</label>
		</div>
	);
	return (
		<>
			{[false, true].map((tier) => (
				<fieldset class="su-q" key={String(tier)}>
					<legend>{site.say(tier ? "path.by-tier" : "path.by-role")}</legend>
					<div class="su-opts su-two">
						{group(tier).map(([name, { name: text }]) => option(name, text))}
						{tier && option("", site.say("path.none"))}
					</div>
				</fieldset>
			))}
			<p class="su-hint" role="status">
				{chosen ? site.say(unkept ? "path.not-kept" : "path.kept") : site.say("path.choose")}
			</p>
		</>
	);
}
