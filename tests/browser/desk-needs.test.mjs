/** An evaluator at the desk, with buttons alone: invented answers, the report, sums, a store, and one person forgotten. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe } from "node:test";
import { journey, returned, sitDown } from "./desk.mjs";
import { downloaded, outside, person } from "./harness/index.mjs";
import { PYTHON, ROOT, until } from "./jupyter.mjs";

const TRY = "Invented answers, to try";
const NAME = "Needs, spring";
const DAY = process.env.STEPPINGUP_TODAY ?? "2026-11-23";

/** Codes whose first round is form A: the code tells the form, and a file whose form is another one is not sound. */
const CODES = `
from steppingup.record.linking import form_of, new_linking_code
found = []
while len(found) < 6:
    found += [one for one in [new_linking_code()] if form_of(one, "T0") == "A"]
print("\\n".join(found))`;

/** A file of the self-check with ratings alone: the answers need the keys, which only the course has. */
function selfCheck(folder, name, code, role) {
	const ratings = [{ competency: "encounter.notice", scale: "importance", value: 3 }, { competency: "encounter.notice", scale: "ability", value: 1 }];
	const head = { format: "steppingup-needs", schema: 1, release: "0.1.0", language: "en", country: "fi", municipality: "", tier: "1" };
	return returned(folder, name, JSON.stringify({ ...head, role, phase: "T0", form: "A", code, day: "2026-10-01", ratings, answers: [] }));
}

describe("training needs at the desk", { timeout: 900_000 }, () => {
	let home, desk, browser, context, page, sitting, leave, codes;
	const step = journey();

	before(async () => {
		({ home, desk, browser, context, page, sitting, leave } = await sitDown({ STEPPINGUP_TODAY: DAY }));
		codes = execFileSync(PYTHON, ["-c", CODES], { cwd: ROOT, env: home.env, encoding: "utf-8" }).trim().split("\n");
	});

	after(() => leave?.());

	step("is one tab away, also by the keyboard", async () => {
		await sitting.begin(desk.address);
		await sitting.enterByKey("Training needs");
		await sitting.nextIs(/Begin an evaluation, or choose one/);
		await sitting.looksSound();
		await shot("1-new");
	});

	step("a folder that is not there is a sentence, and nothing is made", async () => {
		await sitting.write("such as Needs", NAME);
		await sitting.write("the whole path", join(home.home, "nowhere"));
		await sitting.press("Begin the evaluation");
		await sitting.says(/There is no folder/);
		assert.ok(!existsSync(join(desk.sessions, NAME)));
	});

	step("invented answers show at once what is in them, and that nobody gave them", async () => {
		await sitting.clear("the whole path");
		await sitting.clear("such as Needs");
		await sitting.press("Try it with invented answers");
		await sitting.nextIs(/Make the report/);
		await sitting.open("1. Answers");
		await sitting.reads(/simulated. Nobody gave them[\s\S]*People: 400[\s\S]*Everything in the files can be used/, 120);
		await sitting.looksSound();
		await shot("2-answers");
	});

	step("the report opens as a page without scripts, and its files are saved", async () => {
		await sitting.press("Go to this step");
		await sitting.press("Make the report for our own house");
		await sitting.says(/The report is ready/, 240);
		await sitting.press("Make the report to pass on");
		await sitting.says(/May leave the house/, 240);
		await sitting.looksSound();
		await shot("3-report");
		const opened = await sitting.follow(`Open the page of the report (our-house-${DAY})`);
		assert.match(await opened.$eval("body", (one) => one.innerText), /simulated/i);
		assert.equal(await opened.$$eval("script", (all) => all.length), 0);
		await opened.close();
		for (const label of ["Save report.xlsx", `Save to-pass-on-${DAY}.zip`]) {
			const path = await saved(label);
			assert.equal(readFileSync(path).subarray(0, 2).toString(), "PK", label);
			assert.ok(statSync(path).size > 5000, label);
		}
	});

	step("sums for the region are made, and the region adds them up", async () => {
		await sitting.open("3. Sums");
		await sitting.press("Make the sums for the region");
		await sitting.says(/no rows/, 120);
		const sums = await saved(`Save ${TRY}-${DAY}.json`);
		assert.equal(JSON.parse(readFileSync(sums, "utf-8")).format, "steppingup-contribution");
		await sitting.upload("Add up the sums of towns", sums);
		await sitting.says(/Towns: 1\. The report is written/, 120);
		await sitting.linked("Open the report of the region");
		await sitting.linked("Save results.xlsx");
		await sitting.looksSound();
		await shot("4-sums");
	});

	step("files of the self-check are taken in beside it, and a broken one is told", async () => {
		await sitting.open("Begin a new evaluation");
		await sitting.write("such as Needs", NAME);
		await sitting.press("Begin the evaluation");
		await sitting.nextIs(/Give the files/);
		const mail = join(home.home, "mail");
		const files = codes.map((code, number) => selfCheck(mail, `${number}.json`, code, "social_worker"));
		await sitting.open("1. Answers");
		await sitting.upload("Choose files", ...files, returned(mail, "broken.json", "{"));
		await sitting.says(/Files that are new: 7/, 120);
		await sitting.reads(/People: 6[\s\S]*broken.json: damaged/);
		await shot("5-own");
	});

	step("answers are kept, and one person is forgotten after a question", async () => {
		await sitting.open("4. Keep");
		await sitting.press("Keep in a store");
		await sitting.says(/12 ratings that are new/, 120);
		assert.ok(existsSync(join(desk.sessions, "evaluation-keys", `${NAME}.json`)));
		await sitting.open("4. Keep");
		await sitting.write("nine letters", codes[0]);
		await sitting.press("Forget one person");
		await sitting.says(/They cannot be brought back/, 120);
		assert.equal(own().length, 7, "nothing is deleted before the question is answered");
		await sitting.looksSound();
		await shot("6-forget");
		await sitting.press("Yes, delete these answers");
		await sitting.says(/Deleted: 2 answers and ratings in the store, 1 files/, 120);
		assert.deepEqual(own(), ["1.json", "2.json", "3.json", "4.json", "5.json", "broken.json"]);
		await sitting.press("Delete what is over its time");
		await sitting.says(/Nobody's time is over/, 120);
	});

	step("nothing stands out of a window of 900 pixels, and only files of reports are shown without a sandbox", async () => {
		await page.setViewport({ width: 900, height: 900 });
		await until("nothing stands out", () => page.$eval(".su-desk", (one) => one.scrollWidth <= one.clientWidth + 1));
		await shot("7-narrow");
		const asked = async (path) => page.evaluate(async (address) => (await fetch(address)).status, `${desk.url}/stepping-up/report/${path}`);
		const place = encodeURIComponent(TRY);
		for (const path of [`${place}/evaluation.json`, `${place}/answers/simulated-events.parquet`, `evaluation-keys/${encodeURIComponent(NAME)}.json`])
			assert.equal(await asked(path), 404, path);
		assert.equal(await asked(`${place}/reports/our-house-${DAY}/report.html`), 200);
	});

	step("nothing was asked of another host, and the notebook keeps no code", () => {
		const socket = desk.url.replace("http", "ws");
		assert.deepEqual(outside(page.log, desk.url).filter((url) => !url.startsWith(socket)), []);
		assert.doesNotMatch(readFileSync(join(desk.sessions, "Desk.ipynb"), "utf-8"), new RegExp(codes[0]));
	});

	const own = () => readdirSync(join(desk.sessions, NAME, "answers")).sort();
	const saved = (label) => downloaded(browser, async () => (await sitting.linked(label)).evaluate((one) => one.click()));
	const shot = (name) => page.screenshot({ path: join(process.env.STEPPINGUP_SHOTS ?? home.home, `desk-needs-${name}.png`) });
});
