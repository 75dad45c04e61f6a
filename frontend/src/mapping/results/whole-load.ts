/** Fetch what shows a map, and what it needs of the course: scripts of their own, asked for when there is a map. */
import { loadScript } from "../../common/load-script.ts";
import type { MapCourse } from "../course.ts";
import type { Whole } from "./whole.tsx";

declare global {
	var SteppingUpMapCourse: MapCourse | undefined;
	var SteppingUpMapWhole: typeof Whole | undefined;
}

/**
 * @param course the address of map-course.js
 * @param parts the address of map-parts.js
 * @throws Error when one of them cannot be had
 */
export async function loadWhole(course: string, parts: string): Promise<Whole> {
	const [data, Made] = await Promise.all([
		loadScript(course, () => globalThis.SteppingUpMapCourse),
		loadScript(parts, () => globalThis.SteppingUpMapWhole),
	]);
	return new Made(data);
}
