/** Somebody who sits at the desk: presses buttons by their words, chooses files, follows links, reads what is said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import axe from "axe-core";
import { until } from "./jupyter.mjs";

/** The steps of a journey; after one that failed, the others say so at once. */
export function journey() {
	let sound = true;
	return (name, act) => test(name, async () => {
		assert.ok(sound, "an earlier step has failed");
		sound = false;
		await act();
		sound = true;
	});
}

export class Sitting {
	constructor(page, context) {
		Object.assign(this, { page, context });
	}

	/** Open the desk in the browser, and wait for the one that this page starts: a notebook may come back with the last one. */
	async begin(address) {
		await this.page.goto(address);
		await this.page.waitForFunction(() => {
			// together with this style, the cell lets go of what it showed and runs
			const runs = [...document.head.querySelectorAll("style")].some((one) => one.textContent.includes(".su-desk"));
			return runs && [...document.querySelectorAll(".su-desk-next")].some((one) => one.offsetParent);
		}, { timeout: 120_000 });
	}

	text = () => this.page.$eval(".su-desk", (one) => one.innerText);

	/** What comes next, in the room that is in sight. */
	next = () => this.page.$$eval(".su-desk-next", (all) => all.filter((one) => one.offsetParent).map((one) => one.innerText).join(" "));

	nextIs = (what) => until(`the next step is ${what}`, async () => what.test(await this.next()), 120);

	/** Wait until something stands on the desk, and return all that does. */
	async reads(what, seconds = 120) {
		await until(`the desk says ${what}`, async () => what.test(await this.text()), seconds);
		return this.text();
	}

	/** Wait until the desk says this of what was pressed last; what it said before may stand there a moment longer. */
	async says(what, seconds = 120) {
		let said = "";
		const told = () => this.page.$$eval(".su-desk-told", (all) => all.filter((one) => one.offsetParent).map((one) => one.innerText).join(" "));
		await until(`the desk says ${what}`, async () => {
			said = await told();
			return what.test(said);
		}, seconds).catch((error) => {
			throw new Error(`${error.message}; it says: ${said}`);
		});
	}

	/** Press the button that a person sees, and wait until it has done its work: it is locked while it works. */
	async press(label) {
		const button = await this.#seen(".su-desk button", (one, words) => one.textContent.trim() === words && !one.disabled, label);
		await button.evaluate((one) => {
			one.scrollIntoView({ block: "center" });
			new MutationObserver(() => { one.dataset.heard = "yes"; }).observe(one, { attributes: true, attributeFilter: ["disabled"] });
			one.click(); // the very element: a click of the mouse misses what moves
		});
		await until(`'${label}' is done`, () => button.evaluate((one) => {
			const done = !one.isConnected || (one.dataset.heard && !one.disabled);
			if (done) delete one.dataset.heard;
			return done;
		}), 240);
	}

	/** Write into the field that shows how to fill it, over what stands there, and leave it. */
	async write(hint, words) {
		const field = await this.#seen(".su-desk input", (one, text) => one.placeholder.startsWith(text), hint);
		await field.evaluate((one) => { one.focus(); one.select(); });
		await this.page.keyboard.type(words);
		assert.equal(await field.evaluate((one) => one.value), words);
		await field.evaluate((one) => one.blur());
	}

	/** Empty a field, as somebody does who marks all and deletes. */
	async clear(hint) {
		const field = await this.#seen(".su-desk input", (one, text) => one.placeholder.startsWith(text), hint);
		await field.evaluate((one) => { one.focus(); one.select(); });
		await this.page.keyboard.press("Backspace");
		await field.evaluate((one) => one.blur());
	}

	async tick(label) {
		const box = await this.#seen(".su-desk label", (one, words) => one.innerText.trim().startsWith(words), label);
		await box.evaluate((one) => one.querySelector("input").click());
	}

	/** Choose an entry by how it begins, in the list that offers some words, too. */
	async choose(offers, entry) {
		const fits = (select, [words, begin]) => {
			const texts = [...select.options].map((one) => one.text.replace(/\s/g, " ").trim());
			return texts.includes(words) && texts.some((one) => one.startsWith(begin));
		};
		const list = await this.#seen(".su-desk select", fits, [offers, entry]);
		await list.evaluate((select, begin) => {
			select.value = [...select.options].find((one) => one.text.replace(/\s/g, " ").trim().startsWith(begin)).value;
			select.dispatchEvent(new Event("change", { bubbles: true }));
		}, entry);
	}

	async upload(label, ...paths) {
		const button = await this.#seen(".su-desk button", (one, words) => one.textContent.includes(words), label);
		const [chooser] = await Promise.all([this.page.waitForFileChooser(), button.evaluate((one) => one.click())]);
		await chooser.accept(paths);
	}

	/** Open a part of the desk, if it is not open. */
	async open(title) {
		const head = await this.#seen(".su-desk .lm-Collapse-header, .su-desk .jupyter-widget-Collapse-header", (one, words) => one.innerText.trim().includes(words), title);
		const isOpen = () => head.evaluate((one) => one.parentElement.classList.contains("jupyter-widget-Collapse-open"));
		if (!(await isOpen())) await head.evaluate((one) => one.click());
		await until(`'${title}' is open`, isOpen);
	}

	/** Go to another room of the desk. */
	enter = (room) => this.#enter(room, (tab) => tab.click());

	/** The same by the keyboard alone. */
	enterByKey = (room) => this.#enter(room, async (tab) => {
		await tab.evaluate((one) => one.focus());
		await this.page.keyboard.press("Enter");
	});

	/** Choose a tab; while the desk is still drawn, a press may miss what moves, and a person presses again. */
	async #enter(room, press) {
		const tab = await this.#seen(".su-desk [role=tab]", (one, words) => one.innerText.trim() === words, room);
		const isIn = () => tab.evaluate((one) => one.getAttribute("aria-selected") === "true");
		await until(`'${room}' is in sight`, async () => (await isIn()) || (await press(tab)));
	}

	linked = (label) => this.#seen(".su-desk a", (one, words) => one.innerText.startsWith(words), label);

	/** Follow a link that opens a tab of its own. */
	async follow(label) {
		const link = await this.linked(label);
		const before = this.context.targets(); // one that was closed may still be among them
		const isNew = (one) => one.opener() === this.page.target() && !before.includes(one);
		const [target] = await Promise.all([this.context.waitForTarget(isNew, { timeout: 60_000 }), link.evaluate((one) => one.click())]);
		const opened = await target.page();
		// until its page comes, a new tab is empty, and complete
		await opened.waitForFunction(() => location.protocol !== "about:" && document.readyState === "complete", { timeout: 60_000 });
		return opened;
	}

	/** What axe finds in the desk; the window around it is Jupyter's. */
	async looksSound() {
		await this.page.evaluate(axe.source);
		const found = await this.page.evaluate(async () => (await globalThis.axe.run(".su-desk")).violations
			.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`));
		assert.deepEqual(found, []);
	}

	/** Wait for an element that a person sees, and that fits some words. */
	async #seen(selector, fits, words) {
		const found = await this.page.waitForFunction(
			(css, test, text) => [...document.querySelectorAll(css)].find((one) => one.offsetParent && new Function(`return ${test}`)()(one, text)),
			{ timeout: 120_000 }, selector, String(fits), words,
		);
		return found.asElement();
	}
}
