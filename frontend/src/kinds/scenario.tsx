/** Scenario: decide step by step; the debrief lays the road taken beside the recommended one. */
import { Icon } from "../common/icons.tsx";
import type { ScenarioSpec, Variable } from "../common/model.ts";
import { type Mark, Notice, Story, Text } from "../common/parts.tsx";
import type { Say } from "../common/words.ts";
import { type Place, recommended, type Step } from "./road.ts";

export { score } from "./road.ts";

export interface View {
	spec: ScenarioSpec;
	place: Place;
	id: string;
	say: Say;
}

/** Values in words; squares where they are few enough to be counted. */
function amount(variable: Variable, value: number): { n: number; total: number } {
	const base = Math.min(0, variable.min);
	return { n: value - base, total: variable.max - base };
}

export function Meters({ spec, place, say }: View) {
	const shown = spec.variables.filter((one) => one.shown);
	if (!shown.length) return null;
	return (
		<dl class="su-meters">
			{shown.map((variable) => {
				const { n, total } = amount(variable, place.values.get(variable.id) ?? variable.start);
				return (
					<div key={variable.id}>
						<dt>{variable.text}</dt>
						<dd>
							{total <= 10 && (
								<span class="su-pips" aria-hidden="true">
									{Array.from({ length: total }, (_, i) => (
										<i class={i < n ? "on" : ""} />
									))}
								</span>
							)}
							{say("road.value", { n, total })}
						</dd>
					</div>
				);
			})}
		</dl>
	);
}

/** One sentence per shown value that the last decision changed. */
export function changesOf(step: Step, say: Say): string {
	return step.changes
		.filter(({ variable }) => variable.shown)
		.map(({ variable, by, value }) =>
			say(by > 0 ? "road.up" : "road.down", { name: variable.text, ...amount(variable, value) }),
		)
		.join(" ");
}

export function Consequence({ place, say }: View) {
	const last = place.steps.at(-1);
	if (!last) return null;
	const by = last.changes.filter(({ variable }) => variable.shown).reduce((sum, change) => sum + change.by, 0);
	return (
		<Notice calm icon={by > 0 ? "up" : by < 0 ? "down" : "progress"} title={changesOf(last, say)}>
			<Text text={last.turn.feedback} />
		</Notice>
	);
}

export function Decision({
	place,
	id,
	say,
	picked,
	pick,
}: View & { picked: string | null; pick: (turn: string) => void }) {
	const scene = place.scene;
	if (!scene) return null;
	return (
		<fieldset class="su-q" key={`${scene.id}-${place.steps.length}`}>
			<legend>{scene.question ? <Text text={scene.question} /> : say("road.question")}</legend>
			<div class="su-opts">
				{scene.options.map((turn) => {
					const dom = `${id}--${turn.id}`;
					return (
						<div class="su-opt" key={turn.id}>
							<input
								type="radio"
								name={id}
								id={dom}
								value={turn.id}
								checked={picked === turn.id}
								onChange={() => pick(turn.id)}
							/>
							<label for={dom}>
								<Text text={turn.text} />
							</label>
						</div>
					);
				})}
			</div>
		</fieldset>
	);
}

export function SceneStory({ place, say }: View) {
	const told = place.scene ?? place.ending;
	if (!told) return null;
	return (
		<Story say={say}>
			{place.scene && <p class="su-title">{told.title}</p>}
			<p>
				<Text text={told.text} />
			</p>
		</Story>
	);
}

export function RoadSoFar({ place, id, say }: View) {
	if (!place.steps.length || !place.scene) return null;
	return (
		<div class="su-sofar">
			<p class="su-sub" id={`${id}--road`}>
				{say("road.so-far")}
			</p>
			<ol class="su-road" aria-labelledby={`${id}--road`}>
				{place.steps.map((step) => (
					<li>
						<Text text={step.turn.did} />
					</li>
				))}
				<li aria-current="step">
					<strong>{say("road.now")}</strong> {place.scene.title}
				</li>
			</ol>
		</div>
	);
}

export function Debrief({ spec, place, id, say }: View) {
	return (
		<div class="su-sofar">
			<p class="su-sub" id={`${id}--road`}>
				{say("road.beside")}
			</p>
			<ol class="su-road" aria-labelledby={`${id}--road`}>
				{place.steps.map((step) => (
					<Fork step={step} say={say} />
				))}
			</ol>
			{spec.debrief && (
				<p class="su-debrief">
					<Text text={spec.debrief} />
				</p>
			)}
		</div>
	);
}

function Fork({ step, say }: { step: Step; say: Say }) {
	const credit = step.turn.credit;
	const best = recommended(step.scene);
	const agree = best === step.turn || credit === best?.credit;
	const mark: Mark = agree ? "right" : credit > 0 ? "partly" : "other";
	return (
		<li data-fork={agree ? "same" : credit > 0 ? "half" : "off"}>
			<strong>{step.scene.title}</strong>
			<div class="su-two">
				<div data-mark={mark}>
					<p>
						<span class="su-word">
							<Icon name={mark} />
							{say(agree ? "road.agree" : credit > 0 ? "road.you-partly" : "road.you-other")}
						</span>
					</p>
					<p>
						<Text text={step.turn.did} />
					</p>
					<p class="su-small">
						<Text text={step.turn.feedback} />
					</p>
				</div>
				{!agree && best && (
					<div class="su-best">
						<p>
							<span class="su-word">
								<Icon name="progress" />
								{say("road.best")}
							</span>
						</p>
						<p>
							<Text text={best.text} />
						</p>
						<p class="su-small">
							<Text text={best.feedback} />
						</p>
					</div>
				)}
			</div>
		</li>
	);
}
