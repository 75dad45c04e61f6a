/** What an activity is, what an attempt is, what a record is: the words that all other modules share. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export interface Item {
	id: string;
	text: string;
}

interface SpecBase {
	id: string;
	version: number;
	prompt: string;
	hint?: string;
	certainty: boolean;
}

export interface ChoiceSpec extends SpecBase {
	kind: "choice";
	select: "one" | "several";
	options: (Item & { correct: boolean; feedback: string })[];
}

export interface MatchSpec extends SpecBase {
	kind: "match";
	left: (Item & { match: string; feedback: string })[];
	right: Item[];
}

export interface OrderSpec extends SpecBase {
	kind: "order";
	steps: (Item & { rank: number; feedback: string })[];
	start: string[];
}

export interface ClassifySpec extends SpecBase {
	kind: "classify";
	groups: Item[];
	cards: (Item & { group: string; feedback: string })[];
}

export interface Passage extends Item {
	who?: string;
	signal: boolean;
	feedback: string;
}

export interface SpotSpec extends SpecBase {
	kind: "spot";
	setting?: string;
	passages: Passage[];
	combination: string;
}

export type Comparison = ">=" | "<=" | "==" | ">" | "<";

export type Atom = ({ var: string; op: Comparison; value: number } | { visited: string } | { chose: string }) & {
	not?: boolean;
};

export interface Variable extends Item {
	min: number;
	max: number;
	start: number;
	shown: boolean;
}

export interface Turn extends Item {
	did: string;
	credit: number;
	feedback: string;
	effects: Record<string, number>;
	goto: { when?: Atom[]; goto: string }[];
}

export interface Scene {
	id: string;
	title: string;
	text: string;
	question?: string;
	options: Turn[];
}

export interface Ending {
	id: string;
	when?: Atom[];
	cap: number;
	title: string;
	text: string;
}

export interface ScenarioSpec extends SpecBase {
	kind: "scenario";
	intro?: string;
	variables: Variable[];
	start: string;
	scenes: Scene[];
	endings: Ending[];
	debrief?: string;
}

export type Step = "refer" | "consult" | "other-help";

export interface VignetteSpec extends SpecBase {
	kind: "vignette";
	truth: Step;
	answers: { id: Step; feedback: string }[];
	ordinary: string;
	moves: string;
	/** The story in the second place of a pair: what it is the twin of, and what differs. */
	twin?: { of: string; differs: "nationality" | "gender" };
	/** In a page: the other version, which may be shown in this place. */
	other?: VignetteSpec;
}

/** A question that is answered in the learner's own words; a person reads them. */
export interface TextSpec extends SpecBase {
	kind: "text";
	/** How many words are asked, about. */
	words?: number;
}

export interface Column {
	id: string;
	label: string;
	type: "text" | "number" | "choice" | "date" | "source" | "certainty";
	hint?: string;
	options?: Item[];
	required?: boolean;
	unit?: string;
	max?: number;
}

/** A row of a worksheet that stands there from the start. */
export interface PresetRow {
	id: string;
	label: string;
	group?: string;
	note?: string;
	/** Who may know. */
	ask?: string;
	tags?: string[];
	fields?: { id: string; type?: Column["type"]; unit?: string; options?: Item[]; off?: boolean }[];
}

/** A table about the own town: it has a script of its own (worksheet.ts). */
export interface SheetSpec {
	kind: "worksheet";
	id: string;
	version: number;
	prompt: string;
	hint?: string;
	row_name: string;
	rows: "preset" | "free";
	preset?: PresetRow[];
	/** What its rows can be chosen by. */
	tags?: Item[];
	/** Sheet, row and column where somebody chose the first tag. */
	follows?: [string, string, string];
	columns: Column[];
}

/** Lines that are rated on scales of four steps: nothing is right, and nothing is scored. */
export interface RatingSpec extends SpecBase {
	kind: "rating";
	scales: (Item & { steps: Item[] })[];
	lines: Item[];
}

export type PracticeSpec = ChoiceSpec | MatchSpec | OrderSpec | ClassifySpec | SpotSpec | VignetteSpec;
export type Spec = PracticeSpec | ScenarioSpec;
export type KindName = Spec["kind"];

/** The public form of a graded item: its ids are opaque, and what would tell the answer is not there. */
export type Public<S extends Spec | TextSpec> = S & { graded: true; points: number };
export type GradedSpec = Public<Spec | TextSpec>;

export type Certainty = 1 | 2 | 3;

/** One answer to one activity, never changed afterwards. */
export interface Attempt {
	replica: string;
	n: number;
	activity: string;
	version: number;
	release: string;
	phase: string | null;
	form: string | null;
	answer: Json;
	score: number | null;
	certainty: number | null;
	seconds: number;
	day: string;
}

/** Per replica, how many attempts it ever made for each "activity|phase". */
export type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

export interface Rec {
	readonly attempts: readonly Attempt[];
	readonly counts: Counts;
}

export type Status = "open" | "older" | "answered" | "right" | "partly" | "other";

/** A page of the course, in reading order. */
export interface Page {
	path: string;
	title: string;
	kicker?: string;
	minutes?: number;
	/** `truth` and `twin` only of stories. */
	activities: { id: string; version: number; kind: string; truth?: Step; twin?: string }[];
}

/** The path of a role or tier: pages before the next working day, and within three months. */
export interface PathData {
	name: string;
	must: string[];
	should: string[];
}

export interface Course {
	id: string;
	release: string;
	pages: Page[];
	paths?: Record<string, PathData>;
	/** The final check: its page, and the items of its bank. */
	check?: { page: string; items: string[] };
}

/** An answer that no learner could have given with the activity as it is: unknown ids, a wrong type, a broken road. */
export class AnswerError extends Error {}
