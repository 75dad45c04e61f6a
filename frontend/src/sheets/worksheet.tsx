/** A worksheet at work: a table that people fill, kept as they type, with no right answer and no score. */
import { type ComponentChild, Fragment, render } from "preact";
import { Icon } from "../common/icons.tsx";
import type { Column, PresetRow, SheetSpec } from "../common/model.ts";
import { Notice, Text } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import { between, type Entry, GONE, newRow, PLACE, type Row, shownIn, type Value } from "../record/sheets.ts";
import { textOf, type Version } from "./conflict.tsx";
import { SheetRow } from "./row.tsx";
import type { Keeper, Values } from "./store.ts";
import { Typing } from "./typing.ts";
import { columnIn, compareValues, coverage, lastPlace, shownRows } from "./values.ts";

/** How wide a column is at least, in rem. */
const COLUMN = 9.5;

export interface SheetEnv {
	keeper: Keeper;
	say: Say;
	/** Prefix of all DOM ids. */
	id: string;
	/** What is drawn below the table, such as reading and saving files. */
	foot?: (said: (text: string) => void) => ComponentChild;
	/** Makes ready what tells personal data; called when somebody is about to write, or has written before. */
	guard?: () => void;
	/** In a notebook: the record says where things are kept. */
	notebook?: boolean;
}

export class Worksheet {
	readonly #stop: () => void;
	readonly #typing: Typing;
	/** What was chosen by hand; before that, the form of the map. */
	#tag: string | null = null;
	#short = false;
	#sortBy: string;
	#removed: { row: string; name: string } | null = null;
	#said = "";
	/** Whether rows are drawn as cards, because the table would not fit. */
	#cards = true;
	readonly #watch: ResizeObserver;

	constructor(
		readonly host: HTMLElement,
		readonly spec: SheetSpec,
		readonly env: SheetEnv,
	) {
		this.#sortBy = spec.rows === "free" ? (spec.columns[0]?.id ?? "") : "";
		this.#typing = new Typing({
			keeper: env.keeper,
			sheet: spec.id,
			write: (row, values, base) => this.#write(row, values, base),
			draw: () => this.draw(),
		});
		this.#stop = env.keeper.subscribe(() => this.draw());
		if (env.guard) {
			host.addEventListener("focusin", env.guard, { once: true });
			if (
				env.keeper
					.sheets()
					.rows(spec.id)
					.some((row) => row.cells.size)
			)
				env.guard();
		}
		this.#watch = new ResizeObserver(() => this.#fit());
		this.#watch.observe(host);
		this.#cards = host.clientWidth < this.#wide;
	}

	draw(focus?: string): void {
		render(this.#view(), this.host);
		if (focus) document.getElementById(focus)?.focus();
	}

	dispose(): void {
		this.#typing.dispose();
		this.#stop();
		this.#watch.disconnect();
		render(null, this.host);
	}

	/** The width from which the table fits, in pixels. */
	get #wide(): number {
		const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
		const free = this.spec.rows === "free";
		return ((free ? 10 : 16) + COLUMN * this.spec.columns.length) * rem;
	}

	#fit(): void {
		const cards = this.host.clientWidth < this.#wide;
		if (cards === this.#cards) return;
		this.#cards = cards;
		this.draw();
	}

	/** The form that was chosen for this sheet, or for the whole map. */
	get #form(): string {
		if (this.#tag !== null) return this.#tag;
		const [sheet, row, column] = this.spec.follows ?? [];
		if (!sheet || !row || !column) return "";
		const chosen = this.env.keeper.sheets().cell(sheet, row, column).at(-1)?.v;
		return this.spec.tags?.some((tag) => tag.id === chosen) ? String(chosen) : "";
	}

	/** The rows that are shown; what no release asks for any more is shown at the end if something is in it. */
	#rows(): { row: Row; preset: PresetRow | undefined }[] {
		const { spec } = this;
		const preset = new Map((spec.preset ?? []).map((one) => [one.id, one]));
		const wanted = new Set(shownRows(spec, this.#form, this.#short).map((one) => one.id));
		const all = this.env.keeper.sheets().rows(spec.id, [...preset.keys()]);
		return all
			.filter(({ id }) => (preset.has(id) ? wanted.has(id) : spec.rows === "free" || !(this.#form || this.#short)))
			.map((row) => ({ row, preset: preset.get(row.id) }));
	}

	#nameOf(row: Row, preset: PresetRow | undefined, place: number): string {
		if (preset) return preset.label;
		const [first] = this.spec.columns;
		const value = first ? textOf(first, shownIn(row, first.id)) : "";
		return value || `${this.spec.row_name}, ${this.env.say("sheet.line", { n: place + 1 })}`;
	}

	#write(row: string, values: Values, base?: readonly Entry[]): void {
		this.env.keeper.write(this.spec.id, row, values, base);
	}

	#key(event: KeyboardEvent, row: string, column: Column): void {
		const field = event.currentTarget as HTMLInputElement;
		if (event.key === "Escape" && this.#typing.busy) {
			event.preventDefault();
			this.#typing.giveUp(field);
			return;
		}
		const step = stepOf(event, field);
		if (!step || (this.#cards && event.key !== "Enter")) return;
		const next = this.#next(row, column, step);
		if (!next && event.key !== "Enter") return;
		event.preventDefault();
		this.#typing.commit();
		document.getElementById(next ?? (step > 0 ? `${this.env.id}--add` : ""))?.focus();
	}

	/** The field that a key leads to: in the table that of the next row, in cards the next one. */
	#next(row: string, column: Column, step: -1 | 1): string | undefined {
		const { columns } = this.spec;
		const fields = this.#rows().flatMap((one) =>
			(this.#cards ? columns : [column])
				.filter((other) => columnIn(other, one.preset))
				.map((other) => `${this.env.id}--${one.row.id}--${other.id}`),
		);
		return fields[fields.indexOf(`${this.env.id}--${row}--${column.id}`) + step];
	}

	#add(): void {
		this.#typing.commit();
		const { env, spec } = this;
		const rows = this.#rows();
		const id = newRow();
		this.#removed = null;
		this.#said = env.say("sheet.added", { n: rows.length + 1, total: rows.length + 1 });
		this.#write(id, { [PLACE]: between(lastPlace(rows.map(({ row }) => row)), null) });
		this.draw(`${env.id}--${id}--${spec.columns[0]?.id}`);
	}

	#remove(row: Row, name: string): void {
		this.#typing.commit();
		this.#removed = { row: row.id, name };
		this.#said = this.env.say("sheet.removed", { text: name });
		this.#write(row.id, { [GONE]: true });
		this.draw(`${this.env.id}--back`);
	}

	#takeBack(): void {
		const gone = this.#removed;
		if (!gone) return;
		this.#removed = null;
		this.#said = this.env.say("sheet.back", { text: gone.name });
		this.#write(gone.row, { [GONE]: false });
		this.draw(`${this.env.id}--${gone.row}--${this.spec.columns[0]?.id}`);
	}

	#move(place: number, by: -1 | 1, focus: string): void {
		this.#typing.commit();
		const rows = this.#rows();
		const [moved] = rows.splice(place, 1);
		if (!moved || place + by < 0 || place + by > rows.length) return;
		const before = rows[place + by - 1]?.row;
		const after = rows[place + by]?.row;
		const name = this.#nameOf(moved.row, moved.preset, place);
		this.#said = this.env.say("sheet.moved", { text: name, n: place + by + 1, total: rows.length + 1 });
		rows.splice(place + by, 0, moved);
		const at = between(before?.place ?? null, after?.place ?? null);
		const clear =
			[before, after].every((one) => !one || one.place !== null) && at !== before?.place && at !== after?.place;
		if (clear) this.#write(moved.row.id, { [PLACE]: at });
		else this.#place(rows.map(({ row }) => row.id));
		this.draw(focus);
	}

	/** Give every row its place anew. */
	#place(ids: readonly string[]): void {
		for (const [index, id] of ids.entries()) this.#write(id, { [PLACE]: index + 1 });
	}

	#sort(): void {
		this.#typing.commit();
		const { columns } = this.spec;
		const rows = this.#rows().map(({ row }) => row);
		const column = columns.find((one) => one.id === this.#sortBy);
		if (!column) {
			if (this.spec.rows === "preset") for (const { id } of rows) this.#write(id, { [PLACE]: null });
		} else {
			const key = (row: Row): Value => {
				const value = shownIn(row, column.id);
				return column.type === "choice" && value !== null ? textOf(column, value) : value;
			};
			this.#place(rows.sort((a, b) => compareValues(key(a), key(b))).map(({ id }) => id));
		}
		this.#said = this.env.say("sheet.sorted", { name: column?.label ?? this.env.say("sheet.own-order") });
		this.draw();
	}

	#take(row: Row, version: Version, preset: PresetRow | undefined): void {
		this.#typing.forget();
		this.#said = this.env.say("sheet.taken", { day: version.day });
		this.#write(row.id, version.values);
		const first = this.spec.columns.find((column) => columnIn(column, preset) && column.id in version.values);
		this.draw(`${this.env.id}--${row.id}--${first?.id}`);
	}

	#settle(row: Row, gone: boolean): void {
		this.#said = this.env.say(gone ? "sheet.removed" : "sheet.row-kept", { text: this.#nameOf(row, undefined, 0) });
		this.#write(row.id, { [GONE]: gone });
		this.draw(gone ? `${this.env.id}--add` : `${this.env.id}--${row.id}--${this.spec.columns[0]?.id}`);
	}

	#view(): ComponentChild {
		const { spec, env } = this;
		const { say, id, keeper } = env;
		const rows = this.#rows();
		const { filled, total } = coverage(
			spec,
			rows.map(({ row }) => ({ id: row.id, value: (field) => shownIn(row, field) })),
		);
		return (
			<section class={`su-card su-ws ${this.#cards ? "su-ws-cards" : ""}`} aria-labelledby={`${id}--title`}>
				<p class="su-head">
					<span>
						<Icon name="classify" />
						{say("sheet.kind")}
					</span>
					<span class="su-state">
						<Icon name={total > 0 && filled === total ? "right" : filled ? "partly" : "open"} />
						{total > 0 && filled === total ? say("sheet.done") : say("sheet.filled", { n: filled, total })}
					</span>
				</p>
				<p class="su-ask" id={`${id}--title`}>
					<Text text={spec.prompt} />
				</p>
				{spec.hint && <p class="su-hint">{spec.hint}</p>}
				{keeper.problem && (
					<Notice icon="nosave" title={say("sheet.unsaved-title")}>
						{say(keeper.problem === "full" ? "sheet.unsaved-full" : "sheet.unsaved-blocked")}
					</Notice>
				)}
				{this.#choices(rows.length)}
				{rows.length ? this.#table(rows) : <p>{say(spec.rows === "free" ? "sheet.empty" : "sheet.no-rows")}</p>}
				<div class="su-acts">
					{spec.rows === "free" && (
						<button type="button" id={`${id}--add`} class="su-btn" onClick={() => this.#add()}>
							{say("act.add-row", { name: spec.row_name })}
						</button>
					)}
					{this.#removed && (
						<button type="button" id={`${id}--back`} class="su-btn su-quiet" onClick={() => this.#takeBack()}>
							{say("act.take-back")}
						</button>
					)}
					{rows.length > 1 && this.#sorting()}
				</div>
				<div class="su-result su-ws-said" role="status">
					{this.#said && <p class="su-said">{this.#said}</p>}
				</div>
				{!keeper.problem && <p class="su-small">{say(env.notebook ? "sheet.kept-notebook" : "sheet.kept")}</p>}
				<details class="su-clue">
					<summary>{say("sheet.keys-title")}</summary>
					<p>{say(this.#cards ? "sheet.keys-cards" : "sheet.keys")}</p>
				</details>
				{env.foot?.((text) => {
					this.#said = text;
					this.draw();
				})}
			</section>
		);
	}

	/** Which rows are shown: of one form, of the short list. */
	#choices(count: number): ComponentChild {
		const { spec, env } = this;
		const { say, id } = env;
		const short = spec.preset?.some(({ tags }) => tags?.includes("short"));
		if (!spec.tags?.length) return null;
		return (
			<div class="su-ws-choices">
				<label for={`${id}--form`}>{say("sheet.show")}</label>
				<select
					id={`${id}--form`}
					value={this.#form}
					onChange={({ currentTarget }) => {
						this.#tag = currentTarget.value;
						this.draw();
					}}
				>
					<option value="">{say("sheet.all")}</option>
					{spec.tags.map((tag) => (
						<option key={tag.id} value={tag.id}>
							{tag.text}
						</option>
					))}
				</select>
				{short && (
					<span class="su-pick">
						<input
							type="checkbox"
							id={`${id}--short`}
							checked={this.#short}
							onChange={({ currentTarget }) => {
								this.#short = currentTarget.checked;
								this.draw();
							}}
						/>
						<label for={`${id}--short`}>{say("sheet.short")}</label>
					</span>
				)}
				<p class="su-small" role="status">
					{say("sheet.shown", { n: count, total: spec.preset?.length ?? count })}
				</p>
			</div>
		);
	}

	#sorting(): ComponentChild {
		const { say, id } = this.env;
		return (
			<span class="su-ws-sort">
				<label for={`${id}--sort`}>{say("sheet.sort")}</label>
				<select
					id={`${id}--sort`}
					value={this.#sortBy}
					onChange={({ currentTarget }) => {
						this.#sortBy = currentTarget.value;
					}}
				>
					{this.spec.rows === "preset" && <option value="">{say("sheet.own-order")}</option>}
					{this.spec.columns.map((column) => (
						<option key={column.id} value={column.id}>
							{column.label}
						</option>
					))}
				</select>
				<button type="button" class="su-btn su-quiet" onClick={() => this.#sort()}>
					{say("act.sort")}
				</button>
			</span>
		);
	}

	#table(rows: { row: Row; preset: PresetRow | undefined }[]): ComponentChild {
		const { spec, env } = this;
		const { say, id } = env;
		const moved = rows.some(({ row, preset }) => preset && row.place !== null);
		let group: string | undefined;
		return (
			<div class="su-ws-scroll">
				<table class={`su-ws-table su-ws-${spec.rows}`} aria-labelledby={`${id}--title`}>
					<thead>
						<tr>
							<th scope="col">
								<span class={spec.rows === "free" ? "su-hide" : undefined}>{spec.row_name}</span>
							</th>
							{spec.columns.map((column) => (
								<th key={column.id} scope="col" data-type={column.type}>
									{column.label}
									{column.required && <span class="su-ws-needed"> ({say("sheet.needed")})</span>}
									{column.hint && <span class="su-ws-hint">{column.hint}</span>}
								</th>
							))}
							{spec.rows === "free" && (
								<th scope="col">
									<span class="su-hide">{say("sheet.actions")}</span>
								</th>
							)}
						</tr>
					</thead>
					<tbody>
						{rows.map(({ row, preset }, place) => {
							const heading = moved || preset?.group === group ? undefined : preset?.group;
							group = preset?.group;
							return (
								<Fragment key={row.id}>
									{heading && (
										<tr class="su-ws-group">
											<th colSpan={spec.columns.length + 1}>{heading}</th>
										</tr>
									)}
									<SheetRow {...this.#rowProps(row, preset, place, rows.length)} />
								</Fragment>
							);
						})}
					</tbody>
				</table>
			</div>
		);
	}

	#rowProps(row: Row, preset: PresetRow | undefined, place: number, count: number) {
		const { spec, env } = this;
		const name = this.#nameOf(row, preset, place);
		return {
			row,
			preset,
			name,
			columns: spec.columns,
			id: env.id,
			say: env.say,
			place,
			count,
			typed: (field: string) => this.#typing.typed(row.id, field),
			warned: (field: string) => this.#typing.warned(row.id, field, shownIn(row, field)),
			cell: (column: Column) => ({
				type: (text: string) => this.#typing.type(row.id, column, text),
				leave: () => this.#typing.commit(),
				choose: (value: Value) => this.#write(row.id, { [column.id]: value }),
				key: (event: KeyboardEvent) => this.#key(event, row.id, column),
			}),
			move: (by: -1 | 1, focus: string) => this.#move(place, by, focus),
			remove: () => this.#remove(row, name),
			take: (version: Version) => this.#take(row, version, preset),
			keep: () => this.#settle(row, false),
			drop: () => this.#settle(row, true),
		};
	}
}

/**
 * Where a key leads: Enter down, Shift and Enter up, arrows where they would do nothing in the field itself.
 * A list or a day keeps its own arrows; in a longer text they first go through its lines.
 */
function stepOf(event: KeyboardEvent, field: HTMLElement): -1 | 0 | 1 {
	if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return 0;
	const { key, shiftKey } = event;
	if (key === "Enter" && !(field instanceof HTMLSelectElement)) return shiftKey ? -1 : 1;
	if (shiftKey || (key !== "ArrowUp" && key !== "ArrowDown")) return 0;
	const step = key === "ArrowUp" ? -1 : 1;
	if (field instanceof HTMLTextAreaElement) {
		const { selectionStart: start, selectionEnd: end, value } = field;
		return start === end && (step < 0 ? start === 0 : end === value.length) ? step : 0;
	}
	return field instanceof HTMLInputElement && field.type === "text" && !field.list ? step : 0;
}
