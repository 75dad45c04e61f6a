/** The icons that activities use. A page carries them in its own sprite; where there is none, ours is added. */
import { render } from "preact";

const SHAPES = {
	right: (
		<>
			<circle cx="12" cy="12" r="10" fill="currentColor" stroke="none" />
			<path d="m7.5 12.5 3 3 6-6.5" stroke="var(--su-surface)" stroke-width="2.4" />
		</>
	),
	partly: (
		<>
			<circle cx="12" cy="12" r="9" />
			<path d="M3 12a9 9 0 0 0 18 0z" fill="currentColor" />
		</>
	),
	other: (
		<>
			<circle cx="12" cy="12" r="9" />
			<path d="M8 12h8" />
		</>
	),
	missed: (
		<>
			<circle cx="12" cy="12" r="9" stroke-dasharray="3.4 3.667" />
			<path d="M12 8v4.5M12 16v.01" />
		</>
	),
	false: (
		<>
			<path d="M12 2.5 21.5 12 12 21.5 2.5 12z" />
			<path d="m9.5 9.5 5 5m0-5-5 5" />
		</>
	),
	none: <circle cx="12" cy="12" r="2" fill="currentColor" stroke="none" />,
	open: <circle cx="12" cy="12" r="9" />,
	older: (
		<>
			<circle cx="12" cy="12" r="9" />
			<path d="M12 7v5l3.5 2" />
		</>
	),
	nosave: <path d="M5 4h11l3 3v13H5zM8 4v5h6M4 21 20 3" />,
	pen: <path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3" />,
	up: <path d="M12 19V5m-6 6 6-6 6 6" />,
	down: <path d="M12 5v14m6-6-6 6-6-6" />,
	progress: <path d="M3 20h5v-5h6v-5h6V5" />,
	path: <path d="M6 21V4M6 4h11l-2.500 4L17 12H6" />,
	choice: (
		<>
			<circle cx="6" cy="7" r="3" />
			<circle cx="6" cy="17" r="3" />
			<path d="M13 7h8M13 17h8" />
		</>
	),
	match: <path d="M3 7h5c5 0 3 10 8 10h5M3 17h5c2 0 2.800-1.600 3.400-3.300M13 9.700C13.600 8.200 14.300 7 16 7h5" />,
	order: <path d="M8 4v16m0 0-4-4m4 4 4-4M16 20V4m0 0-3 3m3-3 3 3" />,
	classify: <path d="M3 4h7v7H3zM14 4h7v7h-7zM3 15h7v5H3zM14 15h7v5h-7z" />,
	spot: (
		<>
			<path d="M4 6h16M4 12h7M4 18h6" />
			<path d="m14 17 2.500 2.500L21 14" />
		</>
	),
	people: (
		<>
			<circle cx="9" cy="8" r="3.5" />
			<path d="M2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.800a3.5 3.5 0 0 1 0 6.400M18 14.500c2.2.8 3.5 2.7 3.5 5.5" />
		</>
	),
	scenario: <path d="M6 21v-6c0-4 12-3 12-8V3M6 15c0-4-2-4-2-7V3" />,
};

export type IconName = keyof typeof SHAPES;

export function Icon({ name }: { name: IconName }) {
	return (
		<svg class="su-i" aria-hidden="true">
			<use href={`#su-${name}`} />
		</svg>
	);
}

/** Put the sprite at the start of an element, with the icons that the document does not have yet. */
export function addSprite(root: Element, all = false): void {
	const names = (Object.keys(SHAPES) as IconName[]).filter((name) => all || !document.getElementById(`su-${name}`));
	if (!names.length) return;
	const holder = document.createElement("div");
	holder.className = "su-sprite";
	root.prepend(holder);
	render(
		<svg class="su-sprite" aria-hidden="true" focusable="false">
			{names.map((name) => (
				<symbol id={`su-${name}`} viewBox="0 0 24 24">
					{SHAPES[name]}
				</symbol>
			))}
		</svg>,
		holder,
	);
}
