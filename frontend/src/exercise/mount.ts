/** Bring one graded question to life inside an element. */

import type { GradedSpec } from "../common/model.ts";
import { GradedCard } from "./graded.tsx";
import { GradedRoad } from "./graded-road.tsx";
import type { GradedEnv } from "./graded-state.tsx";

/** The most bytes of an answer, as JSON: a text of 2,400 letters in any script, each written as an escape. */
export const LONGEST_ANSWER = 20_000;

/** @returns how to take it away again */
export function mountGraded(host: HTMLElement, spec: GradedSpec, env: GradedEnv): () => void {
	const session = spec.kind === "scenario" ? new GradedRoad(host, spec, env) : new GradedCard(host, spec, env);
	session.open();
	return () => session.dispose();
}
