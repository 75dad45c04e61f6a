/** The kinds whose items can be asked one by one, whatever they are. */
import type { Json, PracticeSpec } from "../common/model.ts";
import { choice } from "./choice.tsx";
import { classify } from "./classify.tsx";
import type { Kind } from "./kind.ts";
import { match } from "./match.tsx";
import { order } from "./order.tsx";
import { spot } from "./spot.tsx";
import { vignette } from "./vignette.tsx";

export type AnyKind = Kind<PracticeSpec, Json>;

const KINDS: Record<PracticeSpec["kind"], unknown> = { choice, match, order, classify, spot, vignette };

/** The kind of a spec: whoever asks gives back to it only that spec and its own answers. */
export const kindOf = (spec: PracticeSpec): AnyKind => KINDS[spec.kind] as AnyKind;
