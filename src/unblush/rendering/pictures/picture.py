"""What every picture is: a drawing for the inside of a page, and a table that says the same in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from unblush.rendering import svg

WIDTH: Final = 320
"""Pictures are drawn for the narrowest phone and grow from there; 13 units of text stay readable."""
MARGIN: Final = 8
COLUMNS: Final = 46
"""How many letters fit on a line of that width."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its drawing and its text twin. `rows` below `heads` say everything that the drawing says."""

    id: str
    title: str
    desc: str
    svg: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def picture(
    prefix: str,
    title: str,
    desc: str,
    body: Iterable[str],
    height: float,
    heads: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    width: int = WIDTH,
) -> Picture:
    """Return a picture whose ids all begin with `prefix`, which the caller keeps unique on its page."""
    drawing = svg.inline(prefix, title, desc, width, height, body)
    return Picture(prefix, title, desc, drawing, heads, tuple(rows))
