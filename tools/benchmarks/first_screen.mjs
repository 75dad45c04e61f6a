/** When a package shows its first screen inside scorm-again on loopback, with a slowed processor: one JSON line. */
import * as h from "../../tests/browser/harness/index.mjs";

const [version, runs, slow] = process.argv.slice(2);

/** In the frame of the book: when its first paint was, on the clock of all windows. */
const painted = () =>
	new Promise((done) => {
		const seen = (list) => done(list.getEntries()[0].startTime + performance.timeOrigin);
		new PerformanceObserver(seen).observe({ type: "paint", buffered: true });
	});

const pack = h.unpacked(version);
const lms = await h.platform(pack.folder, version);
const chromium = await h.launch("chrome");
const times = [];
for (let run = 0; run < Number(runs); run++) {
	const page = await h.openPage(await h.person(chromium));
	await page.emulateCPUThrottling(Number(slow));
	await page.goto(`${lms.url}lms.html`);
	const book = await h.until(() => page.frames().find((one) => one.url().endsWith("book/welcome.html")), "the book");
	const shell = page.frames().find((one) => one.url().includes("shell.html"));
	times.push((await book.evaluate(painted)) - (await shell.evaluate(() => performance.timeOrigin)));
	await page.close();
}
await chromium.close();
await lms.close();
pack.remove();
const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
process.stdout.write(`${JSON.stringify({ first_screen_ms: Math.round(middle), mb: pack.size / 1e6 })}\n`);
