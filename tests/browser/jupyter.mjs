/** JupyterLab and Notebook with a live kernel: notebooks, server, menus. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");
export const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(ROOT, ".venv/bin/python");
export const TOKEN = "only-for-this-test";

/** A person of their own on this machine: home, settings and record in a new folder. */
export function newHome() {
	const home = mkdtempSync(join(tmpdir(), "stepping-up-lab-"));
	const record = join(home, "data", "record.json");
	const places = Object.fromEntries(
		["CONFIG", "DATA", "RUNTIME"].map((name) => [`JUPYTER_${name}_DIR`, join(home, name.toLowerCase())]),
	);
	const env = {
		...process.env, ...places, HOME: home, IPYTHONDIR: join(home, "ipython"), STEPPINGUP_RECORD: record,
		JUPYTER_TOKEN: TOKEN, JUPYTERLAB_SETTINGS_DIR: join(home, "lab"), JUPYTERLAB_WORKSPACES_DIR: join(home, "spaces"),
	};
	return { home, record, env, notebooks: join(home, "notebooks"), remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** Write the lessons of the course as notebooks, as `make lab` does. */
export function makeNotebooks({ notebooks, env }) {
	execFileSync(PYTHON, ["-m", "steppingup", "lab", "--build-only", "--out", notebooks], { cwd: ROOT, env, stdio: "pipe" });
}

/** Start "jupyterlab" or "notebook" exactly as `steppingup lab` starts it. */
export async function startServer(app, { notebooks, home, env }) {
	const port = await freePort();
	const code = "import json, sys; from pathlib import Path; from steppingup.lab.server import server_command as c; " +
		"print(json.dumps(c(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), browser=False, app=sys.argv[4])))";
	const asked = execFileSync(PYTHON, ["-c", code, notebooks, join(home, `settings-${app}`), String(port), app], { env });
	const [program, ...words] = JSON.parse(asked);
	const server = spawn(program, words, { env: { ...env, STEPPINGUP_COURSE: ROOT }, stdio: ["ignore", "ignore", "pipe"] });
	let told = "";
	server.stderr.on("data", (data) => { told += data; });
	const url = `http://127.0.0.1:${port}`;
	await answers(`${url}/api/status?token=${TOKEN}`, () => server.exitCode === null, () => told);
	return { url, stop: () => stop(server) };
}

/** The address of a notebook in the window of an application. */
export function address({ url }, app, path) {
	const window = app === "jupyterlab" ? "lab/tree" : "notebooks";
	return `${url}/${window}/${path}?token=${TOKEN}`;
}

/** Choose an entry of the menu bar, by the words that a person reads. */
export async function choose(page, menu, entry) {
	await click(page, ".lm-MenuBar-itemLabel", menu);
	await click(page, ".lm-Menu-itemLabel", entry);
}

/**
 * Run all cells until they show something, and none is at work any more: they move and draw anew what stands below them.
 * What runs before the kernel is there is never run, and a person presses again.
 */
export async function runAll(page, selector) {
	await page.waitForSelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]', { timeout: 20_000 }).catch(() => null);
	const busy = '.jp-Notebook-ExecutionIndicator[data-status="busy"]';
	const shown = (timeout) => page.waitForSelector(selector, { timeout }).catch(() => null);
	await until(`the cells show ${selector}`, async () => {
		await choose(page, "Run", "Run All Cells");
		// a second press would drop what the first one is about to show
		return (await shown(30_000)) ?? ((await page.$(busy)) && shown(90_000));
	}, 240);
	await page.waitForFunction((css) => !document.querySelector(css), { timeout: 150_000 }, busy);
}

/** Press the button of a dialog that accepts it. */
export async function accept(page) {
	await (await page.waitForSelector(".jp-Dialog .jp-mod-accept", { visible: true })).click();
}

/** Attempts in the record file; none while it does not exist. */
export function attempts({ record }) {
	return existsSync(record) ? JSON.parse(readFileSync(record, "utf8")).attempts : [];
}

/** Wait until something is true, with a sentence for when it never is. */
export async function until(what, holds, seconds = 120) {
	const end = Date.now() + seconds * 1000;
	for (;;) {
		const found = await holds();
		if (found) return found;
		if (Date.now() > end) throw new Error(`After ${seconds} s still not: ${what}`);
		await new Promise((done) => setTimeout(done, 100));
	}
}

async function click(page, selector, text) {
	const handle = await page.waitForFunction(
		(css, words) => [...document.querySelectorAll(css)].find((one) => one.textContent.trim().startsWith(words) && one.offsetParent),
		{ timeout: 30_000 }, selector, text,
	);
	await handle.asElement().click();
}

/** A port that nobody uses, below those that systems hand out: nobody else is given it before the server takes it. */
export async function freePort() {
	const port = 10_000 + Math.floor(Math.random() * 20_000);
	const probe = createServer();
	const free = await new Promise((done) => probe.once("error", () => done(false)).listen(port, "127.0.0.1", () => done(true)));
	if (!free) return freePort();
	await new Promise((done) => probe.close(done));
	return port;
}

export async function answers(url, alive, told) {
	await until("the server answers", async () => {
		if (!alive()) throw new Error(`The server ended: ${told()}`);
		return fetch(url).then((answer) => answer.ok, () => false);
	});
}

export async function stop(server) {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const ended = new Promise((done) => server.once("exit", done));
	server.kill("SIGTERM");
	const late = setTimeout(() => server.kill("SIGKILL"), 15_000);
	await ended;
	clearTimeout(late);
}
