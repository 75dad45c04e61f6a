/** A learning platform of one room: scorm-again as its run-time, a server that keeps what is committed, one learner. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, normalize } from "node:path";
import { ROOT } from "./book.mjs";
import { until } from "./browsers.mjs";
import { listen, pathOf, sendFile, sendText } from "./server.mjs";

const PYTHON = process.env.STEPPINGUP_PYTHON ?? join(ROOT, ".venv/bin/python");
const RUNTIME = join(import.meta.dirname, "../node_modules/scorm-again/dist");

/** What each version calls its parts. */
export const VERSIONS = {
	scorm12: {
		file: "scorm12.min.js",
		api: "API",
		make: "Scorm12API",
		learner: (id) => ({ core: { student_id: id } }),
		opened: (cmi, lesson_mode, credit) => ({ ...cmi, core: { ...cmi.core, lesson_mode, credit } }),
	},
	scorm2004: {
		file: "scorm2004.min.js",
		api: "API_1484_11",
		make: "Scorm2004API",
		learner: (id) => ({ learner_id: id }),
		opened: (cmi, mode, credit) => ({ ...cmi, mode, credit }),
	},
};

/** Export a package and unpack it, as a platform does. Returns its folder and how to remove it. */
export function unpacked(format, ...more) {
	const folder = mkdtempSync(join(tmpdir(), "stepping-up-package-"));
	const file = join(folder, "package.zip");
	run("-m", "steppingup", "export", format, "--out", file, ...more);
	run("-m", "zipfile", "-e", file, join(folder, "package"));
	return { folder: join(folder, "package"), size: statSync(file).size, remove: () => rmSync(folder, { recursive: true }) };
}

function run(...words) {
	const { status, stderr } = spawnSync(PYTHON, words, { cwd: ROOT, encoding: "utf8", env: process.env });
	if (status !== 0) throw new Error(stderr);
}

/** The page of the platform: its run-time, filled with what was kept, around the package. */
const pageOf = ({ file, api, make }, inside, person) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Platform</title><link rel="icon" href="data:,"><style>html,body,iframe{margin:0;border:0;width:100%;height:100%}</style>
<script src="/runtime/${file}"></script></head><body><script>
const kept = ${JSON.stringify("KEPT")};
window.${api} = new ${make}({ lmsCommitUrl: "/commit?person=${person}", autocommit: false, logLevel: 4 });
window.${api}.loadFromJSON(kept, "");
</script>${inside}</body></html>`;

/** Where a platform shows a package: in its page, in a window that it opens, in a frame that is closed to it. */
const PLACES = {
	"/lms.html": '<iframe title="Package" src="/package/shell.html"></iframe>',
	"/opener.html": '<button onclick="window.open(\'/package/shell.html\')">Open</button>',
	"/closed.html": '<iframe title="Package" sandbox="allow-scripts" src="/package/shell.html"></iframe>',
};

/**
 * Serve a package inside a platform. `commits` are all that the run-time has sent; the last one is what it keeps.
 * `mode` may be set to "review" or "browse" for the visits to come.
 */
export async function platform(folder, version) {
	const state = { commits: [], asked: [], learner: "learner-1", mode: "normal", person: 1 };
	const server = await listen((request, response) => {
		const path = pathOf(request);
		state.asked.push(path);
		if (request.method === "POST") return take(request, response, state);
		if (path in PLACES) return sendText(response, ".html", lmsPage(VERSIONS[version], state, PLACES[path]));
		if (path.startsWith("/runtime/")) return sendFile(response, join(RUNTIME, normalize(path.slice(9))));
		return sendFile(response, join(folder, normalize(path.replace(/^\/package\//, "/"))));
	});
	/** Somebody else, or the same person, for whom nothing is kept yet. */
	const restart = (learner) => {
		state.learner = learner;
		state.person++;
		state.commits.length = 0;
	};
	return Object.assign(state, server, { restart, kept: () => state.commits.at(-1) });
}

function lmsPage(names, state, inside) {
	const cmi = state.commits.at(-1)?.cmi ?? null;
	const whole = cmi ? again(cmi) : names.learner(state.learner);
	const kept = names.opened(whole, state.mode, state.mode === "normal" ? "credit" : "no-credit");
	return pageOf(names, inside, state.person).replace('"KEPT"', JSON.stringify({ cmi: kept }).replaceAll("<", "\\u003c"));
}

/** What a platform hands back at the next visit: not the time of the last one, and that it is resumed. */
function again(cmi) {
	const own = structuredClone(cmi);
	const core = own.core ?? own;
	delete core.session_time;
	delete core.exit;
	core.entry = "resume";
	return own;
}

function take(request, response, state) {
	let text = "";
	request.on("data", (part) => {
		text += part;
	});
	request.on("end", () => {
		// the last words of somebody before may arrive late
		if (request.url.endsWith(`?person=${state.person}`)) state.commits.push(JSON.parse(text));
		response.writeHead(200, { "content-type": "application/json" }).end('{"result":"true","errorCode":0}');
	});
}

/** The frame of the book in a package, once it shows a page whole: only then does the shell know where somebody is. */
export async function pageInside(page, path) {
	const end = `/package/${path}.html`;
	const frame = await until(() => page.frames().find((one) => one.url().endsWith(end)), `the page ${path}`);
	await frame.waitForFunction((to) => location.pathname.endsWith(to) && document.readyState === "complete", {}, end);
	return frame;
}

/** The text of a file of the package. */
export const packageFile = (folder, name) => readFileSync(join(folder, name), "utf8");
