/** A kind that is not counted: the activity itself, large, to be done together. What is tried is kept nowhere. */
import { mount } from "../activity/mount.ts";
import type { Spec } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import { MemoryStore } from "../progress/memory.ts";

export class Tried {
	readonly #store = new MemoryStore();
	#dispose: (() => void) | null = null;

	constructor(
		readonly spec: Spec,
		readonly say: Say,
	) {}

	/** The same function each time, so that a redraw around it leaves the activity alone. */
	readonly #hold = (host: HTMLElement | null): void => {
		this.#dispose?.();
		this.#dispose = host && this.#mounted(host);
	};

	#mounted(host: HTMLElement): () => void {
		const { say } = this;
		return mount(host, this.spec, { store: this.#store, say, id: "su-room-tried", clock: () => performance.now() });
	}

	view() {
		return (
			<>
				<p class="su-room-hint">{this.say("room.not-counted")}</p>
				<div key={this.spec.id} class="su-room-tried" ref={this.#hold} />
			</>
		);
	}
}
