/** The element <su-activity> of a built page: its text is readable as it is; with the script it comes to life. */
import type { Spec } from "../common/model.ts";
import { mount } from "./mount.ts";
import type { Env } from "./session.tsx";

export type MakeEnv = (id: string) => Env;

/** A worksheet has a script of its own, so that lessons stay light. */
const elsewhere = (spec: { kind: string }): boolean => spec.kind === "worksheet";

/** Define the element; a second script on the same page changes nothing. */
export function defineActivity(envFor: MakeEnv): void {
	if (customElements.get("su-activity")) return;
	customElements.define(
		"su-activity",
		class extends HTMLElement {
			#leave: (() => void) | null = null;

			connectedCallback(): void {
				if (this.#leave) return;
				const data = this.querySelector('script[type="application/json"]');
				if (!data || document.readyState === "loading") {
					// the parser may still be inside the element
					document.addEventListener("DOMContentLoaded", () => this.isConnected && this.connectedCallback(), {
						once: true,
					});
					return;
				}
				const spec = JSON.parse(data.textContent ?? "") as Spec;
				if (!elsewhere(spec)) this.#start(spec);
			}

			#start(spec: Spec): void {
				const host = document.createElement("div");
				this.append(host);
				try {
					this.#leave = mount(host, spec, envFor(this.id));
				} catch (error) {
					host.remove(); // the plain text stays readable
					throw error;
				}
				for (const plain of this.querySelectorAll<HTMLElement>(".su-plain")) plain.hidden = true;
			}

			disconnectedCallback(): void {
				this.#leave?.();
				this.#leave = null;
			}
		},
	);
}
