/**
 * The parts of a zip file, from any bytes whatever: listed first, and unpacked one by one and only so far as the list
 * says, so that a small file cannot unfold to gigabytes.
 */
import { Inflate } from "fflate";
import { LIMITS, TableError } from "./incoming.ts";

const MOST_PARTS = 2000;
const END = 0x06054b50;
const LISTED = 0x02014b50;
const PART = 0x04034b50;
const END_SIZE = 22;
const COMMENT = 65_535;
/** So many packed bytes are unpacked at once: no more than 16 MB come out before the size is looked at. */
const SLICE = 16_384;

interface Part {
	method: number;
	packed: number;
	size: number;
	at: number;
}

export class Zip {
	readonly #bytes: Uint8Array;
	readonly #view: DataView;
	readonly #parts: Map<string, Part>;

	/** @throws TableError when it is no zip file, or claims to unpack to more than a table needs */
	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#parts = reading(() => this.#list());
		const whole = [...this.#parts.values()].reduce((sum, { size }) => sum + size, 0);
		if (whole > LIMITS.unpacked) throw new TableError("unpacked");
	}

	get names(): string[] {
		return [...this.#parts.keys()];
	}

	/** Unpack a part; undefined where there is none. */
	read(name: string, most = Number.POSITIVE_INFINITY): Uint8Array | undefined {
		const part = this.#parts.get(name);
		return part && reading(() => this.#unpack(part, most));
	}

	text(name: string): string | undefined {
		const bytes = this.read(name);
		return bytes && new TextDecoder().decode(bytes);
	}

	#list(): Map<string, Part> {
		const view = this.#view;
		let end = view.byteLength - END_SIZE;
		const lowest = Math.max(0, end - COMMENT);
		while (end >= lowest && view.getUint32(end, true) !== END) end--;
		if (end < lowest) throw new TableError("damaged");
		const count = view.getUint16(end + 10, true);
		if (count > MOST_PARTS) throw new TableError("unpacked");
		let at = view.getUint32(end + 16, true);
		const parts = new Map<string, Part>();
		for (let number = 0; number < count; number++) {
			if (view.getUint32(at, true) !== LISTED) throw new TableError("damaged");
			const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
			const [packed = 0, size = 0] = [20, 24].map((place) => view.getUint32(at + place, true));
			const isLocked = (view.getUint16(at + 8, true) & 1) === 1;
			if (isLocked) throw new TableError("damaged");
			const title = new TextDecoder().decode(this.#bytes.subarray(at + 46, at + 46 + (name ?? 0)));
			parts.set(title, { method: view.getUint16(at + 10, true), packed, size, at: view.getUint32(at + 42, true) });
			at += 46 + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
		}
		return parts;
	}

	#unpack({ method, packed, size, at }: Part, most: number): Uint8Array {
		const view = this.#view;
		if (view.getUint32(at, true) !== PART) throw new TableError("damaged");
		const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
		const raw = this.#bytes.subarray(from, from + packed);
		if (raw.length < packed) throw new TableError("damaged");
		const wanted = Math.min(size, most);
		if (method === 0) return raw.subarray(0, wanted);
		if (method !== 8) throw new TableError("damaged");
		return inflated(raw, wanted, size);
	}
}

/** Unpack to the size that was claimed and no further; `wanted` may be less than all. */
function inflated(raw: Uint8Array, wanted: number, size: number): Uint8Array {
	const out = new Uint8Array(wanted);
	let filled = 0;
	let given = 0;
	const stream = new Inflate((piece) => {
		given += piece.length;
		const room = piece.subarray(0, wanted - filled);
		out.set(room, filled);
		filled += room.length;
	});
	for (let at = 0; at < raw.length && given <= size && (filled < wanted || wanted === size); at += SLICE)
		stream.push(raw.subarray(at, at + SLICE), at + SLICE >= raw.length);
	if (given > size || filled < wanted) throw new TableError("damaged");
	return out;
}

/** Whatever a damaged file makes a reader trip over is one thing for a person: it is damaged. */
export function reading<T>(act: () => T): T {
	try {
		return act();
	} catch (error) {
		throw error instanceof TableError ? error : new TableError("damaged");
	}
}
