/** Stop with one clear sentence when there is no fresh book to test. */
import { whyNot } from "./book.mjs";

const reason = whyNot();
if (reason) {
	process.stderr.write(`${reason}\n`);
	process.exit(1);
}
