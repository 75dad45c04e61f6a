/** Ways to answer: with the mouse, with the keyboard alone, or by script. All end in the same DOM. */

/** Both browsers know the key by this name; Firefox does not know "Space". */
const SPACE = " ";

/** A person with a mouse. */
export function mouse(page) {
	return {
		name: "mouse",
		press: async (element) => {
			await element.click();
			await focusKept(page);
		},
		pick: async (element) => {
			await element.click();
			await focusKept(page);
		},
		select: (element, value) => element.select(value),
	};
}

/** Clicks by script: a tab behind another one gets no mouse. */
export function unseen() {
	const click = (element) => element.evaluate((one) => one.click());
	return { name: "script", press: click, pick: click, select: (element, value) => element.select(value) };
}

/** A person with a keyboard: Tab, arrows, Space, Enter. */
export function keyboard(page) {
	const type = async (key) => {
		await page.keyboard.press(key);
		await focusKept(page);
	};
	return {
		name: "keyboard",
		press: async (element) => {
			await reach(page, element);
			await type("Enter");
		},
		pick: (element) => pickByKeys(page, element, type),
		select: (element, value) => selectByKeys(page, element, value, type),
	};
}

/** Press Tab (or Shift+Tab when the element lies before) until the element, or a radio of its group, has the focus. */
export async function reach(page, element, most = 300) {
	for (let presses = 0; presses <= most; presses++) {
		const where = await element.evaluate(whereIs);
		if (where === "here") return;
		if (presses === most) break;
		if (where === "before") await page.keyboard.down("Shift");
		await page.keyboard.press("Tab");
		if (where === "before") await page.keyboard.up("Shift");
	}
	throw new Error(`The keyboard cannot reach ${await nameOf(element)}; the focus is on ${await focused(page)}`);
}

/** Runs in the page: is the focus here, and if not, does this element come before it? */
function whereIs(element) {
	const active = document.activeElement;
	const sameGroup =
		element.type === "radio" &&
		active?.type === "radio" &&
		active.name === element.name &&
		active.form === element.form;
	if (active === element || sameGroup) return "here";
	if (active === null || active === document.body) return "after";
	return active.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
}

async function pickByKeys(page, element, type) {
	await reach(page, element);
	const checkbox = await element.evaluate((one) => one.type === "checkbox");
	if (checkbox) return type(SPACE);
	for (let presses = 0; presses < 12; presses++) {
		if (await element.evaluate((one) => document.activeElement === one)) break;
		await type("ArrowDown");
	}
	if (!(await element.evaluate((one) => one.checked))) await type(SPACE);
}

async function selectByKeys(page, element, value, type) {
	await reach(page, element);
	for (const key of ["ArrowUp", "ArrowDown"]) {
		for (let presses = 0; presses < 12; presses++) {
			if ((await element.evaluate((one) => one.value)) === value) return;
			await type(key);
		}
	}
	throw new Error(`The arrow keys cannot choose "${value}" in ${await nameOf(element)}`);
}

async function focusKept(page) {
	const lost = await page.evaluate(() => document.activeElement === null || document.activeElement === document.body);
	if (lost) throw new Error("After an action the focus was lost: it is on the page's body");
}

const nameOf = (element) =>
	element.evaluate((one) => `<${one.localName} id="${one.id}"> ${one.textContent.trim().slice(0, 60)}`);
const focused = (page) => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120));
