/** Numbers in mixed radix, and their text in the alphabet of base64url (RFC 4648, section 5). */
import { RecordError } from "./reading.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Digits as [value, base], the lowest first; each value is at least 0 and below its base. */
export type Digits = [value: number, base: number][];

/** The one number that digits make. */
export function numberOf(digits: Digits): bigint {
	let number = 0n;
	for (const [value, base] of digits.toReversed()) {
		if (!(value >= 0 && value < base)) throw new RangeError(`The digit ${value} does not fit the base ${base}.`);
		number = number * BigInt(base) + BigInt(value);
	}
	return number;
}

/** How many characters a number needs, at least one. */
export function charsOf(number: bigint): number {
	return Math.max(1, Math.ceil(number.toString(2).length / 6));
}

/** A number in `size` characters, the lowest first. */
export function textOf(number: bigint, size: number): string {
	let text = "";
	for (let place = 0n; place < size; place++) text += ALPHABET[Number((number >> (6n * place)) & 63n)];
	return text;
}

/** A hash of 24 bits: FNV-1a of 32 bits, folded by exclusive or (Fowler, Noll and Vo). */
export function fnv24(text: string): number {
	let number = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) number = Math.imul(number ^ byte, 0x01000193);
	return (number >>> 24) ^ (number & 0xffffff);
}

/** Takes digits off a number, the lowest first; beyond its end there are zeros. */
export class Reader {
	constructor(public number: bigint) {}

	/** @throws RecordError for a character outside the alphabet */
	static of(text: string): Reader {
		let number = 0n;
		for (const letter of [...text].reverse()) {
			const place = ALPHABET.indexOf(letter);
			if (place < 0) throw new RecordError("damaged");
			number = (number << 6n) | BigInt(place);
		}
		return new Reader(number);
	}

	take(base: number): number {
		const digit = this.number % BigInt(base);
		this.number /= BigInt(base);
		return Number(digit);
	}
}
