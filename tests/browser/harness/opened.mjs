/** The built book on a server of its own, and a browser, for all tests of one file. */
import { after, before } from "node:test";
import { BOOK } from "./book.mjs";
import { launch } from "./browsers.mjs";
import { serve } from "./server.mjs";

/** Open both before the first test of the calling file, and close them after its last. */
export function opened() {
	const course = {};
	before(async () => {
		course.server = await serve(BOOK);
		course.chromium = await launch("chrome");
	});
	after(async () => {
		await course.chromium?.close();
		await course.server?.close();
	});
	return course;
}
