/** A trainer prepares at the desk, with buttons alone: a kit for a session, and the course for another system. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { journey, sitDown } from "./desk.mjs";
import { downloaded, outside } from "./harness/index.mjs";
import { PYTHON, ROOT, until } from "./jupyter.mjs";

const NAME = "Kit for the clinic";
const DAY = process.env.STEPPINGUP_TODAY ?? "2026-11-23";
const XML = "Moodle or Totara: questions alone (Moodle XML)";

/** What stands in a file of Word or PowerPoint, as its own library reads it; of another zip file the names in it. */
const READ = `
import sys, zipfile
path = sys.argv[1]
names = zipfile.ZipFile(path).namelist()
if "word/document.xml" in names:
    from docx import Document
    file = Document(path)
    print("\\n".join([p.text for p in file.paragraphs] + [c.text for t in file.tables for r in t.rows for c in r.cells]))
elif "ppt/presentation.xml" in names:
    from pptx import Presentation
    slides = list(Presentation(path).slides)
    print(len(slides), "slides")
    print("\\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide))
else:
    print("\\n".join(names))`;

describe("preparing at the desk", { timeout: 900_000 }, () => {
	let home, desk, browser, page, sitting, leave;
	const step = journey();

	before(async () => {
		({ home, desk, browser, page, sitting, leave } = await sitDown({ STEPPINGUP_TODAY: DAY }));
	});

	after(() => leave?.());

	step("is one tab away, also by the keyboard, and every field has its name", async () => {
		await sitting.begin(desk.address);
		await sitting.enterByKey("Prepare");
		await sitting.nextIs(/Tick what your session is about/);
		await sitting.reads(/4\. Noticing, talking, referring \(\d+ to \d+ minutes\)/);
		await sitting.looksSound();
		await shot("1-new");
	});

	step("what cannot be made is a sentence, and nothing is made", async () => {
		const before_ = made();
		await sitting.press("Make the kit");
		await sitting.says(/^Tick at least one chapter or case\.$/);
		await tickByKey("The sham marriage");
		await sitting.reads(/With what you ticked, a session takes \d+ to \d+ minutes/);
		await sitting.press("Make the kit");
		await sitting.says(/Give the kit a short name/);
		await sitting.write("such as Kit", NAME);
		await sitting.choose("another length", "another length");
		for (const [minutes, said] of [["20", /20 minutes are too few/], ["400", /400 minutes are too many/]]) {
			await sitting.write("such as 75", minutes);
			await sitting.press("Make the kit");
			await sitting.says(said);
		}
		await sitting.looksSound();
		await shot("2-refused");
		assert.deepEqual(made(), before_);
	});

	step("a kit is made while a bar shows how far it is", async () => {
		await tickByKey("The sham marriage");
		await sitting.tick("4. Noticing");
		await sitting.tick("Begging, Norway");
		await sitting.tick("Health staff");
		await sitting.choose("another length", "180 minutes");
		await page.evaluate(() => {
			globalThis.suSaw = [];
			new MutationObserver(() => {
				if ([...document.querySelectorAll(".su-desk p")].some((one) => one.offsetParent && one.innerText.startsWith("The kit is being made"))) globalThis.suSaw.push("working");
			}).observe(document.querySelector(".su-desk"), { childList: true, subtree: true, characterData: true });
		});
		await sitting.press("Make the kit");
		await sitting.says(/The kit is ready: 180 minutes for Health staff/, 120);
		assert.ok(await page.evaluate(() => globalThis.suSaw.length > 0), "nobody saw that it works");
		await sitting.nextIs(/Read the plan first/);
		await sitting.looksSound();
		await shot("3-kit");
	});

	step("its files open, those for the trainer parted from those for the room", async () => {
		const labels = (part) => page.$$eval(`.su-desk-for-${part} a`, (all) => all.map((one) => one.innerText));
		assert.deepEqual(await labels("trainer"), ["Plan (Word)", "Slides with notes (PowerPoint)", "Key of the quiz (Word)"]);
		assert.match(await page.$eval(".su-desk-for-trainer", (one) => one.innerText), /For you alone\. Never hand these out\./);
		const room = ["Handout (Word)", "Quiz without its key (Word)", "Role cards (Word)", "Sign-in sheet (Word)", "Evaluation sheet (Word)"];
		assert.deepEqual(await labels("room"), [...room, "Save all that is for the room (for-the-room.zip)"]);
		assert.match(await read("Plan"), /Noticing, talking, referring[\s\S]*Begging, Norway/);
		assert.match(await read("Slides"), /^\d{2,} slides\n[\s\S]+/);
		assert.match(await read("Key of the quiz"), /Why/);
		for (const label of room) assert.ok((await read(label)).length > 200, label);
		const packed = (await read("Save all that is for the room")).trim().split("\n").sort();
		assert.deepEqual(packed, ["evaluation", "handout", "quiz", "role-cards", "sign-in"].map((name) => `${NAME}/${name}.docx`));
	});

	step("a name that is used is a sentence, and another day the kit is found again", async () => {
		await sitting.write("such as Kit", NAME);
		await sitting.press("Make the kit");
		await sitting.says(/There is a folder “Kit for the clinic” already/);
		await page.reload();
		await sitting.begin(desk.address);
		await sitting.enter("Prepare");
		await sitting.choose("Choose a kit", NAME);
		await sitting.nextIs(/Read the plan first/);
		assert.match(await read("Handout"), /Begging, Norway/);
	});

	step("questions for Moodle are written, without keys of graded exercises", async () => {
		await sitting.open("2. The course for another system");
		await sitting.nextIs(/Choose what the file is for/);
		await sitting.choose(XML, XML);
		await sitting.tick("2. What trafficking is");
		await sitting.looksSound();
		await shot("4-export");
		await sitting.press("Make the file");
		await sitting.says(/The file is ready: Save stepping-up-moodle-xml-02-definition[\s\S]*Written: stepping-up-moodle-xml/, 120);
		const xml = readFileSync(await saved(`Save stepping-up-moodle-xml-02-definition-${DAY}.xml`), "utf-8");
		assert.match(xml, /<quiz>[\s\S]*2\.1 Three elements/);
		assert.doesNotMatch(xml, /FOR TRAINERS ONLY/);
	});

	step("keys go in after a tick with a warning, and the name of the file says so", async () => {
		await sitting.tick("Also put in the graded exercises");
		await sitting.reads(/never give it to learners/);
		await sitting.press("Make the file");
		await sitting.says(/GRADED questions WITH THEIR KEYS/, 120);
		const xml = readFileSync(await saved(`Save stepping-up-moodle-xml-02-definition-WITH-KEYS-${DAY}.xml`), "utf-8");
		assert.match(xml, /FOR TRAINERS ONLY/);
		assert.equal(await page.$$eval(".su-desk label", (all) => all.find((one) => one.innerText.startsWith("Also put in")).querySelector("input").checked), false);
		await sitting.looksSound();
		await shot("5-keys");
	});

	step("nothing stands out of a narrow window, no label is cut, and nothing was asked of another host", async () => {
		for (const width of [900, 480, 360]) {
			await page.setViewport({ width, height: 900 });
			await until(`nothing stands out at ${width}`, () => page.$eval(".su-desk", (one) => one.scrollWidth <= one.clientWidth + 1));
			const cut = () => page.$$eval(".su-desk .lm-TabBar-tab, .su-desk .widget-checkbox", (all) => all.filter((one) => one.offsetParent && one.scrollWidth > one.clientWidth + 1).map((one) => one.innerText));
			await until(`no label is cut at ${width}`, async () => (await cut()).length === 0);
			await shot(`6-narrow-${width}`);
		}
		const socket = desk.url.replace("http", "ws");
		assert.deepEqual(outside(page.log, desk.url).filter((url) => !url.startsWith(socket)), []);
	});

	const made = () => readdirSync(desk.sessions).filter((name) => !name.startsWith(".") && name !== "desk.log").sort();
	/** Tick a box as somebody does who has no mouse. */
	const tickByKey = async (label) => {
		const box = await page.waitForFunction((text) => [...document.querySelectorAll(".su-desk label")].find((one) => one.offsetParent && one.innerText.startsWith(text))?.querySelector("input"), {}, label);
		const element = box.asElement();
		const was = await element.evaluate((one) => { one.focus(); return one.checked; });
		await page.keyboard.press("Space");
		assert.equal(await element.evaluate((one) => one.checked), !was);
	};
	const saved = (label) => downloaded(browser, async () => (await sitting.linked(label)).evaluate((one) => one.click()));
	const read = async (label) => {
		const path = await saved(label);
		assert.ok(existsSync(path), label);
		return execFileSync(PYTHON, ["-c", READ, path], { cwd: ROOT, env: home.env, encoding: "utf-8" });
	};
	const shot = (name) => page.screenshot({ path: join(process.env.STEPPINGUP_SHOTS ?? home.home, `desk-kit-${name}.png`), fullPage: false });
});
