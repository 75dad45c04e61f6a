/** Tables are read in the page as the package reads them: the same bytes, the same entries, remarks and refusals. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { strToU8, zipSync } from "fflate";
import { TableError, type Where } from "../src/mapping/files/incoming.ts";
import { readIncoming, readTable } from "../src/mapping/files/read.ts";
import type { SheetData } from "../src/mapping/tables-script.ts";
import "../src/scripts/personal.ts";
import "./decoder.ts";
import { type Entry, entryFrom, Sheets } from "../src/record/sheets.ts";
import { ROOT, readText } from "./files.ts";

interface Case {
	name: string;
	file: string;
	bytes: string;
	known: unknown[];
	sheet?: string;
	replaces?: boolean;
	result: Record<string, unknown>;
}

const all: { day: string; data: SheetData; cases: Case[] } = JSON.parse(
	readText(ROOT, "tests/vectors/sheet-files.json"),
);

const placed = ({ sheet, row, column }: Where) => [sheet, row, column];
const sheetsOf = (listed: unknown[]) => new Sheets(listed.map((one, index) => entryFrom(one, index)));
const byCell = (entries: Entry[]) => entries.map((one) => JSON.stringify(one)).sort();

function result({ file, bytes, known, sheet, replaces }: Case): Record<string, unknown> {
	const how = { day: all.day, ...(sheet && { sheet }), ...(replaces && { replaces }) };
	try {
		const found = readTable(Buffer.from(bytes, "base64"), file, all.data, sheetsOf(known), how);
		return {
			entries: byCell(found.sheets.entries()),
			cells: found.cells,
			same: found.same,
			known: found.known,
			left: found.left.map(({ where, key, text }) => [placed(where), key, text]),
			remarks: found.remarks.map(({ where, key }) => [placed(where), key]),
			warned: found.warned.map(({ where, key }) => [placed(where), key]),
		};
	} catch (error) {
		if (!(error instanceof TableError)) throw error;
		return { error: error.kind, where: placed(error.where) };
	}
}

for (const one of all.cases) {
	test(`read as the package does: ${one.name}`, () => {
		const { entries, ...rest } = one.result;
		const wanted = entries ? { ...rest, entries: byCell((entries as unknown[]).map((each) => entryFrom(each))) } : rest;
		assert.deepEqual(result(one), wanted);
	});
}

const kindOf = (bytes: Uint8Array): string => {
	try {
		readIncoming(bytes);
		return "";
	} catch (error) {
		return error instanceof TableError ? error.kind : String(error);
	}
};

test("what is too large is refused before it is unpacked, and a size that lies does not help", () => {
	assert.equal(kindOf(new Uint8Array(11 * 1024 * 1024)), "large");
	const bomb = zipSync({ "xl/workbook.xml": new Uint8Array(51 * 1024 * 1024) }, { level: 9 });
	assert.ok(bomb.length < 100_000);
	assert.equal(kindOf(bomb), "unpacked");
	// the list of parts claims a small size for the same bytes
	const lying = bomb.slice();
	const view = new DataView(lying.buffer);
	for (let at = 0; at < lying.length - 4; at++)
		if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
	assert.equal(kindOf(lying), "damaged");
	assert.equal(kindOf(zipSync({ a: strToU8("x") })), "damaged");
	assert.equal(kindOf(strToU8("x;y\n".repeat(10_001))), "long");
});

test("any damage of a good file is one kind of trouble, and never anything else", () => {
	const good = Buffer.from(all.cases.find(({ name }) => name === "merged cells and errors")?.bytes ?? "", "base64");
	for (let at = 0; at < good.length; at += 37) {
		const bytes = Uint8Array.from(good);
		bytes[at] = (bytes[at] ?? 0) ^ 0xff;
		assert.match(kindOf(bytes), /^(damaged|unpacked|long|no-table|)$/);
	}
});
