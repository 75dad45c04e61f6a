/** The frame of a page: contents drawer, colours, help, the way out. */
import type { Settings, Site } from "./site.ts";

const THEME = "stepping-up:theme";

export function startFrame(site: Pick<Site, "say" | "settings">): void {
	leaving(site.settings); // first: the drawer copies the way out
	drawer(site);
	colours();
	help();
	terms();
}

/** Narrow screens: the course list moves into a dialog while it is open. */
function drawer({ say }: Pick<Site, "say">): void {
	const side = document.getElementById("pst-primary-sidebar");
	const dialog = document.getElementById("pst-primary-sidebar-modal");
	const toggle = document.querySelector(".primary-toggle");
	if (!side || !toggle || !(dialog instanceof HTMLDialogElement)) return;
	const close = document.createElement("button");
	close.type = "button";
	close.className = "su-link su-close";
	close.textContent = say("act.close");
	close.addEventListener("click", () => dialog.close());
	const top = document.createElement("div");
	top.className = "su-drawer-top";
	const out = document.querySelector("a.su-leave")?.cloneNode(true);
	top.append(close, ...(out ? [out] : []));
	toggle.addEventListener("click", () => {
		dialog.append(top, ...side.childNodes);
		dialog.className = side.className;
		toggle.setAttribute("aria-expanded", "true");
		dialog.showModal();
	});
	dialog.addEventListener("close", () => {
		top.remove();
		side.append(...dialog.childNodes);
		dialog.className = "";
		toggle.setAttribute("aria-expanded", "false");
	});
	dialog.addEventListener("click", ({ target }) => {
		if (target === dialog || (target instanceof Element && target.closest("a"))) dialog.close();
	});
	matchMedia("(min-width: 62rem)").addEventListener("change", () => dialog.close());
}

/** Two states; the system decides until the button is pressed. */
function colours(): void {
	const root = document.documentElement;
	const system = matchMedia("(prefers-color-scheme: dark)");
	const buttons = document.querySelectorAll("[data-dark]");
	const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
	const show = () => {
		for (const button of buttons) button.setAttribute("aria-pressed", String(isDark()));
	};
	const saved = preference();
	if (saved) root.dataset.theme = saved;
	for (const button of buttons) {
		if (!CSS.supports("color", "light-dark(#000, #fff)")) button.remove(); // an old browser has light colours only
		button.addEventListener("click", () => {
			root.dataset.theme = isDark() ? "light" : "dark";
			remember(root.dataset.theme);
			show();
		});
	}
	system.addEventListener("change", show);
	show();
}

function preference(): string | null {
	try {
		const saved = localStorage.getItem(THEME);
		return saved === "dark" || saved === "light" ? saved : null;
	} catch {
		return null; // no store: the system decides
	}
}

function remember(theme: string): void {
	try {
		localStorage.setItem(THEME, theme);
	} catch {
		// no store: it holds for this page
	}
}

/** The help panel is a native details; Escape and a press outside close it. */
function help(): void {
	const panel = document.querySelector<HTMLDetailsElement>("details.su-help");
	if (!panel) return;
	document.addEventListener("keydown", ({ key }) => {
		if (key !== "Escape" || !panel.open) return;
		panel.open = false;
		panel.querySelector("summary")?.focus();
	});
	document.addEventListener("pointerdown", ({ target }) => {
		if (target instanceof Node && !panel.contains(target)) panel.open = false;
	});
}

/** Escape shuts the meaning of a word, without moving focus or pointer; it opens again when they come back. */
function terms(): void {
	const all = document.querySelectorAll<HTMLElement>(".su-term");
	if (!all.length) return;
	document.addEventListener("keydown", ({ key }) => {
		if (key !== "Escape") return;
		for (const term of all) if (term.matches(":hover, :focus-within")) term.dataset.shut = "";
	});
	for (const term of all) {
		for (const gone of ["pointerleave", "focusout"]) term.addEventListener(gone, () => delete term.dataset.shut);
	}
}

const SHIFTS = 3;
const SHIFT_WITHIN = 1500;

/** Somebody may walk in: the page goes at once, and Back does not lead to it. */
function leaving(settings: Settings): void {
	const address = exit(settings);
	const leave = () => {
		document.documentElement.hidden = true; // the next page may be slow
		location.replace(address);
	};
	for (const link of document.querySelectorAll<HTMLAnchorElement>("a.su-leave")) link.href = address;
	document.addEventListener("click", (event) => {
		if (!(event.target instanceof Element && event.target.closest("a.su-leave"))) return;
		event.preventDefault();
		leave();
	});
	window.addEventListener("pageshow", ({ persisted }) => {
		if (persisted) document.documentElement.hidden = false;
	});
	thriceShift(leave);
}

/** Only addresses that a browser may go to: settings.js is edited by hand. */
function exit({ leave, leaveFromDisk }: Settings): string {
	const wanted = location.protocol === "file:" ? leaveFromDisk : leave;
	return wanted && /^(https?:\/\/|about:blank$)/.test(wanted) ? wanted : "about:blank";
}

function thriceShift(leave: () => void): void {
	let presses: number[] = [];
	const forget = () => {
		presses = [];
	};
	document.addEventListener("pointerdown", forget);
	document.addEventListener("keydown", (event) => {
		if (event.key !== "Shift") return forget();
		if (event.repeat) return;
		presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < SHIFT_WITHIN);
		if (presses.length >= SHIFTS) leave();
	});
}

/** Print with marks and notes, for this one print. */
export function printWithKeys(): void {
	const root = document.documentElement;
	root.dataset.keys = "";
	window.addEventListener("afterprint", () => delete root.dataset.keys, { once: true });
	window.print();
}
