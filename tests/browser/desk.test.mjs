/** A trainer's whole session at the desk, with buttons alone: from the list of names to the last file deleted. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import axe from "axe-core";
import { after, before, describe, test } from "node:test";
import { answerOnPage, codes, fullAnswers, returned, startDesk, writeList } from "./desk.mjs";
import { launch, openPage, outside, person } from "./harness/index.mjs";
import { newHome, until } from "./jupyter.mjs";

const NAME = "Front desk";
const EXERCISE = "principles";

describe("the desk", { timeout: 900_000 }, () => {
	let home, desk, browser, context, page, session;
	let sound = true;

	/** One step of the journey; after one that failed, the others say so at once. */
	const step = (name, act) => test(name, async () => {
		assert.ok(sound, "an earlier step has failed");
		sound = false;
		await act();
		sound = true;
	});

	before(async () => {
		home = newHome();
		desk = await startDesk(home);
		session = join(desk.sessions, NAME);
		browser = await launch("chrome");
		context = await person(browser);
		page = await openPage(context, { width: 1200, height: 1000 });
	});

	after(async () => {
		await browser?.close();
		await desk?.stop();
		home?.remove();
	});

	step("opens by itself, with one sentence for what comes next and no code", async () => {
		await page.goto(desk.address);
		await page.waitForSelector(".su-desk-next", { timeout: 120_000 });
		assert.match(await next(), /Make a session/);
		assert.equal(await page.$$eval(".cm-content", (all) => all.filter((one) => one.offsetParent).length), 0);
		await shot("1-new");
	});

	step("a session without a name or an exercise is a sentence, not an error", async () => {
		await press("Make the session");
		assert.match(await told(), /Tick at least one exercise/);
		await tick("Principles");
		await press("Make the session");
		assert.match(await told(), /short name/);
	});

	step("a session is made", async () => {
		await page.type('input[placeholder^="such as"]', NAME);
		await press("Make the session");
		await nextIs(/Take in the list/);
		assert.ok(existsSync(join(session, "nbgrader_config.py")));
		await shot("2-session");
	});

	step("a list of an office becomes codes, and its letters are right", async () => {
		await upload("Choose the list", writeList(home.home));
		await nextIs(/Print the slips/);
		await press("Go to this step");
		assert.deepEqual(Object.keys(codes(session)), ["\u00c5sa \u00d6berg", "Olli Saari", "Nora Lind"]);
	});

	step("slips and handouts are made, and opened from the desk", async () => {
		await press("Make the slips");
		const slips = await follow("Open the slips");
		assert.match(await slips.evaluate(() => document.body.innerText), /never your name/);
		await slips.screenshot({ path: place("3-slips") });
		await slips.close();
		await press("Make the handouts");
		await linked("Save stepping-up-principles.zip");
		assert.ok(existsSync(join(session, "handout", `stepping-up-${EXERCISE}.zip`)));
		await shot("4-handout");
		await nextIs(/When files come back/);
	});

	step("returned files are placed, and one with a typing error waits for a person", async () => {
		await open("3. Collect");
		const [first, second, third] = Object.values(codes(session));
		const full = (code) => fullAnswers(session, EXERCISE, code, home.env);
		const typed = full(second).replace(`"${second}"`, `"${second[0]}${second[2]}${second[1]}${second.slice(3)}"`);
		const folder = join(home.home, "mail");
		await upload(
			"Choose files",
			returned(folder, "answers (1).json", full(first)),
			returned(folder, "svar.txt", second[1] === second[2] ? full(second).replace(`"${second}"`, '""') : typed),
			returned(folder, "<img src=x onerror=alert(1)>.jpg", "no picture"),
			await answerOnPage(await person(browser), browser, session, EXERCISE, third),
		);
		await until("the report of the collection", async () => /Files that need you: 2/.test(await told()));
		await until("the picture is named", async () => /This is a picture/.test(await text()));
		await shot("5-collect");
		await looksSound();
		const choice = await page.waitForFunction(() =>
			[...document.querySelectorAll(".su-desk select")].find((one) => /Choose\sthe\sperson/.test(one.textContent) && one.offsetParent));
		await choice.asElement().evaluate((select, code) => {
			select.value = [...select.options].find((one) => one.text.trim().startsWith(code)).value;
			select.dispatchEvent(new Event("change", { bubbles: true }));
		}, second);
		await press("This file is theirs");
		await nextIs(/Grade what was returned/);
		await press("Go to this step");
		assert.deepEqual(readdirSync(join(session, "submitted")).sort(), [first, second, third].sort());
	});

	step("grading counts up to all, and texts wait for the trainer", async () => {
		await press("Grade");
		await nextIs(/Read the texts/);
		assert.match(await told(), /Graded now: 3/);
		await shot("6-graded");
	});

	step("formgrader opens for this session and shows a text", async () => {
		const guide = await follow("Open the marking guide");
		assert.match(await guide.evaluate(() => document.body.innerText), /What to look for/);
		await guide.close();
		const grader = await follow("Open formgrader");
		await grader.waitForFunction(() => document.body.innerText.includes("principles"), { timeout: 60_000 });
		await grader.screenshot({ path: place("7-formgrader") });
		await grader.goto(`${desk.url}/formgrader/gradebook/${EXERCISE}/${EXERCISE}`);
		await grader.waitForSelector('a[href*="/submissions/"]', { timeout: 60_000 });
		const ways = await grader.$$eval('a[href*="/submissions/"]', (all) => [...new Set(all.map((one) => one.href))]);
		let waiting = 0;
		for (const way of ways) {
			await grader.goto(way);
			await grader.waitForSelector("input.score", { timeout: 60_000 });
			const open = await grader.waitForSelector("input.score.needs_manual_grade", { timeout: 3000 }).catch(() => null);
			if (!open) continue;
			waiting += 1;
			await grader.screenshot({ path: place("8-text"), fullPage: true });
		}
		assert.equal(waiting, 2, "two of three wrote a text, and each waits for points");
		assert.equal(await grader.evaluate(() => document.body.innerText.includes("Error")), false);
		await grader.close();
	});

	step("results and feedback are made, and a page opens", async () => {
		await open("5. Results and feedback");
		await press("Make the results");
		const room = await follow("Open principles.html");
		assert.doesNotMatch(await room.evaluate(() => document.body.innerText), /Berg|Saari|Lind/);
		await room.screenshot({ path: place("9-results") });
		await room.close();
		await press("Write the feedback");
		await until("feedback", async () => /Pages of feedback: 3/.test(await told()));
		await shot("10-feedback");
		const [first] = Object.values(codes(session));
		assert.ok(existsSync(join(session, "feedback", first, EXERCISE, `${EXERCISE}.html`)));
	});

	step("closing lists first, and leaves nothing that belongs to a person", async () => {
		const people = codes(session);
		await open("6. Close");
		await press("Show what would go");
		await until("the list", async () => /roster.csv/.test(await text()));
		assert.ok(existsSync(join(session, "roster.csv")));
		await shot("11-close");
		await press("Delete all of this");
		await nextIs(/This session is closed/);
		const left = readdirSync(session, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
		assert.ok(left.some((one) => one.name === "principles.html"));
		for (const one of left) {
			const whole = readFileSync(join(one.parentPath, one.name), "latin1");
			for (const [name, code] of Object.entries(people)) {
				assert.ok(!whole.includes(code) && !whole.includes(Buffer.from(name).toString("latin1")), `${one.name} tells of ${code}`);
			}
		}
		await shot("12-closed");
	});

	step("only sessions of this folder can be opened", async () => {
		for (const path of ["/etc", desk.sessions, home.home]) {
			const answer = await page.evaluate(async (address) => (await fetch(address)).status, `${desk.url}/stepping-up/formgrader?path=${encodeURIComponent(path)}`);
			assert.equal(answer, 404, path);
		}
	});

	step("nothing was asked of another host, and the notebook keeps no name", () => {
		const socket = desk.url.replace("http", "ws");
		assert.deepEqual(outside(page.log, desk.url).filter((url) => !url.startsWith(socket)), []);
		assert.deepEqual(page.log.dialogs, [], "no text of a file has run");
		assert.doesNotMatch(readFileSync(join(desk.sessions, "Desk.ipynb"), "utf-8"), /Saari/);
	});

	const text = () => page.$eval(".su-desk", (one) => one.innerText);
	const next = () => page.$eval(".su-desk-next", (one) => one.innerText);
	const nextIs = (what) => until(`the next step is ${what}`, async () => what.test(await next()), 120);
	const told = async () => {
		await until("a message", () => page.$$eval(".su-desk-told", (all) => all.some((one) => one.offsetParent)));
		return page.$$eval(".su-desk-told", (all) => all.filter((one) => one.offsetParent).map((one) => one.innerText).join(" "));
	};

	/** Press the button that a person sees, and wait until it can be pressed again. */
	async function press(label) {
		const found = (selector, words) =>
			[...document.querySelectorAll(selector)].find((one) => one.textContent.trim() === words && one.offsetParent && !one.disabled);
		const button = await page.waitForFunction(found, { timeout: 60_000 }, ".su-desk button", label);
		await button.asElement().evaluate((one) => one.scrollIntoView({ block: "center" }));
		await button.asElement().click();
		await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
		await until(`'${label}' is done`, () => page.evaluate((words) => ![...document.querySelectorAll(".su-desk button")]
			.some((one) => one.textContent.trim() === words && one.offsetParent && one.disabled), label), 120);
	}

	async function tick(label) {
		await page.evaluate((words) => [...document.querySelectorAll(".su-desk label")]
			.find((one) => one.innerText.trim().startsWith(words) && one.offsetParent).querySelector("input").click(), label);
	}

	async function upload(label, ...paths) {
		const button = await page.waitForFunction(
			(words) => [...document.querySelectorAll(".su-desk button")].find((one) => one.textContent.includes(words) && one.offsetParent),
			{}, label,
		);
		const [chooser] = await Promise.all([page.waitForFileChooser(), button.asElement().click()]);
		await chooser.accept(paths);
	}

	/** Open a part of the desk, if it is not open. */
	async function open(title) {
		const head = await page.waitForFunction(
			(words) => [...document.querySelectorAll(".su-desk .lm-Collapse-header, .su-desk .jupyter-widget-Collapse-header")]
				.find((one) => one.innerText.trim().includes(words)),
			{}, title,
		);
		if (await head.asElement().evaluate((one) => one.parentElement.classList.contains("jupyter-widget-Collapse-open"))) return;
		await head.asElement().click();
	}

	const linked = (label) => page.waitForFunction(
		(words) => [...document.querySelectorAll(".su-desk a")].find((one) => one.innerText.startsWith(words) && one.offsetParent),
		{ timeout: 60_000 }, label,
	);

	/** Follow a link that opens a tab of its own. */
	async function follow(label) {
		const link = await linked(label);
		const [target] = await Promise.all([
			context.waitForTarget((one) => one.opener() === page.target(), { timeout: 60_000 }), link.asElement().click(),
		]);
		const opened = await target.page();
		await opened.waitForFunction(() => document.readyState === "complete");
		return opened;
	}

	/** What axe finds in the desk; the window around it is Jupyter's. */
	async function looksSound() {
		await page.evaluate(axe.source);
		const found = await page.evaluate(async () => (await globalThis.axe.run(".su-desk")).violations
			.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`));
		assert.deepEqual(found, []);
	}

	const place = (name) => join(process.env.STEPPINGUP_SHOTS ?? home.home, `desk-${name}.png`);
	const shot = (name) => page.screenshot({ path: place(name) });
});
