/** A trainer's whole session at the desk, with buttons alone: from the list of names to the last file deleted. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { answerOnPage, codes, fullAnswers, journey, returned, sitDown, writeList } from "./desk.mjs";
import { outside, person } from "./harness/index.mjs";
import { until } from "./jupyter.mjs";

const NAME = "Front desk";
const EXERCISE = "principles";

describe("the desk", { timeout: 900_000 }, () => {
	let home, desk, browser, context, page, sitting, leave, session, sent;
	const step = journey();

	before(async () => {
		({ home, desk, browser, context, page, sitting, leave } = await sitDown());
		session = join(desk.sessions, NAME);
		sent = await listened(page);
	});

	after(() => leave?.());

	step("opens by itself, with one sentence for what comes next and no code", async () => {
		await sitting.begin(desk.address);
		assert.match(await sitting.next(), /Make a session/);
		assert.equal(await page.$$eval(".cm-content", (all) => all.filter((one) => one.offsetParent).length), 0);
		await shot("1-new");
	});

	step("a session without a name or an exercise is a sentence, not an error", async () => {
		await sitting.press("Make the session");
		await sitting.says(/Tick at least one exercise/);
		await sitting.tick("Principles");
		await sitting.press("Make the session");
		await sitting.says(/short name/);
	});

	step("a session is made", async () => {
		await sitting.write("such as", NAME);
		await sitting.press("Make the session");
		await sitting.nextIs(/Take in the list/);
		assert.ok(existsSync(join(session, "nbgrader_config.py")));
		await shot("2-session");
	});

	step("what was ticked, written and pressed arrives in its order: in one thread of the kernel", () => {
		const done = sent.filter((one) => one.includes('"msg_type":"comm_msg"'));
		assert.ok(done.length >= 5, sent.join("\n")); // three presses, a tick, a name
		assert.deepEqual(done.filter((one) => /"subshell_id":"/.test(one)), []);
	});

	step("a list of an office becomes codes, and its letters are right", async () => {
		await sitting.upload("Choose the list", writeList(home.home));
		await sitting.nextIs(/Print the slips/);
		await sitting.press("Go to this step");
		assert.deepEqual(Object.keys(codes(session)), ["\u00c5sa \u00d6berg", "Olli Saari", "Nora Lind"]);
	});

	step("slips and handouts are made, and opened from the desk", async () => {
		await sitting.press("Make the slips");
		const slips = await sitting.follow("Open the slips");
		assert.match(await slips.evaluate(() => document.body.innerText), /never your name/);
		await slips.screenshot({ path: place("3-slips") });
		await slips.close();
		await sitting.press("Make the handouts");
		await sitting.linked("Save stepping-up-principles.zip");
		assert.ok(existsSync(join(session, "handout", `stepping-up-${EXERCISE}.zip`)));
		await shot("4-handout");
		await sitting.nextIs(/When files come back/);
	});

	step("returned files are placed, and one with a typing error waits for a person", async () => {
		await sitting.open("3. Collect");
		const [first, second, third] = Object.values(codes(session));
		const full = (code) => fullAnswers(session, EXERCISE, code, home.env);
		const typed = full(second).replace(`"${second}"`, `"${second[0]}${second[2]}${second[1]}${second.slice(3)}"`);
		const folder = join(home.home, "mail");
		await sitting.upload(
			"Choose files",
			returned(folder, "answers (1).json", full(first)),
			returned(folder, "svar.txt", second[1] === second[2] ? full(second).replace(`"${second}"`, '""') : typed),
			returned(folder, "<img src=x onerror=alert(1)>.jpg", "no picture"),
			await answerOnPage(await person(browser), browser, session, EXERCISE, third),
		);
		await sitting.says(/Files that need you: 2/);
		await until("the picture is named", async () => /This is a picture/.test(await sitting.text()));
		await shot("5-collect");
		await sitting.looksSound();
		await sitting.choose("Choose the person", second);
		await sitting.press("This file is theirs");
		await sitting.nextIs(/Grade what was returned/);
		await sitting.press("Go to this step");
		assert.deepEqual(readdirSync(join(session, "submitted")).sort(), [first, second, third].sort());
	});

	step("grading counts up to all, and texts wait for the trainer", async () => {
		await sitting.press("Grade");
		await sitting.nextIs(/Read the texts/);
		await sitting.says(/Graded now: 3/);
		await shot("6-graded");
	});

	step("formgrader opens for this session and shows a text", async () => {
		const guide = await sitting.follow("Open the marking guide");
		assert.match(await guide.evaluate(() => document.body.innerText), /What to look for/);
		await guide.close();
		const grader = await sitting.follow("Open formgrader");
		await grader.waitForFunction(() => document.body.innerText.includes("principles"), { timeout: 60_000 });
		await grader.screenshot({ path: place("7-formgrader") });
		await grader.goto(`${desk.url}/formgrader/gradebook/${EXERCISE}/${EXERCISE}`);
		await grader.waitForSelector('a[href*="/submissions/"]', { timeout: 60_000 });
		const ways = await grader.$$eval('a[href*="/submissions/"]', (all) => [...new Set(all.map((one) => one.href))]);
		let waiting = 0;
		for (const way of ways) {
			await grader.goto(way);
			// a field is there before what is known of it; then it has a hint
			await grader.waitForSelector("input.score", { timeout: 60_000 });
			await grader.waitForFunction(() => [...document.querySelectorAll("input.extra-credit")].every((one) => one.placeholder), { timeout: 60_000 });
			if (!(await grader.$("input.score.needs_manual_grade"))) continue;
			waiting += 1;
			await grader.screenshot({ path: place("8-text"), fullPage: true });
		}
		assert.equal(waiting, 2, "two of three wrote a text, and each waits for points");
		assert.equal(await grader.evaluate(() => document.body.innerText.includes("Error")), false);
		await grader.close();
	});

	step("results and feedback are made, and a page opens", async () => {
		await sitting.open("5. Results and feedback");
		await sitting.press("Make the results");
		const room = await sitting.follow("Open principles.html");
		assert.doesNotMatch(await room.evaluate(() => document.body.innerText), /Berg|Saari|Lind/);
		await room.screenshot({ path: place("9-results") });
		await room.close();
		await sitting.press("Write the feedback");
		await sitting.says(/Pages of feedback: 3/);
		await shot("10-feedback");
		const [first] = Object.values(codes(session));
		assert.ok(existsSync(join(session, "feedback", first, EXERCISE, `${EXERCISE}.html`)));
	});

	step("closing lists first, and leaves nothing that belongs to a person", async () => {
		const people = codes(session);
		await sitting.open("6. Close");
		await sitting.press("Show what would go");
		await until("the list", async () => /roster.csv/.test(await sitting.text()));
		assert.ok(existsSync(join(session, "roster.csv")));
		await shot("11-close");
		await sitting.press("Delete all of this");
		await sitting.nextIs(/This session is closed/);
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

	const place = (name) => join(process.env.STEPPINGUP_SHOTS ?? home.home, `desk-${name}.png`);
	const shot = (name) => page.screenshot({ path: place(name) });
});

/** The heads of all messages that the page sends to the kernel. */
async function listened(page) {
	const heads = [];
	const devtools = await page.createCDPSession();
	await devtools.send("Network.enable");
	devtools.on("Network.webSocketFrameSent", ({ response: { payloadData } }) => {
		const text = `${payloadData}${Buffer.from(payloadData, "base64").toString("latin1")}`; // of text, or of bytes
		heads.push(/\{[^{}]*"msg_type"[^{}]*\}/.exec(text)?.[0] ?? "");
	});
	return heads;
}
