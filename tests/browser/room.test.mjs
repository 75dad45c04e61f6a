/** In the room: hands and files, the answers before the key, five at least, no names, from disk, by keyboard, on paper. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, test } from "node:test";
import * as h from "./harness/index.mjs";

const ROOM = h.pageWith("data-su-room");
const LEAST = 5;
const LESSONS = h.allPages().filter((path) => /^(chapters|case_studies)\/.*\/\d/.test(path));

/** The first question of a kind in the course, as its lesson holds it: [path of the lesson, spec, its number there]. */
function first(fits) {
	for (const page of LESSONS) {
		const specs = h.specsOf(page);
		const at = specs.findIndex((spec) => fits(spec) && !spec.other);
		if (at >= 0) return [page.replace(/\.html$/, ""), specs[at], at + 1];
	}
	throw new Error("The course has no such question");
}

const ONE = first((spec) => spec.kind === "choice" && spec.select === "one");
const SEVERAL = first((spec) => spec.kind === "choice" && spec.select === "several");
const STORY = first((spec) => spec.kind === "vignette");
const SORT = first((spec) => spec.kind === "classify");
const ORDER = first((spec) => spec.kind === "order");
const ROAD = first((spec) => spec.kind === "scenario");

const course = h.opened();

const say = (page, key) => page.evaluate((one) => globalThis.SteppingUpRoomList.words[one] ?? globalThis.SteppingUpWords[one], key);
const text = (page, selector = "[data-su-room]") => page.$eval(selector, (one) => one.innerText);
const press = (page, selector) => page.$eval(selector, (one) => one.click());
const stage = (page, name) => page.waitForSelector(`.su-room-ask[data-stage="${name}"]`);
const numbers = (page) => page.$$eval(".su-room-bar > span", (all) => all.map((one) => one.textContent));
const said = (page) => text(page, ".su-room-said");

async function open(options = {}, home = course.server.url) {
	const page = await h.visit(course.chromium, home + ROOM, options);
	await page.waitForSelector("#su-room-lesson");
	return page;
}

/** Choose a lesson and a question, as the one who shows it. */
async function choose(page, [path, spec]) {
	await page.select("#su-room-lesson", path);
	await page.waitForSelector("#su-room-item");
	await page.select("#su-room-item", spec.id);
	await page.waitForFunction((id) => document.querySelector("#su-room-item").value === id, {}, spec.id);
}

async function shown(question, options, home) {
	const page = await open(options, home);
	await choose(page, question);
	await stage(page, "question");
	return page;
}

const next = async (page, name) => {
	await press(page, ".su-room-ask button[type=submit]");
	await stage(page, name);
};

/** Type how many hands there were for each option. */
async function hands(page, counts) {
	for (const [place, n] of counts.entries()) {
		await page.$eval(
			`#su-room-hands-${place}`,
			(one, value) => {
				one.value = value;
				one.dispatchEvent(new Event("change", { bubbles: true }));
			},
			String(n),
		);
	}
}

let made = 0;

/** A file on disk, under a name that tells a person. */
function written(content) {
	const path = join(course.chromium.downloads, `.anna-berg-${++made}.json`);
	writeFileSync(path, typeof content === "string" || content instanceof Buffer ? content : JSON.stringify(content));
	return path;
}

const attempt = (spec, answer, more) =>
	h.attemptAt(spec, { replica: `person${String(++made).padStart(6, "0")}`, answer, score: null, ...more });
const answerFile = (spec, answer, more) =>
	written({ format: "stepping-up-room", v: 1, course: "stepping-up", attempts: [attempt(spec, answer, more)] });
const many = (n, make) => Array.from({ length: n }, (_, place) => make(place));

/** Take files in, and wait until the page says what they were. */
async function take(page, paths) {
	await page.$eval(".su-room-said", (one) => one.setAttribute("data-before", one.textContent));
	await (await page.$(".su-room-files input[type=file]")).uploadFile(...paths);
	await page.waitForFunction(() => {
		const one = document.querySelector(".su-room-said");
		return one.textContent && one.textContent !== one.dataset.before;
	});
}

async function sound(page, where) {
	const found = await h.axeEverywhere(page);
	for (const width of [360, 320]) {
		await page.setViewport({ width, height: 800 });
		found.push(...(await page.evaluate(h.sideways)), ...(await page.evaluate(h.smallTargets)));
	}
	await page.setViewport({ width: 1280, height: 900 });
	h.noFaults(found.map((one) => `${where}: ${one}`));
}

describe("counting hands", () => {
	test("the question alone, then the answers, and only then the key with its reasons", async () => {
		const page = await shown(ONE);
		const [, spec] = ONE;
		const secrets = h.secrets(spec).map(h.squeezed);
		const tells = async () => {
			const html = h.squeezed(await page.$eval("[data-su-room]", (one) => one.textContent));
			return secrets.filter((secret) => html.includes(secret));
		};
		await hands(page, [3, 9]);
		assert.deepEqual(await tells(), []);
		assert.deepEqual(await numbers(page), [], "no bar before it is asked for");
		assert.equal(await page.$("[data-su-room] [data-mark]"), null);

		await next(page, "shares");
		assert.deepEqual((await numbers(page)).slice(0, 2), ["3 of 12 (25 %)", "9 of 12 (75 %)"]);
		assert.deepEqual(await tells(), []);
		assert.equal(await page.$("[data-su-room] [data-mark]"), null);

		await next(page, "key");
		assert.deepEqual(await tells(), secrets);
		const right = await page.$$eval(".su-room-options > li", (all) => all.findIndex((one) => one.dataset.mark === "right"));
		assert.equal(right, spec.options.findIndex((one) => one.correct));
		assert.equal((await numbers(page)).length, spec.options.length);

		await next(page, "question");
		assert.deepEqual(await tells(), []);
		assert.equal(await page.$eval("#su-room-hands-1", (one) => one.value), "9", "the count stays");
		assert.deepEqual(page.log.errors, []);
	});

	test("the big buttons count one by one, and never below nothing; what is no number is nothing", async () => {
		const page = await shown(ONE);
		const buttons = await page.$$(".su-room-counter button");
		await buttons[0].click();
		for (let i = 0; i < 3; i++) await buttons[1].click();
		await buttons[0].click();
		assert.equal(await page.$eval("#su-room-hands-0", (one) => one.value), "2");
		assert.match(await page.$eval(".su-room-said", (one) => one.textContent), /A: 2/);
		const size = await buttons[1].boundingBox();
		assert.ok(size.width >= 44 && size.height >= 44, JSON.stringify(size));
		await hands(page, ["many", "-4"]);
		assert.deepEqual(await page.$$eval(".su-room-counter input", (all) => all.slice(0, 2).map((one) => one.value)), ["0", "0"]);
		await next(page, "shares");
		assert.match(await text(page), new RegExp(await say(page, "room.nothing")));
	});

	test("where several may be chosen, bars have numbers and no total", async () => {
		const page = await shown(SEVERAL);
		await hands(page, [4, 8]);
		await next(page, "shares");
		assert.deepEqual((await numbers(page)).slice(0, 2), ["4", "8"]);
		const widths = await page.$$eval(".su-room-bar rect", (all) => all.map((one) => one.getAttribute("width")));
		assert.deepEqual(widths.slice(0, 2), ["50%", "100%"]);
		const fills = await page.$$eval(".su-room-bar rect", (all) => all.map((one) => one.getAttribute("fill")));
		assert.equal(new Set(fills).size, Math.min(6, fills.length), "told apart by pattern");
	});

	test("sorting goes line by line, each with its own answers and key", async () => {
		const page = await shown(SORT);
		const [, spec] = SORT;
		const after = await say(page, "act.room-after");
		const step = (words) =>
			page.$$eval(".su-room-ask .su-acts button", (all, one) => all.find((it) => it.textContent.trim() === one).click(), words);
		for (const [place, card] of spec.cards.entries()) {
			assert.equal(await text(page, ".su-room-line strong"), card.text);
			await hands(page, [place + 1, 1]);
			await next(page, "shares");
			assert.match((await numbers(page))[0], new RegExp(`^${place + 1} of ${place + 2} `));
			await next(page, "key");
			const right = await page.$$eval(".su-room-options > li", (all) => all.findIndex((one) => one.dataset.mark === "right"));
			assert.equal(spec.groups[right].id, card.group);
			assert.match(h.squeezed(await text(page)), new RegExp(h.squeezed(card.feedback).slice(0, 30).replaceAll(/[^\w]/g, ".")));
			if (place === spec.cards.length - 1) break;
			await step(after);
			await stage(page, "question");
		}
		await step(await say(page, "act.room-before"));
		assert.equal(await text(page, ".su-room-line strong"), spec.cards.at(-2).text);
		await step(await say(page, "act.room-clear"));
		await stage(page, "question");
		assert.equal(await page.$eval("#su-room-hands-0", (one) => one.value), "0");
	});

	test("a question that is taken up again begins without what fits, by the list, the address or another mode", async () => {
		const page = await shown(ONE);
		const secrets = h.secrets(ONE[1]).map(h.squeezed);
		const told = async () => h.squeezed(await page.$eval("[data-su-room]", (one) => one.textContent));
		const again = [
			async () => {
				await choose(page, STORY);
				await choose(page, ONE);
			},
			async () => {
				await press(page, "#su-room-mode-part");
				await page.waitForSelector("#su-room-part");
				await press(page, "#su-room-mode-show");
			},
			async () => {
				await page.evaluate(() => globalThis.location.assign("#"));
				await page.evaluate((hash) => globalThis.location.assign(hash), `#${ONE[0]}/${ONE[2]}`);
			},
		];
		await hands(page, [2, 3]);
		for (const take of again) {
			await next(page, "shares");
			await next(page, "key");
			assert.ok(secrets.some((secret) => secret), "there is something to hide");
			await take();
			await stage(page, "question");
			const html = await told();
			assert.deepEqual(secrets.filter((secret) => html.includes(secret)), []);
			assert.equal(await page.$eval("#su-room-hands-1", (one) => one.value), "3", "the count stays");
		}
	});

	test("from question to question on the filled screen, each without what fits", async () => {
		const page = await shown(ONE);
		const ids = await page.$$eval("#su-room-item option[value]:not([value=''])", (all) => all.map((one) => one.value));
		const top = async (key) => {
			const words = await say(page, key);
			const found = await page.$$(".su-room-top button");
			for (const one of found) if ((await one.evaluate((it) => it.textContent.trim())) === words) return one;
			return null;
		};
		const at = () => page.$eval("#su-room-item", (one) => one.value);
		await (await top("act.room-fill")).click();
		await page.waitForFunction(() => document.fullscreenElement?.matches(".su-room-stage"));
		const from = ids.indexOf(ONE[1].id);
		for (const id of ids.slice(from + 1)) {
			await (await top("act.room-next")).click();
			await page.waitForFunction((one) => document.querySelector("#su-room-item").value === one, {}, id);
			assert.equal(await page.evaluate(() => document.fullscreenElement?.matches(".su-room-stage")), true);
			assert.equal(await page.$(".su-room-stage [data-mark]"), null);
			assert.equal(await page.evaluate(() => document.activeElement.matches(".su-room-stage")), true, "the focus is there");
		}
		assert.equal(await top("act.room-next"), null, "the last one");
		await (await top("act.room-last")).click();
		assert.equal(await at(), ids.at(-2));
		assert.deepEqual(page.log.errors, []);
	});

	test("another question for a while, and back: the count is there; a new load has none, and nothing was kept", async () => {
		const page = await shown(ONE);
		const before = await h.stored(page);
		await hands(page, [2, 3]);
		await choose(page, STORY);
		await choose(page, ONE);
		assert.equal(await page.$eval("#su-room-hands-1", (one) => one.value), "3");
		assert.deepEqual(await h.stored(page), before);
		assert.ok(page.url().endsWith(`#${ONE[0]}/${ONE[2]}`), page.url());
		await page.reload();
		await stage(page, "question");
		assert.equal(await page.$eval("#su-room-item", (one) => one.value), ONE[1].id, "the address names the question");
		assert.equal(await page.$eval("#su-room-hands-1", (one) => one.value), "0");
	});
});

describe("answers from files", () => {
	test("one person saves an answer without a verdict; the file holds it, and no name", async () => {
		const page = await open();
		await press(page, "#su-room-mode-part");
		await choose(page, STORY);
		const [, spec] = STORY;
		await page.waitForSelector("#su-room-part");
		await press(page, "#su-room-part button[type=submit]");
		assert.match(await text(page, "#su-room-part [role=status]"), new RegExp(await say(page, "missing.choice")));
		await press(page, `#su-room-part input[value="${spec.truth}"]`);
		const path = await h.downloaded(course.chromium, () => press(page, "#su-room-part button[type=submit]"));
		assert.equal(await page.$("#su-room-part [data-mark]"), null);
		const file = JSON.parse(readFileSync(path, "utf8"));
		assert.equal(file.format, "stepping-up-room");
		assert.deepEqual(file.attempts.map((one) => [one.activity, one.answer, one.score]), [[spec.id, [spec.truth], null]]);
		assert.deepEqual(await h.attempts(page), [], "no record is made of it");

		const shows = await shown(STORY);
		const others = many(LEAST - 1, () => answerFile(spec, ["consult"]));
		await take(shows, [path, ...others]);
		await next(shows, "shares");
		const place = spec.answers.findIndex((one) => one.id === spec.truth);
		assert.match((await numbers(shows))[place], spec.truth === "consult" ? /^5 of 5/ : /^1 of 5/);
		assert.deepEqual([...page.log.errors, ...shows.log.errors], []);
	});

	test("the address that people are sent opens their side, and no button there shows what fits", async () => {
		const page = await shown(ONE);
		await press(page, "#su-room-mode-part");
		await page.waitForSelector("#su-room-part");
		const address = page.url();
		assert.ok(address.endsWith(`#${ONE[0]}/${ONE[2]}/part`), address);
		const theirs = await h.visit(course.chromium, address);
		await theirs.waitForSelector("#su-room-part");
		assert.equal(await theirs.$eval("#su-room-mode-part", (one) => one.checked), true);
		assert.equal(await theirs.$(".su-room-ask"), null);
		await press(page, "#su-room-mode-show");
		await stage(page, "question");
		assert.ok(page.url().endsWith(`#${ONE[0]}/${ONE[2]}`), page.url());
	});

	test("a shared device: the next person starts with an empty question, and counts as another person", async () => {
		const page = await open();
		await press(page, "#su-room-mode-part");
		await choose(page, ONE);
		const files = [];
		for (const place of [0, 1]) {
			await page.waitForFunction(() => !document.querySelector("#su-room-part input:checked"));
			await press(page, `#su-room-part input[value="${ONE[1].options[place].id}"]`);
			files.push(await h.downloaded(course.chromium, () => press(page, "#su-room-part button[type=submit]")));
			await press(page, "#su-room-part button[type=button]");
		}
		const [one, other] = files.map((path) => JSON.parse(readFileSync(path, "utf8")).attempts[0]);
		assert.notEqual(one.replica, other.replica);
	});

	test("an answer that was given in the lesson is offered, and counts once beside a backup", async () => {
		const [, spec] = ONE;
		const page = await h.visit(course.chromium, `${course.server.url}${ONE[0]}.html`);
		const given = attempt(spec, [spec.options[1].id], { score: 0, n: 4 });
		await h.put(page, h.kept(given));
		await page.goto(course.server.url + ROOM);
		await page.waitForSelector("#su-room-lesson");
		await press(page, "#su-room-mode-part");
		await choose(page, ONE);
		await page.waitForSelector(`#su-room-part input[value="${spec.options[1].id}"]:checked`);
		const path = await h.downloaded(course.chromium, () => press(page, "#su-room-part button[type=submit]"));
		const shows = await shown(ONE);
		await take(shows, [path, written(h.backup([given])), ...many(LEAST - 1, () => answerFile(spec, [spec.options[0].id]))]);
		await next(shows, "shares");
		assert.deepEqual((await numbers(shows)).slice(0, 2), ["4 of 5 (80 %)", "1 of 5 (20 %)"]);
	});

	test("nothing below five, later files in fives, and what is dropped by mistake is told without its name", async () => {
		const [, spec] = ONE;
		const page = await shown(ONE);
		const [one, two] = spec.options.map(({ id }) => id);
		const files = many(LEAST - 1, () => answerFile(spec, [one]));
		await take(page, files);
		await next(page, "shares");
		assert.deepEqual(await numbers(page), []);
		assert.match(await text(page), /Answers from files: 4\. They are shown when there are 5 or more/);
		await take(page, [answerFile(spec, [two])]);
		assert.deepEqual((await numbers(page)).slice(0, 2), ["4 of 5 (80 %)", "1 of 5 (20 %)"]);
		await take(page, [answerFile(spec, [two]), files[0]]);
		assert.deepEqual((await numbers(page)).slice(0, 2), ["4 of 5 (80 %)", "1 of 5 (20 %)"], "one more would tell on somebody");
		assert.match(await said(page), /counted once: 1/);
		await hands(page, [1]);
		assert.match((await numbers(page))[0], /^5 of 6/, "hands join at once");
		await take(page, many(LEAST, () => answerFile(spec, [two])));
		assert.match((await numbers(page))[1], /^7 of 12/);
		assert.doesNotMatch(await text(page), /anna|berg/i);
	});

	test("a backup gives this one answer, and the page says what to do with it", async () => {
		const [, spec] = SORT;
		const sorted = Object.fromEntries(spec.cards.map((card) => [card.id, card.group]));
		const page = await shown(SORT);
		const whole = () =>
			written(
				h.backup([attempt(spec, sorted), attempt(ONE[1], [ONE[1].options[0].id]), { activity: "x/broken" }], {
					sheets: [{ s: "map/gains", v: "SECRET" }],
				}),
			);
		await take(page, many(LEAST, whole));
		assert.match(await said(page), /Whole backups: 5\./);
		await next(page, "shares");
		const place = spec.groups.findIndex((one) => one.id === spec.cards[0].group);
		assert.match((await numbers(page))[place], /^5 of 5/);
		assert.doesNotMatch(await page.$eval("body", (one) => one.innerHTML), /SECRET/);
		assert.deepEqual(Object.values(await h.stored(page)).filter((one) => /SECRET|broken/.test(one)), []);
	});

	test("hostile files: each gets an outcome, nothing runs, nothing is counted", async () => {
		const [, spec] = ONE;
		const page = await shown(ONE);
		const evil = '<img src=x onerror="globalThis.bad=1">';
		const room = (attempts) => ({ format: "stepping-up-room", v: 1, course: "stepping-up", attempts });
		const files = [
			written(evil),
			written(Buffer.from([0xff, 0xfe, 0, 1])),
			written("["),
			written("[".repeat(5000)),
			written("x".repeat(9_000_000)),
			written(room([attempt(spec, [evil])])),
			written(room([attempt(spec, ["__proto__"])])),
			written(room([{ ...attempt(spec, [spec.options[0].id]), replica: evil }])),
			written(room("none")),
			written(`{"__proto__": {"format": "stepping-up-room"}, "v": 1}`),
			written({ ...room([]), course: evil }),
			written({ format: "stepping-up-session", v: 1, course: "stepping-up", code: evil, attempts: [] }),
			written(room([attempt(spec, [spec.options[0].id], { version: spec.version + 1 })])),
			written(room([])),
		];
		await take(page, files);
		const lines = (await said(page)).split("\n").filter(Boolean);
		const total = lines.map((one) => Number(/: (\d+)\./.exec(one)?.[1])).reduce((sum, n) => sum + n, 0);
		assert.equal(total, files.length, lines.join(" | "));
		assert.doesNotMatch(lines.join(), /Taken in|onerror|anna/);
		assert.equal(await page.evaluate(() => globalThis.bad), undefined);
		await next(page, "shares");
		assert.deepEqual(await numbers(page), []);
		assert.deepEqual(page.log.errors, []);
	});

	test("files that are dropped on the page are taken, and never opened in its place", async () => {
		const [, spec] = ONE;
		const page = await shown(ONE);
		const texts = many(LEAST, () => readFileSync(answerFile(spec, [spec.options[0].id]), "utf8"));
		const prevented = await page.evaluate((all) => {
			const data = new DataTransfer();
			for (const [place, one] of all.entries()) data.items.add(new File([one], `anna-${place}.json`));
			const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
			document.querySelector(".su-room-ask h2").dispatchEvent(event);
			return event.defaultPrevented;
		}, texts);
		assert.equal(prevented, true);
		await page.waitForFunction(() => /5/.test(document.querySelector(".su-room-said").textContent));
		await next(page, "shares");
		assert.equal((await numbers(page))[0], "5 of 5 (100 %)");
	});
});

test("kinds that are not counted are shown to be done together, and kept nowhere", async () => {
	const page = await open();
	for (const question of [ORDER, ROAD]) {
		await choose(page, question);
		await page.waitForSelector(".su-room-tried .su-card");
		assert.match(await text(page), new RegExp((await say(page, "room.not-counted")).slice(0, 30)));
	}
	await choose(page, ORDER);
	await page.waitForSelector(".su-room-tried .su-order");
	await press(page, ".su-room-tried button[type=submit]");
	await page.waitForSelector(".su-room-tried .su-verdict");
	assert.deepEqual(await h.attempts(page), []);
	await press(page, "#su-room-mode-part");
	const link = await page.waitForSelector(`[data-su-room] a[href$="${ORDER[0].split("/").at(-1)}.html"]`);
	assert.equal((await fetch(await link.evaluate((one) => one.href))).status, 200);
	assert.deepEqual(page.log.errors, []);
});

test("from disk, without a server, from the choice to the key", async () => {
	const page = await shown(STORY, {}, h.fromDisk());
	await hands(page, [1, 2, 3]);
	await next(page, "shares");
	assert.deepEqual(await numbers(page), ["1 of 6 (17 %)", "2 of 6 (33 %)", "3 of 6 (50 %)"]);
	await next(page, "key");
	assert.match(h.squeezed(await text(page)), new RegExp(h.squeezed(STORY[1].ordinary).slice(0, 20)));
	assert.deepEqual(h.outside(page.log, "file://"), []);
	assert.deepEqual(page.log.errors, []);
});

/** Take the net away or give it back, and wait until the page feels it: the browser may answer before it has done so. */
async function net(page, isThere) {
	await page.setOfflineMode(!isThere);
	const felt = () => page.evaluate(() => fetch(location.href).then(() => true, () => false));
	await h.until(async () => (await felt()) === isThere, isThere ? "the net" : "no net");
}

test("questions that cannot be had are told, and had at the next choice", async () => {
	const page = await open();
	await net(page, false);
	await page.select("#su-room-lesson", ONE[0]);
	await page.waitForFunction((words) => document.querySelector("[data-su-room]").innerText.includes(words), {}, await say(page, "room.failed"));
	await net(page, true);
	await page.select("#su-room-lesson", "");
	await choose(page, ONE);
	await stage(page, "question");
});

test("by keyboard alone: choose, count, see the answers, see the key; the focus is never lost", async () => {
	const page = await open();
	const keys = h.keyboard(page);
	await h.reach(page, await page.$("#su-room-lesson"));
	await page.select("#su-room-lesson", ONE[0]);
	await keys.select(await page.waitForSelector("#su-room-item"), ONE[1].id);
	await stage(page, "question");
	const [, more] = await page.$$(".su-room-counter button");
	for (let i = 0; i < 2; i++) await keys.press(more);
	const field = await page.$("#su-room-hands-1");
	await h.reach(page, field);
	await page.keyboard.type("6");
	await page.keyboard.press("Enter");
	await page.waitForFunction(() => /B: /.test(document.querySelector(".su-room-said").textContent));
	assert.equal(await page.$eval(".su-room-ask", (one) => one.dataset.stage), "question", "a number is no wish to go on");
	await keys.press(await page.$(".su-room-ask button[type=submit]"));
	await stage(page, "shares");
	assert.match(await page.$eval(".su-room-said", (one) => one.textContent), /^A: 2 of \d+ \(\d+ %\)\. B: /, "a screen reader hears the bars");
	await page.keyboard.press("Enter");
	await stage(page, "key");
	await page.keyboard.press("Enter");
	await stage(page, "question");
});

test("sound in each state: axe light and dark, 360 and 320 px, targets for thumbs", async () => {
	const page = await open();
	await sound(page, "start");
	for (const question of [STORY, SORT]) {
		await choose(page, question);
		await hands(page, [3, 9]);
		for (const name of ["shares", "key"]) {
			await next(page, name);
			await sound(page, `${question[1].kind} ${name}`);
		}
	}
	await take(page, [written("{")]);
	await sound(page, "files");
	await press(page, "#su-room-mode-part");
	await page.waitForSelector("#su-room-part");
	await sound(page, "part");
});

test("on a projector of 1024 x 768: the whole story and its answers fit on the filled screen, in large letters", async () => {
	const page = await shown(STORY);
	await page.setViewport({ width: 1024, height: 768 });
	await (await page.$(".su-room-top > :last-child")).click();
	await page.waitForFunction(() => document.fullscreenElement?.matches(".su-room-stage"));
	const seen = () =>
		page.evaluate(() => {
			const last = document.querySelector(".su-room-options > li:last-child").getBoundingClientRect();
			const letters = getComputedStyle(document.querySelector(".su-room-text")).fontSize;
			return { end: last.bottom, high: innerHeight, letters: Number.parseFloat(letters) };
		});
	for (const name of ["question", "shares"]) {
		if (name === "shares") await hands(page, [4, 11, 5]);
		if (name === "shares") await next(page, name);
		await page.evaluate(() => document.fullscreenElement.scrollTo(0, 0));
		const { end, high, letters } = await seen();
		assert.ok(letters >= 22, `${letters} px`);
		assert.ok(end <= high, `${name}: ${end} of ${high}`);
	}
	await (await page.$(".su-room-top > :last-child")).click();
	await page.waitForFunction(() => !document.fullscreenElement);
});

test("on paper: the question as it stands, without counters; the key only when it was on view", async () => {
	const page = await shown(ONE);
	const secret = h.squeezed(h.secrets(ONE[1])[0]);
	await hands(page, [3, 9]);
	await page.emulateMediaType("print");
	const paper = async () => h.squeezed(await page.$eval("main", (one) => one.innerText));
	const visible = (selector) => page.$$eval(selector, (all) => all.some((one) => one.checkVisibility()));
	assert.ok((await paper()).includes(h.squeezed(ONE[1].options[0].text)));
	assert.equal((await paper()).includes(secret), false);
	assert.equal(await visible(".su-room-counter, .su-room-files, .su-room-choose, .su-acts"), false);
	await next(page, "shares");
	assert.ok((await paper()).includes("3of12"));
	await next(page, "key");
	assert.ok((await paper()).includes(secret));
});

test("a printed lesson has the letters and numbers of the wall", async () => {
	for (const [path, spec] of [ONE, SEVERAL, STORY, SORT]) {
		const page = await h.visit(course.chromium, `${course.server.url}${path}.html`);
		await page.emulateMediaType("print");
		const signs = await page.$eval(`su-activity[data-activity="${spec.id}"] > .su-plain`, (one) =>
			[...one.querySelectorAll(":scope > ul")].map((list) => getComputedStyle(list).listStyleType),
		);
		assert.deepEqual(signs, spec.kind === "classify" ? ["upper-alpha", "decimal"] : ["upper-alpha"]);
	}
});

test("lessons carry nothing of this page, and this page no question before one is chosen", async () => {
	const page = await open();
	assert.deepEqual(page.log.requests.filter((url) => /room-(chapters|case)/.test(url)), []);
	const carried = h.allPages().filter((path) => path !== ROOM && /su\/room/.test(h.sourceOf(path)));
	assert.deepEqual(carried.map((path) => basename(path)), []);
});
