/** The end: what stands in the file, the file itself, what to do with it, and how to leave nothing behind. */
import { Said } from "../common/heading.tsx";
import { shownLinkingCode } from "../record/linking.ts";
import { Part } from "./before.tsx";
import type { NeedsPage } from "./page.ts";
import { answeredOf, groupsOf, idsOf, ratedOf } from "./run.ts";
import { Delete, NotKept } from "./start.tsx";

export function Finish({ page }: { page: NeedsPage }) {
	const { say, settings, run } = page;
	const { receiver } = settings.needs ?? {};
	return (
		<>
			<NotKept page={page} />
			<section class="su-card su-check">
				<Part page={page} n={5} text={say("needs.finish")} />
				<p>{say("needs.holds")}</p>
				<Holds page={page} />
				<p>{say("needs.holds-not")}</p>
				<p>{receiver ? say("needs.hand-to", { receiver }) : say("needs.hand")}</p>
				<div class="su-acts">
					<button type="button" class="su-btn" onClick={() => page.save()}>
						{say("act.needs-save")}
					</button>
					<button type="button" class="su-btn su-quiet" onClick={() => page.show("overview")}>
						{say("act.overview")}
					</button>
				</div>
				<Said text={page.said} />
				{run.saved && <p>{say("needs.next-time")}</p>}
			</section>
			<section class="su-box su-noprint">
				<h2>{say("needs.leave-nothing")}</h2>
				<p>{say("needs.leave-about")}</p>
				<Delete page={page} />
			</section>
		</>
	);
}

function Holds({ page }: { page: NeedsPage }) {
	const { say, data, run, settings } = page;
	const text = (list: readonly { id: string; text: string }[], id: string) =>
		list.find((one) => one.id === id)?.text ?? "";
	const towns = settings.needs?.towns ?? {};
	const lines = groupsOf(run, data).flat().length;
	const rows: [string, string][] = [
		[say("needs.phase-row"), text(data.phases, run.phase)],
		[say("needs.role-row"), data.roles.find((one) => one.id === run.role)?.name ?? ""],
		[say("needs.tier-row"), text(data.tiers, run.tier)],
		[say("needs.town-row"), towns[run.town] ?? say("needs.no-town")],
		[say("needs.country-row"), settings.country?.toUpperCase() || say("needs.none")],
		[say("needs.code-row"), shownLinkingCode(run.code)],
		[say("needs.ratings-row"), say("needs.of", { n: ratedOf(run), total: lines })],
		[say("needs.answers-row"), say("needs.of", { n: answeredOf(run, data), total: idsOf(run, data).length })],
	];
	return (
		<dl class="su-needs-holds">
			{rows.map(([name, value]) => (
				<div key={name}>
					<dt>{name}</dt>
					<dd>{value}</dd>
				</div>
			))}
		</dl>
	);
}
