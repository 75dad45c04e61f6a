/** What is typed into a sheet is kept meanwhile; what others write meanwhile stands beside it until people choose. */
import assert from "node:assert/strict";
import { before, type TestContext, test } from "node:test";
import type { Column } from "../src/common/model.ts";
import type { Sheets, Value } from "../src/record/sheets.ts";
import { BrowserSheets } from "../src/sheets/store.ts";
import { Typing } from "../src/sheets/typing.ts";
import { FakeStorage } from "./samples.ts";

const SHEET = "map/services";
const PHONE: Column = { id: "phone", label: "Phone", type: "text" };

before(() => {
	const nothing = { addEventListener: () => {}, removeEventListener: () => {} };
	Object.assign(globalThis, nothing, { document: nothing });
});

const keeperOn = (storage: FakeStorage, replica: string): BrowserSheets =>
	new BrowserSheets({ course: "stepping-up", open: () => storage, replica, day: () => "2026-11-28" });

/** Two tabs, somebody typing in the first one. */
function tabs({ mock }: TestContext) {
	mock.timers.enable({ apis: ["setTimeout"] });
	const storage = new FakeStorage();
	const [keeper, other] = [keeperOn(storage, "aaaaaaaaaaaa"), keeperOn(storage, "bbbbbbbbbbbb")];
	const typing = new Typing({
		keeper,
		sheet: SHEET,
		write: (row, values, base) => void keeper.write(SHEET, row, values, base),
		draw: () => {},
	});
	return {
		typing,
		type: (text: string) => typing.type("r-a", PHONE, text),
		pause: () => mock.timers.tick(1000),
		/** The other tab writes, and the first one hears of it. */
		otherWrites: (phone: Value) => {
			other.write(SHEET, "r-a", { phone });
			keeper.refresh();
		},
		values: () => valuesIn(keeperOn(storage, "cccccccccccc").sheets()),
	};
}

const valuesIn = (sheets: Sheets): Value[] => sheets.cell(SHEET, "r-a", "phone").map(({ v }) => v);

test("what another tab writes before what is typed has been kept stands beside it when the cell is left", (t) => {
	const { typing, type, pause, otherWrites, values } = tabs(t);
	type("12");
	otherWrites("34");
	pause();
	assert.deepEqual(values().sort(), ["12", "34"]);
	typing.commit();
	assert.deepEqual(values().sort(), ["12", "34"]);
});

test("it also stands there when somebody types on, or takes back what they typed", (t) => {
	const { typing, type, pause, otherWrites, values } = tabs(t);
	type("12");
	otherWrites("34");
	pause();
	type("123");
	pause();
	assert.deepEqual(values().sort(), ["123", "34"]);
	typing.giveUp({ value: "" } as HTMLInputElement);
	assert.deepEqual(new Set(values()), new Set(["34", null]));
});

test("what somebody types alone is one value, however often it was kept meanwhile", (t) => {
	const { typing, type, pause, otherWrites, values } = tabs(t);
	otherWrites("34");
	for (const text of ["1", "12", "12", "123"]) {
		type(text);
		pause();
		assert.deepEqual(values(), [text]);
	}
	typing.commit();
	assert.deepEqual(values(), ["123"]);
});
