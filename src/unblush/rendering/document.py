"""A report as one JSON document, stable and versioned: what `--json` prints and an API would answer."""

from __future__ import annotations

import dataclasses
from typing import Any, Final

from unblush.rendering.report import Report
from unblush.result import Assessment
from unblush.vocabulary import LEVELS, ComplaintKind

SCHEMA: Final = "unblush.assessment/1"


def document_of(assessment: Assessment, report: Report, kind: ComplaintKind) -> dict[str, Any]:
    """Return an assessment with its words as plain values. Shares come as ranges: they rest on estimates."""
    triage = assessment.triage
    waterfall = assessment.waterfall
    return {
        "schema": SCHEMA,
        "pack_digest": assessment.pack_digest,
        "complaint": assessment.complaint,
        "triage": {
            "level": report.level,
            "title": report.title,
            "do": report.do,
            "reasons": [
                {"kind": reason.kind.value, "level": LEVELS[reason.level], "name": reason.name}
                for reason in triage.reasons
            ],
            "red_flags": list(triage.fired),
            "not_ruled_out": list(triage.not_ruled_out),
        },
        "explanations": [
            {"condition": e.condition, "low": round(e.low, 3), "high": round(e.high, 3), "basis": "estimate"}
            for e in assessment.explanations
            if kind is ComplaintKind.EXPLAIN
        ],
        "fit": {
            "poor": assessment.fit.poor,
            "unexplained": round(assessment.fit.unexplained, 3),
            "surprise": round(assessment.fit.surprise, 3),
        },
        "certificate": dataclasses.asdict(assessment.certificate) | {"grade": assessment.certificate.grade.value},
        "robustness": dataclasses.asdict(assessment.robustness)
        | {"careful_level": LEVELS[assessment.robustness.careful_level]},
        "waterfall": None
        if waterfall is None or kind is ComplaintKind.PATHWAY
        else {
            "condition": waterfall.condition,
            "log_odds": waterfall.log_odds,
            "parts": [
                {"kind": part.kind.value, "items": list(part.items), "absent": part.absent, "nats": part.nats}
                for part in waterfall.parts
            ],
        },
        "would_change": [
            {"item": flip.item, "present": flip.present, "level": LEVELS[flip.level]} for flip in assessment.flips
        ],
        "clocks": [
            {
                "clock": reading.clock,
                "state": reading.state.value,
                "hours": None if reading.hours is None else round(reading.hours, 1),
                "since": reading.since,
                "by_cycle": reading.by_cycle,
            }
            for reading in assessment.clocks
        ],
        "ovulation_passed": None
        if assessment.ovulation_passed is None
        else dict(zip(("low", "mid", "high"), (round(p, 3) for p in assessment.ovulation_passed), strict=True)),
        "outlook": None if assessment.outlook is None else dataclasses.asdict(assessment.outlook),
        "exact": assessment.exact,
        "answered": {"present": list(assessment.present), "pages": list(assessment.pages_asked)},
        "shown": dataclasses.asdict(report),
    }
