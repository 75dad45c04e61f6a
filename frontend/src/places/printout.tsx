/** The record as a table, for paper only: which activities, how they went, how often, when last. */
import type { WordKey } from "../common/keys.ts";
import { KIND_WORDS } from "../common/kind-words.ts";
import { scoreStatus, standing } from "../record/record.ts";
import type { Site } from "../site/site.ts";

const words: Record<string, WordKey> = KIND_WORDS;
const STATES = {
	right: "state.right",
	partly: "state.partly",
	other: "state.other",
	answered: "state.answered",
} as const;

export function RecordTable({ site }: { site: Site }) {
	const { course, store, say } = site;
	const rows = course.pages.flatMap((page) =>
		page.activities.flatMap((one, index) => {
			const { last, count } = standing(store.record(), one.id, one.version);
			return last ? [{ page, one, index, last, count }] : [];
		}),
	);
	if (!rows.length) return null;
	return (
		<section>
			<h2>{say("progress.record")}</h2>
			<table>
				<thead>
					<tr>
						{(["progress.item", "progress.state", "progress.number", "progress.day"] as const).map((word) => (
							<th scope="col">{say(word)}</th>
						))}
					</tr>
				</thead>
				<tbody>
					{rows.map(({ page, one, index, last, count }) => (
						<tr key={one.id}>
							<th scope="row">
								{page.title}, {index + 1}: {say(words[one.kind] ?? "kind.choice")}
							</th>
							<td>{say(STATES[scoreStatus(last.score)])}</td>
							<td>{count}</td>
							<td>{last.day}</td>
						</tr>
					))}
				</tbody>
			</table>
		</section>
	);
}
