/** The contacts of a town: set once for all in settings.js, or entered on this device. Nothing leaves it. */
import { keep, recall } from "../common/prefs.ts";
import type { Settings } from "../site/site.ts";

export interface Contact {
	who: string;
	number: string;
}

/** A help line of facts/, as the build hands it over. */
export interface Line {
	id: string;
	country: string;
	who: string;
	number: string;
	day: string;
}

export interface Contacts {
	town: string;
	/** The id of the chosen national line; empty for the first one of the country. */
	national: string;
	own: Record<string, Contact>;
}

const NAME = "contacts";
const LONGEST = 120;

/** "name, phone" of settings.js: the last comma parts them. */
export function contactOf(text: string): Contact {
	const at = text.lastIndexOf(",");
	return at < 0
		? { who: text.trim(), number: "" }
		: { who: text.slice(0, at).trim(), number: text.slice(at + 1).trim() };
}

/** What holds on this device: own entries before those of the town. */
export function readContacts(settings: Settings): Contacts {
	const saved = parse(recall(NAME));
	const town: Record<string, Contact> = {};
	for (const [id, text] of Object.entries(settings.contacts ?? {})) {
		if (typeof text === "string") town[id] = contactOf(text);
	}
	return {
		town: saved.town ?? String(settings.town ?? ""),
		national: saved.national ?? "",
		own: { ...town, ...saved.own },
	};
}

/** Keep what was entered; tells whether the device does. */
export const saveContacts = (contacts: Contacts): boolean => keep(NAME, JSON.stringify(contacts));

export const clearContacts = (): boolean => keep(NAME, null);

/** The national line of the card: the chosen one, else the first of the town's country. */
export function lineOf(lines: readonly Line[], contacts: Contacts, country = ""): Line | undefined {
	return (
		lines.find(({ id }) => id === contacts.national) ??
		(country ? lines.find(({ id }) => id.startsWith(`${country}-`)) : undefined)
	);
}

function parse(text: string | null): Partial<Contacts> {
	try {
		const value: unknown = JSON.parse(text ?? "");
		if (typeof value !== "object" || value === null) return {};
		const { town, national, own } = value as Record<string, unknown>;
		return { ...(isText(town) && { town }), ...(isText(national) && { national }), own: entries(own) };
	} catch {
		return {}; // nothing saved, or damaged
	}
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= LONGEST;

function entries(own: unknown): Record<string, Contact> {
	const found: Record<string, Contact> = {};
	for (const [id, value] of Object.entries(own ?? {})) {
		const { who, number } = (value ?? {}) as Record<string, unknown>;
		if (isText(who) && isText(number)) found[id] = { who, number };
	}
	return found;
}
