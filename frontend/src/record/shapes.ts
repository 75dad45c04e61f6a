/**
 * How an answer becomes digits, by the shape that its activity gives; nothing here knows a kind of activity.
 * one: one of the ids · some: any of them · sort: all in any order (Lehmer code) · put: each to one target or none ·
 * walk: a road of up to 63 of them.
 */
import type { Json } from "../common/model.ts";
import type { Digits, Reader } from "./digits.ts";

export type Shape = { version: number } & (
	| { one: string[] }
	| { some: string[] }
	| { sort: string[] }
	| { put: string[]; to: string[] }
	| { walk: string[] }
);

const LONGEST_WALK = 63;

/** The digits of an answer, or null if it does not fit the shape. */
export function digitsOf(answer: Json, shape: Shape): Digits | null {
	if ("put" in shape) return isMap(answer) ? placed(answer, shape.put, shape.to) : null;
	if (!isList(answer)) return null;
	if ("one" in shape) return answer.length === 1 ? places(answer, shape.one) : null;
	if ("some" in shape) {
		return only(answer, shape.some) ? shape.some.map((id) => [Number(answer.includes(id)), 2]) : null;
	}
	if ("sort" in shape) return sorted(answer, shape.sort);
	const steps = answer.length <= LONGEST_WALK ? places(answer, shape.walk) : null;
	return steps && [[answer.length, LONGEST_WALK + 1], ...steps];
}

/** Read the answer of a shape; null if the digits fit no answer. */
export function readAnswer(reader: Reader, shape: Shape): Json {
	if ("one" in shape) return [shape.one[reader.take(shape.one.length)] ?? ""];
	if ("some" in shape) return shape.some.filter(() => reader.take(2));
	if ("sort" in shape) {
		const left = [...shape.sort];
		return shape.sort.flatMap(() => left.splice(reader.take(left.length), 1));
	}
	if ("put" in shape) {
		const found = shape.put.map((id) => [id, reader.take(shape.to.length + 1)] as const);
		return Object.fromEntries(found.filter(([, n]) => n).map(([id, n]) => [id, shape.to[n - 1] ?? ""]));
	}
	const length = reader.take(LONGEST_WALK + 1);
	return Array.from({ length }, () => shape.walk[reader.take(shape.walk.length)] ?? "");
}

const isList = (value: Json): value is string[] =>
	Array.isArray(value) && value.every((item) => typeof item === "string");

const isMap = (value: Json): value is { [key: string]: Json } =>
	typeof value === "object" && value !== null && !Array.isArray(value);

const only = (answer: readonly string[], ids: readonly string[]) => answer.every((id) => ids.includes(id));

function places(answer: readonly string[], ids: readonly string[]): Digits | null {
	return only(answer, ids) ? answer.map((id) => [ids.indexOf(id), ids.length]) : null;
}

function placed(answer: { [key: string]: Json }, items: string[], to: string[]): Digits | null {
	if (!only(Object.keys(answer), items)) return null;
	const digits: Digits = [];
	for (const id of items) {
		const place = Object.hasOwn(answer, id) ? to.indexOf(answer[id] as string) + 1 : 0;
		if (Object.hasOwn(answer, id) && !place) return null;
		digits.push([place, to.length + 1]);
	}
	return digits;
}

function sorted(answer: readonly string[], ids: readonly string[]): Digits | null {
	const left = [...ids];
	const digits: Digits = [];
	for (const id of answer) {
		const place = left.indexOf(id);
		if (place < 0) return null;
		digits.push([place, left.length]);
		left.splice(place, 1);
	}
	return left.length ? null : digits;
}
