/** Real browsers with a fresh profile, and pages that write down all that happens in them. */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import puppeteer from "puppeteer-core";

/** The longest wait for anything, in milliseconds: a busy machine may be slow, but nothing here takes this long. */
const PATIENCE = 60_000;

/** The longest wait for a browser to start: other browsers may start beside it. */
const STARTS_WITHIN = 120_000;

const NAMES = {
	chrome: ["chromium", "chromium-browser", "google-chrome"],
	firefox: ["firefox-esr", "firefox"],
};

const CHROMIUM_FLAGS = [
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	// A page that asks for another host is written down and gets nothing, on any machine.
	"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
	...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

const firefoxPrefs = (downloads) => ({
	"browser.download.dir": downloads,
	"browser.download.folderList": 2,
	"browser.download.always_ask_before_handling_new_types": false,
	"browser.helperApps.neverAsk.saveToDisk": "application/json",
	// The panel of downloads would take the keyboard away from the page.
	"browser.download.alwaysOpenPanel": false,
	// Tab stops on links too, as on Linux with default settings.
	"accessibility.tabfocus": 7,
});

/** Where a browser is, or an error that says what to install. */
function program(browser) {
	const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"];
	const found = NAMES[browser]
		.flatMap((name) => folders.map((folder) => join(folder, name)))
		.find((path) => existsSync(path));
	if (!found)
		throw new Error(`No ${NAMES[browser].join(" or ")} on this machine. Install it, then run the tests again.`);
	return found;
}

/** Start "chrome" (Chromium) or "firefox". Close with `close`, which leaves no process behind. */
export async function launch(browser = "chrome") {
	const downloads = mkdtempSync(join(tmpdir(), "stepping-up-downloads-"));
	const own = browser === "firefox" ? { extraPrefsFirefox: firefoxPrefs(downloads) } : { args: CHROMIUM_FLAGS };
	const how = { browser, executablePath: program(browser), headless: true, timeout: STARTS_WITHIN };
	const started = await puppeteer.launch({ ...how, ...own });
	const { pid } = started.process();
	const close = async () => {
		// its own profile may be written to still, and then cannot be deleted
		const closed = started.close().catch(() => null);
		await Promise.race([closed, new Promise((done) => setTimeout(done, 10_000).unref())]);
		endIfAlive(pid);
		rmSync(downloads, { recursive: true, force: true });
	};
	return { name: browser, browser: started, downloads, close };
}

function endIfAlive(pid) {
	try {
		process.kill(pid, 0);
		process.kill(pid, "SIGKILL");
	} catch (error) {
		if (error.code !== "ESRCH") throw error;
	}
}

/** A new person: own storage, own cookies. */
export function person({ browser, downloads }) {
	return browser
		.createBrowserContext({ downloadBehavior: { policy: "allow", downloadPath: downloads } })
		.catch((error) => {
			// Firefox takes the folder from its preferences instead.
			if (!/download/i.test(error.message)) throw error;
			return browser.createBrowserContext();
		});
}

/** Open a page that keeps a log: requests, errors, dialogs (all accepted), answers of the server that are errors. */
export async function openPage(context, { width = 1280, height = 900 } = {}) {
	const page = await context.newPage();
	const log = { requests: [], errors: [], dialogs: [] };
	page.on("request", (request) => log.requests.push(request.url()));
	page.on(
		"response",
		(response) => response.status() >= 400 && log.errors.push(`${response.status()} ${response.url()}`),
	);
	page.on(
		"console",
		(message) => ["error", "warn", "warning"].includes(message.type()) && log.errors.push(message.text()),
	);
	page.on("pageerror", (error) => log.errors.push(String(error)));
	page.on("dialog", (dialog) => {
		log.dialogs.push(dialog.message());
		return dialog.accept();
	});
	await page.setViewport({ width, height });
	page.setDefaultTimeout(PATIENCE);
	return Object.assign(page, { log });
}

/** Requests that left this machine's book: anything but the given address, data and blobs. */
export function outside(log, home) {
	return log.requests.filter((url) => !url.startsWith(home) && !/^(data|blob|about):/.test(url));
}

let taken = 0;

/** Wait for the file that a press downloads; returns its path, out of the way of the next one of that name. */
export async function downloaded({ downloads }, press) {
	await press();
	const name = await until(() => whole(downloads), "a download");
	const path = join(downloads, `.taken-${++taken}.json`);
	renameSync(join(downloads, name), path);
	return path;
}

/** A file that has arrived: no unfinished twin beside it, and not the empty place that Firefox keeps first. */
function whole(folder) {
	const names = readdirSync(folder).filter((name) => !name.startsWith("."));
	return names.some((name) => /\.(crdownload|part)$/.test(name))
		? null
		: names.find((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size > 0);
}

/** Wait until a question has a truthy answer. */
export async function until(ask, what = ask.toString()) {
	const end = Date.now() + PATIENCE;
	while (Date.now() < end) {
		const got = await ask();
		if (got) return got;
		await new Promise((done) => setTimeout(done, 25));
	}
	throw new Error(`${PATIENCE / 1000} seconds have passed without: ${what}`);
}
