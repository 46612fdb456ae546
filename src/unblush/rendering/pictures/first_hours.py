"""What happens to semen in the first hours and days: the steps of the pack on a scale that begins slowly."""

from __future__ import annotations

import math
from typing import Final

from unblush.compiled.catalogue import Catalogue, Said
from unblush.compiled.conception import ConceptionNumbers
from unblush.rendering import svg
from unblush.rendering.citations import Citations
from unblush.rendering.pictures.picture import COLUMNS, MARGIN, WIDTH, Picture, picture

THICK: Final = 12
TICKS: Final = (1, 10, 60, 360, 2880)
"""Minutes that are marked on the axis: each mark is several times the last, or the first hour would be a hair."""


def first_hours_picture(numbers: ConceptionNumbers, words: Catalogue, cites: Citations, prefix: str) -> Picture | None:
    """Return the steps as bars over time, each with what stands behind it; None where the pack has no steps."""
    steps = numbers.first_hours
    if not steps:
        return None
    left, right = MARGIN + 8.0, WIDTH - MARGIN - 24.0
    last = max(TICKS[-1], *(step.until for step in steps))

    def place(minutes: float) -> float:
        return left + math.log(max(minutes, 1.0)) / math.log(last) * (right - left)

    body: list[str] = []
    rows = []
    y = 0.0
    for step in steps:
        text = words.word(f"picture.first_hours.step.{step.id}")
        span = _span(words, step.begins, step.until)
        rows.append((span, text, cites.mark(Said(text, step.cites, step.expert))))
        lines, y = svg.lines_of_text(MARGIN, y + 16, span, COLUMNS, bold=True)
        more, y = svg.lines_of_text(MARGIN, y, text, COLUMNS)
        y -= 8
        body += [*lines, *more, svg.bar(place(step.begins), y, max(place(step.until) - place(step.begins), 3.0), THICK)]
        y += THICK + 8
    body.append(svg.line(left, y, right, y, 1))
    for tick in TICKS:
        x = place(tick)
        body += [svg.line(x, y, x, y + 5, 1), svg.text(x, y + 19, _time(words, tick), anchor="middle", size=12)]
    lines, y = svg.lines_of_text(MARGIN, y + 40, words.word("picture.first_hours.scale"), COLUMNS)
    heads = tuple(words.word(f"picture.first_hours.column_{name}") for name in ("when", "what", "behind"))
    desc = words.word("picture.first_hours.desc", steps=len(steps))
    return picture(prefix, words.word("picture.first_hours.title"), desc, [*body, *lines], y, heads, rows)


def _span(words: Catalogue, begins: float, until: float) -> str:
    if begins == 0:
        return words.word("picture.first_hours.up_to", until=_time(words, until))
    return words.word("picture.first_hours.span", begins=_time(words, begins), until=_time(words, until))


def _time(words: Catalogue, minutes: float) -> str:
    """Return a time in the largest unit that it fills, as 30 min, 2 h or 2 days."""
    if minutes < 60:
        return words.word("picture.first_hours.minutes", count=f"{minutes:g}")
    if minutes < 1440:
        return words.word("picture.first_hours.hours", count=f"{minutes / 60:g}")
    key = "day" if minutes == 1440 else "days"
    return words.word(f"picture.first_hours.{key}", count=f"{minutes / 1440:g}")
