/**
 * The first script of each page in a package, and of no other page: it takes the storage of the shell around it in
 * place of the browser's, lets "Leave this page" take the whole window along, and other sites open beside the course.
 */
import type { Shell } from "../package/shell.ts";

function around(): Shell | undefined {
	try {
		return window.parent === window ? undefined : (window.parent as typeof globalThis & Window).SteppingUpShell;
	} catch {
		return undefined; // from a disk, or inside a page of another site
	}
}

/** Most sites let nobody show them inside a page: in the frame there would be a blank, and no way back. */
function opensBeside(event: Event): void {
	const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>("a[href]:not(.su-leave)");
	if (!link || !/^https?:$/.test(link.protocol) || link.origin === location.origin) return;
	link.target = "_blank";
	link.rel = "noopener noreferrer";
}

if (window.parent !== window) document.addEventListener("click", opensBeside, true);
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
