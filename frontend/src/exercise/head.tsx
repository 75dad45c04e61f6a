/** What stands above the questions of an exercise: whose answers these are, how it works, how far one is. */
import { CodeField } from "../common/code-field.tsx";
import { Notice } from "../common/parts.tsx";
import { CODE, type ExercisePage } from "./page.ts";

export function Head({ page }: { page: ExercisePage }) {
	const { say, store, data, before } = page;
	const day = before && new Date(`${before}T00:00:00Z`);
	return (
		<div class="su-live-part su-noprint">
			{store.problem && (
				<Notice icon="nosave" title={say("notice.title")}>
					{say("exercise.not-kept")}
				</Notice>
			)}
			{day && store.record().attempts.length > 0 && (
				<Notice calm icon="older" title={say("exercise.earlier", { day: dated(day, data.language) })} />
			)}
			<p>{say("exercise.how")}</p>
			<section class="su-box su-town su-code" aria-labelledby={`${CODE}-name`}>
				<label id={`${CODE}-name`} for={CODE}>
					{say("exercise.code")}
				</label>
				<p class="su-small" id={`${CODE}-about`}>
					{say("exercise.about-code")}
				</p>
				<CodeField
					id={CODE}
					value={page.code}
					aria-describedby={`${CODE}-about ${CODE}-said`}
					aria-invalid={page.codeWrong}
					onInput={(event) => page.typed(event.currentTarget.value)}
					onChange={() => page.left()}
				/>
				<p id={`${CODE}-said`} class="su-code-said" role="status">
					{page.codeSaid}
				</p>
			</section>
			<p class="su-progress">{say("exercise.answered", { n: page.saved, total: data.items.length })}</p>
		</div>
	);
}

const dated = (day: Date, language: string): string =>
	new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(day);
