/** Who answers and when, and the code that joins the answers of one person. */
import { CodeField } from "../common/code-field.tsx";
import { Heading, Said } from "../common/heading.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Item } from "../common/model.ts";
import { Buttons, Card } from "../common/parts.tsx";
import { shownLinkingCode } from "../record/linking.ts";
import type { NeedsPage, Person } from "./page.ts";
import { NotKept } from "./start.tsx";

/** How many parts a sitting has: the person, the code, the ratings, the questions, the file. */
const PARTS = 5;

/** The heading of a part, and where in the whole it stands. */
export function Part({ page, n, text }: { page: NeedsPage; n: number; text: string }) {
	return (
		<>
			<p class="su-small su-needs-part">{page.say("needs.part", { n, total: PARTS })}</p>
			<Heading text={text} />
		</>
	);
}

interface ChoiceProps {
	page: NeedsPage;
	name: "phase" | "role" | "tier";
	word: WordKey;
	list: readonly Item[];
}

function Choice({ page, name, word, list }: ChoiceProps) {
	return (
		<fieldset class="su-q">
			<legend>{page.say(word)}</legend>
			<div class="su-opts">
				{list.map(({ id, text }, n) => (
					<div class="su-opt" key={id}>
						<input
							type="radio"
							name={`su-needs-${name}`}
							id={`su-needs-${name}-${n}`}
							value={id}
							checked={page.person[name] === id}
							onChange={() => page.choose({ [name]: id } as Partial<Person>)}
						/>
						<label for={`su-needs-${name}-${n}`}>{text}</label>
					</div>
				))}
			</div>
		</fieldset>
	);
}

export function About({ page }: { page: NeedsPage }) {
	const { say, data } = page;
	const roles = data.roles.map(({ id, name }) => ({ id, text: name }));
	return (
		<>
			<NotKept page={page} />
			<Card press={() => page.toCode()}>
				<Part page={page} n={1} text={say("needs.about")} />
				<Choice page={page} name="phase" word="needs.phase" list={data.phases} />
				<Choice page={page} name="role" word="needs.role" list={roles} />
				<Choice page={page} name="tier" word="needs.tier" list={data.tiers} />
				<Town page={page} />
				<Buttons list={[{ word: "act.continue", main: true, press: () => page.toCode() }]} say={say} />
				<Said text={page.said} />
			</Card>
		</>
	);
}

function Town({ page }: { page: NeedsPage }) {
	const { say, settings, person } = page;
	const towns = Object.entries(settings.needs?.towns ?? {});
	if (!towns.length) return null;
	return (
		<div class="su-needs-town">
			<label for="su-needs-town">{say("needs.town")}</label>
			<select
				id="su-needs-town"
				value={person.town}
				onChange={(event) => page.choose({ town: event.currentTarget.value })}
			>
				<option value="">{say("needs.no-town")}</option>
				{towns.map(([code, name]) => (
					<option key={code} value={code}>
						{name}
					</option>
				))}
			</select>
		</div>
	);
}

export function Code({ page }: { page: NeedsPage }) {
	const { say, has } = page;
	const first = page.person.phase === "T0";
	return (
		<Card press={() => page.begin()}>
			<Part page={page} n={2} text={say("needs.code")} />
			<p>{say("needs.code-why")}</p>
			<fieldset class="su-q">
				<legend>{say("needs.code-have")}</legend>
				<div class="su-opts">
					<Has page={page} has="new" word={first ? "needs.code-new" : "needs.code-lost"} />
					<Has page={page} has="old" word="needs.code-old" />
				</div>
			</fieldset>
			{has === "old" && (
				<div class="su-needs-code">
					<label for="su-needs-code">{say("needs.code-type")}</label>
					<CodeField
						id="su-needs-code"
						value={page.typed}
						aria-describedby="su-needs-said"
						aria-invalid={page.said !== ""}
						onInput={(event) => page.type(event.currentTarget.value)}
					/>
				</div>
			)}
			<div id="su-needs-said">
				<Said text={page.said} />
			</div>
			<Buttons list={[{ word: "act.continue", main: true, press: () => page.begin() }]} say={say}>
				<button type="button" class="su-btn su-quiet" onClick={() => page.show("about")}>
					{say("act.needs-back")}
				</button>
			</Buttons>
		</Card>
	);
}

function Has({ page, has, word }: { page: NeedsPage; has: "new" | "old"; word: WordKey }) {
	return (
		<div class="su-opt">
			<input
				type="radio"
				name="su-needs-has"
				id={`su-needs-has-${has}`}
				value={has}
				checked={page.has === has}
				onChange={() => page.hasCode(has)}
			/>
			<label for={`su-needs-has-${has}`}>{page.say(word)}</label>
		</div>
	);
}

/** The slip to keep: it names no subject, so that it may lie in a purse. */
export function Slip({ page }: { page: NeedsPage }) {
	const { say, run } = page;
	const copy = async () => {
		try {
			await navigator.clipboard.writeText(shownLinkingCode(run.code));
			page.tell("needs.copied");
		} catch {
			page.tell("needs.not-copied");
		}
	};
	return (
		<Card press={() => page.putAway()}>
			<Part page={page} n={2} text={say("needs.slip")} />
			<div class="su-slip">
				<p>{say("needs.slip-yours")}</p>
				<p class="su-slip-code">{shownLinkingCode(run.code)}</p>
				<p>{say("needs.slip-keep")}</p>
			</div>
			<p>{say("needs.slip-why")}</p>
			<Buttons list={[{ word: "act.needs-kept", main: true, press: () => page.putAway() }]} say={say}>
				<button type="button" class="su-btn su-quiet" onClick={() => window.print()}>
					{say("act.needs-print")}
				</button>
				{/* from a disk, some browsers have no clipboard */}
				{navigator.clipboard && (
					<button type="button" class="su-btn su-quiet" onClick={copy}>
						{say("act.needs-copy")}
					</button>
				)}
			</Buttons>
			<Said text={page.said} />
		</Card>
	);
}
