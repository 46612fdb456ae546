"""The fertile days of a cycle as a strip: in how many of ten cycles each day is one, and where today stands."""

from __future__ import annotations

from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.compiled.conception import ConceptionNumbers
from unblush.conception.ovulation import CycleKnown, shifted_days, window_chance
from unblush.rendering import svg
from unblush.rendering.amounts import in_ten, tenths
from unblush.rendering.pictures.picture import COLUMNS, MARGIN, WIDTH, Picture, picture

TALL: Final = 110
USUAL_LAST: Final = 35
"""How many days are drawn where the length of the cycle is not known."""


def fertile_days(numbers: ConceptionNumbers, known: CycleKnown) -> tuple[tuple[int, float, float], ...]:
    """Return each day of a cycle with the share of cycles (low, high) in which it is a fertile one."""
    calendars = shifted_days(numbers, known)
    last = max(known.length or USUAL_LAST, known.lh_on or 0, known.temperature_rise_on or 0)
    found = []
    for day in range(1, last + 1):
        shares = [min(1.0, window_chance(numbers, days, day)) for days in calendars]
        found.append((day, min(shares), max(shares)))
    return tuple(found)


def fertile_strip(
    numbers: ConceptionNumbers, known: CycleKnown, words: Catalogue, prefix: str, today: int | None = None
) -> Picture:
    """Return the strip of one cycle; `today` is its day, counted from the first day of bleeding, where it is known."""
    days = fertile_days(numbers, known)
    pattern = f"{prefix}-hatch"
    left, right, top = MARGIN + 22.0, WIDTH - MARGIN, 26.0
    wide = (right - left) / len(days)
    ground = top + TALL
    body = [svg.hatch(pattern)]
    for tick in (0, 5, 10):
        y = ground - TALL * tick / 10
        body += [svg.line(left, y, right, y, 0.4), svg.text(left - 6, y + 4, str(tick), anchor="end", size=12)]
    rows = []
    for day, low, high in days:
        x = left + wide * (day - 1)
        base, top_of = TALL * low, TALL * high
        body.append(svg.bar(x + 1, ground - base, wide - 2, base))
        if top_of - base >= 1:
            body.append(svg.bar(x + 1, ground - top_of, wide - 2, top_of - base, pattern))
        if day == 1 or day % 7 == 0:
            body.append(svg.text(x + wide / 2, ground + 16, str(day), anchor="middle", size=12))
        name = words.word("picture.fertile.today", day=day) if day == today else str(day)
        rows.append((name, *map(str, tenths(low, high)), in_ten(words, low, high)))
    if today is not None and 1 <= today <= len(days):
        x = left + wide * (today - 0.5)
        anchor = "start" if today < len(days) / 3 else "end" if today > len(days) * 2 / 3 else "middle"
        body += [
            svg.path(f"M{x - 5:g} {top - 8:g}L{x:g} {top - 2:g}L{x + 5:g} {top - 8:g}", 2),
            svg.line(x, top - 2, x, ground, 1.5),
            svg.text(x, top - 12, words.word("picture.fertile.today", day=today), anchor=anchor, bold=True),
        ]
    y = ground + 34
    body.append(svg.text(right, y, words.word("picture.fertile.axis"), anchor="end", size=12))
    for name, shape in (("least", ""), ("between", pattern)):
        y += 22
        body += [
            svg.bar(MARGIN, y - 12, 20, 14, shape),
            svg.text(MARGIN + 28, y, words.word(f"picture.fertile.{name}")),
        ]
    warned = words.word("conception.no_safe_day")
    for said, bold in ((words.word("picture.fertile.never_safe"), True), (warned, False)):
        lines, y = svg.lines_of_text(MARGIN, y + 22 if bold else y + 4, said, COLUMNS, bold=bold)
        body += lines
    peak, low, high = max(days, key=lambda row: (row[1] + row[2], -row[0]))
    desc = words.word("picture.fertile.desc", last=len(days), peak=peak, amount=in_ten(words, low, high), warned=warned)
    heads = tuple(words.word(f"picture.fertile.column_{name}") for name in ("day", "low", "high", "amount"))
    return picture(prefix, words.word("picture.fertile.title"), desc, body, y, heads, rows)
