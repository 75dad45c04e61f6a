/** One field of the way to a first map: the field of the worksheet, with what makes it quick to fill. */
import { dayText, monthsLater } from "../../common/calendar.ts";
import type { WordKey } from "../../common/keys.ts";
import type { Column, PresetRow } from "../../common/model.ts";
import { Notice } from "../../common/parts.tsx";
import type { Say } from "../../common/words.ts";
import { today } from "../../progress/store.ts";
import { shownIn, type Value } from "../../record/sheets.ts";
import { Cell, type CellProps } from "../../sheets/cell.tsx";
import type { Values } from "../../sheets/store.ts";
import { GIVEN, type RouteLine } from "./lines.ts";
import { type RouteData, type RouteForm, type Step, stateOf } from "./route.ts";

/** What somebody does in the fields of a step. */
export interface Filling {
	typed(row: string, field: string): string | undefined;
	warned(row: string, field: string, value: Value): WordKey[];
	type(row: string, column: Column, text: string): void;
	leave(): void;
	/** Write at once; `said` is announced, and `focus` is the DOM id of where to go on. */
	choose(row: string, values: Values, said?: string, focus?: string): void;
	/** Nobody knows; a question of choice has an option for it. */
	nobody(row: string, value: Value, focus: string): void;
	saysNobody(row: string): boolean;
	/** Decide where people differ. */
	settle(row: string, values: Values, focus: string): void;
	key(event: KeyboardEvent): void;
}

/** What a step shows, and what it is made of. */
export interface StepProps {
	data: RouteData;
	step: Step;
	form: RouteForm | undefined;
	question: PresetRow | undefined;
	lines: RouteLine[];
	name: string;
	/** DOM id of the heading. */
	heading: string;
	say: Say;
	filling: Filling;
	/** How many entries the whole way has. */
	total: number;
}

/** What was chosen means: what the form is about, what an actor may notice, what a kind of help is. */
function meaning({ data, step, form, line, column, say }: EntryProps): string {
	const chosen = valueIn(line, column.id);
	if (step.sheet.step === "about" && column.id === "form") return form?.about ?? "";
	if (typeof chosen !== "string" || column.id !== GIVEN[step.sheet.step]) return "";
	const sees = data.sees[chosen];
	if (step.sheet.step === "actors") return sees ? say("route.sees", { text: sees }) : "";
	return data.helps[chosen] ?? "";
}

const valueIn = ({ row, given }: RouteLine, field: string): Value => shownIn(row, field) ?? given[field] ?? null;

type EntryProps = StepProps & {
	line: RouteLine;
	column: Column;
	/** DOM id of what names the line. */
	row: string;
};

/** One field, with what makes it quick to fill. */
export function Entry(props: EntryProps) {
	const { step, line, column, row: named, say, filling } = props;
	const id = `${props.heading}--${line.row.id}--${column.id}`;
	const value = valueIn(line, column.id);
	const nobody = step.question !== undefined && asksNobody(line, filling);
	const hint = meaning(props);
	const own = { ...(nobody ? asked(column, say) : column), ...(hint && { hint }) };
	// spread, as a `key` that is written out would be Preact's own
	const acts: Pick<CellProps, "type" | "leave" | "choose" | "key"> = {
		type: (text) => filling.type(line.row.id, column, text),
		leave: () => filling.leave(),
		choose: (chosen) => filling.choose(line.row.id, { [column.id]: chosen }),
		key: (event) => filling.key(event),
	};
	return (
		<div class="su-route-field">
			<Cell
				id={id}
				row={named}
				column={{ ...own, required: step.sheet.cells.includes(column.id) && !nobody }}
				value={value}
				typed={filling.typed(line.row.id, column.id)}
				warned={filling.warned(line.row.id, column.id, value)}
				say={say}
				{...acts}
			/>
			{column.type === "date" && <Days {...props} />}
			{step.question !== undefined && column.id === "value" && <Nobody {...props} nobody={nobody} />}
			{step.sheet.step === "places" && value === null && <Suggestions {...props} />}
		</div>
	);
}

/** Whether nobody knows: it stands in the sheet, or somebody has just said so. */
export function asksNobody(line: RouteLine | undefined, filling: Filling): boolean {
	if (!line || filling.typed(line.row.id, "value")) return false;
	const state = stateOf(line.row);
	return state === "asked" || (state === "open" && filling.saysNobody(line.row.id));
}

/** Where nobody knows, source and day say whom somebody asked, and when. */
function asked(column: Column, say: Say): Column {
	const words: Partial<Record<string, WordKey>> = { source: "route.asked-whom", as_of: "route.asked-on" };
	const word = words[column.id];
	return word ? { ...column, label: say(word) } : column;
}

function Days({ step, line, column, say, filling }: EntryProps) {
	const soon = step.sheet.step === "actions";
	const word = say(soon ? "route.soon" : "route.today");
	const day = soon ? monthsLater(today(), 3) : today();
	return (
		<button
			type="button"
			class="su-link su-route-day"
			aria-label={say("route.day-for", { day: word, name: column.label })}
			onClick={() => filling.choose(line.row.id, { [column.id]: day }, `${column.label}: ${dayText(day)}`)}
		>
			{word}
		</button>
	);
}

function Nobody({ question, heading, line, column, say, filling, nobody }: EntryProps & { nobody: boolean }) {
	const unknown = column.options?.find((option) => option.id === "unknown")?.id ?? null;
	if (nobody)
		return (
			<Notice calm icon="people" title={say("route.nobody-title")}>
				{question?.ask && say("route.ask-next", { who: question.ask })} {say("route.nobody-said")}
			</Notice>
		);
	if (stateOf(line.row) === "known" || filling.typed(line.row.id, column.id)) return null;
	return (
		<button
			type="button"
			class="su-link su-route-nobody"
			onClick={() => filling.nobody(line.row.id, unknown, `${heading}--${line.row.id}--source`)}
		>
			{say("route.nobody")}
		</button>
	);
}

/** The places that the course suggests for the form, and no other line has. */
function Suggestions({ data, form, lines, line, heading, column, say, filling }: EntryProps) {
	const taken = lines.map(({ row }) => shownIn(row, "place"));
	const open = data.places.filter(({ id, name }) => form?.places.includes(id) && !taken.includes(name));
	if (!open.length) return null;
	const field = `${heading}--${line.row.id}--${column.id}`;
	return (
		<ul class="su-route-suggestions" aria-label={say("route.suggestions")}>
			{open.map(({ id, name, kind }) => (
				<li key={id}>
					<button
						type="button"
						class="su-link"
						onClick={() => filling.choose(line.row.id, { place: name, kind }, name, field)}
					>
						{say("route.use", { name })}
					</button>
				</li>
			))}
		</ul>
	);
}
