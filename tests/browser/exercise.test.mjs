/** Exercises: answered by keyboard in the book and from disk, kept apart, handed in as a file that Python reads; never a verdict. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(h.ROOT, ".venv/bin/python");
const CODE = "2H5T6";
const WORDS = "We keep the bed free tonight. Nobody has to tell us more.\nThe advice line is open until ten.";

/** The page of the exercise that has most kinds, and all pages of exercises. */
const PAGES = h.allPages().filter((page) => page.startsWith("book/exercise/"));
const publicOf = (page) =>
	JSON.parse(/<script type="application\/json" data-su-exercise>(.*?)<\/script>/s.exec(h.sourceOf(page))[1]);
const kindsOf = (page) => new Set(publicOf(page).items.map((item) => item.kind)).size;
const RICHEST = PAGES.reduce((one, other) => (kindsOf(other) > kindsOf(one) ? other : one));

const MAKE = `
import json, sys
from pathlib import Path
from steppingup.book.exercise_html import standalone_page
from steppingup.common.language import Words
from tests.exercises.answers import harbour
folder = Path(sys.argv[1])
one = harbour(folder)
(folder / "alone.html").write_text(standalone_page(one.public(), Words(), one.source), "utf-8")
`;
const READ = `
import json, sys
from pathlib import Path
from steppingup.record.session_file import last_answers, read_session_file
file = read_session_file(Path(sys.argv[1]))
last = {id_: [one.answer, one.certainty, one.score] for id_, one in last_answers(file).items()}
print(json.dumps({"exercise": file.exercise, "code": file.code, "strays": len(file.strays), "last": last,
                  "drafts": [one.answer for one in file.drafts]}))
`;
const KEYS = `
import json
from pathlib import Path
from steppingup.catalogue import load_catalogue
from steppingup.catalogue.exercises import load_exercises
from steppingup.common.yamlfile import read_yaml
KEYS = {"feedback", "debrief", "combination", "ordinary", "moves", "explanation"}
def told(value):
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in KEYS and isinstance(inner, str):
                yield inner
            elif name in {"rubric", "anchors"}:
                yield from (text for one in inner for text in one.values() if isinstance(text, str) and len(text) > 20)
            else:
                yield from told(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from told(inner)
course = Path.cwd()
for path in sorted(load_catalogue(course).settings.exercises(course).glob("*/activities*.yml")):
    for text in told(read_yaml(path, course).data):
        print(json.dumps(text))
`;
const python = (code, ...given) =>
	execFileSync(PYTHON, ["-c", code, ...given], {
		cwd: h.ROOT,
		env: { ...process.env, PYTHONPATH: h.ROOT },
		encoding: "utf8",
	});

let folder;
let alone;
let server;
let chromium;

before(async () => {
	folder = mkdtempSync(join(tmpdir(), "stepping-up-exercise-"));
	python(MAKE, folder);
	alone = pathToFileURL(join(folder, "alone.html")).href;
	server = await h.serve(h.BOOK);
	chromium = await h.launch("chrome");
});

after(async () => {
	await chromium?.close();
	await server?.close();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

const visit = async (address, options) => {
	const page = await h.visit(chromium, address, options);
	await page.waitForSelector("#su-code");
	return page;
};

const exerciseOn = (page) => page.$eval("script[data-su-exercise]", (one) => JSON.parse(one.textContent));
const wordOn = async (page, key, values = {}) =>
	Object.entries(values).reduce(
		(text, [name, value]) => text.replace(`{${name}}`, value),
		(await exerciseOn(page)).words[key],
	);

/** A visible button by its word. */
async function button(page, key) {
	const text = await wordOn(page, key);
	for (const one of await page.$$("button")) {
		if (await one.evaluate((node, wanted) => node.checkVisibility() && node.textContent.trim() === wanted, text))
			return one;
	}
	throw new Error(`no button ${key}`);
}

const press = async (page, hands, key) => hands.press(await button(page, key));
const said = (page) => page.$$eval("[data-su-exercise-foot] .su-result p", (all) => all.map((one) => one.textContent));
const place = (page, spec) => page.$(`#${h.domId(spec)}`);
const stateOf = (page, spec) =>
	page.$eval(`#${h.domId(spec)} > div:not(.su-plain) .su-state`, (one) => one.textContent);
const plainTexts = (page) => page.$eval("main", (one) => one.innerText.replaceAll(/\s+/g, " "));

/** An answer that could be given to a public spec, whatever it earns. */
const ANSWERS = {
	choice: (spec) => spec.options.slice(0, spec.select === "several" ? 2 : 1).map((one) => one.id),
	match: (spec) => Object.fromEntries(spec.left.map((one, at) => [one.id, spec.right[at % spec.right.length].id])),
	order: (spec) => [...spec.start].reverse(),
	classify: (spec) =>
		Object.fromEntries(spec.cards.map((one, at) => [one.id, spec.groups[at % spec.groups.length].id])),
	spot: (spec) => spec.passages.slice(0, 2).map((one) => one.id),
	vignette: () => ["consult"],
	scenario: (spec) => h.roads(spec)[0].taken,
	text: () => WORDS,
};

/** Answer one question and save it. */
async function answer(page, hands, spec) {
	const given = ANSWERS[spec.kind](spec);
	const element = await place(page, spec);
	if (spec.kind === "text") {
		await h.reach(page, await element.$("textarea"));
		await page.keyboard.type(given);
	} else {
		await h.fill(element, hands, spec, given);
	}
	if (spec.kind === "scenario") return given;
	if (spec.certainty) await hands.pick(await element.$('.su-sure input[value="2"]'));
	await hands.press(await h.submitOf(element));
	return given;
}

/** axe wide, narrow and dark; nothing sideways at 320 px; targets that a thumb meets. */
async function sound(page, where) {
	const found = await h.axeEverywhere(page);
	await page.setViewport({ width: 320, height: 900 });
	found.push(...(await page.evaluate(h.sideways)), ...(await page.evaluate(h.smallTargets)));
	await page.setViewport({ width: 1280, height: 900 });
	h.noFaults(found.map((one) => `${where}: ${one}`));
}

async function typeCode(page, text) {
	const field = await page.$("#su-code");
	await h.reach(page, field);
	await page.keyboard.down("Control");
	await page.keyboard.press("a");
	await page.keyboard.up("Control");
	await page.keyboard.type(text);
}

const codeSaid = (page) => page.$eval("#su-code-said", (one) => one.textContent);

test("there is a page for every exercise, and none carries a text of a key", () => {
	assert.ok(PAGES.length >= 10, PAGES.join());
	const keys = python(KEYS)
		.trim()
		.split("\n")
		.map((one) => h.squeezed(JSON.parse(one)));
	assert.ok(keys.length > 200);
	const files = [...PAGES, "book/exercises.html", "_static/su/course.js", "_static/su/search-index.js"];
	const told = files.flatMap((file) => {
		const text = h.squeezed(
			h.sourceOf(file).replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll('\\"', '"'),
		);
		return keys.filter((key) => text.includes(key)).map((key) => `${file}: ${key.slice(0, 60)}`);
	});
	h.noFaults(told);
});

for (const [name, address] of [
	["in the book", () => server.url + RICHEST],
	["from disk, alone", () => alone],
]) {
	describe(`an exercise ${name}, by keyboard`, { concurrency: 1 }, () => {
		let page;
		let hands;
		let data;
		let file;
		const given = {};

		before(async () => {
			page = await visit(address());
			hands = h.keyboard(page);
			data = await exerciseOn(page);
		});
		after(() => page?.browserContext().close());

		test("before anything is answered", async () => {
			await sound(page, "untouched");
			assert.ok((await plainTexts(page)).includes(`0 of ${data.items.length} answered`));
			assert.equal(new Set(data.items.map((one) => one.kind)).size, 8, "a question of every kind");
		});

		test("a code is asked for, and a wrong one is told why", async () => {
			await press(page, hands, "act.download");
			assert.equal(await codeSaid(page), await wordOn(page, "exercise.code-missing"));
			assert.ok(await page.evaluate(() => document.activeElement.id === "su-code"));
			for (const [text, key, values] of [
				["2H5", "exercise.code-length", {}],
				["2H5TO", "exercise.code-letters", { letter: "O" }],
				["2H5T7", "exercise.code-check", {}],
			]) {
				await typeCode(page, text);
				await page.keyboard.press("Tab");
				assert.equal(await codeSaid(page), await wordOn(page, key, values));
				assert.equal(await page.$eval("#su-code", (one) => one.ariaInvalid), "true");
			}
			await sound(page, "a wrong code");
			await typeCode(page, ` ${CODE.toLowerCase()} `);
			assert.equal(await codeSaid(page), await wordOn(page, "exercise.code-good"));
			await page.keyboard.press("Tab");
			assert.equal(await page.$eval("#su-code", (one) => one.value), CODE);
			await press(page, hands, "act.download");
			assert.deepEqual(await said(page), [await wordOn(page, "exercise.no-answers")]);
		});

		test("an answer that is not whole is not saved, and what is open has the focus", async () => {
			const spec = data.items.find((one) => one.kind === "choice");
			const element = await place(page, spec);
			await hands.press(await h.submitOf(element));
			assert.ok(
				await element.evaluate(
					(one) => one.contains(document.activeElement) && document.activeElement.matches("input"),
				),
			);
			assert.equal(await stateOf(page, spec), await wordOn(page, "state.open"));
		});

		test("every kind is answered and saved, without a verdict", async () => {
			for (const [at, spec] of data.items.entries()) {
				given[spec.id] = await answer(page, hands, spec);
				assert.equal(await stateOf(page, spec), await wordOn(page, "exercise.saved"), spec.id);
				const element = await place(page, spec);
				const result = await element.$eval(".su-result", (one) => one.textContent);
				assert.ok(
					result.includes(await wordOn(page, "exercise.saved-said", { n: at + 1, total: data.items.length })),
					result,
				);
				assert.equal(await element.$("[data-mark], .su-why"), null);
			}
			assert.doesNotMatch(await plainTexts(page), /\b(Right|Not this one|Partly right|Missed|False alarm)[.:]/);
			await sound(page, "all answered");
		});

		test("a scenario can be played again, and an answer changed: the last one counts", async () => {
			const road = data.items.find((one) => one.kind === "scenario");
			const other = h.roads(road).at(-1).taken;
			await hands.press(await h.submitOf(await place(page, road)));
			assert.equal(
				await stateOf(page, road),
				await wordOn(page, "exercise.saved"),
				"the old road counts until a new one ends",
			);
			await h.fill(await place(page, road), hands, road, other);
			given[road.id] = other;
			const choice = data.items.find((one) => one.kind === "choice" && one.select !== "several");
			const last = choice.options.at(-1).id;
			const element = await place(page, choice);
			await hands.pick(await element.$(`.su-opt input[value="${last}"]`));
			assert.equal(await stateOf(page, choice), await wordOn(page, "exercise.changed"));
			await press(page, hands, "act.download");
			assert.deepEqual(await said(page), [await wordOn(page, "exercise.open-about")]);
			await hands.press(await h.submitOf(element));
			given[choice.id] = [last];
		});

		test("it is all there after a reload, under the exercise alone", async () => {
			await page.reload();
			await page.waitForSelector("#su-code");
			for (const spec of data.items) assert.equal(await stateOf(page, spec), await wordOn(page, "exercise.saved"));
			const text = data.items.find((one) => one.kind === "text");
			assert.equal(await page.$eval(`#${h.domId(text)} textarea`, (one) => one.value), WORDS);
			const keys = Object.keys(await h.stored(page));
			assert.deepEqual(
				keys.filter((key) => !key.startsWith(`stepping-up:exercise-${data.exercise}:`)),
				[],
			);
			assert.equal(await page.$eval("#su-code", (one) => one.value), CODE);
		});

		test("the file is what Python reads: code, answers, certainty, no score", async () => {
			file = await h.downloaded(chromium, () => press(page, hands, "act.download"));
			const name = `stepping-up-${data.exercise}-${CODE}.json`;
			assert.deepEqual((await said(page))[0], await wordOn(page, "exercise.file", { name }));
			const read = JSON.parse(python(READ, file));
			assert.deepEqual([read.exercise, read.code, read.strays, read.drafts], [data.exercise, CODE, 0, []]);
			for (const spec of data.items) {
				const [answered, certainty, score] = read.last[spec.id];
				assert.deepEqual(answered, given[spec.id], spec.id);
				assert.equal(certainty, spec.certainty ? 2 : null, spec.id);
				assert.equal(score, null);
			}
			await sound(page, "handed in");
		});

		test("another browser goes on from the file, and a changed answer is the one that counts", async () => {
			const later = await visit(address());
			await (await later.$("input[type=file]")).uploadFile(file);
			await later.waitForFunction(() => document.querySelector("[data-su-exercise-foot] .su-result p"));
			for (const spec of data.items) assert.equal(await stateOf(later, spec), await wordOn(later, "exercise.saved"));
			assert.equal(await later.$eval("#su-code", (one) => one.value), CODE);
			const spec = data.items.find((one) => one.kind === "vignette");
			const element = await place(later, spec);
			const quick = h.unseen();
			await quick.pick(await element.$('.su-opt input[value="refer"]'));
			await quick.press(await h.submitOf(element));
			const second = await h.downloaded(chromium, () => press(later, quick, "act.download"));
			assert.deepEqual(JSON.parse(python(READ, second)).last[spec.id][0], ["refer"]);
			assert.deepEqual(later.log.errors, []);
			await later.browserContext().close();
		});

		test("deleted on request, after one more question", async () => {
			await press(page, hands, "act.delete-answers");
			await press(page, hands, "act.delete-no");
			assert.equal(await stateOf(page, data.items[0]), await wordOn(page, "exercise.saved"));
			await press(page, hands, "act.delete-answers");
			await press(page, hands, "act.delete-yes");
			assert.deepEqual(await said(page), [await wordOn(page, "exercise.delete-done")]);
			for (const spec of data.items) assert.equal(await stateOf(page, spec), await wordOn(page, "state.open"));
			assert.deepEqual(Object.keys(await h.stored(page)), []);
		});

		test("nothing of this left the machine, nothing was an error", () => {
			assert.deepEqual(
				h.outside(page.log, new URL(".", address()).href.startsWith("file:") ? address() : server.url),
				[],
			);
			assert.deepEqual(page.log.errors, []);
		});
	});
}

test("a text that was written and not saved is kept, and goes into the file", async () => {
	const page = await visit(alone);
	const hands = h.unseen();
	const { items } = await exerciseOn(page);
	const [choice, text] = ["choice", "text"].map((kind) => items.find((one) => one.kind === kind));
	await answer(page, hands, choice);
	const count = `#${h.domId(text)} .su-count`;
	// all letters in one go: on a slow machine the pause after which the count is read out could fall between two keys
	const [shown, heard] = await page.$eval(
		`#${h.domId(text)} textarea`,
		(field, css) => {
			for (const letter of "Half a thought") {
				field.value += letter;
				field.dispatchEvent(new InputEvent("input", { bubbles: true }));
			}
			return [...document.querySelectorAll(css)].map((one) => one.textContent);
		},
		`${count} > span`,
	);
	assert.match(shown, /^Words: 3\./);
	assert.equal(heard, "", "nothing is read out between two keys");
	await page.waitForFunction(
		(css) => /^Words: 3\./.test(document.querySelector(css).textContent),
		{},
		`${count} [role=status]`,
	);
	await page.reload();
	await page.waitForSelector("#su-code");
	assert.equal(await stateOf(page, text), await wordOn(page, "exercise.changed"));
	await typeCode(page, CODE);
	await press(page, hands, "act.download");
	const file = await h.downloaded(chromium, () => press(page, hands, "act.download-anyway"));
	assert.deepEqual(JSON.parse(python(READ, file)).drafts, ["Half a thought"]);
});

test("files that are no answers to this exercise: one sentence, and nothing changes", async () => {
	const page = await visit(alone);
	const { items, exercise } = await exerciseOn(page);
	await answer(
		page,
		h.unseen(),
		items.find((one) => one.kind === "choice"),
	);
	const before = await h.stored(page);
	const good = { format: "stepping-up-session", v: 1, course: "stepping-up", exercise, code: "", attempts: [] };
	for (const [content, key] of [
		["{", "exercise.load-damaged"],
		[JSON.stringify({ ...good, exercise: "another" }), "exercise.load-other"],
		[JSON.stringify({ ...good, attempts: [{ n: 1 }] }), "exercise.load-damaged"],
		// no sentence comes twice in a row, so that each tells of its own file
		[JSON.stringify({ ...good, course: "another" }), "exercise.load-other"],
		["x".repeat(300 * 1024), "exercise.load-damaged"],
	]) {
		const path = join(folder, "forged.json");
		writeFileSync(path, content);
		await (await page.$("input[type=file]")).uploadFile(path);
		const wanted = await wordOn(page, key);
		await h.until(async () => (await said(page)).join() === wanted, key);
		assert.deepEqual(await h.stored(page), before);
	}
	assert.deepEqual(page.log.errors, []);
});

test("a browser that keeps nothing says so, and the file can be had all the same", async () => {
	const refuse = () => Object.defineProperty(globalThis, "localStorage", { value: null });
	const page = await visit(alone, { prepare: refuse });
	assert.ok((await plainTexts(page)).includes(await wordOn(page, "exercise.not-kept")));
	const hands = h.unseen();
	const { items } = await exerciseOn(page);
	const spec = items.find((one) => one.kind === "choice");
	const given = await answer(page, hands, spec);
	assert.equal(await stateOf(page, spec), await wordOn(page, "exercise.saved-here"));
	await typeCode(page, CODE);
	await press(page, hands, "act.download");
	const file = await h.downloaded(chromium, () => press(page, hands, "act.download-anyway"));
	assert.deepEqual(JSON.parse(python(READ, file)).last[spec.id][0], given);
	assert.deepEqual(page.log.errors, []);
});

test("the record of the course and exercises know nothing of each other", async () => {
	const context = await h.person(chromium);
	const { gallery } = h.testBeds();
	const practice = await h.visit(chromium, server.url + gallery, { context });
	const [spec] = h.specsOf(gallery);
	await h.answer(practice, h.mouse(practice), spec, h.rightAnswer(spec));
	const page = await h.openPage(context);
	await page.goto(server.url + RICHEST);
	await page.waitForSelector("#su-code");
	const { items } = await exerciseOn(page);
	const choice = items.find((one) => one.kind === "choice");
	await answer(page, h.unseen(), choice);
	await typeCode(page, CODE);
	await press(page, h.unseen(), "act.download");
	const file = readFileSync(await h.downloaded(chromium, () => press(page, h.unseen(), "act.download-anyway")), "utf8");
	assert.ok(!file.includes(`"${spec.id}"`));
	await h.until(async () => (await h.attempts(page)).length, "the answer of the other tab");
	assert.deepEqual(
		(await h.attempts(page)).map((one) => one.activity),
		[spec.id],
	);
	await page.goto(server.url + h.pageWith("data-su-progress"));
	const backup = await h.button(page, page, "act.backup");
	const saved = readFileSync(await h.downloaded(chromium, () => backup.click()), "utf8");
	assert.ok(saved.includes(spec.id));
	assert.ok(!saved.includes("exercises/"));
});

test("on paper: a form to fill in, and what was answered", async () => {
	const page = await visit(alone);
	const { items } = await exerciseOn(page);
	const [choice, text] = ["choice", "text"].map((kind) => items.find((one) => one.kind === kind));
	await answer(page, h.unseen(), choice);
	await answer(page, h.unseen(), text);
	await page.emulateMediaType("print");
	const shown = await page.$$eval(".su-item", (all) =>
		all.map((one) => ({
			id: one.dataset.item,
			form: one.querySelector(".su-plain").checkVisibility(),
			live: one.lastElementChild.checkVisibility(),
			text: one.innerText,
		})),
	);
	for (const { id, form, live } of shown) {
		const answered = [choice.id, text.id].includes(id);
		assert.deepEqual([form, live], [!answered, answered], id);
	}
	assert.ok(shown.find((one) => one.id === text.id).text.includes("Nobody has to tell us more."));
	const frame = await page.$$eval("header, button, #su-code, textarea", (all) =>
		all.filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 60)),
	);
	assert.deepEqual(frame, []);
	assert.ok((await plainTexts(page)).includes("Short code:"));
});

test("without a script: every question can be read, in the book and alone", async () => {
	for (const address of [server.url + RICHEST, alone]) {
		const page = await h.openPage(await h.person(chromium), { width: 320 });
		await page.setJavaScriptEnabled(false);
		await page.goto(address);
		const text = h.squeezed(await page.$eval("body", (one) => one.innerText));
		const data =
			address === alone
				? JSON.parse(/data-su-exercise>(.*?)<\/script>/s.exec(readFileSync(join(folder, "alone.html"), "utf8"))[1])
				: publicOf(RICHEST);
		for (const spec of data.items)
			for (const words of h.questions(spec)) assert.ok(text.includes(h.squeezed(words)), `${spec.id}: ${words}`);
		assert.deepEqual(await page.evaluate(h.sideways), []);
	}
});
