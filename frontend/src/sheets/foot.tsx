/** Below a worksheet in a page: save all worksheets as a file, and read a colleague's. */
import { saveFile } from "../common/download.ts";
import type { WordKey } from "../common/keys.ts";
import type { Course, SheetSpec } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import { today } from "../progress/store.ts";
import { MAX_MAP_BYTES, mapText, readMap } from "../record/map-file.ts";
import { RecordError, type Trouble } from "../record/reading.ts";
import { rivalsOf, type Sheets } from "../record/sheets.ts";
import { GAINS, isToSift, sifted } from "./guard.ts";
import type { Keeper } from "./store.ts";

interface Props {
	keeper: Keeper;
	course: Pick<Course, "id" | "release">;
	spec: Pick<SheetSpec, "id" | "preset">;
	id: string;
	say: Say;
	/** Makes ready what tells personal data; false if it cannot be had. */
	lists(): Promise<boolean>;
	said(text: string): void;
}

/** Hand all worksheets to the browser's downloads, as a file for colleagues. */
export const saveMap = (keeper: Keeper, course: Props["course"]): void =>
	saveFile(`map-${today()}.json`, "application/json", mapText(keeper.sheets(), course.id, course.release));

/** Make what stands below a worksheet. */
export const together = (props: Omit<Props, "said">) => (said: (text: string) => void) => (
	<Together {...props} said={said} />
);

function Together({ keeper, course, spec, id, say, lists, said }: Props) {
	const save = () => {
		saveMap(keeper, course);
		said(say("sheet.file-saved"));
	};
	const read = async (input: HTMLInputElement) => {
		const [file] = input.files ?? [];
		if (!file) return;
		const nameOf = (row: string) => (spec.id === GAINS ? spec.preset?.find((one) => one.id === row)?.label : undefined);
		const told = await readFile(file, { course: course.id, say, lists, nameOf }, (map) => {
			const n = keeper.take(map);
			const differ = keeper
				.sheets()
				.rows(spec.id)
				.filter((row) => differs(row)).length;
			return say("sheet.file-read", { n, differ });
		});
		input.value = ""; // the same file may be chosen again
		said(told);
	};
	return (
		<details class="su-clue su-noprint">
			<summary>{say("sheet.together")}</summary>
			<p>{say("sheet.together-about")}</p>
			<div class="su-acts">
				<button type="button" class="su-btn su-quiet" onClick={save}>
					{say("act.save-map")}
				</button>
				<button type="button" class="su-btn su-quiet" onClick={() => document.getElementById(`${id}--file`)?.click()}>
					{say("act.read-map")}
				</button>
				<input
					type="file"
					id={`${id}--file`}
					accept=".json,application/json"
					hidden
					onChange={({ currentTarget }) => void read(currentTarget)}
				/>
			</div>
		</details>
	);
}

type Rows = ReturnType<Sheets["rows"]>;

const differs = (row: Rows[number]): boolean =>
	row.torn || [...row.cells.keys()].some((field) => rivalsOf(row, field).length > 0);

const TROUBLES: Record<Trouble, WordKey> = {
	damaged: "sheet.file-damaged",
	foreign: "sheet.file-foreign",
	large: "sheet.file-large",
	deep: "sheet.file-deep",
	newer: "sheet.file-newer",
	attempt: "sheet.file-damaged",
	entry: "sheet.file-entry",
};

interface Reading {
	course: string;
	say: Say;
	/** Makes ready what tells personal data; false if it cannot be had. */
	lists(): Promise<boolean>;
	/** What a row of the sheet on who gains asks, where the page knows it. */
	nameOf(row: string): string | undefined;
}

/**
 * Read a chosen file, without cells that name a suspect; say what came of it, or why it cannot be read.
 * @param take takes in what the file holds, and tells what came of it
 */
export async function readFile(
	file: File,
	{ course, say, lists, nameOf }: Reading,
	take: (map: Sheets) => string,
): Promise<string> {
	try {
		if (file.size > MAX_MAP_BYTES) throw new RecordError("large");
		const whole = readMap(new Uint8Array(await file.arrayBuffer()), course);
		if (isToSift(whole) && !(await lists())) return say("sheet.file-unchecked");
		const { map, rows } = sifted(whole);
		const told = take(map);
		const named = rows.map((row) => `“${nameOf(row) ?? row}”`).join(", ");
		return named ? `${told} ${say("sheet.file-refused", { rows: named })}` : told;
	} catch (error) {
		if (error instanceof RecordError) return say(TROUBLES[error.kind], { n: error.number, field: error.field });
		return say("sheet.file-damaged"); // the browser could not read the file
	}
}
