/** The heading of a view of the final check: it has the focus when the view comes, so that everybody is there. */
export const AT = "su-check-at";

export function Heading({ text }: { text: string }) {
	return (
		<h2 class="su-check-at" id={AT} tabIndex={-1}>
			{text}
		</h2>
	);
}

/** What is said of the last thing that was pressed; empty, it takes no room. */
export function Said({ text }: { text: string }) {
	return (
		<p class="su-said su-check-said" role="status">
			{text}
		</p>
	);
}
