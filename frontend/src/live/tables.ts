/** In a notebook, Python hands over what reads and writes tables; all worksheets of the notebook share what came. */
import { loadScript } from "../common/load-script.ts";
import type { SheetData } from "../mapping/tables-script.ts";
import type { Model } from "../progress/kernel.ts";

/** A kernel that is gone never answers; one that is busy may take its time. */
const PATIENCE = 60_000;

interface Tables {
	script: string;
	sheets: SheetData;
}

/** @throws Error when the kernel does not answer, or has no whole map */
export async function loadTables(model: Model): Promise<void> {
	if (globalThis.SteppingUpSheetFiles && globalThis.SteppingUpMapSheets) return;
	const { script, sheets } = await asked(model);
	globalThis.SteppingUpMapSheets = sheets;
	const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
	await loadScript(address, () => globalThis.SteppingUpSheetFiles).finally(() => URL.revokeObjectURL(address));
}

function asked(model: Model): Promise<Tables> {
	return new Promise((done, failed) => {
		const end = (act: () => void) => {
			clearTimeout(timer);
			model.off("msg:custom", hear);
			act();
		};
		const hear = (content?: unknown) => {
			if (typeof content !== "object" || content === null || !("tables" in content)) return;
			const { tables } = content as { tables: Tables | null };
			end(() => (tables ? done(tables) : failed(new Error("no map"))));
		};
		const timer = setTimeout(() => end(() => failed(new Error("no answer"))), PATIENCE);
		model.on("msg:custom", hear);
		model.send?.({ want: "tables" });
	});
}
