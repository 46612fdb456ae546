"""The page for a clinician: shown, or handed over as one file to save on the device."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unblush.interfaces.web.forms import field
from unblush.interfaces.web.interview_routes import Refused, opened
from unblush.interfaces.web.result_page import URGENCY_OF_LEVEL, report_of
from unblush.interfaces.web.site import Site
from unblush.interfaces.web.walk import Walk
from unblush.rendering.summary import Summary, build_summary


@dataclass(frozen=True, slots=True)
class SummaryContext:
    """Everything on the page for a clinician, and the way back."""

    token: str
    urgency: str
    summary: Summary


def routes(site: Site) -> list[Route]:
    """Return the route of the page for a clinician."""
    return [Route("/summary", partial(_summary, site), methods=["POST"], name="summary")]


async def _summary(site: Site, request: Request) -> Response:
    form = await request.form(max_files=0)  # a file would be put on the disk
    try:
        walk = opened(site, request, form)
    except Refused as refused:
        return site.message(refused.key, status=refused.status)
    try:
        return await run_in_threadpool(_answer, site, walk, str(form["token"]), as_file=field(form, "as") == "file")
    finally:
        site.desk.forget()


def _answer(site: Site, walk: Walk, token: str, *, as_file: bool) -> Response:
    assessment, report = report_of(walk, site.flow, site.words)
    numbers = site.desk.numbers(walk.interview.complaint)
    summary = build_summary(walk.interview, assessment, report, site.words, numbers, walk.now)
    layout = site.layout("summary", language=walk.language, in_interview=True)
    context = SummaryContext(token, URGENCY_OF_LEVEL[summary.level], summary)
    answer = site.answer("summary_file.html" if as_file else "summary.html", layout, context)
    if as_file:
        answer.headers["Content-Disposition"] = 'attachment; filename="summary.html"'
    return answer
