/** The desk of trainers, started as `make desk` starts it, and the files that learners would return. */
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { downloaded, launch, openPage, person } from "./harness/index.mjs";
import { answers, freePort, newHome, PYTHON, ROOT, stop, TOKEN } from "./jupyter.mjs";
import { Sitting } from "./sitting.mjs";

export { journey } from "./sitting.mjs";

const COMMAND = `
import json, sys
from pathlib import Path
from steppingup.common.language import Words
from steppingup.desk.notebook import write_desk
from steppingup.desk.server import desk_command
home, settings = Path(sys.argv[1]), Path(sys.argv[2])
write_desk(home, Words())
print(json.dumps(desk_command(home, settings, int(sys.argv[3]), browser=False)))
`;

/** Start the desk on a folder of sessions: the very command, as a child that can be ended. */
export async function startDesk({ home, env }) {
	const port = await freePort();
	const sessions = join(home, "sessions");
	const asked = execFileSync(PYTHON, ["-c", COMMAND, sessions, join(home, "settings-desk"), String(port)], { cwd: ROOT, env });
	const [program, ...words] = JSON.parse(asked);
	const started = { cwd: sessions, env: { ...env, STEPPINGUP_COURSE: ROOT }, stdio: ["ignore", "ignore", "pipe"] };
	const desk = spawn(program, words, started);
	let told = "";
	desk.stderr.on("data", (data) => { told += data; });
	const url = `http://127.0.0.1:${port}`;
	await answers(`${url}/api/status?token=${TOKEN}`, () => desk.exitCode === null, () => told);
	return { url, sessions, address: `${url}/notebooks/Desk.ipynb?token=${TOKEN}`, told: () => told, stop: () => stop(desk) };
}

/** Sit down at a desk of one's own: a new home, the desk, and a browser with one page; `leave` ends all of it. */
export async function sitDown(more = {}) {
	const home = newHome();
	Object.assign(home.env, more);
	let desk, browser;
	const leave = async () => {
		await browser?.close();
		await desk?.stop();
		home.remove();
	};
	try {
		desk = await startDesk(home);
		browser = await launch("chrome");
		const context = await person(browser);
		const page = await openPage(context, { width: 1200, height: 1000 });
		page.setDefaultTimeout(120_000); // a kernel may take its time
		return { home, desk, browser, context, page, sitting: new Sitting(page, context), leave };
	} catch (error) {
		await leave();
		throw error;
	}
}

/** A list as an office sends it: letters of one byte, semicolons. */
export function writeList(folder) {
	const path = join(folder, "list.csv");
	writeFileSync(path, Buffer.from("Name;E-Post\r\n\u00c5sa \u00d6berg;asa@havmere.example\r\nOlli Saari;\r\nNora Lind;\r\n", "latin1"));
	return path;
}

/** The codes of a session, by name. */
export function codes(session) {
	const lines = readFileSync(join(session, "roster.csv"), "utf-8").replace(/^\ufeff/, "").trim().split(/\r\n/).slice(1);
	return Object.fromEntries(lines.map((line) => line.split(",")).map(([code, name]) => [name, code]));
}

const FULL = `
import sys
from pathlib import Path
from dataclasses import replace
from steppingup.grading.keys import read_keys
from steppingup.grading.solved import solved_file
from steppingup.record.session_file import session_text
keys, code, saved = read_keys(Path(sys.argv[1])), sys.argv[2], "2026-11-28T10:02:11Z"
sys.stdout.write(session_text(replace(solved_file(keys, code), saved=saved)))
`;

/** Full answers to an exercise, as the page would save them for a code. */
export function fullAnswers(session, exercise, code, env) {
	return execFileSync(PYTHON, ["-c", FULL, join(session, "keys", `${exercise}.json`), code], { cwd: ROOT, env, encoding: "utf-8" });
}

/** Open the page of a handout as a learner does who unpacks it; answer one question; return the file that it saves. */
export async function answerOnPage(context, browser, session, exercise, code) {
	const folder = mkdtempSync(join(tmpdir(), "stepping-up-handout-"));
	const zip = join(session, "handout", `stepping-up-${exercise}.zip`);
	execFileSync(PYTHON, ["-m", "zipfile", "-e", zip, folder]);
	const page = await openPage(context);
	await page.goto(pathToFileURL(join(folder, `stepping-up-${exercise}`, "index.html")).href);
	await (await page.waitForSelector("#su-code")).type(code.toLowerCase());
	const choice = await page.waitForSelector("section[data-kind=choice] input");
	await choice.evaluate((input) => input.click());
	const sure = await page.$("section[data-kind=choice] .su-sure input");
	await sure?.evaluate((input) => input.click());
	await (await page.$("section[data-kind=choice] button[type=submit]")).evaluate((button) => button.click());
	const file = await downloaded(browser, async () => {
		await pressWord(page, "Download my answers");
		await pressWord(page, "Download as it is");
	});
	await page.close();
	rmSync(folder, { recursive: true });
	return file;
}

async function pressWord(page, word) {
	const button = await page.waitForFunction(
		(text) => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === text && one.checkVisibility()), {}, word,
	);
	await button.asElement().evaluate((one) => one.click());
}

/** Write a file that a learner returns. */
export function returned(folder, name, text) {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, name);
	writeFileSync(path, text);
	return path;
}
