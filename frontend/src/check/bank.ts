/** The bank of the final check: a script of its own, which a page asks for when somebody starts. */
import { loadScript } from "../common/load-script.ts";
import type { PracticeSpec } from "../common/model.ts";
import type { Item, Learner } from "./draw.ts";

export interface Bank {
	specs: PracticeSpec[];
	/** Of each item what it is about, for whom it is, and the room where it plays. */
	meta: Record<string, { competency: string; roles: string[]; tier: number; place: string }>;
	/** What a competency says, its area, and the pages that teach it. */
	competencies: Record<string, { name: string; area: string; pages: string[] }>;
	areas: Record<string, string>;
	/** For whom can be drawn, by the id of their path. */
	learners: Record<string, Learner>;
}

declare global {
	var SteppingUpBank: Bank | undefined;
}

/** Whose questions somebody without a path gets. */
export const EVERYONE = "tier-1";

/** Load it once. Rejects when the file is not there. */
export const loadBank = (address: string): Promise<Bank> => loadScript(address, () => globalThis.SteppingUpBank);

/** The items as the draw sees them. */
export function itemsOf({ specs, meta, competencies }: Bank): Item[] {
	return specs.flatMap((spec) => {
		const about = meta[spec.id];
		const area = about && competencies[about.competency]?.area;
		if (!about || area === undefined) return [];
		const { competency, roles, place } = about;
		return [{ id: spec.id, competency, area, roles, place, one: spec.kind === "choice" && spec.select === "one" }];
	});
}

export const specIn = (bank: Bank, id: string): PracticeSpec | undefined => bank.specs.find((one) => one.id === id);
