/** A question of a finished check, with what was answered, what fits, and the notes of both. */
import { Icon, type IconName } from "../common/icons.tsx";
import type { WordKey } from "../common/keys.ts";
import type { Json, PracticeSpec } from "../common/model.ts";
import { Text } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import { kindOf } from "../kinds/all.ts";
import type { Phase } from "../kinds/kind.ts";
import { scoreStatus } from "../record/record.ts";
import type { Outcome } from "./result.ts";
import { fits } from "./run.ts";

const STATES: Record<string, { icon: IconName; word: WordKey }> = {
	right: { icon: "right", word: "progress.key-right" },
	partly: { icon: "partly", word: "progress.key-partly" },
	other: { icon: "other", word: "progress.key-other" },
	none: { icon: "open", word: "check.open" },
};

export function Notes({ one, n, say }: { one: Outcome; n: number; say: Say }) {
	const { spec, attempt } = one;
	const { icon, word } = STATES[attempt ? scoreStatus(attempt.score) : "none"] ?? { icon: "open", word: "check.open" };
	const own = attempt?.version === spec.version && fits(spec, attempt.answer) ? attempt.answer : undefined;
	const kind = kindOf(spec);
	const { notes } = kind.verdict(spec, kind.solution(spec), 1, say);
	return (
		<details class="su-check-item">
			<summary>
				<Icon name={icon} /> {say("check.item", { n, state: say(word) })}
			</summary>
			<p class="su-check-prompt">
				<Text text={spec.prompt} />
			</p>
			{attempt && own === undefined && <p>{say("notice.older")}</p>}
			{own !== undefined && <Shown spec={spec} answer={own} phase="checked" id={`su-own-${n}`} say={say} />}
			{!one.right && <Shown spec={spec} answer={kind.solution(spec)} phase="shown" id={`su-key-${n}`} say={say} />}
			{notes?.map(({ title, text }) => (
				<p key={title}>
					<strong>{title}</strong> <Text text={text} />
				</p>
			))}
		</details>
	);
}

interface Props {
	spec: PracticeSpec;
	answer: Json;
	phase: Phase;
	id: string;
	say: Say;
}

/** The kind as a lesson draws it, to look at only. */
function Shown({ spec, answer, phase, id, say }: Props) {
	return (
		<fieldset class="su-q su-check-shown" disabled>
			<legend>{say(phase === "checked" ? "check.yours" : "check.fits")}</legend>
			{kindOf(spec).body({ spec, answer, phase, id, say, set: () => undefined })}
		</fieldset>
	);
}
