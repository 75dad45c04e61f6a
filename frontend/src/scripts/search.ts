/** The search page. The index is a script, so that it also works from disk, and loads on this page only. */
import MiniSearch from "minisearch";
import { type Say, speaker } from "../common/words.ts";
import { excerpt, plainWord } from "../site/excerpt.ts";

interface Entry {
	path: string;
	title: string;
	section: string;
	anchor: string;
	text: string;
}

declare global {
	var SteppingUpSearch: Entry[] | undefined;
	var SteppingUpWords: Record<string, string> | undefined;
}

const MOST = 30;

class SearchPage {
	readonly #entries = globalThis.SteppingUpSearch ?? [];
	readonly #index = new MiniSearch<Entry & { id: number }>({
		fields: ["title", "section", "text"],
		processTerm: (term) => plainWord(term) || null,
		searchOptions: { boost: { title: 3, section: 2 }, prefix: true, fuzzy: (term) => (term.length > 3 ? 0.2 : false) },
	});
	readonly #field = document.createElement("input");
	readonly #status = document.createElement("p");
	readonly #list = document.createElement("ol");

	constructor(
		readonly place: HTMLElement,
		readonly say: Say,
	) {
		this.#index.addAll(this.#entries.map((entry, id) => ({ ...entry, id })));
	}

	start(): void {
		const form = document.createElement("form");
		form.className = "su-search";
		form.setAttribute("role", "search");
		const label = document.createElement("label");
		label.htmlFor = this.#field.id = "su-search-field";
		label.textContent = this.say("search.label");
		this.#field.type = "search";
		this.#field.name = "q";
		this.#field.className = "su-field";
		this.#field.autocomplete = "off";
		this.#status.setAttribute("role", "status");
		this.#status.className = "su-small";
		this.#list.className = "su-found";
		form.append(label, this.#field);
		this.place.replaceChildren(form, this.#status, this.#list);
		form.addEventListener("submit", (event) => event.preventDefault());
		this.#field.addEventListener("input", () => this.#search(true));
		this.#field.value = new URLSearchParams(location.search).get("q") ?? "";
		this.#search(false);
	}

	#search(write: boolean): void {
		const query = this.#field.value.trim();
		const found = query ? this.#find(query) : [];
		this.#status.textContent = this.#summary(query, found.length);
		this.#list.replaceChildren(...found.slice(0, MOST).map(({ id, terms }) => this.#row(this.#entries[id], terms)));
		if (write) writeAddress(query);
	}

	#find(query: string): { id: number; terms: string[] }[] {
		const every = this.#index.search(query, { combineWith: "AND" });
		return every.length ? every : this.#index.search(query);
	}

	#summary(query: string, n: number): string {
		if (!this.#entries.length) return this.say("search.missing");
		if (!query) return this.say("search.hint");
		if (!n) return this.say("search.none");
		return n > MOST ? this.say("search.more", { n, shown: MOST }) : this.say("search.count", { n });
	}

	#row(entry: Entry | undefined, terms: string[]): HTMLLIElement {
		const row = document.createElement("li");
		if (!entry) return row;
		const root = document.documentElement.dataset.content_root || "./";
		const link = document.createElement("a");
		link.href = `${root}${entry.path}.html${entry.anchor ? `#${entry.anchor}` : ""}`;
		link.textContent =
			entry.section && entry.section !== entry.title ? `${entry.title}: ${entry.section}` : entry.title;
		const text = document.createElement("p");
		for (const { text: piece, hit } of excerpt(entry.text, terms)) {
			const node = document.createElement(hit ? "mark" : "span");
			node.textContent = piece;
			text.append(node);
		}
		row.append(link, text);
		return row;
	}
}

function writeAddress(query: string): void {
	try {
		history.replaceState(null, "", query ? `?q=${encodeURIComponent(query)}` : location.pathname);
	} catch {
		// from disk some browsers refuse; the search works all the same
	}
}

const place = document.querySelector<HTMLElement>("[data-su-search]");
if (place) new SearchPage(place, speaker(globalThis.SteppingUpWords)).start();
