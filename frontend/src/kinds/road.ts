/** The road through a scenario: pure, and the same as Python's. */
import { AnswerError, type Ending, type ScenarioSpec, type Scene, type Turn, type Variable } from "../common/model.ts";
import { holds, type Standpoint } from "./conditions.ts";

export interface Step {
	scene: Scene;
	turn: Turn;
	/** Values after the step that differ from before, as "went up" or "went down". */
	changes: { variable: Variable; by: number; value: number }[];
}

export interface Place {
	steps: Step[];
	values: ReadonlyMap<string, number>;
	/** Where the learner stands, or how it ended: one of the two. */
	scene?: Scene;
	ending?: Ending;
}

/**
 * Walk a road of decisions, each "scene.option".
 * @throws AnswerError when a decision does not exist or does not follow
 */
export function walk(spec: ScenarioSpec, road: readonly string[]): Place {
	const at = {
		values: new Map(spec.variables.map((one) => [one.id, one.start])),
		visited: new Set([spec.start]),
		chosen: new Set<string>(),
	};
	const steps: Step[] = [];
	let next = spec.start;
	for (const decision of road) {
		const scene = spec.scenes.find((one) => one.id === next);
		const turn = scene?.options.find((one) => `${next}.${one.id}` === decision);
		if (!scene || !turn) throw new AnswerError("The answer names a decision that does not follow.");
		at.chosen.add(decision);
		steps.push({ scene, turn, changes: take(turn, spec.variables, at.values) });
		next = target(turn, at);
		at.visited.add(next);
	}
	return { steps, values: at.values, ...arrival(spec, next, at) };
}

/** min(mean credit of the decisions met, cap of the ending); the road must be complete. */
export function score(spec: ScenarioSpec, answer: unknown): number {
	if (!Array.isArray(answer) || !answer.every((one) => typeof one === "string")) {
		throw new AnswerError("The answer must be a list of decisions.");
	}
	const { steps, ending } = walk(spec, answer);
	if (!ending || !steps.length) throw new AnswerError("The road has no end yet.");
	const credit = steps.reduce((sum, step) => sum + step.turn.credit, 0) / steps.length;
	return Math.min(credit, ending.cap);
}

/** The option that is recommended in a scene: the first with the highest credit. */
export function recommended(scene: Scene): Turn | undefined {
	return scene.options.reduce<Turn | undefined>(
		(best, one) => (best && best.credit >= one.credit ? best : one),
		undefined,
	);
}

function take(turn: Turn, variables: readonly Variable[], values: Map<string, number>): Step["changes"] {
	const changes: Step["changes"] = [];
	for (const variable of variables) {
		const before = values.get(variable.id) ?? variable.start;
		const wanted = before + (turn.effects[variable.id] ?? 0);
		const value = Math.min(variable.max, Math.max(variable.min, wanted));
		values.set(variable.id, value);
		if (value !== before) changes.push({ variable, by: value - before, value });
	}
	return changes;
}

function target(turn: Turn, at: Standpoint): string {
	return turn.goto.find((one) => holds(one.when, at))?.goto ?? "end";
}

function arrival(spec: ScenarioSpec, next: string, at: Standpoint): { scene: Scene } | { ending: Ending } {
	const scene = spec.scenes.find((one) => one.id === next);
	if (scene) return { scene };
	const ending = spec.endings.find((one) => holds(one.when, at));
	if (!ending) throw new AnswerError("The road leads nowhere.");
	return { ending };
}
