/** XML, tag by tag. A document type is refused: a few bytes of it could unfold to gigabytes. */
import { Parser } from "saxen";
import { TableError } from "./incoming.ts";

export interface Hearing {
	open?(name: string, attribute: (name: string) => string | undefined): void;
	close?(name: string): void;
	text?(text: string): void;
}

/** Go through a document; names of tags come without their prefix. */
export function walk(xml: string, hearing: Hearing): void {
	new Parser()
		.on("openTag", (name, attrs) => hearing.open?.(plain(name), (wanted) => attribute(attrs(), wanted)))
		.on("closeTag", (name) => hearing.close?.(plain(name)))
		.on("text", (text) => hearing.text?.(decoded(text)))
		.on("cdata", (text) => hearing.text?.(text))
		.on("attention", () => {
			throw new TableError("damaged");
		})
		.on("error", () => {
			throw new TableError("damaged");
		})
		.parse(xml);
}

const plain = (name: string): string => name.slice(name.indexOf(":") + 1);

function attribute(attrs: Record<string, string>, wanted: string): string | undefined {
	const found = attrs[wanted];
	return found === undefined ? undefined : decoded(found);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", apos: "'", gt: ">", lt: "<", quot: '"' };

function decoded(text: string): string {
	if (!text.includes("&")) return text;
	return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, digits, name) => {
		if (name) return NAMED[name] ?? whole;
		const code = hex ? Number.parseInt(hex, 16) : Number(digits);
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}
