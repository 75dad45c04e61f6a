/** Right and wrong answers found from an activity's spec alone, written apart from the product's own scoring. */

/** An answer that earns everything (a scenario: the road with the highest mean credit under its ending's cap). */
export function rightAnswer(spec) {
	return RIGHT[spec.kind](spec);
}

/** An answer that earns nothing, or as little as there is. */
export function wrongAnswer(spec) {
	return WRONG[spec.kind](spec);
}

const ids = (list) => list.map((one) => one.id);
const pairs = (list, target) => Object.fromEntries(list.map((one) => [one.id, target(one)]));
const another = (list, id) => list.find((one) => one.id !== id).id;

const RIGHT = {
	choice: (spec) => ids(spec.options.filter((one) => one.correct)),
	match: (spec) => pairs(spec.left, (one) => one.match),
	order: (spec) => ids(spec.steps),
	classify: (spec) => pairs(spec.cards, (one) => one.group),
	spot: (spec) => ids(spec.passages.filter((one) => one.signal)),
	vignette: (spec) => [spec.truth],
	scenario: (spec) => roads(spec).reduce((one, other) => (other.score > one.score ? other : one)).taken,
};

const WRONG = {
	choice: (spec) => ids(spec.options.filter((one) => !one.correct)).slice(0, spec.select === "several" ? undefined : 1),
	match: (spec) => pairs(spec.left, (one) => another(spec.right, one.match)),
	order: (spec) => [...spec.start],
	classify: (spec) => pairs(spec.cards, (one) => another(spec.groups, one.group)),
	spot: (spec) => ids(spec.passages.filter((one) => !one.signal)),
	// where asking is right both others earn half: there is no answer that earns nothing
	vignette: (spec) => [spec.truth === "refer" ? "other-help" : "refer"],
	scenario: (spec) => roads(spec).reduce((one, other) => (other.score < one.score ? other : one)).taken,
};

/** Every road of a scenario, with the decisions taken, the ending and the score. */
export function roads(spec) {
	const found = [];
	walk(spec, startOf(spec), found);
	return found;
}

function startOf(spec) {
	return {
		scene: spec.start,
		values: pairs(spec.variables, (one) => one.start),
		visited: [spec.start],
		taken: [],
		credits: [],
	};
}

function walk(spec, at, found) {
	if (found.length >= 20_000) return;
	if (at.scene === "end") {
		const ending = spec.endings.find((one) => holds(one.when, at));
		const mean = at.credits.reduce((sum, one) => sum + one, 0) / at.credits.length;
		found.push({ taken: at.taken, ending, score: Math.min(mean, ending.cap) });
		return;
	}
	const scene = spec.scenes.find((one) => one.id === at.scene);
	for (const option of scene.options) walk(spec, step(spec, at, scene, option), found);
}

function step(spec, at, scene, option) {
	const values = { ...at.values };
	for (const { id, min, max } of spec.variables)
		values[id] = Math.min(max, Math.max(min, values[id] + (option.effects[id] ?? 0)));
	const after = {
		...at,
		values,
		taken: [...at.taken, `${scene.id}.${option.id}`],
		credits: [...at.credits, option.credit],
	};
	const next = option.goto.find((one) => holds(one.when, after)).goto;
	return { ...after, scene: next, visited: [...at.visited, next] };
}

const COMPARE = {
	">=": (a, b) => a >= b,
	"<=": (a, b) => a <= b,
	"==": (a, b) => a === b,
	">": (a, b) => a > b,
	"<": (a, b) => a < b,
};

function holds(when, at) {
	return (when ?? []).every((atom) => plainly(atom, at) !== (atom.not ?? false));
}

function plainly(atom, at) {
	if (atom.visited) return at.visited.includes(atom.visited);
	if (atom.chose) return at.taken.includes(atom.chose);
	return COMPARE[atom.op](at.values[atom.var], atom.value);
}

/** Every text that tells the key: feedback, what a combination means, endings, the debrief. */
export function secrets(spec) {
	const items = [
		spec.options,
		spec.left,
		spec.steps,
		spec.cards,
		spec.passages,
		spec.answers,
		spec.scenes?.flatMap((one) => one.options),
	];
	const feedback = items.flatMap((list) => list ?? []).map((one) => one.feedback);
	const ends = [
		spec.combination,
		spec.debrief,
		spec.ordinary,
		spec.moves,
		...(spec.endings ?? []).flatMap((one) => [one.title, one.text]),
	];
	return [...feedback, ...ends].filter(Boolean);
}

/** Does a page's squeezed text show the steps of an order activity in the right order? */
export function tellsOrder(spec, text) {
	const places = (spec.steps ?? []).map((one) => text.indexOf(squeezed(one.text)));
	return places.length > 0 && places.every((place, index) => index === 0 || place > places[index - 1]);
}

/** Every text that a reader sees before answering. */
export function questions(spec) {
	const items = [spec.options, spec.left, spec.right, spec.steps, spec.groups, spec.cards, spec.passages];
	const scenes = (spec.scenes ?? []).flatMap((one) => [one.text, ...one.options.map((option) => option.text)]);
	return [
		spec.prompt,
		spec.intro,
		spec.setting,
		...items.flatMap((list) => list ?? []).map((one) => one.text),
		...scenes,
	].filter(Boolean);
}

/** Text without its spacing, to compare what a page shows with what a spec says. */
export const squeezed = (text) => text.replaceAll(/\s+/g, "");
