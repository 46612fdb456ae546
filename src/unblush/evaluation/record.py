"""Everything that is measured, as one plain document that pages and docs can print."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from unblush.evaluation.claims import Measured, lines_of_measures
from unblush.evaluation.conception_points import PointRow, lines_of_points
from unblush.evaluation.figures import SCHEMA
from unblush.evaluation.summary import Summary, lines_of
from unblush.vocabulary import LEVELS


def document_of(
    summary: Summary, measures: Sequence[Measured], points: tuple[PointRow, ...], pack_digest: str
) -> dict[str, Any]:
    """Return the figures as plain values; `printed` has the very lines that the docs show."""
    levels = range(len(LEVELS))
    return {
        "schema": SCHEMA,
        "pack_digest": pack_digest,
        "cases": {
            "cases": summary.cases,
            "not_as_expected": len({failure.case for failure in summary.failures}),
            "under_triage": summary.under,
            "over_triage": summary.over,
            "urgent": summary.urgent,
            "urgent_missed": summary.urgent_missed,
            "urgent_missed_upper_bound_95": summary.urgent_bound,
            "expected_against_given": [
                [summary.confusion.get((row, column), 0) for column in levels] for row in levels
            ],
            "by_complaint": {
                name: dict(zip(("cases", "not_as_expected", "pages"), row, strict=True))
                for name, row in summary.by_complaint.items()
            },
            "leading_right": summary.leaders_right,
            "leading_asked": summary.leaders_asked,
            "failures": [{"kind": f.miss.value, "case": f.case, "detail": f.detail} for f in summary.failures],
            "printed": list(lines_of(summary)),
        },
        "claims": {
            "methods": [dataclasses.asdict(measured) for measured in measures],
            "printed": list(lines_of_measures(measures)),
        },
        "published_results": {
            "rows": [dataclasses.asdict(row) for row in points],
            "printed": list(lines_of_points(points)),
        },
    }
