/** Worksheets in the browser and in a notebook: nothing is lost, nothing of others is touched, refusals are said. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Model } from "../src/progress/kernel.ts";
import { readBackupBytes } from "../src/record/backup-file.ts";
import { MAX_BYTES, RecordError, recordText } from "../src/record/reading.ts";
import { EMPTY, recordOf } from "../src/record/record.ts";
import { type Entry, type Row, rivalsOf, Sheets, shownIn, type Value } from "../src/record/sheets.ts";
import { ModelSheets } from "../src/sheets/kernel.ts";
import { savedSheets } from "../src/sheets/keys.ts";
import { BrowserSheets } from "../src/sheets/store.ts";
import { attempt, FakeStorage } from "./samples.ts";

const PREFIX = "stepping-up-sheets:stepping-up:";
const SHEET = "map/services";
const DAY = "2026-11-28";

function keeperOn(storage: FakeStorage, replica = "aaaaaaaaaaaa"): BrowserSheets {
	return new BrowserSheets({ course: "stepping-up", open: () => storage, replica, day: () => DAY });
}

const first = (sheets: Sheets): Row => sheets.rows(SHEET, [], true)[0] as Row;
const ours = (storage: FakeStorage) => [...storage.map.keys()].filter((key) => key.startsWith(PREFIX));
const encode = (text: string) => new TextEncoder().encode(text);

test("an entry is one key of its own, its successor takes its place, and both come back after a reload", () => {
	const storage = new FakeStorage();
	const keeper = keeperOn(storage);
	assert.equal(keeper.write(SHEET, "r-a", { phone: "12" }), true);
	assert.deepEqual(ours(storage), [`${PREFIX}aaaaaaaaaaaa.1`]);
	keeper.write(SHEET, "r-a", { phone: "34" });
	assert.deepEqual(ours(storage), [`${PREFIX}aaaaaaaaaaaa.2`]);
	const again = keeperOn(storage, "bbbbbbbbbbbb");
	assert.equal(again.problem, null);
	assert.equal(shownIn(first(again.sheets()), "phone"), "34");
});

test("two tabs on one store lose nothing, however they take turns", () => {
	const steps = fc.array(fc.record({ tab: fc.nat(1), row: fc.nat(2), value: fc.nat(9), look: fc.boolean() }), {
		maxLength: 25,
	});
	fc.assert(
		fc.property(steps, (list) => {
			const storage = new FakeStorage();
			const tabs = [keeperOn(storage), keeperOn(storage, "bbbbbbbbbbbb")];
			let all = new Sheets();
			for (const { tab, row, value, look } of list) {
				const keeper = tabs[tab] as BrowserSheets;
				if (look) keeper.refresh();
				keeper.write(SHEET, `r-${row}`, { phone: value });
				all = all.merge(keeper.sheets());
			}
			assert.deepEqual(keeperOn(storage, "cccccccccccc").sheets().entries(), all.entries());
		}),
	);
});

test("what another tab wrote while somebody typed stands beside it", () => {
	const storage = new FakeStorage();
	const [one, other] = [keeperOn(storage), keeperOn(storage, "bbbbbbbbbbbb")];
	one.write(SHEET, "r-a", { phone: "12" });
	other.refresh();
	const base = one.sheets().cell(SHEET, "r-a", "phone");
	other.write(SHEET, "r-a", { phone: "34" });
	one.refresh();
	one.write(SHEET, "r-a", { phone: "56" }, base);
	assert.deepEqual(
		rivalsOf(first(one.sheets()), "phone")
			.map(({ v }) => v)
			.sort(),
		["34", "56"],
	);
});

test("a blocked store is said, and everything is held in memory", () => {
	const keeper = new BrowserSheets({
		course: "stepping-up",
		open: () => {
			throw new Error("blocked");
		},
	});
	assert.equal(keeper.problem, "blocked");
	assert.equal(keeper.write(SHEET, "r-a", { phone: "12" }), false);
	assert.equal(shownIn(first(keeper.sheets()), "phone"), "12");
});

test("a full store is said; what fits later is saved later, and what it follows stays until then", () => {
	const storage = new FakeStorage();
	const keeper = keeperOn(storage);
	keeper.write(SHEET, "r-a", { phone: "12" });
	const put = storage.setItem.bind(storage);
	storage.setItem = () => {
		throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
	};
	assert.equal(keeper.write(SHEET, "r-a", { phone: "34" }), false);
	assert.equal(keeper.problem, "full");
	assert.deepEqual([ours(storage).length, shownIn(first(keeper.sheets()), "phone")], [1, "34"]);
	storage.setItem = put;
	assert.equal(keeper.write(SHEET, "r-b", { phone: "1" }), true);
	assert.equal(keeper.problem, null);
	assert.deepEqual(keeperOn(storage, "cccccccccccc").sheets().entries(), keeper.sheets().entries());
});

test("damaged keys and keys of others are left alone", () => {
	const storage = new FakeStorage();
	const keeper = keeperOn(storage);
	keeper.write(SHEET, "r-a", { phone: "12" });
	const good = storage.map.get(`${PREFIX}aaaaaaaaaaaa.1`) ?? "";
	const others = {
		[`${PREFIX}aaaaaaaaaaaa.9`]: "{",
		[`${PREFIX}bbbbbbbbbbbb.1`]: good,
		other: "x",
		"stepping-up:stepping-up:a:x.1": "{}",
	};
	for (const [key, text] of Object.entries(others)) storage.setItem(key, text);
	keeper.refresh();
	assert.equal(keeper.sheets().size, 1);
	keeper.write(SHEET, "r-a", { phone: "34" });
	for (const [key, text] of Object.entries(others)) assert.equal(storage.map.get(key), text);
	assert.equal(savedSheets("stepping-up", () => storage).length, 1);
	assert.deepEqual(
		savedSheets("another", () => storage),
		[],
	);
});

test("two entries that claim one number are both kept", () => {
	const storage = new FakeStorage();
	const keeper = keeperOn(storage);
	const entry: Entry = { s: SHEET, r: "r-a", f: "phone", v: "1", by: "dddddddd", n: 1, seen: {}, day: DAY };
	assert.equal(keeper.take(new Sheets([entry, { ...entry, v: "2" }])), 2);
	assert.equal(keeper.take(new Sheets([entry])), 0);
	assert.equal(keeperOn(storage, "bbbbbbbbbbbb").sheets().size, 2);
});

test("clearing takes the worksheets of this course and nothing else", () => {
	const storage = new FakeStorage();
	const keeper = keeperOn(storage);
	keeper.write(SHEET, "r-a", { phone: "12" });
	storage.setItem("stepping-up-sheets:another:x.1", "{}");
	assert.equal(keeper.clear(), true);
	assert.deepEqual([...storage.map.keys()], ["stepping-up-sheets:another:x.1"]);
	assert.equal(keeper.sheets().size, 0);
});

test("a backup holds worksheets beside the answers; one without them is read as before", () => {
	const keeper = keeperOn(new FakeStorage());
	keeper.write(SHEET, "r-a", { phone: "žluť 🚢" });
	const record = recordOf([attempt({})], new Map());
	const lines = keeper
		.sheets()
		.entries()
		.map((entry) => JSON.stringify(entry));
	const read = readBackupBytes(encode(recordText(record, "stepping-up", lines)), "stepping-up");
	assert.deepEqual(read.sheets.entries(), keeper.sheets().entries());
	assert.deepEqual(read.record.attempts, record.attempts);
	assert.equal(readBackupBytes(encode(recordText(record, "stepping-up")), "stepping-up").sheets.size, 0);
	const wrong = recordText(record, "stepping-up", [...lines, '{"s":1}']);
	const kind = (text: string) => {
		try {
			readBackupBytes(encode(text), "stepping-up");
			return "read";
		} catch (error) {
			return error instanceof RecordError ? `${error.kind} ${error.number} ${error.field}` : "thrown";
		}
	};
	assert.equal(kind(wrong), "entry 2 s");
	const padded = (text: string) => text.replace("{", `{${" ".repeat(MAX_BYTES)}`);
	assert.equal(kind(padded(recordText(EMPTY, "stepping-up"))), "large 0 ");
	assert.equal(kind(padded(recordText(EMPTY, "stepping-up", lines))), "read");
});

/** A kernel that is busy sees only the newest value of a trait. */
class BusyModel implements Model {
	readonly values = new Map<string, unknown>([["entries", []]]);
	readonly #listeners = new Map<string, () => void>();
	get(name: string): unknown {
		return this.values.get(name);
	}
	set(name: string, value: unknown): void {
		this.values.set(name, value);
	}
	save_changes(): void {}
	on(event: string, listener: () => void): void {
		this.#listeners.set(event, listener);
	}
	off(event: string): void {
		this.#listeners.delete(event);
	}
	takes(): void {
		const known = new Sheets(this.values.get("entries") as Entry[]);
		const united = known.merge(new Sheets(this.values.get("written") as Entry[]));
		this.values.set("entries", united.entries());
		this.#listeners.get("change:entries")?.();
	}
}

test("in a notebook, quick changes all reach a busy kernel, and only what survives is sent again", () => {
	const model = new BusyModel();
	const keeper = new ModelSheets(model);
	const write = (row: string, values: Record<string, Value>) => keeper.write(SHEET, row, values);
	write("r-a", { phone: "1" });
	write("r-b", { phone: "2" });
	write("r-a", { phone: "3" });
	assert.equal((model.get("written") as Entry[]).length, 2);
	model.takes();
	assert.deepEqual(
		(model.get("entries") as Entry[]).map(({ v }) => v),
		["3", "2"],
	);
	write("r-b", { phone: "4" });
	assert.deepEqual(
		(model.get("written") as Entry[]).map(({ v }) => v),
		["4"],
	);
	model.takes();
	assert.deepEqual(
		keeper
			.sheets()
			.rows(SHEET)
			.map((row) => shownIn(row, "phone")),
		["3", "4"],
	);
	keeper.dispose();
});
