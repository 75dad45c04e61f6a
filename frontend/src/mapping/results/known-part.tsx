/** What is known, by form: bars with their numbers, and all answers with source and date. */
import { listOf } from "../course.ts";
import { STATES } from "./coverage.ts";
import { DataTable, Part } from "./parts.tsx";
import type { Shown } from "./shown.ts";

const COUNTED = ["questions", "known", "asked", "open", "old", "unsure", "untraced"];

export function Known({ shown }: { shown: Shown }) {
	const { say, view } = shown;
	return (
		<Part id="known" title={say("known")} about={say("known-about", { months: shown.course.settings.old })}>
			<Bars shown={shown} />
			<DataTable shown={shown} id="forms" fields={["form", ...COUNTED]} />
			<details class="su-clue">
				<summary>{say("answers")}</summary>
				<DataTable
					shown={shown}
					id="answers"
					fields={["question", "population", "value", "unit", "source", "as_of", "certainty", "mind"]}
				/>
			</details>
			<details class="su-clue">
				<summary>{view.say("table.populations")}</summary>
				<DataTable shown={shown} id="populations" fields={["population", ...COUNTED]} />
			</details>
			<details class="su-clue">
				<summary>{view.say("table.gains")}</summary>
				<DataTable
					shown={shown}
					id="gains"
					fields={shown.isPublic ? ["theme", "patterns", "as_of"] : ["question", "theme", "value", "source", "as_of"]}
				/>
			</details>
			{!shown.isPublic && (
				<details class="su-clue">
					<summary>{view.say("table.untraced")}</summary>
					<DataTable shown={shown} id="untraced" fields={["value", "missing", "sheet", "row"]} />
				</details>
			)}
		</Part>
	);
}

function Bars({ shown }: { shown: Shown }) {
	const names = listOf(shown.course, "about", "form");
	return (
		<ul class="su-map-bars">
			{shown.view.found.forms.map((form) => (
				<li key={form.id}>
					<strong>{names[form.id]}</strong>
					<span class="su-map-bar" aria-hidden="true">
						{STATES.map((state) => (
							<i key={state} data-state={state} style={{ flexGrow: form[state] }} />
						))}
					</span>
					<span>{shown.say("bar", { known: form.known, asked: form.asked, open: form.open })}</span>
				</li>
			))}
		</ul>
	);
}
