"""The reports of the conception model as JSON documents: three decimals, always low, middle and high."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any, Final

from unblush.conception.answer import ConceiveQuestion, ConceptionAnswer
from unblush.conception.budget_plan import Budget, BudgetPlan, Spread
from unblush.conception.interval import Interval
from unblush.rendering.budget_report import BudgetReport
from unblush.rendering.conception_report import Block, ConceptionReport
from unblush.rendering.pictures.interval_bar import rows_of

CONCEPTION_SCHEMA: Final = "unblush.conception/1"
BUDGET_SCHEMA: Final = "unblush.budget/1"


def document_of_conception(
    found: ConceptionAnswer, asked: ConceiveQuestion, report: ConceptionReport, pack_digest: str
) -> dict[str, Any]:
    """Return an answer about conceiving with its words and its pictures' rows as plain values."""
    question = asked.cycle
    return {
        "schema": CONCEPTION_SCHEMA,
        "pack_digest": pack_digest,
        "asked": {
            "age": question.age,
            "partner_age": question.partner_age,
            "cycle": dataclasses.asdict(question.cycle),
            "sex_on": list(question.sex_on),
            "mucus": question.mucus,
            "route": asked.route,
            "cycles": asked.cycles,
            "tried": asked.tried,
            "unwanted": asked.unwanted,
            "contact": asked.contact if asked.unwanted else None,
        },
        "kind": found.kind,
        "counts": found.counts,
        "chance": _interval(found.chance),
        "after_tried": _interval(found.after_tried),
        "in_window": _interval(found.in_window),
        "by_cycle": [{"cycle": n, **_ends(value)} for n, value in enumerate(found.cumulative, 1)],
        "by_day": [{"day": day, **_ends(value)} for day, value in found.days],
        "ovulation_passed": None
        if found.passed is None
        else {"by_cycle_day": found.passed[0], **_ends(found.passed[1])},
        "semen": [
            {"name": row.name, "value": round(row.value, 3), "lower_limit": row.limit.value, "below": row.below}
            for row in found.semen
        ],
        "changes_nothing": list(found.told),
        "pictures": {
            "icons": None if report.icons is None else dataclasses.asdict(report.icons),
            "tables": [{"title": bars.title, "desc": bars.desc, "rows": rows_of(bars)} for bars in report.bars],
        },
        "shown": {
            "first": _lines([report.first]) if report.first else [],
            "chance": _lines([report.chance]),
            "more": _lines(report.blocks),
            "limits": _lines([report.limits]),
        },
        "sources": [dataclasses.asdict(source) for source in report.sources],
        "closing": list(report.closing),
    }


def document_of_budget(
    found: Budget, plan: BudgetPlan, seed: int, report: BudgetReport, pack_digest: str
) -> dict[str, Any]:
    """Return a sperm budget with its words and rows as plain values; counts are million swimming sperm."""
    return {
        "schema": BUDGET_SCHEMA,
        "pack_digest": pack_digest,
        "asked": dataclasses.asdict(plan),
        "draws": found.draws,
        "engine": found.engine,
        "seed": seed,
        "million_before": _spread(found.before),
        "lost_share": _spread(found.lost_share),
        "million_left": _spread(found.left),
        "million_swimming_after_2_hours": _spread(found.after_hours),
        "million_into_mucus": _spread(found.in_mucus),
        "sperm_in_tubes": _spread(found.tubes),
        "minutes_to_turn_thin": _spread(found.minutes),
        "share_above_enough": round(found.enough, 3),
        "share_below_few": round(found.few, 3),
        "changes_chance_by": 0.0,
        "picture": {
            "title": report.picture.title,
            "desc": report.picture.desc,
            "rows": [list(report.picture.heads), *([row.label, *row.shown] for row in report.picture.rows)],
        },
        "shown": {
            "count": _lines([report.count]),
            "meaning": _lines([report.meaning]),
            "limits": _lines([report.limits]),
        },
        "sources": [dataclasses.asdict(source) for source in report.sources],
        "closing": list(report.closing),
    }


def _ends(value: Interval) -> dict[str, float]:
    return {"low": round(value.low, 3), "mid": round(value.mid, 3), "high": round(value.high, 3)}


def _interval(value: Interval | None) -> dict[str, float] | None:
    return None if value is None else _ends(value)


def _spread(value: Spread) -> dict[str, float]:
    ends = {"low": value.p5, "p25": value.p25, "mid": value.p50, "p75": value.p75, "high": value.p95}
    return {name: round(end, 3) for name, end in {**ends, "mean": value.mean}.items()}


def _lines(blocks: Iterable[Block]) -> list[dict[str, str]]:
    return [{"text": line.text, "behind": line.behind} for block in blocks for line in block.lines]
