/**
 * From the cell of a table to the value that the map keeps, by what its column asks for. What is no number, no day or
 * no known choice stays as the text that it is, and is named. The same as steppingup/mapping/importing/values.py.
 */
import type { Value } from "../../record/sheets.ts";
import { dayOfNumber, dayOfText } from "./days.ts";
import { type Field, optionOf } from "./forms.ts";
import { type Cell, isDayCell, textOfCell } from "./incoming.ts";
import { isEither, numberOf } from "./numbers.ts";

/** A value, and what to tell about it: the ends of keys of the messages. */
export interface Reading {
	value: Value;
	remarks: string[];
}

/** @param decimal the sign before decimals in this file */
export function readCell(cell: Cell, field: Field, decimal = ""): Reading {
	const marks = cell.mark && cell.mark !== "merged" ? [cell.mark as string] : [];
	const text = cell.mark === "error" || cell.mark === "unstored" ? "" : textOfCell(cell);
	if (!text) return { value: null, remarks: marks };
	const [value, remark] = readText(cell, text, field, decimal);
	return { value, remarks: remark ? [...marks, remark] : marks };
}

type Read = [value: Value, remark: string];

function readText(cell: Cell, text: string, field: Field, decimal: string): Read {
	if (field.type === "number" || field.type === "certainty") return readNumber(cell, text, field, decimal);
	if (field.type === "date") return readDay(cell, text);
	return field.type === "choice" ? readChoice(cell, text, field) : [text, ""];
}

function readNumber(cell: Cell, text: string, field: Field, decimal: string): Read {
	const number = typeof cell.value === "number" ? cell.value : numberOf(text, decimal);
	if (field.options.size) {
		// picked from a list: by itself, by its words, or by both ("2 - wants a decision")
		const known = optionOf(field, number === null ? text : String(number));
		return known ? [Number(known), ""] : [number ?? text, "unlisted"];
	}
	if (number === null) return [text, isEither(text) ? "either" : "no-number"];
	return [number, field.max !== undefined && number > field.max ? "too-high" : ""];
}

function readDay(cell: Cell, text: string): Read {
	if (isDayCell(cell.value)) return [cell.value.day, ""];
	const isNumber = typeof cell.value === "number" || /^\p{Nd}+$/u.test(text);
	const number = isNumber ? numberOf(text) : null;
	const day = dayOfText(text) ?? (number === null ? null : dayOfNumber(number));
	return day ? [day.iso, day.assumed && `day-${day.assumed}`] : [text, "no-day"];
}

function readChoice(cell: Cell, text: string, field: Field): Read {
	const words = cell.value === true ? ["yes", "true", "x"] : cell.value === false ? ["no", "false"] : [text];
	const known = words.map((word) => optionOf(field, word)).find(Boolean);
	return known ? [known, ""] : [text, "unlisted"];
}
