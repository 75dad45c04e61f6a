/** The referral card and the Monday sheets: filled with the contacts of the town, which the card's page can change. */
import { render } from "preact";
import type { Site } from "../site/site.ts";
import { type Contacts, clearContacts, type Line, lineOf, readContacts, saveContacts } from "./contacts.ts";

declare global {
	var SteppingUpLines: Line[] | undefined;
}

export function startCard(site: Site): void {
	const lines = globalThis.SteppingUpLines ?? [];
	if (!document.querySelector("[data-contact]")) return;
	const draw = (contacts: Contacts) => {
		fillRows(contacts, lines, site);
		form(contacts, lines, site, draw);
	};
	draw(readContacts(site.settings));
}

/** Write the contacts into the rows of the sheet; what is empty stays a line to write on. */
function fillRows(contacts: Contacts, lines: readonly Line[], { settings, say }: Site): void {
	const national = lineOf(lines, contacts, settings.country);
	for (const row of document.querySelectorAll<HTMLElement>("[data-contact]")) {
		const id = row.dataset.contact ?? "";
		const [who, number] = row.querySelectorAll("td");
		const entry = id === "national" ? national : contacts.own[id];
		if (who) who.textContent = entry?.who ?? "";
		if (number) number.textContent = entry?.number ?? "";
		row.dataset.empty = String(!entry?.who && !entry?.number);
	}
	for (const place of document.querySelectorAll("[data-su-town]")) place.textContent = contacts.town;
	const checked = document.querySelector("[data-su-checked]");
	if (checked) checked.textContent = national ? say("card.line-day", { day: national.day }) : "";
}

function form(contacts: Contacts, lines: readonly Line[], site: Site, draw: (contacts: Contacts) => void): void {
	const place = document.querySelector<HTMLElement>("[data-su-card]");
	if (!place) return;
	if (!place.dataset.ready) place.replaceChildren();
	place.dataset.ready = "true";
	render(<Form contacts={contacts} lines={lines} site={site} draw={draw} report={place.dataset.said ?? ""} />, place);
}

interface Props {
	contacts: Contacts;
	lines: readonly Line[];
	site: Site;
	draw: (contacts: Contacts) => void;
	report: string;
}

function Form({ contacts, lines, site, draw, report }: Props) {
	const { say, settings } = site;
	const tell = (text: string, next: Contacts) => {
		const place = document.querySelector<HTMLElement>("[data-su-card]");
		if (place) place.dataset.said = text;
		draw(next);
	};
	const save = (next: Contacts) => tell(say(saveContacts(next) ? "card.saved" : "card.not-saved"), next);
	const own = (id: string, field: "who" | "number", value: string) => {
		const before = contacts.own[id] ?? { who: "", number: "" };
		save({ ...contacts, own: { ...contacts.own, [id]: { ...before, [field]: value.slice(0, 120) } } });
	};
	const clear = () => {
		const gone = clearContacts();
		tell(say(gone ? "card.cleared" : "card.not-saved"), readContacts(settings));
	};
	return (
		<>
			<div class="su-acts">
				<button type="button" class="su-btn" onClick={() => window.print()}>
					{say("act.print-card")}
				</button>
			</div>
			<details class="su-box su-contacts-form">
				<summary>{say("act.contacts")}</summary>
				<p class="su-hint">{say("card.hint")}</p>
				<Field label={say("card.town")} value={contacts.town} set={(town) => save({ ...contacts, town })} id="town" />
				<Lines contacts={contacts} lines={lines} site={site} save={save} />
				{rows().map(({ id, purpose, hint }) => (
					<fieldset class="su-q" key={id}>
						<legend>{purpose}</legend>
						{hint && <p class="su-hint">{hint}</p>}
						<Field
							label={say("card.who")}
							value={contacts.own[id]?.who ?? ""}
							set={(value) => own(id, "who", value)}
							id={`${id}-who`}
						/>
						<Field
							label={say("card.number")}
							value={contacts.own[id]?.number ?? ""}
							set={(value) => own(id, "number", value)}
							id={`${id}-number`}
						/>
					</fieldset>
				))}
				<div class="su-acts">
					<button type="button" class="su-btn su-quiet" onClick={clear}>
						{say("act.clear-card")}
					</button>
				</div>
			</details>
			<p class="su-report" role="status">
				{report}
			</p>
		</>
	);
}

function Field({ label, value, set, id }: { label: string; value: string; set: (value: string) => void; id: string }) {
	return (
		<p class="su-entry">
			<label for={`su-card-${id}`}>{label}</label>
			<input
				id={`su-card-${id}`}
				type="text"
				autocomplete="off"
				maxLength={120}
				value={value}
				onChange={(event) => set(event.currentTarget.value)}
			/>
		</p>
	);
}

function Lines({ contacts, lines, site, save }: Omit<Props, "draw" | "report"> & { save: (next: Contacts) => void }) {
	const { say, settings } = site;
	const countries = [...new Set(lines.map(({ country }) => country))];
	const chosen = lineOf(lines, contacts, settings.country)?.id ?? "";
	return (
		<p class="su-entry">
			<label for="su-card-national">{say("card.national")}</label>
			<select
				id="su-card-national"
				value={chosen}
				onChange={(event) => save({ ...contacts, national: event.currentTarget.value })}
			>
				<option value="">{say("card.choose-line")}</option>
				{countries.map((country) => (
					<optgroup label={country} key={country}>
						{lines
							.filter((line) => line.country === country)
							.map((line) => (
								<option value={line.id} key={line.id}>
									{`${line.number}: ${line.who}`}
								</option>
							))}
					</optgroup>
				))}
			</select>
		</p>
	);
}

/** The rows of the sheet, as the built page has them. */
function rows(): { id: string; purpose: string; hint: string }[] {
	return [...document.querySelectorAll<HTMLElement>("[data-contact]")]
		.filter(({ dataset }) => dataset.contact !== "national")
		.map((row) => ({
			id: row.dataset.contact ?? "",
			purpose: row.querySelector("th")?.textContent ?? "",
			hint: row.dataset.hint ?? "",
		}));
}
