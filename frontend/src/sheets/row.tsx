/** One row of a worksheet: its name, its cells, and the buttons that move it or take it away. */
import { Icon } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Column, PresetRow } from "../common/model.ts";
import { Text } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import { type Row, rivalsOf, shownIn } from "../record/sheets.ts";
import { Cell, type CellProps } from "./cell.tsx";
import { Conflict, type Version } from "./conflict.tsx";
import { columnIn } from "./values.ts";

export interface RowProps {
	row: Row;
	/** What the row is called in what is said and for a screen reader. */
	name: string;
	preset: PresetRow | undefined;
	columns: Column[];
	/** Prefix of all DOM ids. */
	id: string;
	say: Say;
	place: number;
	count: number;
	/** The typed text of a cell, if somebody is typing there. */
	typed(field: string): string | undefined;
	/** What looks like personal data in a cell, as words to say. */
	warned(field: string): WordKey[];
	cell(column: Column): Pick<CellProps, "type" | "leave" | "choose" | "key">;
	move(by: -1 | 1, focus: string): void;
	remove(): void;
	take(version: Version): void;
	keep(): void;
	drop(): void;
}

export function SheetRow(props: RowProps) {
	const { row, name, preset, columns, id, say } = props;
	const dom = `${id}--${row.id}`;
	const differs = row.torn || columns.some((column) => rivalsOf(row, column.id).length);
	return (
		<>
			<tr id={dom} class="su-ws-row" data-differs={differs ? "" : undefined}>
				<th scope="row">
					{!preset && (
						<span class="su-ws-number" aria-hidden="true">
							{props.place + 1}
						</span>
					)}
					<span id={`${dom}--name`} class="su-ws-name">
						{name}
					</span>
					{preset?.ask && <span class="su-ws-hint">{say("sheet.ask", { who: preset.ask })}</span>}
					{preset?.note && (
						<details class="su-ws-mind">
							<summary>{say("sheet.mind")}</summary>
							<p>
								<Text text={preset.note} />
							</p>
						</details>
					)}
				</th>
				{columns.map((column) => {
					const own = columnIn(column, preset);
					return (
						<td key={column.id} data-off={own ? undefined : ""}>
							{own && (
								<Cell
									id={`${dom}--${column.id}`}
									row={`${dom}--name`}
									column={own}
									value={shownIn(row, column.id)}
									typed={props.typed(column.id)}
									warned={props.warned(column.id)}
									say={say}
									{...props.cell(own)}
								/>
							)}
						</td>
					);
				})}
				{!preset && <Moves {...props} dom={dom} />}
			</tr>
			{differs && (
				<tr class="su-ws-differ">
					<td colSpan={columns.length + 2}>
						<Conflict
							row={row}
							id={dom}
							columns={columns.map((column) => columnIn(column, preset) ?? column)}
							say={say}
							take={props.take}
							keep={props.keep}
							drop={props.drop}
						/>
					</td>
				</tr>
			)}
		</>
	);
}

function Moves({ name, say, place, count, move, remove, dom }: RowProps & { dom: string }) {
	return (
		<td class="su-ws-moves">
			<span class="su-move">
				{([-1, 1] as const).map((by) => (
					<button
						key={by}
						type="button"
						id={`${dom}--${by < 0 ? "up" : "down"}`}
						aria-label={`${say(by < 0 ? "act.move-up" : "act.move-down")}: ${name}`}
						aria-disabled={place === (by < 0 ? 0 : count - 1) ? "true" : undefined}
						onClick={(event) => move(by, event.currentTarget.id)}
					>
						<Icon name={by < 0 ? "up" : "down"} />
					</button>
				))}
			</span>
			<button type="button" class="su-link" aria-label={`${say("act.remove-row")}: ${name}`} onClick={remove}>
				{say("act.remove-row")}
			</button>
		</td>
	);
}
