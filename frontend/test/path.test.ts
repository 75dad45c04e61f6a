/** Where a page lies on a path, what comes next on it, and the contacts of a town. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "../src/common/model.ts";
import { keep, recall } from "../src/common/prefs.ts";
import { clearContacts, contactOf, lineOf, readContacts, saveContacts } from "../src/places/contacts.ts";
import { nextOn, placeOn } from "../src/site/path.tsx";
import { FakeStorage } from "./samples.ts";

const path = { name: "Clerk", must: ["one", "two"], should: ["three"] };
const pages = new Map<string, Page>(
	["one", "two", "three", "four"].map((name) => [name, { path: name, title: name, activities: [] }]),
);

test("a page is on the path, before Monday or later, or not", () => {
	assert.deepEqual(
		["one", "three", "four"].map((page) => placeOn(path, page)),
		["must", "should", undefined],
	);
	assert.equal(placeOn(undefined, "one"), undefined);
});

test("next is the first open page after this one, then from the start; never this page", () => {
	const next = (here: string, ...done: string[]) => nextOn(path, pages, here, (page) => done.includes(page.path))?.path;
	assert.equal(next("home"), "one");
	assert.equal(next("home", "one"), "two");
	assert.equal(next("two"), "three");
	assert.equal(next("three"), "one");
	assert.equal(next("three", "one", "two"), undefined);
	assert.equal(
		nextOn({ ...path, must: ["gone"], should: [] }, pages, "x", () => false),
		undefined,
	);
});

test("the last comma parts name and phone", () => {
	assert.deepEqual(contactOf("Aino, social service, 000 1"), { who: "Aino, social service", number: "000 1" });
	assert.deepEqual(contactOf(" Aino "), { who: "Aino", number: "" });
});

const withStorage = (storage: Storage, act: () => void) => {
	Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
	try {
		act();
	} finally {
		keep("contacts", null);
		Reflect.deleteProperty(globalThis, "localStorage");
	}
};

test("own contacts go before those of the town, and clearing brings the town's back", () => {
	withStorage(new FakeStorage(), () => {
		const settings = { town: "Havmere", contacts: { beds: "Shelter, 000 2", labour: "Union, 000 3" } };
		const own = { beds: { who: "Hotel", number: "000 4" } };
		assert.equal(saveContacts({ ...readContacts(settings), own }), true);
		const found = readContacts(settings);
		assert.deepEqual(found.own, { ...own, labour: { who: "Union", number: "000 3" } });
		assert.equal(found.town, "Havmere");
		clearContacts();
		assert.deepEqual(readContacts(settings).own.beds, { who: "Shelter", number: "000 2" });
	});
});

test("what is damaged or too long in the store is not believed", () => {
	for (const text of ["", "{", "[]", "null", '{"own":3}', '{"own":{"beds":null}}', '{"own":{"beds":{"who":1}}}']) {
		withStorage(new FakeStorage(), () => {
			keep("contacts", text);
			assert.deepEqual(readContacts({}), { town: "", national: "", own: {} });
		});
	}
	withStorage(new FakeStorage(), () => {
		keep("contacts", JSON.stringify({ town: "x".repeat(500), own: { beds: { who: "y".repeat(500), number: "1" } } }));
		assert.deepEqual(readContacts({ town: "Town" }), { town: "Town", national: "", own: {} });
	});
});

test("without a store a choice holds on this page, and the page is told", () => {
	const blocked = new FakeStorage();
	blocked.denied = true;
	withStorage(blocked, () => {
		assert.equal(keep("path", "clerk"), false);
		assert.equal(recall("path"), "clerk");
		assert.equal(keep("path", null), false);
		assert.equal(recall("path"), null);
	});
});

test("the national line: the chosen one, else the first of the country, else none", () => {
	const lines = ["fi-one", "fi-two", "se-one"].map((id) => ({ id, country: "X", who: "W", number: "1", day: "2025" }));
	const contacts = { town: "", national: "", own: {} };
	assert.equal(lineOf(lines, contacts), undefined);
	assert.equal(lineOf(lines, contacts, "fi")?.id, "fi-one");
	assert.equal(lineOf(lines, { ...contacts, national: "se-one" }, "fi")?.id, "se-one");
	assert.equal(lineOf(lines, { ...contacts, national: "gone" }, "se")?.id, "se-one");
});
