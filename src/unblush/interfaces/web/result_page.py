"""The result as a page: the report of the answers, its pictures, and what can be taken along."""

from __future__ import annotations

from dataclasses import dataclass, replace

from unblush.compiled.catalogue import Catalogue
from unblush.interfaces.web.flow import Flow
from unblush.interfaces.web.site import Site
from unblush.interfaces.web.walk import Walk
from unblush.rendering.citations import Citations
from unblush.rendering.pictures.clock_strip import clock_strip
from unblush.rendering.pictures.first_hours import first_hours_picture
from unblush.rendering.pictures.icon_array import icon_array_of_ten
from unblush.rendering.pictures.interval_bar import Share, interval_bars
from unblush.rendering.pictures.picture import Picture
from unblush.rendering.pictures.waterfall import waterfall_picture
from unblush.rendering.report import ConditionView, Report, build_report
from unblush.result import DEADLINE_STATES, Assessment
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
    ranges: Picture | None
    strip: Picture | None
    waterfall: Picture | None
    first_hours: Picture | None
    partner: str
    zone: str


def report_of(walk: Walk, flow: Flow, words: Catalogue, cites: Citations | None = None) -> tuple[Assessment, Report]:
    """Return the assessment of a walk and its report."""
    assessment = flow.desk.assess(walk.interview)
    numbers = flow.desk.numbers(walk.interview.complaint)
    return assessment, build_report(assessment, words, numbers, walk.interview.profile, walk.now, cites)


def result_html(site: Site, walk: Walk, token: str) -> bytes:
    """Return the result page of a walk as HTML."""
    context = result_context(walk, token, site.flow, site.words)
    region = walk.interview.profile.region.value
    layout = site.layout("result", language=walk.language, region=region, in_interview=True)
    return site.body("result.html", layout, context)


def result_context(walk: Walk, token: str, flow: Flow, words: Catalogue) -> ResultContext:
    """Return the result page; where no zone is known, deadlines are said in hours."""
    cites = Citations(words)
    assessment, report = report_of(walk, flow, words, cites)
    complaint = words.complaints[walk.interview.complaint]
    conception = flow.desk.pack.conception
    hours = None
    if complaint.first_hours and conception is not None:
        hours = first_hours_picture(conception, words, cites, "hours-")
        report = replace(report, sources=cites.views())
    deadlines = [view for view in report.clocks if view.state in DEADLINE_STATES]
    likely = tuple(
        Likely(view, icon_array_of_ten(view.low, view.high, words, f"{view.id}-")) for view in report.explanations
    )
    shares = [Share(view.name, view.low, view.high) for view in report.explanations]
    return ResultContext(
        token=token,
        urgency=URGENCY_OF_LEVEL[report.level],
        report=report,
        likely=likely,
        ranges=interval_bars(shares, words, "ranges") if len(shares) > 1 else None,
        strip=clock_strip(deadlines, words, "clocks-") if deadlines else None,
        waterfall=waterfall_picture(assessment, words, walk.interview.profile, "why-") if report.why_start else None,
        first_hours=hours,
        partner=complaint.partner,
        zone=walk.zone,
    )
