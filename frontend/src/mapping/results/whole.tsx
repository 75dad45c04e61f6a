/** All that the page shows of a map that holds something; fetched when there is such a map. */
import type { ComponentChild } from "preact";
import type { Say } from "../../common/words.ts";
import { today } from "../../progress/store.ts";
import type { Sheets, Value } from "../../record/sheets.ts";
import { at, type MapCourse } from "../course.ts";
import { Calls, Help, Places, Who } from "./around-part.tsx";
import { Brief } from "./brief.tsx";
import { Differ, type Differing, differingIn } from "./differ.tsx";
import { Files, Plan, Training } from "./doing-part.tsx";
import { Known } from "./known-part.tsx";
import { type Addresses, Shown } from "./shown.ts";

interface Props {
	sheets: Sheets;
	isPublic: boolean;
	/** The town's own map: its rows lead to its sheets. Without: the invented town. */
	addresses: Addresses | null;
	/** Words of worksheets. */
	sheetSay: Say;
	decide(one: Differing, values: Record<string, Value>, told: string): void;
	tell(text: string): void;
}

export class Whole {
	constructor(readonly course: MapCourse) {}

	/** Numbers of people below it are small. */
	get limit(): number {
		return this.course.settings.small;
	}

	/** On how many rows people differ. */
	differing(sheets: Sheets): number {
		return differingIn(sheets, this.course).length;
	}

	/** What a row of the sheet on who gains asks. */
	asked(row: string): string | undefined {
		return at(this.course.sheets.gains.rows, row);
	}

	/** What a map shows; null if all that it held was taken away. */
	view({ sheets, isPublic, addresses, sheetSay, decide, tell }: Props): ComponentChild {
		const shown = new Shown(sheets, this.course, today(), isPublic, addresses, tell);
		if (shown.isEmpty) return null;
		return (
			<>
				<Brief shown={shown} />
				{!isPublic && <Differ shown={shown} sheetSay={sheetSay} decide={decide} />}
				<Known shown={shown} />
				<Who shown={shown} />
				<Places shown={shown} />
				<Help shown={shown} />
				<Calls shown={shown} />
				<Training shown={shown} />
				<Plan shown={shown} />
				<Files shown={shown} />
			</>
		);
	}
}
