/**
 * The Preact of map-parts.js: that of the page, which draws what it makes. Each copy of Preact numbers its elements from
 * the start, and takes two of the same number for one that has not changed.
 */
import type { render as Render } from "preact";
import type * as runtime from "preact/jsx-runtime";

type Shared = Pick<typeof runtime, "jsx" | "jsxs" | "Fragment"> & { render: typeof Render };

declare global {
	var SteppingUpPreact: Shared | undefined;
}

export const { Fragment, jsx, jsxs, render } = globalThis.SteppingUpPreact as Shared;
