/** What stands on the printed page of a first map, without its looks. */
import { dayText } from "../../common/calendar.ts";
import type { WordKey } from "../../common/keys.ts";
import type { Column, PresetRow } from "../../common/model.ts";
import type { Say } from "../../common/words.ts";
import { type Row, rivalsOf, type Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { asText } from "../../sheets/values.ts";
import { isSmall, withoutSmall } from "../small.ts";
import {
	ABOUT,
	candidates,
	columnsOf,
	formOf,
	questionOf,
	type RouteData,
	type RouteForm,
	type Step,
	type StepName,
	stateOf,
	stepsOf,
} from "./route.ts";

/** A line of the page: what it is about, what is said, and in small letters where that is from. */
export interface Line {
	head: string;
	text?: string;
	small?: string;
}

export interface Part {
	title: WordKey;
	lines: Line[];
	/** What stands there when nothing else does; a part without it is then left out. */
	empty?: WordKey;
	/** How many lines the worksheet has beyond these. */
	more?: number;
}

export interface MapPage {
	title: string;
	facts: { label: WordKey; text: string }[];
	parts: Part[];
}

/** How many lines of one sheet the page has room for; where texts are long, only those that the way asks for. */
const MOST = 4;
const LONG = 3600;

/**
 * Put the page together.
 * @param day when it is printed
 * @param town what the site says where the sheet says nothing
 */
export function mapPage(data: RouteData, sheets: Sheets, say: Say, day: string, town = ""): MapPage {
	const full = pageWith(new Printed(data, sheets, say, MOST), say, day, town);
	return lettersOf(full) > LONG ? pageWith(new Printed(data, sheets, say, 0), say, day, town) : full;
}

/** How much there is to read, with what stands around each line. */
export const lettersOf = ({ parts }: MapPage): number => JSON.stringify(parts).length;

function pageWith(printed: Printed, say: Say, day: string, town: string): MapPage {
	const place = printed.about("town") || town;
	return {
		title: place ? say("map-page.title-town", { town: place }) : say("map-page.title"),
		facts: [
			{ label: "map-page.area", text: printed.about("area") },
			{ label: "map-page.form", text: printed.form?.name ?? "" },
			{ label: "map-page.day", text: dayText(day) },
		],
		parts: printed.parts().filter((part) => part.lines.length || part.empty),
	};
}

class Printed {
	readonly form: RouteForm | undefined;
	readonly #steps: Step[];

	constructor(
		readonly data: RouteData,
		readonly sheets: Sheets,
		readonly say: Say,
		/** How many lines of a sheet, if the way does not ask for more. */
		readonly most: number,
	) {
		this.form = formOf(data, sheets);
		this.#steps = stepsOf(data);
	}

	parts(): Part[] {
		const asked = this.#lines("actors").filter((row) => shownIn(row, "contacted") !== null);
		return [
			{ title: "map-page.known", lines: this.#known(), empty: "map-page.empty" },
			{ title: "map-page.open", lines: this.#open() },
			{ title: "map-page.places", lines: this.#places(), empty: "map-page.empty", more: this.#beyond("places") },
			{
				title: "map-page.actors",
				lines: asked.map((row) => ({ head: this.#text(row, "actors", "actor"), text: this.#day(row, "contacted") })),
				empty: "map-page.nobody",
			},
			{ title: "map-page.to-ask", lines: this.#toAsk(asked) },
			{ title: "map-page.services", lines: this.#services(), empty: "map-page.nobody", more: this.#beyond("services") },
			{ title: "map-page.actions", lines: this.#actions(), empty: "map-page.empty", more: this.#beyond("actions") },
		];
	}

	about(field: string): string {
		const row = this.#row("map/about", ABOUT);
		return row ? this.#cell(row, { id: field, label: "", type: "text" }) : "";
	}

	#known(): Line[] {
		return this.#questions().flatMap(({ step, question, row }) => {
			if (!row || stateOf(row) !== "known") return [];
			const value = columnsOf(step, question, this.form).find((one) => one.id === "value");
			const text = value ? this.#cell(row, value, this.data.shares.includes(question.id)) : "";
			return [{ head: question.label, text, small: this.#trace(row) }];
		});
	}

	/** What nobody knows yet, and who may. */
	#open(): Line[] {
		return this.#questions().flatMap(({ question, row }) => {
			const state = stateOf(row);
			if (state === "known") return [];
			const who = row ? [this.#text(row, "answers", "source"), this.#day(row, "as_of")].filter(Boolean).join(", ") : "";
			return [
				{
					head: question.label,
					small: [
						question.ask ? this.say("map-page.ask", { who: question.ask }) : "",
						who ? this.say("map-page.asked", { who }) : "",
					]
						.filter(Boolean)
						.join(". "),
				},
			];
		});
	}

	#places(): Line[] {
		return this.#lines("places").map((row) => ({ head: this.#text(row, "places", "place") }));
	}

	/** Lines without a day, and whom the way suggests, as long as fewer were asked than it wants. */
	#toAsk(asked: readonly Row[]): Line[] {
		const step = this.#step("actors");
		const options = step?.sheet.columns.find((one) => one.id === "actor")?.options ?? [];
		const waiting = this.#lines("actors").filter((row) => shownIn(row, "contacted") === null);
		const ids = [...waiting.map((row) => asText(shownIn(row, "actor"))), ...(this.form?.actors ?? [])];
		const known = new Set(asked.map((row) => asText(shownIn(row, "actor"))));
		const wanted = Math.max(waiting.length, (step?.rows ?? 0) - asked.length);
		const left = [...new Set(ids)].filter((id) => !known.has(id)).slice(0, wanted);
		return left.flatMap((id) => options.filter((option) => option.id === id).map(({ text }) => ({ head: text })));
	}

	#services(): Line[] {
		return this.#lines("services").map((row) => ({
			head: this.#text(row, "services", "service"),
			text: asText(shownIn(row, "phone")), // a number to call is no count
			small: this.#text(row, "services", "kind"),
		}));
	}

	#actions(): Line[] {
		return this.#lines("actions").map((row) => {
			const owner = this.#text(row, "actions", "owner");
			const day = this.#day(row, "due") || this.say("map-page.no-day");
			const small = owner ? this.say("map-page.action", { owner, day }) : day;
			return { head: this.#text(row, "actions", "measure"), small };
		});
	}

	#trace(row: Row): string {
		const source = this.#text(row, "answers", "source");
		const day = this.#day(row, "as_of");
		return [
			source ? this.say("map-page.source", { source }) : this.say("map-page.no-source"),
			day ? this.say("map-page.as-of", { day }) : this.say("map-page.no-day"),
		].join(", ");
	}

	#questions(): { step: Step; question: PresetRow; row: Row | undefined }[] {
		return this.#steps.flatMap((step) => {
			const question = questionOf(this.data, step, this.form);
			return question ? [{ step, question, row: this.#row(step.sheet.id, question.id) }] : [];
		});
	}

	#row(sheet: string, id: string): Row | undefined {
		return this.sheets.rows(sheet, [id]).find((row) => row.id === id);
	}

	#step(name: StepName): Step | undefined {
		return this.#steps.find((step) => step.sheet.step === name);
	}

	#all(name: StepName): Row[] {
		const step = this.#step(name);
		return step ? candidates(step, this.sheets, this.form) : [];
	}

	#lines(name: StepName): Row[] {
		return this.#all(name).slice(0, this.#room(name));
	}

	#beyond(name: StepName): number {
		return Math.max(0, this.#all(name).length - this.#room(name));
	}

	#room(name: StepName): number {
		return Math.max(this.most, this.#step(name)?.rows ?? 0);
	}

	#day(row: Row, field: string): string {
		return this.#values(row, field)
			.filter((day) => day !== null)
			.map((day) => dayText(asText(day)))
			.join(" / ");
	}

	#text(row: Row, name: StepName, field: string): string {
		const column = this.#step(name)?.sheet.columns.find((one) => one.id === field);
		return column ? this.#cell(row, column) : "";
	}

	/** The values of a cell: where people differ, all of them, in the order in which they were written. */
	#values(row: Row, field: string): Value[] {
		const rivals = rivalsOf(row, field);
		return rivals.length ? rivals.map((one) => one.v) : [shownIn(row, field)];
	}

	/** What stands in a cell as it may be printed. */
	#cell(row: Row, column: Column, share = false): string {
		return this.#values(row, column.id)
			.map((value) => this.#shown(column, value, share))
			.filter(Boolean)
			.join(" / ");
	}

	#shown(column: Column, value: Value, share: boolean): string {
		const { limit } = this.data;
		const few = this.say("map-page.few", { n: limit });
		if (typeof value === "number") {
			if (!share && isSmall(value, limit)) return `${few} (${this.say("map-page.mark")})`;
			return column.unit ? `${value} ${column.unit}` : String(value);
		}
		const chosen = column.options?.find((option) => option.id === value)?.text;
		return chosen ?? withoutSmall(asText(value), limit, () => few);
	}
}
