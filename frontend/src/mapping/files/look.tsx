/** What would come of a file, and the two ways on: take it over, or leave it. */
import type { Change, Preview } from "./preview.ts";
import type { Imported, Remark } from "./result.ts";
import { type FileSay, placeOf } from "./words.ts";

/** So many lines are shown of a long list; the rest is counted. */
const SHOWN = 50;
const ROWS_NAMED = 5;

interface Props {
	id: string;
	say: FileSay;
	file: string;
	found: Imported;
	preview: Preview;
	replaces: boolean;
	newer(replaces: boolean): void;
	take(): void;
	leave(): void;
}

export function Look({ id, say, file, found, preview, replaces, newer, take, leave }: Props) {
	const { counts, changed, differ } = preview;
	return (
		<section class="su-files-look" aria-labelledby={`${id}--look`}>
			<h2 id={`${id}--look`} tabIndex={-1}>
				{say("files.look", { file })}
			</h2>
			<p>{say("files.nothing-yet")}</p>
			<ul>
				{counts.map((one) => (
					<li key={one.sheet}>{say("files.sheet", { ...one, new: one.fresh })}</li>
				))}
				{!counts.length && <li>{say("files.nothing")}</li>}
				{found.same > 0 && <li>{say("files.same", { n: found.same })}</li>}
			</ul>
			<Changes say={say} title="files.differ" about="files.differ-about" changes={differ} />
			<Changes say={say} title="files.changed" about="files.changed-about" changes={changed} />
			<Remarks say={say} title="files.left" remarks={found.left} prefix="import.left-" />
			<Remarks say={say} title="files.worth" remarks={found.remarks} prefix="import." />
			<Remarks say={say} title="files.warned" remarks={found.warned} prefix="" />
			{(differ.length > 0 || replaces) && (
				<p class="su-pick">
					<input
						type="checkbox"
						id={`${id}--newer`}
						checked={replaces}
						onChange={({ currentTarget }) => newer(currentTarget.checked)}
					/>
					<label for={`${id}--newer`}>{say("files.newer")}</label>
				</p>
			)}
			<div class="su-acts">
				{counts.length > 0 && (
					<button type="button" class="su-btn" id={`${id}--take`} onClick={take}>
						{say("files.take")}
					</button>
				)}
				<button type="button" class="su-btn su-quiet" id={`${id}--leave`} onClick={leave}>
					{say("files.leave")}
				</button>
			</div>
		</section>
	);
}

interface Listed {
	say: FileSay;
	title: string;
}

/** Values side by side, each with its place. */
function Changes({ say, title, about, changes }: Listed & { about: string; changes: readonly Change[] }) {
	if (!changes.length) return null;
	const text = (values: readonly string[]) =>
		values.length ? values.map((value) => value || say("files.empty")).join(" / ") : say("files.none");
	return (
		<>
			<h3>{say(title, { n: changes.length })}</h3>
			<p>{say(about)}</p>
			<ul class="su-files-changes">
				{changes.slice(0, SHOWN).map((one) => (
					<li key={`${one.sheet} ${one.line} ${one.column} ${one.there}`}>
						<p>
							{one.sheet}: <strong>{one.line || say("files.new-line")}</strong>, {one.column}
						</p>
						<dl>
							<div>
								<dt>{say("files.here")}</dt>
								<dd>{text(one.here)}</dd>
							</div>
							<div>
								<dt>{say("files.there")}</dt>
								<dd>{text(one.there)}</dd>
							</div>
						</dl>
					</li>
				))}
			</ul>
			{changes.length > SHOWN && <p>{say("import.more", { n: changes.length - SHOWN })}</p>}
		</>
	);
}

/** Places in the file, and what is to be said about them: rows with the same remark in one line. */
function Remarks({ say, title, remarks, prefix }: Listed & { remarks: readonly Remark[]; prefix: string }) {
	if (!remarks.length) return null;
	const groups = new Map<string, { one: Remark; rows: number[] }>();
	for (const one of remarks) {
		const key = `${one.key} ${one.where.sheet} ${one.where.column}`;
		const group = groups.get(key) ?? { one, rows: [] };
		if (one.where.row && !group.rows.includes(one.where.row)) group.rows.push(one.where.row);
		groups.set(key, group);
	}
	return (
		<>
			<h3>{say(title, { n: remarks.length })}</h3>
			<ul>
				{[...groups].slice(0, SHOWN).map(([key, { one, rows }]) => (
					<li key={key}>{lineOf(say, one, rows, prefix)}</li>
				))}
			</ul>
			{groups.size > SHOWN && <p>{say("import.more", { n: groups.size - SHOWN })}</p>}
		</>
	);
}

function lineOf(say: FileSay, one: Remark, rows: readonly number[], prefix: string): string {
	const why = say(one.key === "other-sheet" ? "files.other-sheet" : prefix + one.key);
	const more = rows.length > ROWS_NAMED ? [say("import.more", { n: rows.length - ROWS_NAMED })] : [];
	const row = [...rows.slice(0, ROWS_NAMED), ...more].join(", ");
	const place = placeOf(say, { ...one.where, row });
	return place ? `${place}: ${why}` : why.charAt(0).toUpperCase() + why.slice(1);
}
