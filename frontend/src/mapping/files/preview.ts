/** What would come of a file, before anything is taken over: what is new, what was changed in it, and what differs. */
import { type Entry, type Sheets, shownIn, type Value } from "../../record/sheets.ts";
import { asText } from "../../sheets/values.ts";
import type { Form } from "./forms.ts";
import { shownAs } from "./forms.ts";
import { cellsOf } from "./result.ts";

export interface Change {
	sheet: string;
	/** What the line is called; nothing for one that has no name yet. */
	line: string;
	column: string;
	here: string[];
	there: string[];
}

export interface Preview {
	/** For each sheet with anything, by its title. */
	counts: { sheet: string; fresh: number; changed: number; differ: number }[];
	/** Values that take the place of what stands here, because their writer had it before their eyes. */
	changed: Change[];
	/** Values that stand beside what stands here, until somebody chooses. */
	differ: Change[];
}

export function previewOf(known: Sheets, fresh: Sheets, forms: ReadonlyMap<string, Form>): Preview {
	const whole = known.merge(fresh);
	const found: Preview = { counts: [], changed: [], differ: [] };
	const counts = new Map<string, { fresh: number; changed: number; differ: number }>();
	for (const { s, r, f } of cellsOf(fresh)) {
		const here = valuesOf(known.cell(s, r, f));
		const all = valuesOf(whole.cell(s, r, f));
		const there = all.filter((value) => !here.includes(value));
		if (!there.length) continue;
		const form = forms.get(s.replace(/^map\//, ""));
		const sheet = form?.title ?? s;
		const count = counts.get(sheet) ?? { fresh: 0, changed: 0, differ: 0 };
		counts.set(sheet, count);
		const kind =
			here.every((value) => value === null) && all.length === 1 ? "fresh" : all.length > 1 ? "differ" : "changed";
		count[kind]++;
		if (kind === "fresh") continue;
		const field = form?.field(f, r) ?? form?.fields.get(f);
		const text = (value: Value) => (field ? shownAs(field, value) : asText(value));
		const line = lineOf(known, whole, s, r, form);
		found[kind].push({ sheet, line, column: field?.label ?? f, here: here.map(text), there: there.map(text) });
	}
	return { ...found, counts: [...counts].map(([sheet, count]) => ({ sheet, ...count })) };
}

const valuesOf = (entries: readonly Entry[]): Value[] => [...new Set(entries.map(({ v }) => v))];

/** What a line is called: by its question, or by its first cell, as it stands here. */
function lineOf(known: Sheets, whole: Sheets, sheet: string, id: string, form: Form | undefined): string {
	const asked = form?.rows.get(id);
	const [first = ""] = form?.fields.keys() ?? [];
	if (asked || !first) return asked ?? id;
	const in_ = (sheets: Sheets) => sheets.rows(sheet, [], true).find((row) => row.id === id);
	const [here, there] = [in_(known), in_(whole)];
	return asText((here && shownIn(here, first)) || (there ? shownIn(there, first) : null));
}
