/** A worksheet in a notebook (anywidget). */
import type { SheetSpec } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import { withTables } from "../mapping/tables.tsx";
import type { Model } from "../progress/kernel.ts";
import { ModelSheets } from "../sheets/kernel.ts";
import { Worksheet } from "../sheets/worksheet.tsx";
import { framed } from "./frame.ts";
import { loadTables } from "./tables.ts";

/** The render function of an anywidget. It returns how to take the widget away. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
	const keeper = new ModelSheets(model);
	const mounted = (host: HTMLElement, say: Say, id: string) => {
		const spec = model.get("spec") as SheetSpec;
		const foot = withTables(null, { keeper, spec, say, id, isAlone: true, load: () => loadTables(model) });
		const sheet = new Worksheet(host, spec, { keeper, say, id, foot, notebook: true });
		sheet.draw();
		return () => sheet.dispose();
	};
	return framed({ model, el }, keeper, mounted, "su-live-wide");
}
