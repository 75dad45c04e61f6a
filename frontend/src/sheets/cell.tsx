/** One cell of a worksheet: a native field with its label, and what is wrong with what stands in it. */
import type { WordKey } from "../common/keys.ts";
import type { Column } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import type { Value } from "../record/sheets.ts";
import { asText, faultOf, isCalendarDay, MAX_TEXT } from "./values.ts";

const SURE: WordKey[] = ["sheet.sure-1", "sheet.sure-2", "sheet.sure-3"];

export interface CellProps {
	/** DOM id of the field. */
	id: string;
	/** DOM ids of what names the row. */
	row: string;
	column: Column;
	/** What the cell shows, and what somebody is typing, if they are. */
	value: Value;
	typed: string | undefined;
	/** What looks like personal data in it, as words to say. */
	warned: WordKey[];
	say: Say;
	type(text: string): void;
	leave(): void;
	choose(value: Value): void;
	key(event: KeyboardEvent): void;
}

export function Cell(props: CellProps) {
	const { id, column, value, typed, warned, say } = props;
	const fault = typed === undefined ? faultOf(column, value) : null;
	const personal = warned.length ? `${id}--personal` : null;
	const notes = [fault && `${id}--fault`, personal, column.unit && `${id}--unit`, column.hint && `${id}--hint`].filter(
		Boolean,
	);
	return (
		<>
			<label for={id} class="su-ws-label">
				{column.label}
				{column.required && <span class="su-ws-needed"> ({say("sheet.needed")})</span>}
			</label>
			<Field {...props} notes={[props.row, ...notes].join(" ")} wrong={fault !== null} />
			{column.unit && (
				<span id={`${id}--unit`} class="su-ws-unit">
					{column.unit}
				</span>
			)}
			{column.hint && (
				<span id={`${id}--hint`} class="su-ws-hint">
					{column.hint}
				</span>
			)}
			{fault && (
				<span id={`${id}--fault`} class="su-ws-fault">
					{say(fault.word, { max: fault.max ?? "" })}
				</span>
			)}
			{personal && (
				<span id={personal} class="su-ws-fault">
					{warned.map((word) => say(word)).join(" ")}
				</span>
			)}
		</>
	);
}

type FieldProps = CellProps & { notes: string; wrong: boolean };

function Field(props: FieldProps) {
	const { column, value } = props;
	if (column.type === "choice" || column.type === "certainty" || (column.type === "number" && column.options))
		return <Picker {...props} />;
	if (column.type === "date" && (value === null || isCalendarDay(value))) return <Day {...props} />;
	if (column.type === "text" && !column.options && (column.max ?? MAX_TEXT) > 80) return <Long {...props} />;
	return <Short {...props} />;
}

const common = ({ id, notes, wrong, key }: FieldProps) => ({
	id,
	class: "su-field",
	"aria-describedby": notes,
	"aria-invalid": wrong ? ("true" as const) : undefined,
	onKeyDown: key,
});

function Short(props: FieldProps) {
	const { id, column, value, typed, type, leave } = props;
	return (
		<>
			<input
				{...common(props)}
				type="text"
				inputMode={column.type === "number" ? "decimal" : undefined}
				list={column.options && `${id}--list`}
				maxLength={column.type === "number" ? 40 : longest(column, value)}
				value={typed ?? asText(value)}
				onInput={(event) => type(event.currentTarget.value)}
				onBlur={leave}
			/>
			{column.options && (
				<datalist id={`${id}--list`}>
					{column.options.map((option) => (
						<option key={option.id} value={option.text} />
					))}
				</datalist>
			)}
		</>
	);
}

/** A text that may need more than one line: the field grows with it. */
function Long(props: FieldProps) {
	const { column, value, typed, type, leave } = props;
	return (
		<textarea
			{...common(props)}
			rows={1}
			ref={grow}
			maxLength={longest(column, value)}
			value={typed ?? asText(value)}
			onInput={(event) => {
				grow(event.currentTarget);
				type(event.currentTarget.value);
			}}
			onBlur={leave}
		/>
	);
}

/** What came from a file may be longer than what can be typed. */
const longest = (column: Column, value: Value): number => Math.max(column.max ?? MAX_TEXT, asText(value).length);

function grow(field: HTMLTextAreaElement | null): void {
	if (!field || CSS.supports("field-sizing", "content")) return;
	field.style.blockSize = "auto";
	field.style.blockSize = `${field.scrollHeight + 3}px`;
}

function Day(props: FieldProps) {
	const { value, typed, type, leave } = props;
	return (
		<input
			{...common(props)}
			type="date"
			min="1990-01-01"
			max="2100-12-31"
			value={typed ?? asText(value)}
			onInput={(event) => type(event.currentTarget.value)}
			onBlur={leave}
		/>
	);
}

function Picker(props: FieldProps) {
	const { column, value, say, choose } = props;
	const sure = SURE.map((word, index) => ({ id: String(index + 1), text: say(word) }));
	const options = column.type === "certainty" ? sure : (column.options ?? []);
	const number = column.type !== "choice";
	const shown = asText(value);
	const known = shown === "" || options.some((option) => option.id === shown);
	return (
		<select
			{...common(props)}
			value={shown}
			onChange={({ currentTarget: { value: id } }) => choose(id === "" ? null : number ? Number(id) : id)}
		>
			<option value="">{say("sheet.choose")}</option>
			{!known && <option value={shown}>{say("sheet.unlisted", { value: shown })}</option>}
			{options.map((option) => (
				<option key={option.id} value={option.id}>
					{option.text}
				</option>
			))}
		</select>
	);
}
