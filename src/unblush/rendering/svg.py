"""Pictures as SVG by hand: a title and a description that are read aloud, the same rows as text, no script, no font.

Every part carries a class (`pic-ink`, `pic-fill`, `pic-soft`, `pic-ring`, `pic-line`, `pic-grid`, `pic-hatch`), so that
a stylesheet can set its colours for dark pages and print, and presentation attributes, so that it is right without one.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Final, Literal
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Sequence[object]]
Sign = Literal["full", "half", "empty"]

ACCENT: Final = "#0b6e99"
LINE: Final = 17
"""The height of a line of text."""


def document(title: str, desc: str, width: int, height: int, body: Iterable[str], tables: Iterable[Rows]) -> str:
    """Return a whole SVG file. `tables` are the rows of the pictures; their first row holds the heads."""
    metadata = "\n\n".join("\n".join("\t".join(map(str, row)) for row in table) for table in tables)
    opening = (
        '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" color="#1f2933" '
        'font-family="sans-serif" font-size="13">'
    )
    return "\n".join(
        [
            opening,
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="desc">{escape(desc)}</desc>',
            f"<metadata>{escape(metadata)}</metadata>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *body,
            "</svg>",
            "",
        ]
    )


def inline(prefix: str, title: str, desc: str, width: int, height: float, body: Iterable[str]) -> str:
    """Return an SVG element for the inside of a page; `prefix` keeps its ids apart from those of other pictures."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="pic" role="img" '
        f'aria-labelledby="{prefix}-title {prefix}-desc" '
        f'viewBox="0 0 {width} {height:g}" font-family="sans-serif" font-size="13">'
    )
    heads = [f'<title id="{prefix}-title">{escape(title)}</title>', f'<desc id="{prefix}-desc">{escape(desc)}</desc>']
    return "\n".join([opening, *heads, *body, "</svg>"])


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, bold: bool = False) -> str:
    """Return a line of text."""
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:g}" y="{y:g}" text-anchor={quoteattr(anchor)} font-size="{size}"'
    return f'<text class="pic-ink" {place}{weight} fill="currentColor">{escape(words)}</text>'


def lines_of_text(x: float, y: float, words: str, columns: int, *, bold: bool = False) -> tuple[list[str], float]:
    """Return a text broken into lines, and the height below the last one."""
    lines = textwrap.wrap(words, columns)
    return [text(x, y + LINE * i, line, bold=bold) for i, line in enumerate(lines)], y + LINE * len(lines)


def hatch(name: str) -> str:
    """Return a pattern of slanting lines under the id `name`: what may be, told from what is without any colour."""
    return (
        f'<defs><pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect class="pic-soft" width="6" height="6" fill="{ACCENT}" fill-opacity="0.15"/>'
        f'<rect class="pic-fill" width="2" height="6" fill="{ACCENT}"/></pattern></defs>'
    )


def bar(x: float, y: float, width: float, height: float, pattern: str = "") -> str:
    """Return a bar: filled, or with an outline and a pattern where the id of one is given."""
    size = f'x="{x:g}" y="{y:g}" width="{max(width, 0.0):g}" height="{height:g}"'
    if pattern:
        return f'<rect class="pic-hatch" {size} fill="url(#{pattern})" stroke="{ACCENT}"/>'
    return f'<rect class="pic-fill" {size} fill="{ACCENT}"/>'


def line(x1: float, y1: float, x2: float, y2: float, width: float = 1.0) -> str:
    """Return a straight line; a thin one belongs to the grid."""
    ends = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
    name = "pic-grid" if width < 1 else "pic-line"
    return f'<line class="{name}" {ends} stroke="currentColor" stroke-width="{width:g}"/>'


def path(points: str, width: float = 1.5) -> str:
    """Return an open path drawn as a line."""
    return f'<path class="pic-line" d="{points}" fill="none" stroke="currentColor" stroke-width="{width:g}"/>'


def sign(x: float, y: float, radius: float, kind: Sign) -> str:
    """Return one sign of an icon array: a full disc, a half disc in a ring, or a small ring."""
    ring = f'class="pic-ring" fill="none" stroke="{ACCENT}"'
    if kind == "full":
        return f'<circle class="pic-fill" cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{ACCENT}"/>'
    if kind == "empty":
        return f'<circle {ring} cx="{x:g}" cy="{y:g}" r="{radius * 0.6:g}"/>'
    r = radius - 0.75
    half = f"M{x:g} {y - r:g}A{r:g} {r:g} 0 0 0 {x:g} {y + r:g}Z"
    disc = f'<circle {ring} cx="{x:g}" cy="{y:g}" r="{r:g}" stroke-width="1.5"/>'
    return f'{disc}<path class="pic-fill" d="{half}" fill="{ACCENT}"/>'
