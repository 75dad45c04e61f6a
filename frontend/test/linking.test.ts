/** Linking codes: the same codes, forms and troubles as in Python. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
	formOf,
	LinkingError,
	newLinkingCode,
	normalLinkingCode,
	type Phase,
	shownLinkingCode,
} from "../src/record/linking.ts";
import { vectors } from "./files.ts";

interface Vector {
	text: string;
	code?: string;
	forms?: string;
	shown?: string;
	error?: string;
}

const PHASES: Phase[] = ["T0", "T1", "T2", "T3"];

const troubleOf = (text: string): string => {
	try {
		return normalLinkingCode(text);
	} catch (error) {
		assert.ok(error instanceof LinkingError);
		return error.kind;
	}
};

test("every vector", () => {
	const all = vectors<Vector>("linking.json");
	assert.ok(all.length > 100);
	for (const { text, code, forms, shown, error } of all) {
		assert.equal(troubleOf(text), code ?? error, JSON.stringify(text));
		if (!code) continue;
		assert.equal(PHASES.map((phase) => formOf(code, phase)).join(""), forms);
		assert.equal(shownLinkingCode(code), shown);
	}
});

test("new codes are codes, differ, and begin with either form", () => {
	const all = Array.from({ length: 300 }, newLinkingCode);
	for (const code of all) assert.equal(normalLinkingCode(shownLinkingCode(code).toLowerCase()), code);
	assert.equal(new Set(all).size, all.length);
	assert.deepEqual(new Set(all.map((code) => formOf(code, "T0"))), new Set(["A", "B"]));
});

test("a sign that no code has is named", () => {
	assert.throws(() => normalLinkingCode("2222222O2"), { kind: "sign", sign: "O" });
});
