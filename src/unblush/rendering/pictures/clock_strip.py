"""The deadlines of one person on one axis of hours: how long each is still open, and the others in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.rendering import svg
from unblush.rendering.clocks import ClockView
from unblush.rendering.pictures.picture import COLUMNS, MARGIN, WIDTH, Picture, picture
from unblush.result import ClockState

THICK: Final = 14
TICKS: Final = 6
OPEN: Final = ClockState.OPEN.value


def clock_strip(clocks: Sequence[ClockView], words: Catalogue, prefix: str) -> Picture | None:
    """Return bars from now to each open deadline, and the other clocks in words; None where nothing presses."""
    if not any(clock.state in {OPEN, ClockState.UNKNOWN.value} for clock in clocks):
        return None
    open_ones = sorted((c for c in clocks if c.state == OPEN and c.hours is not None), key=lambda c: c.hours or 0.0)
    others = [clock for clock in clocks if clock not in open_ones]
    body: list[str] = []
    y = 0.0
    if open_ones:
        y = _bars(open_ones, words, body)
    for clock in others:
        said = words.word("picture.clocks.row", title=clock.title, stands=clock.stands)
        lines, y = svg.lines_of_text(MARGIN, y + 18, said, COLUMNS)
        body += lines
        y -= 6
    heads = tuple(words.word(f"picture.clocks.column_{name}") for name in ("what", "stands", "hours"))
    rows = [
        (clock.title, clock.stands, str(int(clock.hours)) if clock in open_ones and clock.hours is not None else "")
        for clock in (*open_ones, *others)
    ]
    desc = words.word("picture.clocks.desc", open=len(open_ones), others=len(others))
    return picture(prefix, words.word("picture.clocks.title"), desc, body, y + 8, heads, rows)


def _bars(clocks: Sequence[ClockView], words: Catalogue, body: list[str]) -> float:
    """Draw the open deadlines, soonest first, over one axis that begins now."""
    last = max(clock.hours or 0.0 for clock in clocks)
    step = 24 * max(1, math.ceil(last / 24 / TICKS)) if last > 24 else 6
    end = step * max(1, math.ceil(last / step))
    left, right = MARGIN + 8.0, WIDTH - MARGIN - 12.0
    scale = (right - left) / end
    y = 0.0
    for clock in clocks:
        said = words.word("picture.clocks.row", title=clock.title, stands=clock.stands)
        lines, y = svg.lines_of_text(MARGIN, y + 16, said, COLUMNS)
        x = left + scale * (clock.hours or 0.0)
        y -= 8
        body += [*lines, svg.bar(left, y, x - left, THICK), svg.line(x, y - 3, x, y + THICK + 3, 3)]
        y += THICK + 8
    body.append(svg.line(left, y, right, y, 1))
    for tick in range(0, end + 1, step):
        x = left + scale * tick
        label = str(tick) if tick else words.word("picture.clocks.now")
        body += [svg.line(x, y, x, y + 5, 1), svg.text(x, y + 19, label, anchor="middle", size=12)]
    body.append(svg.text(right, y + 36, words.word("picture.clocks.axis"), anchor="end", size=12))
    return y + 44
