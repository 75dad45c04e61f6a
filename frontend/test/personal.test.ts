/** What looks like personal data: the same findings as in Python. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { findings } from "../src/personal/look.ts";
import { vectors } from "./files.ts";

interface Vector {
	text: string;
	sheet?: string;
	field?: string;
	found: { kind: string; text: string; countries?: string[]; refused?: boolean }[];
}

test("every vector", () => {
	const all = vectors<Vector>("personal.json");
	assert.ok(all.length > 1000);
	for (const { text, sheet, field, found } of all) {
		const plain = text.normalize("NFC");
		const listed = findings(text, sheet, field).map(({ start, end, kind, ...more }) => ({
			kind,
			text: plain.slice(start, end),
			...more,
		}));
		assert.deepEqual(listed, found, text);
	}
});

test("a long text takes no time", () => {
	const started = process.cpuUsage(); // the clock would count what other programs do meanwhile
	for (const piece of ["1 ", "A. ", "Anna ", "a@b.", "12-", "bar ", "Street 1 "]) {
		findings(piece.repeat(2000).slice(0, 2000), "map/gains", "value");
	}
	const { user, system } = process.cpuUsage(started);
	assert.ok(user + system < 1_500_000);
});
