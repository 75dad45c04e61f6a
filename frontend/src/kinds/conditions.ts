/** Conditions of a scenario, already parsed: a list of atoms that must all hold. Nothing is ever evaluated as code. */
import type { Atom, Comparison } from "../common/model.ts";

/** Where a learner stands: values, scenes entered so far, decisions taken as "scene.option". */
export interface Standpoint {
	values: ReadonlyMap<string, number>;
	visited: ReadonlySet<string>;
	chosen: ReadonlySet<string>;
}

const COMPARE: Record<Comparison, (a: number, b: number) => boolean> = {
	">=": (a, b) => a >= b,
	"<=": (a, b) => a <= b,
	"==": (a, b) => a === b,
	">": (a, b) => a > b,
	"<": (a, b) => a < b,
};

/** Tell whether every atom holds; no atoms always hold. */
export function holds(atoms: readonly Atom[] | undefined, at: Standpoint): boolean {
	return (atoms ?? []).every((atom) => plainly(atom, at) !== (atom.not === true));
}

function plainly(atom: Atom, at: Standpoint): boolean {
	if ("visited" in atom) return at.visited.has(atom.visited);
	if ("chose" in atom) return at.chosen.has(atom.chose);
	return COMPARE[atom.op](at.values.get(atom.var) ?? 0, atom.value);
}
