import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

declare const SU_FRONTEND: string;

export const FRONTEND = SU_FRONTEND;
export const ROOT = join(FRONTEND, "..");

export function readText(...parts: string[]): string {
	return readFileSync(join(...parts), "utf8");
}

/** Every file below a folder, as a path. */
export function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name));
}

/** The shared vectors of one name, and our own cases beside them. */
export function vectors<T>(name: string): T[] {
	const places = [join(ROOT, "tests/vectors", name), join(FRONTEND, "test/cases", name)];
	return places.filter(existsSync).flatMap((path) => JSON.parse(readText(path)) as T[]);
}

/** Flat `key: text` files: enough YAML for the words. */
export function wordsOf(text: string): Map<string, string> {
	const words = new Map<string, string>();
	for (const line of text.split("\n")) {
		if (!line.trim() || line.startsWith("#")) continue;
		const found = /^([a-z0-9_.-]+): (".*")$/.exec(line);
		if (!found?.[1] || !found[2]) throw new Error(`not a line of words: ${line}`);
		if (words.has(found[1])) throw new Error(`twice: ${found[1]}`);
		words.set(found[1], JSON.parse(found[2]));
	}
	return words;
}
