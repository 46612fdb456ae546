"""The result as a page: the report of the answers, its pictures, and what can be taken along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from unblush.compiled.catalogue import Catalogue
from unblush.interfaces.web.flow import Flow
from unblush.interfaces.web.walk import Walk
from unblush.rendering.pictures.icon_array import icon_array_of_ten
from unblush.rendering.pictures.picture import Picture
from unblush.rendering.report import ConditionView, FlagView, Report, build_report
from unblush.result import Assessment
from unblush.vocabulary import EMERGENCY, LEVELS, ROUTINE

URGENCY_OF_LEVEL = {
    level: "calm" if index <= ROUTINE else "now" if index == EMERGENCY else "soon" for index, level in enumerate(LEVELS)
}


@dataclass(frozen=True, slots=True)
class Likely:
    """One explanation with its picture."""

    view: ConditionView
    icons: Picture | None


@dataclass(frozen=True, slots=True)
class ResultContext:
    """Everything on the result page."""

    token: str
    urgency: str
    report: Report
    likely: tuple[Likely, ...]
    not_ruled_out: tuple[FlagView, ...]
    strip: Picture | None
    waterfall: Picture | None
    first_hours: Picture | None
    partner: str
    zone: str


def report_of(walk: Walk, flow: Flow, words: Catalogue, now: datetime | None) -> tuple[Assessment, Report]:
    """Return the assessment of a walk and its report."""
    assessment = flow.desk.assess(walk.interview)
    numbers = flow.desk.numbers(walk.interview.complaint)
    return assessment, build_report(assessment, words, numbers, walk.interview.profile, now)


def result_context(walk: Walk, token: str, flow: Flow, words: Catalogue, now: datetime | None) -> ResultContext:
    """Return the result page; `now` is None where no zone is known, and deadlines are then said in hours."""
    _, report = report_of(walk, flow, words, now)
    likely = tuple(
        Likely(view, icon_array_of_ten(view.low, view.high, words, f"{view.id}-")) for view in report.explanations
    )
    return ResultContext(
        token=token,
        urgency=URGENCY_OF_LEVEL[report.level],
        report=report,
        likely=likely,
        not_ruled_out=report.not_ruled_out,
        strip=None,
        waterfall=None,
        first_hours=None,
        partner=words.complaints[walk.interview.complaint].partner,
        zone=walk.zone,
    )
