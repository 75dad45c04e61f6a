/** JavaScript off: every page can be read, and no key can be seen. */
import { after, before, test } from "node:test";
import * as h from "./harness/index.mjs";

let server;
let chromium;
let seen;

before(async () => {
	server = await h.serve(h.BOOK);
	chromium = await h.launch("chrome");
	seen = await read();
});

after(async () => {
	await chromium?.close();
	await server?.close();
});

/** The visible text of every page without scripts, and the colours when the system is dark. */
async function read() {
	const page = await h.openPage(await h.person(chromium), { width: 360 });
	await page.setJavaScriptEnabled(false);
	const found = [];
	for (const path of h.allPages()) {
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
		await page.goto(server.url + path);
		const text = h.squeezed(await page.$eval("body", (body) => body.innerText));
		const light = await ground(page);
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "dark" }]);
		const sideways = await page.evaluate(h.sideways);
		found.push({
			page: path,
			text,
			light,
			dark: await ground(page),
			sideways,
			help: await helpOpens(page),
			errors: page.log.errors.splice(0),
		});
	}
	return found;
}

const ground = (page) => page.$eval("body", (body) => getComputedStyle(body).backgroundColor);

async function helpOpens(page) {
	const summary = await page.$("details.su-help > summary");
	if (!summary) return "no help panel";
	await summary.click();
	return page.$eval("details.su-help", (one) => (one.open && one.innerText.includes("112") ? "open" : "closed"));
}

test("prompts, options and scenes are there as text", () => {
	const missing = ({ page, text }) =>
		h.specsOf(page).flatMap((spec) =>
			h
				.questions(spec)
				.filter((one) => !text.includes(h.squeezed(one)))
				.map((one) => `${spec.id}: "${one}"`),
		);
	h.noFaults(h.lines(seen, missing));
});

test("no key is on view", () => {
	const told = ({ page, text }) =>
		h.specsOf(page).flatMap((spec) =>
			h
				.secrets(spec)
				.filter((one) => text.includes(h.squeezed(one)))
				.map((one) => `${spec.id}: "${one}"`),
		);
	h.noFaults(h.lines(seen, told));
});

test("the order of steps is not the right one", () =>
	h.noFaults(
		h.lines(seen, ({ page, text }) =>
			h
				.specsOf(page)
				.filter((spec) => h.tellsOrder(spec, text))
				.map((spec) => spec.id),
		),
	));

test("the help panel opens and shows 112", () =>
	h.noFaults(h.lines(seen, ({ help }) => (help === "open" ? [] : [help]))));
test("dark colours follow the system", () =>
	h.noFaults(h.lines(seen, ({ light, dark }) => (light === dark ? [`${light} in both`] : []))));
test("nothing scrolls sideways at 360 px", () => h.noFaults(h.lines(seen, (one) => one.sideways)));
