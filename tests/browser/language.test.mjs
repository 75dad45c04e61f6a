/** Languages: in a build whose every word is "translated" into accented letters, no plain English is left anywhere. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as h from "./harness/index.mjs";

const COURSE = ["chapters", "case_studies", "book", "facts", "locale", "settings.toml", "_config.yml", "_toc.yml"];
const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(h.ROOT, ".venv/bin/python");

/** What may stay as it is, and why. */
const COURSE_NAME = "Stepping Up";
/** A source keeps its own title and the names of its authors, or nobody could find it. Our own work is no such title. */
const SOURCE_NAMES = `
import json, pathlib, yaml
sources = [one for path in pathlib.Path("facts").glob("sources*.yml") for one in yaml.safe_load(path.read_text("utf-8"))]
print(json.dumps([one[key] for one in sources if one["id"] != "own-work" for key in ("title", "author") if key in one]))
`;

let allowed;
let folder;
let book;
let server;
let chromium;

before(() => {
	folder = mkdtempSync(join(tmpdir(), "stepping-up-pseudo-"));
	book = join(folder, "html");
	const course = join(folder, "course");
	for (const name of COURSE.filter((one) => existsSync(join(h.ROOT, one))))
		cpSync(join(h.ROOT, name), join(course, name), { recursive: true });
	const options = {
		cwd: h.ROOT,
		env: { ...process.env, STEPPINGUP_COURSE: course },
		stdio: ["ignore", "pipe", "pipe"],
	};
	allowed = [COURSE_NAME, ...JSON.parse(execFileSync(PYTHON, ["-c", SOURCE_NAMES], options))].toSorted(
		(a, b) => b.length - a.length,
	);
	execFileSync(PYTHON, ["tools/pseudo.py", course], options);
	execFileSync(PYTHON, ["-m", "steppingup", "build", "--language", "en_XA", "--out", book], options);
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

/** Runs in the page: every text that a person could read or hear. */
function texts() {
	const found = [document.title, document.querySelector("meta[name=description]")?.content ?? ""];
	// a file keeps its name in every language, and stands as code; days are written by Babel, which lacks this language;
	// a notebook's code is code, and its tables have the columns and ids that files have
	const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
	while (walker.nextNode()) {
		const inside = walker.currentNode.parentElement;
		if (!inside.closest("script, style, noscript, svg text, code, .su-day, .cell_input, .su-frame"))
			found.push(walker.currentNode.data);
	}
	// a sentence in a figure goes over several lines
	for (const one of document.querySelectorAll("svg:has(text)"))
		found.push([...one.querySelectorAll("text")].map((line) => line.textContent).join(" "));
	for (const one of document.querySelectorAll("noscript"))
		found.push(one.textContent.replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, ""));
	for (const one of document.querySelectorAll(":not(.su-frame, .su-frame *)")) {
		for (const name of ["alt", "aria-label", "aria-roledescription", "title", "placeholder"])
			found.push(one.getAttribute(name) ?? "");
	}
	return found.map((text) => text.trim()).filter(Boolean);
}

/** The id that a simulated question has in every language. */
const SIMULATED_ITEM = /\bsim\/[a-z]+-\d+/g;

/** Words of three plain letters or more, outside of what is allowed. */
function english(found) {
	const rest = (text) =>
		allowed.reduce((left, name) => left.replaceAll(name, ""), text.replaceAll(SIMULATED_ITEM, ""));
	return [...new Set(found)].filter((text) => /[A-Za-z]{3}/.test(rest(text)));
}

test("no page holds plain English", async () => {
	const seen = await h.survey(
		chromium,
		server.url,
		async (page) => ({ found: await page.evaluate(texts) }),
		h.allPages(book),
	);
	h.noFaults(h.lines(seen, ({ found }) => english(found).map((text) => JSON.stringify(text))));
});

test("nor do activities after an answer, nor the record, nor what the page says of a bad file", async () => {
	const page = await h.openPage(await h.person(chromium));
	const { gallery } = h.testBeds(book);
	const progress = h.pageWith("data-su-progress", book);
	const found = [];
	const read = async () => found.push(...(await page.evaluate(texts)));
	await page.goto(server.url + gallery);
	for (const spec of h.specsOf(gallery, book)) {
		for (const given of [h.wrongAnswer(spec), h.rightAnswer(spec)]) {
			await h.answer(page, h.mouse(page), spec, given);
			await read();
			if (spec.kind === "scenario") await (await h.submitOf(await h.find(page, spec))).click();
		}
	}
	await page.goto(server.url + progress);
	await read();
	const bad = join(folder, "bad.json");
	writeFileSync(bad, "{");
	await (await page.$("input[type=file]")).uploadFile(bad);
	await page.waitForFunction(() => document.querySelector(".su-report").textContent);
	await read();
	h.noFaults(english(found).map((text) => JSON.stringify(text)));
});
