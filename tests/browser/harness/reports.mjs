/** Pages that a Python module makes, opened from disk in Chromium. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import { launch, openPage, person, ROOT } from "./index.mjs";

const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(ROOT, ".venv/bin/python");

/** Have a module make pages before the tests of a file; returns what opens one of them. */
export const reports = (module) => {
	let folder;
	let pages;
	let chromium;

	before(async () => {
		folder = mkdtempSync(join(tmpdir(), "stepping-up-report-"));
		const options = { cwd: ROOT, env: { ...process.env, PYTHONPATH: ROOT }, stdio: ["ignore", "pipe", "pipe"] };
		pages = JSON.parse(execFileSync(PYTHON, ["-W", "ignore", "-m", module, folder], options));
		chromium = await launch("chrome");
	});

	after(async () => {
		await chromium?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	return async (name, { dark = false, script = true, ...size } = {}) => {
		const page = await openPage(await person(chromium), size);
		await page.setJavaScriptEnabled(script);
		await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
		await page.goto(pathToFileURL(pages[name]).href);
		return page;
	};
};
