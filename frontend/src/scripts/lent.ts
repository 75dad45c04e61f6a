/**
 * The first script of each page in a package, and of no other page: it takes the storage of the shell around it in
 * place of the browser's, and lets "Leave this page" take the whole window along.
 */
import type { Shell } from "../package/shell.ts";

function around(): Shell | undefined {
	try {
		return window.parent === window ? undefined : (window.parent as typeof globalThis & Window).SteppingUpShell;
	} catch {
		return undefined; // from a disk, or inside a page of another site
	}
}

const shell = around();
if (shell && document.documentElement.dataset.suLeave !== undefined) shell.go();
else if (shell) {
	const { storage, leave } = shell;
	if (storage) Object.defineProperty(window, "localStorage", { get: () => storage, configurable: true });
	let settings: object = {};
	Object.defineProperty(globalThis, "SteppingUpSettings", {
		get: () => settings,
		set: (given: object) => {
			settings = { ...given, leave };
		},
		configurable: true,
	});
}
