/** Bring one graded question to life inside an element. */
import type { GradedSpec } from "../common/model.ts";
import { GradedCard } from "./graded.tsx";
import { GradedRoad } from "./graded-road.tsx";
import type { GradedEnv } from "./graded-state.tsx";

/** @returns how to take it away again */
export function mountGraded(host: HTMLElement, spec: GradedSpec, env: GradedEnv): () => void {
	const session = spec.kind === "scenario" ? new GradedRoad(host, spec, env) : new GradedCard(host, spec, env);
	session.open();
	return () => session.dispose();
}
