/** Text: answer in your own words. A person reads it; here it is only counted. */
import { Component } from "preact";
import { AnswerError, type TextSpec } from "../common/model.ts";
import type { Say } from "../common/words.ts";
import type { Asking, Look } from "./kind.ts";

export const LONGEST = 2400;
/** From here on it is told how much is left. */
const NEARLY = 200;
/** A count that is read out at every key would drown what is typed: it waits for a pause. */
const PAUSE = 1500;

/** What was typed or pasted, as plain text: lines stay, other control characters and broken halves of letters go. */
export function cleaned(text: string): string {
	const lines = text.replace(/\r\n?/g, "\n").replace(/\t/g, " ");
	const plain = lines.replace(/[^\P{Cc}\n]/gu, "").replace(/\p{Surrogate}/gu, "");
	return plain.length > LONGEST ? plain.slice(0, LONGEST).replace(/\p{Surrogate}/gu, "") : plain;
}

/** @throws AnswerError on what no learner could have written here */
export function written(answer: unknown): string {
	if (typeof answer !== "string" || cleaned(answer) !== answer) throw new AnswerError("The answer must be a text.");
	return answer;
}

export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}](?:\S*[\p{L}\p{N}])?/gu)?.length ?? 0;

function counted(text: string, spec: TextSpec, say: Say): string {
	const n = wordsIn(text);
	const words = spec.words
		? say("exercise.text-words-about", { n, words: spec.words })
		: say("exercise.text-words", { n });
	const left = LONGEST - text.length;
	return left < NEARLY ? `${words} ${say("exercise.text-left", { n: left })}` : words;
}

/** The count for the eye at once, for the ear after a pause. */
class Count extends Component<{ id: string; text: string }, { said: string }> {
	override state = { said: "" };
	#timer: ReturnType<typeof setTimeout> | undefined;

	override componentDidUpdate({ text }: { text: string }): void {
		if (text === this.props.text) return;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.setState({ said: this.props.text }), PAUSE);
	}

	override componentWillUnmount(): void {
		clearTimeout(this.#timer);
	}

	override render() {
		const { id, text } = this.props;
		return (
			<p class="su-count">
				<span id={id}>{text}</span>
				<span class="su-hide" role="status">
					{this.state.said}
				</span>
			</p>
		);
	}
}

function Body({ spec, answer, id, say, set }: Look<TextSpec, string>) {
	const count = `${id}--count`;
	return (
		<>
			<textarea
				id={`${id}--text`}
				class="su-field su-text"
				rows={spec.words && spec.words < 60 ? 4 : 9}
				maxLength={LONGEST}
				aria-labelledby={`${id}--asked`}
				aria-describedby={count}
				value={answer}
				onInput={(event) => set(cleaned(event.currentTarget.value))}
			/>
			<p class="su-printonly su-typed">{answer}</p>
			<Count id={count} text={counted(answer, spec, say)} />
		</>
	);
}

export const text: Asking<TextSpec, string> = {
	icon: "pen",
	label: () => "kind.text",
	empty: () => "",
	missing: (_spec, answer, id) => (answer.trim() ? null : { word: "todo.text", focus: `${id}--text` }),
	body: Body,
};
