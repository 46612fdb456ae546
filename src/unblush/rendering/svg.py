"""Pictures as SVG by hand: a title and a description that are read aloud, the same rows as text, no script, no font."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

Rows = Sequence[Sequence[object]]


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


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, bold: bool = False) -> str:
    """Return a line of text."""
    weight = ' font-weight="bold"' if bold else ""
    place = f'x="{x:g}" y="{y:g}" text-anchor={quoteattr(anchor)} font-size="{size}"'
    return f'<text {place}{weight} fill="currentColor">{escape(words)}</text>'


def lines_of_text(x: float, y: float, words: str, columns: int) -> tuple[list[str], float]:
    """Return a text broken into lines, and the height below the last one."""
    import textwrap  # noqa: PLC0415 - only where a picture is drawn

    lines = textwrap.wrap(words, columns)
    return [text(x, y + 17 * i, line) for i, line in enumerate(lines)], y + 17 * len(lines)


def bar(x: float, y: float, width: float, height: float, opacity: float) -> str:
    """Return a filled bar."""
    size = f'x="{x:g}" y="{y:g}" width="{max(width, 0.0):g}" height="{height:g}"'
    return f'<rect {size} fill="#0b6e99" fill-opacity="{opacity:g}"/>'


def line(x1: float, y1: float, x2: float, y2: float, width: float = 1.0) -> str:
    """Return a straight line."""
    ends = f'x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
    return f'<line {ends} stroke="currentColor" stroke-width="{width:g}"/>'


def circle(x: float, y: float, radius: float, opacity: float) -> str:
    """Return a circle with an outline, filled by its opacity."""
    place = f'cx="{x:g}" cy="{y:g}" r="{radius:g}"'
    return f'<circle {place} fill="#0b6e99" fill-opacity="{opacity:g}" stroke="#0b6e99"/>'
