"""The reports of the conception model as plain lines: sentences first, then pictures made of o, ?, = and dots."""

from __future__ import annotations

import math
from collections.abc import Iterator

from unblush.compiled.catalogue import Catalogue
from unblush.rendering.budget_report import BudgetPicture, BudgetReport
from unblush.rendering.citations import SourceView
from unblush.rendering.conception_report import BarRow, BarsView, Block, ConceptionReport, IconView
from unblush.rendering.terminal import heading, wrap

SCALE = 50


def lines_of_conception(report: ConceptionReport, words: Catalogue) -> Iterator[str]:
    """Yield the lines of a report about conceiving, at most 80 columns wide."""
    if report.first is not None:
        yield from _block(report.first)
    yield from _block(report.chance)
    if report.icons is not None:
        yield ""
        yield from icon_lines(report.icons)
    for block in report.blocks:
        yield from _block(block)
    for bars in report.bars:
        yield from heading(bars.heading)
        yield from bar_lines(bars, words)
    yield from _block(report.limits)
    yield from _end(report.sources, report.closing, words)


def lines_of_budget(report: BudgetReport, words: Catalogue) -> Iterator[str]:
    """Yield the lines of a sperm budget, at most 80 columns wide."""
    yield from _block(report.count)
    yield ""
    yield from _budget_picture(report.picture)
    yield from _block(report.meaning)
    yield from _block(report.limits)
    yield from _end(report.sources, report.closing, words)


def icon_lines(view: IconView) -> Iterator[str]:
    """Yield ten rows of ten signs, and a legend in words."""
    signs = "o" * view.full + "?" * view.half + "." * (100 - view.full - view.half)
    for start in range(0, 100, 10):
        yield "  " + " ".join(signs[start : start + 10])
    yield from wrap(view.legend)
    yield from wrap(", ".join(f"{count} {label}" for label, count in view.rows) + ".")


def bar_lines(view: BarsView, words: Catalogue) -> Iterator[str]:
    """Yield one line for each bar: = up to its low end, - up to its high end, and the range in numbers."""
    yield from wrap(view.legend)
    for row in view.rows:
        low, high = (round(100 * end / view.unit) for end in (row.value.low, row.value.high))
        name = f"{row.label}{'*' if row.marked else ''}"
        yield f"{name:>4} {'=' * low + '-' * (high - low):<{SCALE}} {_range(row, words)}".rstrip()


def _range(row: BarRow, words: Catalogue) -> str:
    low, high = round(100 * row.value.low), round(100 * row.value.high)
    if high == 0:
        return words.word("conception.bars.under_one")
    if low == 0:
        return words.word("conception.bars.up_to", high=high)
    return words.word("conception.bars.range", low=low, high=high)


def _budget_picture(picture: BudgetPicture) -> Iterator[str]:
    low, high = picture.decades
    width = SCALE // (high - low) * (high - low)

    def place(value: float) -> int:
        return round((math.log10(max(value, 10.0**low)) - low) / (high - low) * width)

    yield from wrap(picture.title + ".")
    for row in picture.rows:
        start, middle, end = place(row.p5), place(row.p50), place(row.p95)
        signs = "".join("#" if at == middle else "-" if start <= at <= end else " " for at in range(width + 1))
        yield f"{row.label:>8} {signs}".rstrip()
    ruler = [" "] * (width + 8)
    for step in range(low, high + 1):
        label = f"{10.0**step:,.12g}"
        at = place(10.0**step)
        ruler[at : at + len(label)] = list(label)
    yield " " * 9 + "".join(ruler).rstrip()
    yield from wrap(picture.legend)


def _block(block: Block) -> Iterator[str]:
    yield from heading(block.heading)
    for said in block.lines:
        yield from wrap(f"{said.text} [{said.behind}]" if said.behind else said.text, "- ")


def _end(sources: tuple[SourceView, ...], closing: tuple[str, ...], words: Catalogue) -> Iterator[str]:
    yield from heading(words.word("result.sources"))
    for source in sources:
        yield from wrap(f"{source.text} ({source.read_as}) {source.link}".rstrip(), f"{source.number}. ")
    yield ""
    for text in closing:
        yield from wrap(text)
