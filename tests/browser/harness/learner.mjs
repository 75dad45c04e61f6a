/** What a learner does with an activity, in the words of its spec, whatever hands they use. */
import { squeezed } from "./answers.mjs";
import { domId, DRAWN } from "./book.mjs";

/** A word of the interface, by its key, in the language of the page. */
export const word = (page, key) => page.evaluate((one) => globalThis.SteppingUpWords[one], key);

/** The element of an activity, once the script has drawn it. */
export async function find(page, spec) {
	const element = await page.waitForSelector(`#${domId(spec)}:has(${DRAWN})`);
	return element;
}

/** Give an answer and check it (a scenario: take the whole road). */
export async function answer(page, hand, spec, given) {
	const element = await find(page, spec);
	await FILL[spec.kind](element, hand, spec, given);
	if (spec.kind === "scenario") return;
	if (spec.certainty) await hand.pick(await element.$(".su-sure input"));
	await hand.press(await submitOf(element));
}

/** Give an answer inside any element that holds the question, without checking it. */
export const fill = (element, hand, spec, given) => FILL[spec.kind](element, hand, spec, given);

/** The main button of an activity. */
export const submitOf = (element) => element.$("button[type=submit]");

/** A visible button inside a page or an element, by the key of its word ("act.show"), or null. */
export async function button(inside, page, key) {
	const words = await word(page, key);
	for (const one of await inside.$$("button")) {
		if (await one.evaluate((node, text) => node.checkVisibility() && node.textContent.trim() === text, words))
			return one;
	}
	return null;
}

/** Take one decision of a scenario. */
export async function decide(page, hand, spec, decision) {
	const element = await find(page, spec);
	const [, option] = decision.split(".");
	const input = await element.waitForSelector(`.su-opt input[value="${option}"]`);
	if (!(await input.evaluate((one) => one.checked))) await hand.pick(input);
	await hand.press(await submitOf(element));
}

/** The learner's answer as the page shows it now. */
export function shown(page, spec) {
	return page.$eval(`#${domId(spec)}`, READ[spec.kind], spec);
}

const FILL = {
	choice: (element, hand, _spec, given) => tick(element, hand, ".su-opt input", given),
	spot: (element, hand, _spec, given) => tick(element, hand, ".su-opt input", given),
	vignette: (element, hand, _spec, given) => tick(element, hand, ".su-opt input", given),
	match: async (element, hand, spec, given) => {
		for (const left of spec.left) {
			const row = await rowWith(element, ".su-pair", "label", left.text);
			await hand.select(await row.$("select"), given[left.id]);
		}
	},
	classify: async (element, hand, spec, given) => {
		for (const card of spec.cards) {
			const row = await rowWith(element, ".su-sort", "legend", card.text);
			const input = await row.$(`input[value="${given[card.id]}"]`);
			if (!(await input.evaluate((one) => one.checked))) await hand.pick(input);
		}
	},
	order: async (element, hand, spec, given) => {
		for (const [place, id] of given.entries()) {
			const { text } = spec.steps.find((one) => one.id === id);
			const row = await rowWith(element, ".su-order > li", "span", text);
			const [up] = await row.$$(".su-move button");
			const from = await row.evaluate((one) => [...one.parentElement.children].indexOf(one));
			for (let moves = from; moves > place; moves--) await hand.press(up);
		}
	},
	scenario: async (element, hand, spec, given) => {
		for (const decision of given) await decide(element.frame, hand, spec, decision);
	},
};

async function tick(element, hand, selector, given) {
	for (const input of await element.$$(selector)) {
		const { on, value, radio } = await input.evaluate((one) => ({
			on: one.checked,
			value: one.value,
			radio: one.type === "radio",
		}));
		const wanted = given.includes(value);
		if (on !== wanted && (wanted || !radio)) await hand.pick(input);
	}
}

async function rowWith(element, rows, label, text) {
	for (const row of await element.$$(rows)) {
		const found = await row.$eval(label, (one) => one.textContent);
		if (squeezed(found) === squeezed(text)) return row;
	}
	throw new Error(`No line reads "${text}"`);
}

/** These run in the page. */
const READ = {
	choice: (element) => [...element.querySelectorAll(".su-opt input:checked")].map((one) => one.value),
	spot: (element) => [...element.querySelectorAll(".su-opt input:checked")].map((one) => one.value),
	vignette: (element) => [...element.querySelectorAll(".su-opt input:checked")].map((one) => one.value),
	match: (element, spec) => {
		const selects = [...element.querySelectorAll(".su-pair select")];
		return Object.fromEntries(spec.left.map((one, place) => [one.id, selects[place].value]));
	},
	classify: (element, spec) => {
		const rows = [...element.querySelectorAll(".su-sort")];
		return Object.fromEntries(
			spec.cards.map((one, place) => [one.id, rows[place].querySelector("input:checked")?.value]),
		);
	},
	order: (element, spec) => {
		const plain = (text) => text.replaceAll(/\s+/g, "");
		const rows = [...element.querySelectorAll(".su-order > li > span:first-child")].map((one) =>
			plain(one.textContent),
		);
		return rows.map((text) => spec.steps.find((one) => plain(one.text) === text)?.id);
	},
	scenario: (element) => [...element.querySelectorAll(".su-road > li")].map((one) => one.textContent.trim()),
};
