/** How a line was answered: a bar for each option, told apart by pattern as well, with its numbers in words. */
import type { Say } from "../common/words.ts";
import type { Share } from "./pool.ts";

/** Drawn once; a bar fills itself with one of them. */
const PATTERNS = [
	null,
	<path d="M-3 3 3-3M0 12 12 0M9 15l6-6" stroke="currentColor" stroke-width="4" />,
	<circle cx="6" cy="6" r="3.4" fill="currentColor" />,
	<path d="M0 6h12" stroke="currentColor" stroke-width="5" />,
	<path d="M6 0v12" stroke="currentColor" stroke-width="5" />,
	<path d="M0 0l12 12M12 0 0 12" stroke="currentColor" stroke-width="2.4" />,
];

export function Patterns() {
	return (
		<svg class="su-sprite" aria-hidden="true" focusable="false">
			{PATTERNS.map((shape, place) => (
				<pattern id={`su-room-fill-${place}`} width="12" height="12" patternUnits="userSpaceOnUse">
					{shape ?? <path d="M0 0h12v12H0z" fill="currentColor" />}
				</pattern>
			))}
		</svg>
	);
}

export function Bar({ share, place, say }: { share: Share; place: number; say: Say }) {
	return (
		<p class="su-room-bar">
			<svg aria-hidden="true" focusable="false">
				<rect
					width={`${Math.round(share.length * 1000) / 10}%`}
					height="100%"
					fill={`url(#su-room-fill-${place % PATTERNS.length})`}
				/>
			</svg>
			<span>{shareText(share, say)}</span>
		</p>
	);
}

export function shareText({ n, of }: Share, say: Say): string {
	if (!of) return say("room.count", { n });
	return say("room.share", { n, total: of, share: Math.round((100 * n) / of) });
}
