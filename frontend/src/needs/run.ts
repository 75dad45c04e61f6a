/** One sitting of the self-check: what was said so far, how it is kept, and the file that comes of it. */
import type { Certainty, Item } from "../common/model.ts";
import type { Rated } from "../kinds/rating.tsx";
import { type Form, formOf, normalLinkingCode, type Phase } from "../record/linking.ts";
import type { NeedsData, NeedsItem } from "./data.ts";

export const FORMAT = "steppingup-needs";
/** Lines that are rated on one screen. */
export const LINES = 4;
const LONGEST = 3600;

/** What was said to one item; an item that was on view has an entry, answered or not. */
export interface Given {
	version: number;
	/** The option or step, or null while nothing is chosen. */
	answer: string | null;
	sure: Certainty | null;
	seconds: number;
}

export interface Run {
	phase: Phase;
	role: string;
	tier: string;
	/** The code of the town, or "" if it is not named. */
	town: string;
	code: string;
	/** Whether the slip was shown and put away. */
	kept: boolean;
	rated: Rated;
	given: Record<string, Given>;
	/** The day on which the file was saved, else "". */
	saved: string;
}

export const idsOf = (run: Run, data: NeedsData): string[] => data.forms[formOf(run.code, run.phase)];

export const itemAt = (run: Run, data: NeedsData, at: number): NeedsItem => {
	const item = data.items[idsOf(run, data)[at] ?? ""];
	if (!item) throw new Error(`no item at ${at}`);
	return item;
};

/** The lines of a role, in groups that fit on a small screen. */
export function groupsOf(run: Run, data: NeedsData): Item[][] {
	const lines = data.roles.find((one) => one.id === run.role)?.lines ?? [];
	const all = lines.map((id) => ({ id, text: data.competencies[id] ?? id }));
	return Array.from({ length: Math.ceil(all.length / LINES) }, (_, n) => all.slice(n * LINES, (n + 1) * LINES));
}

export const isAnswered = (run: Run, id: string): boolean => typeof run.given[id]?.answer === "string";

export const answeredOf = (run: Run, data: NeedsData): number =>
	idsOf(run, data).filter((id) => isAnswered(run, id)).length;

/** How many lines have at least one rating. */
export const ratedOf = (run: Run): number => new Set(Object.keys(run.rated).map((place) => place.split(":")[0])).size;

/** Add to what was said to an item; seconds are capped at an hour. */
export function withGiven(run: Run, item: NeedsItem, change: Partial<Given>, seconds = 0): Run {
	const before = run.given[item.id] ?? { version: item.version, answer: null, sure: null, seconds: 0 };
	const now = { ...before, ...change, seconds: Math.min(LONGEST, before.seconds + seconds) };
	return { ...run, given: { ...run.given, [item.id]: now } };
}

/** Read what this device kept; undefined where it is damaged, of another course, or no sitting at all. */
export function runFrom(text: string | null, data: NeedsData): Run | undefined {
	try {
		const { phase, role, tier, town, code, kept, rated, given, saved } = JSON.parse(text ?? "") as Run;
		const known =
			data.phases.some((one) => one.id === phase) &&
			data.roles.some((one) => one.id === role) &&
			data.tiers.some((one) => one.id === tier);
		if (!known || typeof town !== "string" || typeof saved !== "string") return undefined;
		const sound = { phase, role, tier, town, saved, code: normalLinkingCode(code), kept: kept === true };
		return { ...sound, rated: ratedFrom(rated, data), given: givenFrom(given, data) };
	} catch {
		return undefined;
	}
}

const ratedFrom = (rated: unknown, data: NeedsData): Rated =>
	Object.fromEntries(
		Object.entries(rated as Rated).filter(([place, step]) => {
			const [line = "", scale] = place.split(":");
			const steps = data.ratings.scales.find((one) => one.id === scale)?.steps;
			return Object.hasOwn(data.competencies, line) && steps?.some((one) => one.id === step);
		}),
	);

/** An answer to another version of an item would be an answer to another question. */
const givenFrom = (given: unknown, data: NeedsData): Record<string, Given> =>
	Object.fromEntries(
		Object.entries(given as Record<string, Given>).flatMap(([id, one]) => {
			const item = Object.hasOwn(data.items, id) ? data.items[id] : undefined;
			if (item?.version !== one.version) return [];
			const options: readonly { id: string }[] = item.kind === "choice" ? item.options : item.answers;
			const answer = options.some((option) => option.id === one.answer) ? one.answer : null;
			const sure = [1, 2, 3].includes(one.sure ?? 0) ? one.sure : null;
			const seconds = Number.isInteger(one.seconds) ? Math.min(LONGEST, Math.max(0, one.seconds)) : 0;
			return [[id, { version: item.version, answer, sure, seconds }]];
		}),
	);

export interface NeedsFile {
	format: typeof FORMAT;
	schema: 1;
	release: string;
	language: string;
	country: string;
	municipality: string;
	role: string;
	tier: number;
	phase: Phase;
	form: Form;
	code: string;
	day: string;
	ratings: { competency: string; scale: string; value: number }[];
	answers: {
		item: string;
		version: number;
		position: number;
		response: string | null;
		status: "answered" | "omitted" | "not_reached";
		certainty: Certainty | null;
		seconds: number;
	}[];
}

/** What is handed over: this sitting, and nothing else that the device knows. */
export function fileOf(run: Run, data: NeedsData, { country, day }: { country: string; day: string }): NeedsFile {
	const { phase, role, tier, town, code } = run;
	const lines = groupsOf(run, data).flat();
	return {
		format: FORMAT,
		schema: 1,
		release: data.release,
		language: data.language,
		country,
		municipality: town,
		role,
		tier: Number(tier),
		phase,
		form: formOf(code, phase),
		code,
		day,
		ratings: lines.flatMap((line) =>
			data.ratings.scales.flatMap((scale) => {
				const value = run.rated[`${line.id}:${scale.id}`];
				return value === undefined ? [] : [{ competency: line.id, scale: scale.id, value: Number(value) }];
			}),
		),
		answers: idsOf(run, data).map((item, at) => answerOf(run, data, item, at + 1)),
	};
}

function answerOf(run: Run, data: NeedsData, item: string, position: number): NeedsFile["answers"][number] {
	const given = run.given[item];
	const response = given?.answer ?? null;
	return {
		item,
		version: data.items[item]?.version ?? 1,
		position,
		response,
		status: !given ? "not_reached" : response === null ? "omitted" : "answered",
		certainty: response === null ? null : (given?.sure ?? null),
		seconds: given?.seconds ?? 0,
	};
}

/** The name of the file tells when, not who. */
export const fileName = (run: Run, day: string): string => `needs-${run.phase}-${day}.json`;
