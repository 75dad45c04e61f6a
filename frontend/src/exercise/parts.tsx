/** What stands around the questions of an exercise. */
import { Foot } from "./foot.tsx";
import { Head } from "./head.tsx";
import type { ExercisePage } from "./page.ts";

export const parts = (page: ExercisePage) =>
	[
		["head", <Head page={page} />],
		["foot", <Foot page={page} />],
	] as const;
