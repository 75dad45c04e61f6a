/** A scenario for practice: it says what each decision did, and at its ending how the road compares. */
import type { ComponentChild } from "preact";
import type { Attempt, Ending, ScenarioSpec } from "../common/model.ts";
import type { Button } from "../common/parts.tsx";
import type { Place, Step } from "../kinds/road.ts";
import { Consequence, changesOf, Debrief, score, type View } from "../kinds/scenario.tsx";
import { scoreStatus } from "../record/record.ts";
import { Walking } from "./walking.tsx";

export class Journey extends Walking<ScenarioSpec> {
	protected override adopt(attempt: Attempt | undefined): void {
		const ended = attempt?.version === this.spec.version ? this.known(attempt.answer) : null;
		this.stand(this.begun() ?? ended ?? []);
	}

	protected override worth(road: string[]): number {
		return score(this.spec, road);
	}

	protected override told(step: Step): string {
		return [changesOf(step, this.env.say), step.turn.feedback].join(" ").trim();
	}

	protected override top({ ending, steps }: Place): ComponentChild {
		const { say } = this.env;
		const { endings } = this.spec;
		const number = ending ? endings.indexOf(ending) + 1 : 0;
		const label = ending ? say("road.ending", { n: number, total: endings.length }) : say("kind.scenario");
		if (ending || !steps.length) return this.head("scenario", label);
		return this.head("scenario", label, { icon: "partly", word: say("road.under-way", { n: steps.length + 1 }) });
	}

	protected override changed(view: View): ComponentChild {
		return <Consequence {...view} />;
	}

	protected override after(view: View): ComponentChild {
		return <Debrief {...view} />;
	}

	protected override ended(ending: Ending, { steps }: Place): ComponentChild {
		const { say } = this.env;
		const how = scoreStatus(this.worth(this.road));
		const agreed = { n: steps.filter((step) => step.turn.credit === 1).length, total: steps.length };
		return (
			<>
				<p class="su-verdict">{ending.title}</p>
				<p>{say(how === "right" ? "road.right" : how === "partly" ? "road.partly" : "road.other", agreed)}</p>
				{!this.saved && <p>{say("notice.here")}</p>}
			</>
		);
	}

	protected override atEnd(): Button[] {
		const { print } = this.env;
		const again: Button = { word: "act.another-road", main: true, press: () => this.go([]) };
		return print ? [again, { word: "act.print-debrief", press: print }] : [again];
	}
}
