/** A question as a room sees it: its text, then its options with their counters, bars or reasons. */
import { Icon } from "../common/icons.tsx";
import { Note, Story, Text } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import type { Counted, Line, Option } from "./asks.ts";
import { Bar, Patterns } from "./bars.tsx";
import { MOST, type Pool, type Share } from "./pool.ts";

/** question: before anything is told · shares: what the room chose · key: what fits, and why. */
export type Stage = "question" | "shares" | "key";

export const HEADING = "su-room-question";

export function Prompt({ spec, say }: { spec: Counted; say: Say }) {
	const story = spec.kind === "vignette";
	return (
		<>
			{story && (
				<Story say={say}>
					<p>
						<Text text={spec.prompt} />
					</p>
				</Story>
			)}
			<h2 id={HEADING} tabIndex={-1}>
				{story ? say("vignette.question") : <Text text={spec.prompt} />}
			</h2>
		</>
	);
}

interface LineProps {
	line: Line;
	stage: Stage;
	shares: Share[];
	pool: Pool;
	say: Say;
	set(option: string, n: number): void;
}

export function LineView({ line, stage, shares, pool, say, set }: LineProps) {
	const bars = stage !== "question" && shares.some((one) => one.n > 0);
	return (
		<>
			{line.several && <p class="su-room-hint">{say("room.several")}</p>}
			{bars && <Patterns />}
			<ul class="su-room-options">
				{line.options.map((option, place) => (
					<li key={option.id} data-mark={stage === "key" ? option.mark : undefined}>
						<span class="su-room-letter">{option.letter}</span>
						<span class="su-room-text" id={`su-room-text-${place}`}>
							<Text text={option.text} />
						</span>
						{stage !== "key" && (
							<Counter option={option} place={place} n={pool.hands(line, option.id)} say={say} set={set} />
						)}
						{bars && shares[place] && <Bar share={shares[place]} place={place} say={say} />}
						{stage === "key" && <Reason option={option} place={place} say={say} />}
					</li>
				))}
			</ul>
			{stage === "key" && line.notes.map((note) => <Told title={note.title && say(note.title)} text={note.text} />)}
		</>
	);
}

function Told({ title, text }: { title: string | undefined; text: string }) {
	return (
		<p class="su-room-note">
			{title && <strong>{title} </strong>}
			<Text text={text} />
		</p>
	);
}

function Reason({ option, place, say }: { option: Option; place: number; say: Say }) {
	const word = say(option.word);
	if (option.why) return <Note id={`su-room-why-${place}`} mark={option.mark} word={word} text={option.why} />;
	return (
		<p class="su-why">
			<span class="su-word">
				<Icon name={option.mark} />
				{word}
			</span>
		</p>
	);
}

interface CounterProps {
	option: Option;
	place: number;
	n: number;
	say: Say;
	set(option: string, n: number): void;
}

function Counter({ option, place, n, say, set }: CounterProps) {
	const field = `su-room-hands-${place}`;
	const { letter } = option;
	const take = (input: HTMLInputElement) => set(option.id, Number.parseInt(input.value, 10));
	// a number and Enter is a count, not yet the wish to show what the room chose
	const keep = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
		if (event.key !== "Enter") return;
		event.preventDefault();
		take(event.currentTarget);
	};
	return (
		<span class="su-room-counter">
			<button
				type="button"
				aria-label={say("room.less", { letter })}
				aria-disabled={n === 0}
				onClick={() => set(option.id, n - 1)}
			>
				<svg class="su-i" aria-hidden="true">
					<path d="M5 12h14" />
				</svg>
			</button>
			<input
				id={field}
				type="text"
				inputMode="numeric"
				autocomplete="off"
				maxLength={3}
				value={String(n)}
				aria-label={say("room.hands", { letter })}
				aria-describedby={`su-room-text-${place}`}
				onKeyDown={keep}
				onChange={(event) => take(event.currentTarget)}
			/>
			<button
				type="button"
				aria-label={say("room.more", { letter })}
				aria-disabled={n === MOST}
				onClick={() => set(option.id, n + 1)}
			>
				<svg class="su-i" aria-hidden="true">
					<path d="M5 12h14M12 5v14" />
				</svg>
			</button>
		</span>
	);
}
