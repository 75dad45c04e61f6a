/** axe-core with every rule of WCAG 2.0-2.2 A and AA, of best practice, and the experimental ones of these levels. */
import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice", "experimental"];

/** What another colour scheme can break; structure and names do not change with it. */
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** Rules that are switched off, each with its reason. */
const OFF = {
	// Experimental: takes short bold paragraphs for headings. Ours are the number 112 and the verdict after an answer
	// ("Right."), which stands in a live region; as headings they would fill the list of headings without leading anywhere.
	"p-as-heading": { enabled: false },
};

/** What axe finds wrong in a page as it stands: one line per rule and place; `colours` asks for the rules of colour alone. */
export async function violations(page, { colours = false } = {}) {
	if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
	const options = {
		runOnly: colours ? COLOURS : { type: "tag", values: TAGS },
		rules: OFF,
		resultTypes: ["violations"],
	};
	return page.evaluate(async (how) => {
		const { violations } = await globalThis.axe.run(document, how);
		return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} (${one.help})`));
	}, options);
}
