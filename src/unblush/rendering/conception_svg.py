"""The pictures of the conception model as SVG files: an icon array, bars by day or cycle, and the sperm budget."""

from __future__ import annotations

import math

from unblush.rendering import svg
from unblush.rendering.budget_report import BudgetReport
from unblush.rendering.conception_report import ConceptionReport, IconView
from unblush.rendering.pictures.icon_array import draw_legend, draw_signs
from unblush.rendering.pictures.interval_bar import draw_bars, draw_budget, rows_of

WIDTH = 560
MARGIN = 20
COLUMNS = 74
STEP = 24
HATCH = "hatch"


def svg_of_conception(report: ConceptionReport) -> str:
    """Return one SVG with the icon array and the bars of a report, one below the other."""
    body: list[str] = [svg.hatch(HATCH)]
    tables: list[svg.Rows] = []
    titles: list[str] = []
    descs: list[str] = []
    y = float(MARGIN)
    if report.icons is not None:
        y = _icons(report.icons, y, body)
        tables.append(report.icons.rows)
        titles.append(report.icons.title)
        descs.append(report.icons.desc)
    for bars in report.bars:
        lines, y = svg.lines_of_text(MARGIN, y + 10, bars.title, COLUMNS)
        drawn, y = draw_bars(bars, y - 4, (MARGIN + 78.0, WIDTH - 60.0), HATCH)
        body += lines + drawn
        tables.append(rows_of(bars))
        titles.append(bars.title)
        descs.append(bars.desc)
    for said in (*(report.first.lines[:1] if report.first else ()), *report.chance.lines):
        more, y = svg.lines_of_text(MARGIN, y + 8, said.text, COLUMNS)
        body += more
        descs.append(said.text)
    title = titles[0] if titles else report.chance.heading
    return svg.document(title, " ".join(descs), WIDTH, math.ceil(y + MARGIN), body, tables)


def svg_of_budget(report: BudgetReport) -> str:
    """Return the budget as two lines on a scale of tenfold steps."""
    picture = report.picture
    lines, y = svg.lines_of_text(MARGIN, MARGIN + 6, picture.title, COLUMNS)
    drawn, y = draw_budget(picture, y + 10, (90.0, WIDTH - 40.0), MARGIN, HATCH)
    body = [svg.hatch(HATCH), *lines, *drawn]
    y += 10
    for said in (*report.count.lines[:2], *report.meaning.lines[:2]):
        more, y = svg.lines_of_text(MARGIN, y + 8, said.text, COLUMNS)
        body += more
    table = [picture.heads, *([row.label, *row.shown] for row in picture.rows)]
    return svg.document(picture.title, picture.desc, WIDTH, math.ceil(y + MARGIN), body, [table])


def _icons(view: IconView, y: float, body: list[str]) -> float:
    lines, y = svg.lines_of_text(MARGIN, y + 6, view.title, COLUMNS)
    counts = (view.full, view.half, 100 - view.full - view.half)
    signs, below = draw_signs(counts, y - 2, MARGIN - 2.0, STEP, 8.0)
    legend, _ = draw_legend(view.rows, y, MARGIN + 270.0)
    body += [*lines, *signs, *legend]
    return below + 20
