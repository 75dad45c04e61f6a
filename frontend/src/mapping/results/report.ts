/** All tables of one audience, in the order in which the report in Excel has them. */
import * as around from "./around.ts";
import * as doing from "./doing.ts";
import * as known from "./known.ts";
import type { Table, View } from "./view.ts";

export function tablesOf(view: View): Table[] {
	const { isPublic } = view;
	const tables = [
		known.about(view),
		known.answers(view),
		known.forms(view),
		known.populations(view),
		...(isPublic ? [] : [around.places(view)]),
		around.kinds(view),
		around.districts(view),
		around.actors(view),
		around.who(view),
		known.gains(view),
		around.services(view),
		around.times(view),
		around.calls(view),
		doing.needs(view),
		doing.roles(view),
		doing.gaps(view),
		doing.actions(view),
		...(isPublic ? [] : [known.conflicts(view), known.untraced(view)]),
	];
	return isPublic ? [...tables, known.kept(view)] : tables;
}
