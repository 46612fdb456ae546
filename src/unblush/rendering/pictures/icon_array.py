"""Shares as signs that can be counted: ten for our own estimates, a hundred for published chances."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.rendering import svg
from unblush.rendering.amounts import in_ten, sentence, tenths
from unblush.rendering.conception_report import IconView
from unblush.rendering.pictures.picture import MARGIN, Picture, picture

PER_ROW: Final = 10
SIGNS: Final[tuple[svg.Sign, ...]] = ("full", "half", "empty")


def icon_array_of_ten(low: float, high: float, words: Catalogue, prefix: str) -> Picture:
    """Return a share as ten signs: full for at least so many, half for those that may be, empty for the rest."""
    least, most = tenths(low, high)
    counts = (least, most - least, PER_ROW - most)
    labels = tuple(words.word(f"picture.ten.{name}") for name in SIGNS)
    desc = words.word("picture.ten.desc", full=counts[0], half=counts[1], empty=counts[2])
    heads = (words.word("picture.ten.column_kind"), words.word("picture.ten.column_count"))
    rows = tuple(zip(labels, counts, strict=True))
    body, y = draw_signs(counts, 0.0, MARGIN, 30.0, 11.0)
    legend, y = draw_legend(rows, y + 6, MARGIN)
    title = sentence(in_ten(words, low, high))
    return picture(prefix, title, desc, [*body, *legend], y, heads, ((label, str(n)) for label, n in rows))


def icon_array_of_hundred(view: IconView, words: Catalogue, prefix: str) -> Picture:
    """Return a chance of conceiving as a hundred signs, ten in each line."""
    counts = (view.full, view.half, 100 - view.full - view.half)
    body, y = draw_signs(counts, 0.0, MARGIN, 24.0, 9.0)
    legend, y = draw_legend(view.rows, y + 6, MARGIN)
    heads = (words.word("conception.picture.column_kind"), words.word("conception.picture.column_count"))
    rows = ((label, str(count)) for label, count in view.rows)
    return picture(prefix, view.title, view.desc, [*body, *legend], y, heads, rows)


def draw_signs(
    counts: tuple[int, int, int], y: float, left: float, step: float, radius: float
) -> tuple[list[str], float]:
    """Return so many full, half and empty signs, ten in each line, and the height below them."""
    kinds = [kind for kind, count in zip(SIGNS, counts, strict=True) for _ in range(count)]
    body = [
        svg.sign(left + step / 2 + place % PER_ROW * step, y + step / 2 + place // PER_ROW * step, radius, kind)
        for place, kind in enumerate(kinds)
    ]
    return body, y + step * -(-len(kinds) // PER_ROW)


def draw_legend(rows: Iterable[tuple[str, int]], y: float, left: float) -> tuple[list[str], float]:
    """Return what each kind of sign that is there means and how many there are of it, and the height below."""
    body = []
    for kind, (label, count) in zip(SIGNS, rows, strict=True):
        if not count:
            continue
        body += [svg.sign(left + 10, y + 10, 8, kind), svg.text(left + 26, y + 15, f"{count}: {label}", size=14)]
        y += 24
    return body, y
