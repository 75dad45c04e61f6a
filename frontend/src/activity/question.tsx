/** What every question shows, in a lesson and in the final check: what is asked, and how sure somebody is. */
import type { ComponentChildren } from "preact";
import type { WordKey } from "../common/keys.ts";
import type { Certainty } from "../common/model.ts";
import { Fiction, Story, Text } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import type { Asking } from "../kinds/kind.ts";

export const SURE: { level: Certainty; word: WordKey }[] = [
	{ level: 1, word: "sure.1" },
	{ level: 2, word: "sure.2" },
	{ level: 3, word: "sure.3" },
];

interface AskedProps<S, A> {
	kind: Pick<Asking<S, A>, "question" | "help" | "fiction">;
	prompt: string;
	say: Say;
	/** DOM id of what is asked, for a field that needs it as its name. */
	id?: string;
	/** What the kind draws: options, lines, steps. */
	children: ComponentChildren;
}

/** What is asked; a prompt that is a story stands before its fixed question. */
export function Asked<S, A>({ kind, prompt, say, id, children }: AskedProps<S, A>) {
	return (
		<>
			{kind.question && (
				<Story say={say}>
					<p>
						<Text text={prompt} />
					</p>
				</Story>
			)}
			<fieldset class="su-q">
				<legend id={id}>{kind.question ? say(kind.question) : <Text text={prompt} />}</legend>
				{kind.help && <p class="su-hint">{say(kind.help)}</p>}
				{kind.fiction && <Fiction say={say} />}
				{children}
			</fieldset>
		</>
	);
}

interface SureProps {
	id: string;
	sure: Certainty | null;
	set: (level: Certainty) => void;
	say: Say;
}

export function Sure({ id, sure, set, say }: SureProps) {
	return (
		<fieldset class="su-sure">
			<legend>{say("sure.question")}</legend>
			{SURE.map(({ level, word }) => (
				<span class="su-pick" key={level}>
					<input
						type="radio"
						name={`${id}--sure`}
						id={`${id}--sure-${level}`}
						value={level}
						checked={sure === level}
						onChange={() => set(level)}
					/>
					<label for={`${id}--sure-${level}`}>{say(word)}</label>
				</span>
			))}
		</fieldset>
	);
}

export function Clue({ text, say }: { text: string | undefined; say: Say }) {
	if (!text) return null;
	return (
		<details class="su-clue">
			<summary>{say("hint")}</summary>
			<p>
				<Text text={text} />
			</p>
		</details>
	);
}
