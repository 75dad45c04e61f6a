/** Small pure pieces of the pages: excerpts of the search, where to go on, the road of a scenario. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page, ScenarioSpec } from "../src/common/model.ts";
import { holds } from "../src/kinds/conditions.ts";
import { recommended, walk } from "../src/kinds/road.ts";
import { today } from "../src/progress/store.ts";
import { recordOf } from "../src/record/record.ts";
import { excerpt, plainWord } from "../src/site/excerpt.ts";
import { resumePage } from "../src/site/marks.tsx";
import { vectors } from "./files.ts";
import { attempt } from "./samples.ts";

const joined = (text: string, terms: string[]) =>
	excerpt(text, terms)
		.map(({ text, hit }) => (hit ? `[${text}]` : text))
		.join("");

test("an excerpt marks what was found, whatever its accents and case", () => {
	assert.equal(joined("Das Jägerhaus steht.", ["jagerhaus"]), "Das [Jägerhaus] steht.");
	assert.equal(plainWord("ŠIAULIAI"), "siauliai");
});

test("a long text is cut on both sides", () => {
	const text = `${"before ".repeat(40)}needle ${"after ".repeat(80)}`;
	const found = joined(text, ["needle"]);
	assert.ok(found.startsWith("… ") && found.endsWith(" …") && found.includes("[needle]"));
	assert.ok(found.length < 330);
});

const page = (path: string, ...ids: string[]): Page => ({
	path,
	title: path,
	activities: ids.map((id) => ({ id, version: 1, kind: "choice" })),
});
const pages = [page("one", "a/one", "a/two"), page("two"), page("three", "b/one")];
const answered = (...ids: string[]) =>
	recordOf(
		ids.map((activity, i) => attempt({ activity, n: i + 1 })),
		new Map(),
	);

test("go on: nowhere without a record, here while something is open, then at the next open page", () => {
	assert.equal(resumePage(pages, answered()), undefined);
	assert.equal(resumePage(pages, answered("gone/one")), undefined);
	assert.equal(resumePage(pages, answered("a/one"))?.path, "one");
	assert.equal(resumePage(pages, answered("a/one", "a/two"))?.path, "three");
	assert.equal(resumePage(pages, answered("a/one", "b/one"))?.path, "one");
	assert.equal(resumePage(pages, answered("a/one", "a/two", "b/one")), undefined);
});

test("conditions", () => {
	const at = { values: new Map([["trust", 2]]), visited: new Set(["door"]), chosen: new Set(["door.wait"]) };
	assert.ok(holds(undefined, at) && holds([], at));
	assert.ok(holds([{ var: "trust", op: ">=", value: 2 }, { visited: "door" }, { chose: "door.wait" }], at));
	assert.ok(!holds([{ var: "trust", op: ">", value: 2 }], at));
	assert.ok(
		holds(
			[
				{ chose: "door.go", not: true },
				{ var: "trust", op: "<", value: 3 },
			],
			at,
		),
	);
	assert.ok(
		holds(
			[
				{ var: "trust", op: "<=", value: 2 },
				{ var: "trust", op: "==", value: 2 },
			],
			at,
		),
	);
});

test("a road: effects are held within their bounds, and only real changes are told", () => {
	const spec = vectors<{ spec: ScenarioSpec }>("scenario.json").at(-1)?.spec as ScenarioSpec;
	const place = walk(spec, ["door.wait"]);
	assert.deepEqual(
		place.steps[0]?.changes.map(({ by, value }) => [by, value]),
		[[1, 3]],
	);
	assert.equal(place.scene?.id, "talk");
	assert.equal(place.scene && recommended(place.scene)?.id, "ask");
});

test("the day is the learner's own", () => {
	assert.equal(today(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
});
