"""Ranges as bars on one scale: our shares out of ten, chances by day or cycle out of a hundred, and sperm counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.rendering import svg
from unblush.rendering.amounts import in_ten, sentence, tenths
from unblush.rendering.budget_report import BudgetPicture
from unblush.rendering.conception_report import BarsView
from unblush.rendering.pictures.picture import COLUMNS, MARGIN, WIDTH, Picture, picture

ROW: Final = 18
THICK: Final = 16
LEAST: Final = 0.5
"""How many tenths a bar spans at the least: "fewer than 1 in 10" is not nothing."""


@dataclass(frozen=True, slots=True)
class Share:
    """One share with its range of probabilities, and what it is a share of."""

    label: str
    low: float
    high: float


def interval_bar(low: float, high: float, words: Catalogue, prefix: str) -> Picture:
    """Return one share as a bar from 0 to 10 in 10: solid as far as at least, hatched as far as at most."""
    title = sentence(in_ten(words, low, high))
    return _shares((Share("", low, high),), title, words, prefix)


def interval_bars(shares: Sequence[Share], words: Catalogue, prefix: str) -> Picture:
    """Return several shares on one scale, one below the other, each with its label and its amount in words."""
    return _shares(shares, words.word("picture.shares.title"), words, prefix)


def _shares(shares: Sequence[Share], title: str, words: Catalogue, prefix: str) -> Picture:
    left, right = MARGIN + 2.0, WIDTH - MARGIN - 10.0
    tenth = (right - left) / 10
    pattern = f"{prefix}-hatch"
    body = [svg.hatch(pattern)]
    rows = []
    said = []
    y = 4.0
    for share in shares:
        amount = in_ten(words, share.low, share.high)
        least, most = tenths(share.low, share.high)
        said.append(words.word("picture.shares.row", label=share.label, amount=amount) if share.label else amount)
        rows.append((share.label or title, str(least), str(most), amount))
        if share.label:
            lines, y = svg.lines_of_text(left, y + 12, said[-1], COLUMNS)
            body += lines
            y -= 6
        end = max(most, least + LEAST)
        body.append(svg.bar(left, y, tenth * least, THICK))
        body.append(svg.bar(left + tenth * least, y, tenth * (end - least), THICK, pattern))
        y += THICK + 10
    axis = y - 4
    body.append(svg.line(left, axis, right, axis, 1))
    for tick in range(11):
        x = left + tenth * tick
        body.append(svg.line(x, axis, x, axis + 5, 1))
        if tick % 2 == 0:
            body.append(svg.text(x, axis + 19, str(tick), anchor="middle", size=12))
    body.append(svg.text(right, axis + 37, words.word("picture.shares.axis"), anchor="end", size=12))
    y = axis + 37
    for name, shape in (("least", ""), ("between", pattern)):
        y += 22
        body += [svg.bar(left, y - 12, 20, 14, shape), svg.text(left + 28, y, words.word(f"picture.shares.{name}"))]
    heads = tuple(words.word(f"picture.shares.column_{name}") for name in ("label", "low", "high", "amount"))
    desc = words.word("picture.shares.desc", said="; ".join(said))
    return picture(prefix, title, desc, body, y + 8, heads, rows)


def bars_picture(view: BarsView, prefix: str) -> Picture:
    """Return chances by cycle day or by cycle as bars of a hundred."""
    pattern = f"{prefix}-hatch"
    body, y = draw_bars(view, 4.0, (MARGIN + 44.0, WIDTH - MARGIN - 8.0), pattern)
    table = rows_of(view)
    rows = (tuple(map(str, row)) for row in table[1:])
    return picture(prefix, view.title, view.desc, [svg.hatch(pattern), *body], y, view.heads, rows)


def budget_picture(view: BudgetPicture, prefix: str) -> Picture:
    """Return how many sperm there are before and after some flows back, on a scale of tenfold steps."""
    pattern = f"{prefix}-hatch"
    body, y = draw_budget(view, 4.0, (MARGIN + 56.0, WIDTH - MARGIN - 16.0), MARGIN, pattern)
    rows = ((row.label, *row.shown) for row in view.rows)
    return picture(prefix, view.title, view.desc, [svg.hatch(pattern), *body], y, view.heads, rows)


def rows_of(bars: BarsView) -> list[list[object]]:
    """Return the table that stands beside some bars: its heads, then low, middle and high of 100."""
    table: list[list[object]] = [list(bars.heads)]
    for row in bars.rows:
        table.append([row.label, *(round(100 * end) for end in (row.value.low, row.value.mid, row.value.high))])
    return table


def draw_bars(view: BarsView, y: float, ends: tuple[float, float], pattern: str) -> tuple[list[str], float]:
    """Return bars on a scale of a hundred between two ends, a line at each middle, and the height below them."""
    left, right = ends
    most = max(10, 10 * math.ceil(max(row.value.high for row in view.rows) * 10))
    scale = (right - left) / most
    step = 10 if most <= 50 else 20
    if left > 90:
        body = [svg.text(left - 12, y + 12, view.heads[0], anchor="end", size=12)]
    else:  # too narrow for both on one line
        body = [svg.text(MARGIN, y + 12, view.heads[0], size=12)]
        y += 18
    for tick in range(0, most + 1, step):
        x = left + tick * scale
        body += [
            svg.text(x, y + 12, str(tick), anchor="middle", size=12),
            svg.line(x, y + 18, x, y + 18 + ROW * len(view.rows), 0.3),
        ]
    y += 18
    for row in view.rows:
        low, mid, high = (100 * end * scale for end in (row.value.low, row.value.mid, row.value.high))
        name = f"{row.label} *" if row.marked else row.label
        body += [
            svg.text(left - 12, y + 13, name, anchor="end", size=12, bold=row.marked),
            svg.bar(left + low, y + 3, max(high - low, 1.0), ROW - 6, pattern),
            svg.line(left + mid, y + 1, left + mid, y + ROW - 1, 2),
        ]
        y += ROW
    return body, y + 14


def draw_budget(
    view: BudgetPicture, y: float, ends: tuple[float, float], margin: float, pattern: str
) -> tuple[list[str], float]:
    """Return the rows of a budget on a scale of tenfold steps between two ends, and the height below them."""
    low, high = view.decades
    left, right = ends

    def place(value: float) -> float:
        return left + (math.log10(max(value, 10.0**low)) - low) / (high - low) * (right - left)

    body = []
    for step in range(low, high + 1):
        x = place(10.0**step)
        body += [
            svg.line(x, y, x, y + 70, 0.3),
            svg.text(x, y + 86, f"{10.0**step:,.12g}", anchor="middle", size=12),
        ]
    for index, row in enumerate(view.rows):
        middle = y + 18 + 32 * index
        body.append(svg.text(margin, middle + 4, row.label))
        body.append(svg.bar(place(row.p5), middle - 7, place(row.p95) - place(row.p5), 14, pattern))
        body.append(svg.line(place(row.p50), middle - 10, place(row.p50), middle + 10, 3))
    return body, y + 100
