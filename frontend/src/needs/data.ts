/** The self-check in its public form, as `needs-items.js` carries it. No key is in it. */
import type { ChoiceSpec, Item, RatingSpec, VignetteSpec } from "../common/model.ts";
import type { Form, Phase } from "../record/linking.ts";

export type NeedsItem = ChoiceSpec | VignetteSpec;

export interface NeedsData {
	release: string;
	language: string;
	minutes: number;
	/** What somebody needs who reads in a second language. */
	longer: number | null;
	notice: { title: string; text: string }[];
	phases: { id: Phase; text: string }[];
	tiers: Item[];
	/** `lines`: the competencies that a role rates. */
	roles: { id: string; name: string; lines: string[] }[];
	competencies: Record<string, string>;
	ratings: Pick<RatingSpec, "prompt" | "scales">;
	/** The opaque ids of the items of each form, in the order in which they are asked. */
	forms: Record<Form, string[]>;
	items: Record<string, NeedsItem>;
}

declare global {
	var SteppingUpNeeds: NeedsData | undefined;
	var SteppingUpNeedsWords: Record<string, string> | undefined;
}
