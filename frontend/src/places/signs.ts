/** The explorer of signs: a filter over a list that is whole without it. It counts what is shown, never what was seen. */
import type { Site } from "../site/site.ts";

type Choice = "form" | "role" | "element" | "weight";

/** Whether a sign fits all that was chosen; an empty choice fits every sign. */
export function fits(sign: DOMStringMap, form: string | undefined, chosen: Record<Choice, string>): boolean {
	return (
		(!chosen.form || form === chosen.form) &&
		(!chosen.role || (sign.roles ?? "").split(" ").includes(chosen.role)) &&
		(!chosen.element || sign.element === chosen.element) &&
		(!chosen.weight || sign.weight === chosen.weight)
	);
}

export function startSigns({ say }: Site): void {
	const place = document.querySelector<HTMLElement>("[data-su-signs]");
	const form = place?.querySelector("form");
	if (!place || !form) return;
	form.hidden = false;
	const sections = [...place.querySelectorAll<HTMLElement>("[data-form]")];
	const all = place.querySelectorAll("[data-form] li").length;
	const choice = (name: Choice) => (form.elements.namedItem(name) as HTMLSelectElement).value;
	const show = () => {
		const chosen = {
			form: choice("form"),
			role: choice("role"),
			element: choice("element"),
			weight: choice("weight"),
		};
		let shown = 0;
		for (const section of sections) {
			const signs = [...section.querySelectorAll<HTMLElement>("li")];
			for (const sign of signs) sign.hidden = !fits(sign.dataset, section.dataset.form, chosen);
			section.hidden = signs.every((sign) => sign.hidden);
			shown += signs.filter((sign) => !sign.hidden).length;
		}
		const status = form.querySelector("[data-su-shown]");
		if (status) status.textContent = say(shown ? "signs.shown" : "signs.none", { n: shown, total: all });
	};
	form.addEventListener("change", show);
	form.addEventListener("submit", (event) => event.preventDefault());
	show();
}
