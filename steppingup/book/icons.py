"""The icons of the page frame: one sprite, only what a page uses. The script adds the icons of activities."""

from __future__ import annotations

_SHAPES = {
    "menu": '<path d="M3 6h18M3 12h18M3 18h12"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m20 20-4.7-4.7"/>',
    "progress": '<path d="M3 20h5v-5h6v-5h6V5"/>',
    "phone": (
        '<path d="M5 3h4l2 5-2.500 1.800a13 13 0 0 0 5.700 5.700L16 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 5a2 2 0 0 1 '
        '2-2z"/>'
    ),
    "leave": '<path d="M10 4H5v16h5M14 8l4 4-4 4M18 12H9"/>',
    "time": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.500 2"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.500 20c0-4 3-6 6.500-6s6.500 2 6.500 6M16 4.800a3.500 3.500 0 0 1 '
        '0 6.400M18 14.500c2.200.8 3.500 2.700 3.500 5.500"/>'
    ),
    "path": '<path d="M6 21V4M6 4h11l-2.500 4L17 12H6"/>',
    "tier": '<path d="M4 19h16M6 14h12M9 9h6"/>',
    "pen": '<path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3"/>',
    "trainer": '<path d="M3 4h18M5 4v11h14V4M12 15v3M8 21.500l4-3.500 4 3.500M9 8h6M9 11h4"/>',
    "town": '<path d="M4 21V9l5-3v15M9 21V4l6-2v19M15 21V9h5v12M2 21h20"/>',
    "book": '<path d="M12 6c-2-1.500-5-2-9-2v14c4 0 7 .5 9 2 2-1.500 5-2 9-2V4c-4 0-7 .5-9 2zM12 6v14"/>',
    "heart": '<path d="M12 20C6 16 3 12.500 3 9a4.500 4.500 0 0 1 9-1 4.500 4.500 0 0 1 9 1c0 3.500-3 7-9 11z"/>',
}  # fmt: skip

MARK = (
    '<path d="M2 25a2 2 0 0 1 2-2h6.5v-8a4 4 0 0 1 8 0v1.5H20V12a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2H4a2 2 '
    '0 0 1-2-2z"/><circle cx="14.5" cy="6" r="3.2"/>'
)

FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><style>path,circle{fill:#0d5a61}'
    "@media (prefers-color-scheme:dark){path,circle{fill:#8ad0ca}}</style>" + MARK + "</svg>\n"
)

TRAINER_FAVICON = FAVICON.replace("#0d5a61", "#6b2d73").replace("#8ad0ca", "#dcaae4")

STAIRS = (
    '<svg class="su-stairs" viewBox="0 0 300 220" aria-hidden="true"><path d="M0 214v-34a8 8 0 0 1 8-8h66v-42a8 8 0 0 '
    '1 8-8h66V80a8 8 0 0 1 8-8h66V30a8 8 0 0 1 8-8h70v192a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6z" '
    'fill="var(--su-accent-soft)"/>'
    '<path d="M2 180a8 8 0 0 1 8-6h66v-44a8 8 0 0 1 8-8h66V80a8 8 0 0 1 8-8h66V30a8 8 0 0 1 8-8h66" '
    'stroke="var(--su-accent)" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"/>'
    '<circle cx="115" cy="52" r="14" fill="var(--su-accent)"/>'
    '<path d="M93 118v-22a22 22 0 0 1 44 0v22z" fill="var(--su-accent)"/></svg>'
)


def icon(name: str) -> str:
    """Refer to an icon of the sprite; it says nothing to a screen reader."""
    return f'<svg class="su-i" aria-hidden="true"><use href="#su-{name}"/></svg>'


def sprite(page: str) -> str:
    """Write the sprite of the icons that a page refers to."""
    used = [name for name in _SHAPES if f'href="#su-{name}"' in page]
    symbols = "".join(f'<symbol id="su-{name}" viewBox="0 0 24 24">{_SHAPES[name]}</symbol>' for name in used)
    return f'<svg class="su-sprite" aria-hidden="true" focusable="false">{symbols}</svg>'
