/** The part of saxen that is used here; the library brings no types. */
declare module "saxen" {
	export class Parser {
		on(event: "openTag", hear: (name: string, attrs: () => Record<string, string>) => void): this;
		on(event: "closeTag", hear: (name: string) => void): this;
		on(event: "text" | "cdata" | "attention", hear: (text: string) => void): this;
		on(event: "error", hear: (error: Error) => void): this;
		parse(xml: string): unknown;
	}
}
