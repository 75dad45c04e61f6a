/** What stands around any live widget of a notebook (anywidget): its notice from Python, its icons, and how it goes. */
import { addSprite } from "../common/icons.tsx";
import { type Say, speaker } from "../common/words.ts";
import type { Model } from "../progress/kernel.ts";
import { newReplica } from "../progress/store.ts";

/** What a widget keeps things in, as far as the frame needs it. */
interface Kept {
	subscribe(listener: () => void): () => void;
	dispose(): void;
}

/** Bring a widget to life in an element; returns how to take it away. */
export function framed(
	{ model, el }: { model: Model; el: HTMLElement },
	kept: Kept,
	mounted: (host: HTMLElement, say: Say, id: string) => () => void,
	wide = "",
): () => void {
	const root = document.createElement("div");
	root.className = `su-live ${wide}`.trim();
	const notice = document.createElement("p");
	notice.className = "su-live-notice";
	notice.setAttribute("role", "status");
	const host = document.createElement("div");
	root.append(notice, host);
	addSprite(root, true);
	el.append(root);
	const tell = () => {
		notice.textContent = String(model.get("notice") ?? "");
	};
	kept.subscribe(tell);
	tell();
	// several scripts may stand in one notebook, so no counter tells its widgets apart
	const leave = mounted(host, speaker(model.get("words") as Record<string, string>), `su-live-${newReplica()}`);
	return () => {
		leave();
		kept.dispose();
		root.remove();
	};
}
