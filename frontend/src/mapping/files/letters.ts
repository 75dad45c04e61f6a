/**
 * Letters of files that do not say how they are written, and one form for texts that people write in several ways.
 * The same as steppingup/documents/letters.py; tests/vectors/sheet-files.json holds both together.
 */

/** A text of one byte per letter does not tell its code page; the letters that its languages use often do. */
const PAGES: Readonly<Record<string, string>> = {
	"windows-1252": "äöåøæéüßÄÖÅØÆÉÜáíðóúýþÁÍÐÓÚÝÞ",
	"windows-1257": "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽąęėįųĄĘĖĮŲäöåøæéüõÄÖÅØÆÉÜÕ",
	"windows-1250": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöéüßÄÖÉÜ",
};
/** Quotes and dashes, which the pages share. */
const SIGNS = "\u201e\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u00a0";
const LOOK_AT = 4000;

/** Turn the bytes of a text file into text: by its mark, as UTF-8 or UTF-16, or by the code page that fits best. */
export function decode(bytes: Uint8Array): string {
	const wide = marked16(bytes) || unmarked16(bytes);
	if (wide) return new TextDecoder(wide).decode(bytes);
	try {
		return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	} catch {
		const readings = Object.entries(PAGES).map(([page, usual]) => {
			const text = new TextDecoder(page).decode(bytes);
			return { text, fit: fit(text, usual) };
		});
		return readings.reduce((best, one) => (one.fit > best.fit ? one : best)).text;
	}
}

/** The form in which two writings of one name are equal: case, accents and punctuation do not count. */
export const same = (text: string): string =>
	text
		.toLowerCase()
		.replace(/ß/g, "ss")
		.replace(/ς/g, "σ")
		.normalize("NFKD")
		.replace(/[^\p{L}\p{N}]/gu, "");

function marked16([first, second]: Uint8Array): string {
	if (first === 0xff && second === 0xfe) return "utf-16le";
	return first === 0xfe && second === 0xff ? "utf-16be" : "";
}

/** Tell a text of two bytes per letter by its blanks and digits, every second byte of which is nothing. */
function unmarked16(bytes: Uint8Array): string {
	const some = bytes.subarray(0, LOOK_AT);
	const zeros = [0, 0];
	some.forEach((byte, index) => {
		if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
	});
	const [even = 0, odd = 0] = zeros;
	const half = Math.floor(some.length / 2);
	if (half < 4 || Math.min(even, odd) > Math.floor(half / 20)) return "";
	return odd > half * 0.6 ? "utf-16le" : even > half * 0.6 ? "utf-16be" : "";
}

/** How well letters beyond ASCII fit a code page: each usual letter counts, anything else counts against. */
function fit(text: string, usual: string): number {
	const odd = [...text].filter((letter) => letter > "\x7f" && !SIGNS.includes(letter));
	return odd.reduce((sum, letter) => sum + (usual.includes(letter) ? 1 : -1), 0);
}
