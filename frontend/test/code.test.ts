/** Short codes: the same codes and the same troubles as in Python. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ALPHABET, CodeError, normalCode } from "../src/record/code.ts";
import { vectors } from "./files.ts";

interface Vector {
	text: string;
	code?: string;
	error?: string;
}

const troubleOf = (text: string): string => {
	try {
		return normalCode(text);
	} catch (error) {
		assert.ok(error instanceof CodeError);
		return error.kind;
	}
};

test("every vector", () => {
	const all = vectors<Vector>("code.json");
	assert.ok(all.length > 20);
	for (const { text, code, error } of all) assert.equal(troubleOf(text), code ?? error, JSON.stringify(text));
});

test("one wrong sign, or two neighbours swapped, is noticed", () => {
	const code = "2H5T6";
	assert.equal(normalCode(" 2h5-t6 "), code);
	for (let at = 0; at < code.length; at++) {
		for (const sign of ALPHABET.replace(code[at] ?? "", ""))
			assert.equal(troubleOf(code.slice(0, at) + sign + code.slice(at + 1)), "check");
	}
	for (let at = 0; at < code.length - 1; at++)
		assert.equal(troubleOf(code.slice(0, at) + code[at + 1] + code[at] + code.slice(at + 2)), "check");
});

test("a sign that no code has is named", () => {
	assert.throws(() => normalCode("2H5TO"), { kind: "sign", sign: "O" });
});
