/** Bring one activity to life inside an element. */
import type { RatingSpec, Spec } from "../common/model.ts";
import { choice } from "../kinds/choice.tsx";
import { classify } from "../kinds/classify.tsx";
import { match } from "../kinds/match.tsx";
import { order } from "../kinds/order.tsx";
import { spot } from "../kinds/spot.tsx";
import { specShown } from "../kinds/twins.ts";
import { vignette } from "../kinds/vignette.tsx";
import { Journey } from "./journey.tsx";
import { Practice } from "./practice.tsx";
import type { Env, Session } from "./session.tsx";
import { Survey } from "./survey.tsx";

/**
 * @returns how to take it away again
 * @throws Error when the kind is not known
 */
export function mount(host: HTMLElement, spec: Spec | RatingSpec, env: Env): () => void {
	const session =
		spec.kind === "rating" ? new Survey(host, spec, env) : sessionFor(host, specShown(spec, env.seed ?? null), env);
	session.open();
	return () => session.dispose();
}

function sessionFor(host: HTMLElement, spec: Spec, env: Env): Pick<Session<Spec>, "open" | "dispose"> {
	switch (spec.kind) {
		case "choice":
			return new Practice(host, spec, env, choice);
		case "match":
			return new Practice(host, spec, env, match);
		case "order":
			return new Practice(host, spec, env, order);
		case "classify":
			return new Practice(host, spec, env, classify);
		case "spot":
			return new Practice(host, spec, env, spot);
		case "vignette":
			return new Practice(host, spec, env, vignette);
		case "scenario":
			return new Journey(host, spec, env);
		default:
			throw new Error(`unknown kind of activity: ${(spec as Spec).kind}`);
	}
}
