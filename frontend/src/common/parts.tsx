/** Small pieces that several kinds show. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icons.tsx";
import type { WordKey } from "./keys.ts";
import type { Say } from "./words.ts";

export type Mark = "right" | "partly" | "other" | "missed" | "false" | "none";

/** A text of the content: plain, a blank line begins a new paragraph. Phrasing content, so that a legend may hold it. */
export function Text({ text }: { text: string }) {
	const [first, ...more] = text.split(/\n[^\S\n]*\n\s*/);
	return (
		<>
			{first}
			{more.map((part) => (
				<span class="su-para">{part}</span>
			))}
		</>
	);
}

/** The note under what was decided: icon and word say the state, the text says why. */
export function Note({ id, mark, word, text }: { id: string; mark?: Mark; word?: string; text: string }) {
	return (
		<p id={id} class="su-why">
			{word && (
				<span class="su-word">
					<Icon name={mark ?? "none"} />
					{word}{" "}
				</span>
			)}
			<Text text={text} />
		</p>
	);
}

/** The frame of everything that is invented: a pencil and the words. */
export function Story({ say, children }: { say: Say; children: ComponentChildren }) {
	return (
		<div class="su-story">
			<Fiction say={say} />
			{children}
		</div>
	);
}

export function Fiction({ say }: { say: Say }) {
	return (
		<p class="su-label">
			<Icon name="pen" />
			{say("fiction")}
		</p>
	);
}

export function Notice({
	icon,
	calm,
	title,
	children,
}: {
	icon: IconName;
	calm?: boolean;
	title: string;
	children?: ComponentChildren;
}) {
	return (
		<div class={calm ? "su-notice su-calm" : "su-notice"}>
			<Icon name={icon} />
			<div>
				<p>
					<strong>{title}</strong> {children}
				</p>
			</div>
		</div>
	);
}

export interface Button {
	word: WordKey;
	press: () => void;
	/** The one that Enter presses. */
	main?: boolean;
}

/**
 * The row of buttons. The main one is the same element whatever it says, so that focus stays on it.
 */
export function Buttons({ list, say, children }: { list: Button[]; say: Say; children?: ComponentChildren }) {
	return (
		<div class="su-acts">
			{list.map(({ word, press, main }) => (
				<button
					key={main ? "main" : word}
					type={main ? "submit" : "button"}
					class={main ? "su-btn" : "su-btn su-quiet"}
					onClick={main ? undefined : press}
				>
					{say(word)}
				</button>
			))}
			{children}
		</div>
	);
}

/** The card of an activity; Enter does what its first button does. */
export function Card({ press, children }: { press: (() => void) | undefined; children: ComponentChildren }) {
	const submit = (event: Event) => {
		event.preventDefault();
		press?.();
	};
	return (
		<form class="su-card" noValidate autocomplete="off" onSubmit={submit}>
			{children}
		</form>
	);
}
