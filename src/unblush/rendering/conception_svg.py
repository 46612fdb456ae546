"""The pictures of the conception model as SVG: an icon array, bars by day or cycle, and the sperm budget."""

from __future__ import annotations

import math

from unblush.rendering import svg
from unblush.rendering.budget_report import BudgetReport
from unblush.rendering.conception_report import BarsView, ConceptionReport, IconView

WIDTH = 560
MARGIN = 20
COLUMNS = 74
STEP = 24
ROW = 18


def svg_of_conception(report: ConceptionReport) -> str:
    """Return one SVG with the icon array and the bars of a report, one below the other."""
    body: list[str] = []
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
        y = _bars(bars, y, body)
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
    low, high = picture.decades
    left, right = 90.0, WIDTH - 40.0

    def place(value: float) -> float:
        return left + (math.log10(max(value, 10.0**low)) - low) / (high - low) * (right - left)

    body, y = svg.lines_of_text(MARGIN, MARGIN + 6, picture.title, COLUMNS)
    y += 10
    for step in range(low, high + 1):
        x = place(10.0**step)
        body += [
            svg.line(x, y, x, y + 70, 0.3),
            svg.text(x, y + 86, f"{10.0**step:,.12g}", anchor="middle", size=11),
        ]
    for index, row in enumerate(picture.rows):
        middle = y + 18 + 32 * index
        body.append(svg.text(MARGIN, middle + 4, row.label))
        body.append(svg.bar(place(row.p5), middle - 7, place(row.p95) - place(row.p5), 14, 0.35))
        body.append(svg.line(place(row.p50), middle - 10, place(row.p50), middle + 10, 3))
    y += 110
    for said in (*report.count.lines[:2], *report.meaning.lines[:2]):
        more, y = svg.lines_of_text(MARGIN, y + 8, said.text, COLUMNS)
        body += more
    table = [picture.heads, *([row.label, *row.shown] for row in picture.rows)]
    return svg.document(picture.title, picture.desc, WIDTH, math.ceil(y + MARGIN), body, [table])


def rows_of(bars: BarsView) -> list[list[object]]:
    """Return the table that stands beside some bars: its heads, then low, middle and high of 100."""
    table: list[list[object]] = [list(bars.heads)]
    for row in bars.rows:
        table.append([row.label, *(round(100 * end) for end in (row.value.low, row.value.mid, row.value.high))])
    return table


def _icons(view: IconView, y: float, body: list[str]) -> float:
    lines, y = svg.lines_of_text(MARGIN, y + 6, view.title, COLUMNS)
    body += lines
    for place in range(100):
        opacity = 1.0 if place < view.full else 0.35 if place < view.full + view.half else 0.0
        body.append(svg.circle(MARGIN + 10 + place % 10 * STEP, y + 10 + place // 10 * STEP, 8, opacity))
    for index, (label, count) in enumerate(view.rows):
        beside = y + 16 + STEP * index
        body.append(svg.circle(MARGIN + 280, beside - 4, 8, (1.0, 0.35, 0.0)[index]))
        body.append(svg.text(MARGIN + 296, beside, f"{count}: {label}"))
    return y + 10 * STEP + 20


def _bars(view: BarsView, y: float, body: list[str]) -> float:
    lines, y = svg.lines_of_text(MARGIN, y + 10, view.title, COLUMNS)
    body += lines
    most = max(10, 10 * math.ceil(max(row.value.high for row in view.rows) * 10))
    left, right = MARGIN + 60.0, WIDTH - 60.0
    scale = (right - left) / most
    body.append(svg.text(MARGIN, y + 8, view.heads[0], size=11))
    for tick in range(0, most + 1, 10):
        x = left + tick * scale
        body += [
            svg.text(x, y + 8, str(tick), anchor="middle", size=11),
            svg.line(x, y + 14, x, y + 14 + ROW * len(view.rows), 0.3),
        ]
    y += 14
    for row in view.rows:
        low, mid, high = (100 * end * scale for end in (row.value.low, row.value.mid, row.value.high))
        name = f"{row.label} *" if row.marked else row.label
        body += [
            svg.text(left - 12, y + 13, name, anchor="end", size=11, bold=row.marked),
            svg.bar(left + low, y + 3, max(high - low, 1.0), ROW - 6, 0.35),
            svg.line(left + mid, y + 1, left + mid, y + ROW - 1, 2),
        ]
        y += ROW
    return y + 14
