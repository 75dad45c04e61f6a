/** Twin stories and the learner's own pattern, in a tiny book of four pairs on two pages. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as h from "./harness/index.mjs";

const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(h.ROOT, ".venv/bin/python");
const PAGES = ["chapters/01-start/01-first", "chapters/01-start/02-second"];
const FITS = ["refer", "other-help", "refer", "other-help"];
const REST = "He asks for a form and looks at the door. ".repeat(7);

let folder;
let book;
let server;
let chromium;

const story = (id, town, truth, twin) => ({
	id,
	version: 1,
	kind: "vignette",
	competency: "area.first",
	roles: ["all"],
	tier: 1,
	prompt: `A man from ${town} comes in. ${REST}`,
	truth,
	form: "labour",
	answers: ["refer", "consult", "other-help"].map((step) => ({ id: step, feedback: `Why ${step} here.` })),
	ordinary: "A late wage.",
	moves: "A threat.",
	sources: ["book-one"],
	...(twin ? { twin: { of: twin, differs: "nationality" } } : {}),
});

/** The tiny course with its pairs: first versions on one page, second ones and the pattern on the next. */
function write(course) {
	cpSync(join(h.ROOT, "tests/books/tiny"), course, { recursive: true });
	const ids = FITS.map((_, n) => `start/story-${n + 1}`);
	const firsts = ids.map((id, n) => story(id, "Riga", FITS[n]));
	const seconds = ids.map((id, n) => story(`${id}b`, "Hanoi", FITS[n], id));
	// YAML reads JSON, too
	writeFileSync(join(course, "chapters/01-start/activities-stories.yml"), JSON.stringify([...firsts, ...seconds]));
	const cell = ({ id }) => `\n\`\`\`{code-cell} python\n:tags: [remove-input]\nactivity("${id}")\n\`\`\`\n`;
	appendFileSync(join(course, `${PAGES[0]}.md`), firsts.map(cell).join(""));
	appendFileSync(join(course, `${PAGES[1]}.md`), `${seconds.map(cell).join("")}\n\`\`\`{pattern}\n\`\`\`\n`);
}

before(() => {
	folder = mkdtempSync(join(tmpdir(), "stepping-up-stories-"));
	const course = join(folder, "course");
	book = join(folder, "html");
	write(course);
	const options = { cwd: h.ROOT, stdio: ["ignore", "pipe", "pipe"] };
	execFileSync(PYTHON, ["-m", "steppingup", "--course", course, "build", "--out", book], options);
});

before(async () => {
	server = await h.serve(book);
	chromium = await h.launch("chrome");
});

after(async () => {
	await chromium?.close();
	await server?.close();
	rmSync(folder, { recursive: true, force: true });
});

const address = (page) => `${server.url}${PAGES[page]}.html`;
const specs = (page) => h.specsOf(`${PAGES[page]}.html`, book).filter((spec) => spec.kind === "vignette");
const textOf = (page, selector) => page.$eval(selector, (one) => one.innerText);
const textAt = (page, spec) => textOf(page, `#${h.domId(spec)}`);
const isSecond = async (page, spec) => (await textAt(page, spec)).includes("Hanoi");
const seeded = (seed) => `localStorage.setItem("${h.OWN}s:seed", "${seed}")`;

/** A new person whose browser has drawn with this seed. */
const learner = async (seed) => {
	const context = await h.person(chromium);
	const page = await h.openPage(context);
	await page.goto(address(0));
	await page.evaluate(seeded(seed));
	await page.reload();
	await h.drawn(page);
	return page;
};

test("which version comes first is drawn for each pair, and both places agree", async () => {
	const seen = new Set();
	for (const seed of ["seedaaaa", "seedbbbb", "seedcccc", "seeddddd", "seedeeee"]) {
		const page = await learner(seed);
		const first = await Promise.all(specs(0).map((spec) => isSecond(page, spec)));
		await page.goto(address(1));
		await h.drawn(page);
		const second = await Promise.all(specs(1).map((spec) => isSecond(page, spec)));
		assert.deepEqual(
			second,
			first.map((one) => !one),
		);
		for (const one of first) seen.add(one);
		await page.browserContext().close();
	}
	assert.deepEqual([...seen].sort(), [false, true]);
});

test("a browser keeps its draw; one that keeps nothing shows the first version first", async () => {
	const context = await h.person(chromium);
	const page = await h.visit(chromium, address(0), { context });
	const keys = Object.keys(await h.stored(page));
	assert.deepEqual(keys, [`${h.OWN}s:seed`]);
	const before = await Promise.all(specs(0).map((spec) => textAt(page, spec)));
	await page.reload();
	await h.drawn(page);
	assert.deepEqual(await Promise.all(specs(0).map((spec) => textAt(page, spec))), before);
	const refuse = () => Object.defineProperty(globalThis, "localStorage", { value: null });
	const other = await h.visit(chromium, address(0), { prepare: refuse });
	for (const spec of specs(0)) assert.equal(await isSecond(other, spec), false);
});

test("answers bear the id of the story really shown; the later twin alone is compared; the pattern adds up", async () => {
	const page = await learner("seedaaaa");
	const twinWords = await h.word(page, "vignette.nationality");
	const shown = [];
	for (const [place, given] of [["refer"], ["refer"], ["consult"], ["other-help"]].entries()) {
		const spec = specs(0)[place];
		shown.push((await isSecond(page, spec)) ? `${spec.id}b` : spec.id);
		await h.answer(page, h.mouse(page), spec, given);
		const text = await textAt(page, spec);
		assert.ok(text.includes("A late wage.") && text.includes("A threat.") && text.includes(`Why ${spec.truth} here.`));
		assert.ok(!text.includes(twinWords), "the first of a pair tells of no twin");
	}
	assert.deepEqual((await h.attempts(page)).map((one) => one.activity).sort(), shown.toSorted());

	await page.goto(address(1));
	await h.drawn(page);
	const few = await textOf(page, "[data-su-pattern]");
	assert.ok(!few.includes("%"), "no share of four answers");
	for (const spec of specs(1)) {
		await h.answer(page, h.mouse(page), spec, ["refer"]);
		assert.ok((await textAt(page, spec)).includes(twinWords));
	}
	const same = await h.word(page, "vignette.same");
	const started = same.slice(0, same.indexOf("{"));
	const compared = await Promise.all(specs(1).map(async (spec) => (await textAt(page, spec)).includes(started)));
	assert.deepEqual(compared, [true, true, false, false]);

	const cells = await page.$$eval("[data-su-pattern] tbody td strong", (all) =>
		all.map((one) => Number(one.textContent)),
	);
	assert.deepEqual(cells, [3, 0, 1, 3, 1, 0]);
	const many = await textOf(page, "[data-su-pattern]");
	assert.ok(many.includes("75 %") && many.includes("0 %"), many);
	h.noFaults([...(await h.axeEverywhere(page)), ...(await page.evaluate(h.sideways))]);
	await page.emulateMediaType("print");
	assert.ok((await textOf(page, "[data-su-pattern]")).includes("75 %"));
});

test("the progress of a page counts the stories that stand on it, whichever version", async () => {
	const page = await learner("seedaaaa");
	for (const spec of specs(0)) await h.answer(page, h.unseen(), spec, h.rightAnswer(spec));
	await page.goto(`${server.url}book/progress.html`);
	const [row] = await page.$$eval("[data-su-progress] li:has(a)", (all) =>
		all.map((one) => [...one.querySelectorAll(".su-marks use")].map((use) => use.getAttribute("href"))),
	);
	assert.deepEqual(row.slice(-4), Array(4).fill("#su-right"));
});

test("without JavaScript the pattern is a sentence, and every place shows its own story", async () => {
	const page = await h.openPage(await h.person(chromium));
	await page.setJavaScriptEnabled(false);
	await page.goto(address(1));
	assert.match(await textOf(page, "[data-su-pattern]"), /JavaScript\.$/);
	for (const spec of specs(1)) assert.ok(await isSecond(page, spec));
});
