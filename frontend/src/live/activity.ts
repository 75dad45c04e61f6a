/** The live widget of an activity (anywidget). */
import type { Env } from "../activity/session.tsx";
import { type Model, ModelStore } from "../progress/kernel.ts";
import { framed } from "./frame.ts";

/** How an activity is brought to life inside an element; returns how to take it away. */
export type Mount<S> = (host: HTMLElement, spec: S, env: Env) => () => void;

/** Make the render function of an anywidget. It returns how to take the widget away. */
export function rendering<S>(mounted: Mount<S>, longest?: number) {
	return ({ model, el }: { model: Model; el: HTMLElement }): (() => void) => {
		const store = new ModelStore(model, longest);
		return framed({ model, el }, store, (host, say, id) =>
			mounted(host, model.get("spec") as S, { store, say, id, clock: () => performance.now() }),
		);
	};
}
