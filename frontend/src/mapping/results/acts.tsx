/** What people do with the page: save, take in, print, and choose for whom it is; and what came of it. */
import { dayText } from "../../common/calendar.ts";
import { Notice } from "../../common/parts.tsx";
import { today } from "../../progress/store.ts";
import type { AnySay } from "../course.ts";

interface Props {
	say: AnySay;
	/** Numbers of people below it are small. */
	limit: number;
	/** The town's own map, which can be saved and united with others. */
	own: boolean;
	isEmpty: boolean;
	isPublic: boolean;
	said: string;
	save(): void;
	take(input: HTMLInputElement): void;
	publish(isPublic: boolean): void;
}

export function Acts({ say, limit, own, isEmpty, isPublic, said, save, take, publish }: Props) {
	return (
		<>
			{!isEmpty && (
				<Notice icon="people" calm title={say(isPublic ? "public" : "group")}>
					{say(isPublic ? "public-about" : "group-about", { n: limit })}
				</Notice>
			)}
			<div class="su-acts su-map-acts">
				{own && !isEmpty && (
					<button type="button" class="su-btn" onClick={save}>
						{say("save")}
					</button>
				)}
				{own && <Take say={say} take={take} />}
				{!isEmpty && (
					<>
						<button type="button" class="su-btn su-quiet" onClick={() => window.print()}>
							{say("print")}
						</button>
						<span class="su-pick">
							<input
								type="checkbox"
								id="su-map-public"
								checked={isPublic}
								onChange={({ currentTarget }) => publish(currentTarget.checked)}
							/>
							<label for="su-map-public">{say("for-public")}</label>
						</span>
					</>
				)}
			</div>
			<div role="status" class="su-map-said">
				{said && <p>{said}</p>}
			</div>
			{!isEmpty && <p class="su-small">{say("day", { day: dayText(today()) })}</p>}
		</>
	);
}

function Take({ say, take }: Pick<Props, "say" | "take">) {
	return (
		<>
			<button type="button" class="su-btn su-quiet" onClick={() => document.getElementById("su-map-file")?.click()}>
				{say("take")}
			</button>
			<input
				type="file"
				id="su-map-file"
				accept=".json,application/json"
				hidden
				onChange={({ currentTarget }) => take(currentTarget)}
			/>
		</>
	);
}
