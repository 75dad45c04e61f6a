/** Before the self-check: what happens with the answers, what is under way, and how to leave nothing behind. */
import { dayText } from "../common/calendar.ts";
import { Heading, Said } from "../common/heading.tsx";
import { Notice } from "../common/parts.tsx";
import type { NeedsPage } from "./page.ts";
import { answeredOf, idsOf } from "./run.ts";

/** Where this device keeps nothing, that is said before anything is written. */
export function NotKept({ page }: { page: NeedsPage }) {
	if (page.keeps) return null;
	return (
		<Notice icon="nosave" title={page.say("notice.title")}>
			{page.say("needs.not-kept")}
		</Notice>
	);
}

export function Start({ page }: { page: NeedsPage }) {
	const { say, known } = page;
	return (
		<>
			<NotKept page={page} />
			{known && <UnderWay page={page} />}
			<section class="su-box">
				<Heading text={say("needs.before")} />
				<ul>
					<li>{say("needs.fact-device")}</li>
					<li>{say("needs.fact-name")}</li>
					<li>{say("needs.fact-apart")}</li>
					<li>{say("needs.fact-stop")}</li>
					<li>{minutes(page)}</li>
				</ul>
				<Privacy page={page} />
				{!known && (
					<div class="su-acts">
						<button type="button" class="su-btn" onClick={() => page.show("about")}>
							{say("act.needs-start")}
						</button>
					</div>
				)}
			</section>
			<Said text={page.said} />
		</>
	);
}

/** How long it takes, also in a second language. */
function minutes({ say, data }: NeedsPage): string {
	const n = data.minutes;
	return data.longer === null ? say("needs.minutes", { n }) : say("needs.minutes-longer", { n, longer: data.longer });
}

/** The notice: that of the town, if it has put one into its settings, else ours. */
function Privacy({ page }: { page: NeedsPage }) {
	const { say, data, settings } = page;
	const { notice, receiver } = settings.needs ?? {};
	const own = notice?.split(/\n\s*\n/).filter((one) => one.trim());
	return (
		<>
			<h3>{say("needs.notice")}</h3>
			{receiver && (
				<p>
					<strong>{say("needs.receiver")}</strong> {receiver}
				</p>
			)}
			{own?.length
				? own.map((text) => <p key={text}>{text}</p>)
				: data.notice.map(({ title, text }) => (
						<p key={title}>
							<strong>{`${title}.`}</strong> {text}
						</p>
					))}
		</>
	);
}

function UnderWay({ page }: { page: NeedsPage }) {
	const { say, run, data } = page;
	const count = { n: answeredOf(run, data), total: idsOf(run, data).length };
	const phase = data.phases.find((one) => one.id === run.phase)?.text ?? "";
	return (
		<section class="su-box">
			<h2>{run.saved ? say("needs.was-saved", { day: dayText(run.saved) }) : say("needs.under-way")}</h2>
			<p>{say("needs.where", { phase, ...count })}</p>
			<div class="su-acts">
				<button type="button" class="su-btn" onClick={() => page.resume()}>
					{say(run.saved ? "act.needs-see" : "act.needs-resume")}
				</button>
			</div>
			{run.saved && <p class="su-small">{say("needs.another")}</p>}
			<Delete page={page} />
		</section>
	);
}

/** Take everything of the self-check off this device: asked once more before it is done. */
export function Delete({ page }: { page: NeedsPage }) {
	const { say, asks } = page;
	return (
		<div class="su-noprint">
			{asks && <p>{say(page.run.saved ? "needs.delete-question" : "needs.delete-unsaved")}</p>}
			<div class="su-acts">
				<button
					key="delete"
					id="su-needs-delete"
					type="button"
					class="su-btn su-quiet"
					onClick={() => (asks ? page.delete() : page.ask(true))}
				>
					{say(asks ? "act.needs-delete-yes" : "act.needs-delete")}
				</button>
				{asks && (
					<button type="button" class="su-btn su-quiet" onClick={() => page.ask(false)}>
						{say("act.needs-delete-no")}
					</button>
				)}
			</div>
		</div>
	);
}
