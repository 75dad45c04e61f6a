/** Before the final check: for whom, what is under way, what was finished. */
import { dayText } from "../common/calendar.ts";
import { Heading, Said } from "../common/heading.tsx";
import type { Json } from "../common/model.ts";
import { recall } from "../common/prefs.ts";
import { today } from "../progress/store.ts";
import { type Checked, DRAFT, isDue, refresherDay } from "../site/checked.ts";
import { NAME } from "../site/path.tsx";
import type { CheckPage } from "./page.ts";

interface Props {
	page: CheckPage;
	done: Checked | undefined;
}

export function Start({ page, done }: Props) {
	const { say, store } = page.site;
	const place = placeOf(store.draft(DRAFT));
	// one button stands out: what is most likely next
	const due = done !== undefined && isDue(done, today());
	return (
		<>
			{place && (
				<section class="su-box">
					<h2>{say("check.under-way")}</h2>
					<p>{say("check.question", place)}</p>
					<div class="su-acts">
						<button type="button" class="su-btn" onClick={() => page.resume()}>
							{say("act.resume-check")}
						</button>
					</div>
				</section>
			)}
			{done && (
				<section class="su-box">
					<h2>{say("check.last", { day: dayText(done.day) })}</h2>
					<p>{say("check.due", { day: dayText(refresherDay(done)) })}</p>
					<div class="su-acts">
						<button type="button" class={place || due ? "su-btn su-quiet" : "su-btn"} onClick={() => page.showResult()}>
							{say("act.see-result")}
						</button>
					</div>
				</section>
			)}
			<Choice page={page} done={done} quiet={Boolean(place) || (done !== undefined && !due)} />
			<Said text={page.said} />
		</>
	);
}

/** Where an unfinished check stands, as far as it can be told without the bank. */
function placeOf(draft: Json | undefined): { n: number; total: number } | undefined {
	if (typeof draft !== "object" || draft === null || Array.isArray(draft)) return undefined;
	const { at, ids } = draft;
	if (typeof at !== "number" || !Array.isArray(ids) || !ids.length) return undefined;
	return { n: Math.min(ids.length, Math.max(0, at) + 1), total: ids.length };
}

/** Who somebody is on this device: the chosen path, else whom the last check was for. */
function knownAs({ site }: CheckPage, done: Checked | undefined): string {
	const names = [recall(NAME), done?.who];
	return names.find((name) => name && Object.hasOwn(site.course.paths ?? {}, name)) ?? "";
}

function Choice({ page, done, quiet }: Props & { quiet: boolean }) {
	const { say, course, store } = page.site;
	page.who ??= knownAs(page, done);
	const { who } = page;
	const all = Object.entries(course.paths ?? {});
	const begin = (event: Event) => {
		event.preventDefault();
		if (all.length && !who) page.tell("check.choose", domId(all[0]?.[0] ?? ""));
		else page.begin(who);
	};
	return (
		<form noValidate autocomplete="off" onSubmit={begin}>
			<Heading text={say(done ? "check.refresher" : "check.begin")} />
			{[false, true].map((tier) => (
				<Group key={String(tier)} page={page} tier={tier} />
			))}
			<p class="su-small">{say(store.problem ? "check.not-kept" : "check.kept")}</p>
			<div class="su-acts">
				<button type="submit" class={quiet ? "su-btn su-quiet" : "su-btn"}>
					{say(done ? "act.refresher" : "act.start-check")}
				</button>
			</div>
		</form>
	);
}

const domId = (name: string) => `su-check-for-${name}`;

function Group({ page, tier }: { page: CheckPage; tier: boolean }) {
	const { say, course } = page.site;
	const group = Object.entries(course.paths ?? {}).filter(([name]) => name.startsWith("tier-") === tier);
	if (!group.length) return null;
	return (
		<fieldset class="su-q">
			<legend>{say(tier ? "path.by-tier" : "path.by-role")}</legend>
			<div class="su-opts su-two">
				{group.map(([name, path]) => (
					<div class="su-opt" key={name}>
						<input
							type="radio"
							name="su-check-for"
							id={domId(name)}
							checked={page.who === name}
							onChange={() => page.choose(name)}
						/>
						<label for={domId(name)}>{path.name}</label>
					</div>
				))}
			</div>
		</fieldset>
	);
}
