/** What stands below the questions of an exercise: what is open, the file to hand in, and a way to leave nothing behind. */
import { useRef } from "preact/hooks";
import type { WordKey } from "../common/keys.ts";
import { DELETE, type ExercisePage, type State } from "./page.ts";

const STATES: Record<State, WordKey> = {
	open: "state.open",
	begun: "exercise.begun",
	changed: "exercise.changed",
	saved: "exercise.saved",
};

export function Foot({ page }: { page: ExercisePage }) {
	const { say, data } = page;
	const open = page.states.filter(({ state }) => state !== "saved");
	return (
		<div class="su-live-part su-noprint">
			<section class="su-box" aria-labelledby="su-hand-in">
				<h2 id="su-hand-in">{say("exercise.hand-in")}</h2>
				<p>{say("exercise.hand-in-about")}</p>
				<p class="su-progress">{say("exercise.answered", { n: page.saved, total: data.items.length })}</p>
				{open.length ? <Open page={page} open={open} /> : <p>{say("exercise.whole")}</p>}
				<Hand page={page} />
				<div class="su-result" role="status">
					{page.said.map((line) => (
						<p key={line}>{line}</p>
					))}
				</div>
			</section>
			<Delete page={page} />
		</div>
	);
}

function Open({ page, open }: { page: ExercisePage; open: ExercisePage["states"] }) {
	const { say, data } = page;
	const total = data.items.length;
	return (
		<>
			<p>{say("exercise.open", { n: open.length })}</p>
			<ul class="su-open-list">
				{open.map(({ number, id, state }) => (
					<li key={id}>
						<a href={`#su-${id.replaceAll("/", "-")}`}>{say("exercise.question", { n: number, total })}</a>
						{state !== "open" && `: ${say(STATES[state])}`}
					</li>
				))}
			</ul>
		</>
	);
}

function Hand({ page }: { page: ExercisePage }) {
	const { say } = page;
	const field = useRef<HTMLInputElement>(null);
	const anyway = page.asks === "open";
	return (
		<div class="su-acts">
			<button type="button" class="su-btn" onClick={() => page.download(anyway)}>
				{say(anyway ? "act.download-anyway" : "act.download")}
			</button>
			<button type="button" class="su-btn su-quiet" onClick={() => field.current?.click()}>
				{say("act.load")}
			</button>
			<input
				ref={field}
				type="file"
				accept=".json,application/json"
				hidden
				onChange={({ currentTarget }) => {
					const [file] = currentTarget.files ?? [];
					if (file) page.load(file);
					currentTarget.value = ""; // the same file may be chosen again
				}}
			/>
		</div>
	);
}

function Delete({ page }: { page: ExercisePage }) {
	const { say } = page;
	const asked = page.asks === "delete";
	return (
		<section class="su-small su-leave-nothing">
			<p>{say(asked ? "exercise.delete-question" : "exercise.delete-about")}</p>
			<div class="su-acts">
				<button
					key="delete"
					id={DELETE}
					type="button"
					class="su-btn su-quiet"
					onClick={() => (asked ? page.delete() : page.ask("delete"))}
				>
					{say(asked ? "act.delete-yes" : "act.delete-answers")}
				</button>
				{asked && (
					<button type="button" class="su-btn su-quiet" onClick={() => page.ask("")}>
						{say("act.delete-no")}
					</button>
				)}
			</div>
		</section>
	);
}
