"""The interview over HTTP: one address, one form at a time; what was said so far comes and goes in the sealed token."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unblush.compiled.catalogue import Catalogue
from unblush.errors import AnswerProblems, UnblushError
from unblush.interfaces.web import pause_pages
from unblush.interfaces.web.backstage import Backstage
from unblush.interfaces.web.fixed import fixed
from unblush.interfaces.web.flow import Flow
from unblush.interfaces.web.forms import Form, Mistake, NotUnderstood, field, one_of, read_answer
from unblush.interfaces.web.question_page import question_context
from unblush.interfaces.web.seal import TokenDamaged, TokenExpired, TokenTooLarge
from unblush.interfaces.web.site import HTML, Site, Wanted, now_in
from unblush.interfaces.web.start_page import ZONE_OF_REGION, ZONES, start_context
from unblush.interfaces.web.walk import Shown, TokenOutdated, Walk, from_plain, to_plain
from unblush.interview.interview import Profile
from unblush.vocabulary import PageId, Region, Whom

COOKIE: Final = "unblush"
TITLES: Final = {
    Shown.BEFORE: "before",
    Shown.QUESTION: "question",
    Shown.CHANGE: "question",
    Shown.INTERRUPT: "interrupt",
    Shown.CONFIRM: "confirm",
    Shown.CLOCKS: "clocks",
    Shown.CHECK: "check",
}


class Refused(Exception):
    """A form that cannot be taken, or a walk that cannot be sealed; `key` says which message to show."""

    def __init__(self, key: str, status: int) -> None:
        self.key, self.status = key, status
        super().__init__(key)


def routes(site: Site, backstage: Backstage) -> list[Route]:
    """Return the routes of the first page and the interview."""
    return [
        fixed(site, "/", partial(_start, site), "start"),
        Route("/interview", partial(_resume, site), methods=["GET"], name="interview"),
        Route("/interview", partial(_step, site, backstage), methods=["POST"], name="interview"),
    ]


def _start(site: Site, wanted: Wanted) -> bytes:
    return bytes(start_page(site, wanted.region, language=wanted.language).body)


def start_page(site: Site, region: Region, mistakes: tuple[Mistake, ...] = (), *, language: str = "en") -> Response:
    """Return the first page."""
    languages = [(one.code, one.name) for one in site.languages()]
    context = start_context(site.words, languages, region, mistakes)
    layout = site.layout("start", language=language, region=region.value, mistaken=bool(mistakes))
    return site.answer("start.html", layout, context)


async def _resume(site: Site, request: Request) -> Response:
    """Answer somebody who comes by a bookmark or reloads an address: nothing was kept, and how to begin again."""
    del request
    return site.message("nothing_kept", status=200)


async def _step(site: Site, backstage: Backstage, request: Request) -> Response:
    try:
        return await _stepped(site, backstage, request)
    except Refused as refused:
        return site.message(refused.key, status=refused.status)
    finally:
        site.desk.forget()


async def _stepped(site: Site, backstage: Backstage, request: Request) -> Response:
    form = await request.form(max_files=0)  # a file would be put on the disk
    flow = site.flow
    if field(form, "do") == "begin" and not form.get("token"):
        return _begin(site, request, form)
    walk = opened(site, request, form)
    if field(form, "do") == "revisit":
        walk = flow.revisit(walk, opened(site, request, form, "there"))
        return await _shown(site, walk, flow, backstage)
    try:
        walk = moved(site, flow, walk, field(form, "do"), form)
    except NotUnderstood as error:
        typed = {name: field(form, name) for name in ("n", "day", "time")}
        return shown(site, walk, flow, mistakes=error.mistakes, typed=typed)
    except UnblushError:
        # an address or a form that was made by hand, or two tabs that disagree: show what stands
        walk = flow.onward(walk)
    return await _shown(site, walk, flow, backstage)


async def _shown(site: Site, walk: Walk, flow: Flow, backstage: Backstage) -> Response:
    """Return the page on the screen; a result is made apart where it can be, or else in a thread."""
    if walk.shown is not Shown.RESULT:
        return shown(site, walk, flow)
    from unblush.interfaces.web.result_page import result_html  # noqa: PLC0415 - no first page waits for its pictures

    plain = to_plain(walk)
    token = sealed(site, plain)
    body = await backstage.result(plain, token) or await run_in_threadpool(result_html, site, walk, token)
    return Response(body, media_type=HTML)


def opened(site: Site, request: Request, form: FormData, name: str = "token") -> Walk:
    """Return the walk in a token of a form.

    Raises:
        Refused: where the token is missing, damaged, too old, or belongs to another browser.
    """
    token = form.get(name)
    if not isinstance(token, str) or not token:
        raise Refused("nothing_kept", 400)
    try:
        plain = site.sealer.open(token)
        walk = from_plain(plain, site.desk, now_in(str(plain.get("z", ""))))
    except TokenExpired:
        raise Refused("expired", 410) from None
    except TokenDamaged:
        raise Refused("damaged", 400) from None
    except (TokenOutdated, AnswerProblems):
        raise Refused("outdated", 409) from None
    # a browser that says neither whence a form comes nor keeps cookies cannot be told from another site's
    if not getattr(request.state, "origin_checked", True) and request.cookies.get(COOKIE) != walk.nonce:
        raise Refused("cross_site", 403)
    return walk


def _begin(site: Site, request: Request, form: FormData) -> Response:
    complaint = field(form, "complaint")
    region = one_of(field(form, "region"), Region, Region.GENERIC)
    if complaint not in site.words.complaints:
        mistake = Mistake("complaint-1", site.words.word("web.error.choose_one"))
        return start_page(site, region, (mistake,))
    whom = one_of(field(form, "whom"), Whom, Whom.SELF)
    zone = field(form, "zone")
    zone = zone if zone in ZONES else ZONE_OF_REGION.get(region, "")
    nonce = request.cookies.get(COOKIE, "")
    fresh = not (nonce.isascii() and nonce.isalnum() and len(nonce) == 32)
    if fresh:
        nonce = secrets.token_hex(16)
    interview = site.desk.begin(complaint, Profile(whom, region), now_in(zone))
    language = site.language(field(form, "language")).code
    response = shown(site, Walk(interview, zone=zone, language=language, nonce=nonce), site.flow)
    if fresh:
        response.set_cookie(COOKIE, nonce, httponly=True, samesite="strict", secure=site.settings.secure)
    return response


def moved(site: Site, flow: Flow, walk: Walk, do: str, form: Form) -> Walk:
    """Return the walk after a button was pressed.

    Raises:
        NotUnderstood: where the answer on the form cannot be read.
        UnblushError: where the button does not belong to what is on the screen.
    """
    if do == "answer" and walk.shown in (Shown.QUESTION, Shown.CHANGE) and walk.page is not None:
        page = flow.page(walk, walk.page)
        offered = flow.offered(walk, walk.page)
        answer = read_answer(form, page, offered, site.words, walk.now, site.desk.phrases)
        return flow.answered(walk, answer)
    if do == "go_on" and walk.shown is Shown.INTERRUPT:
        return flow.acknowledged(walk)
    if do in ("keep", "take_back") and walk.shown is Shown.CONFIRM:
        return flow.confirmed(walk, take_back=do == "take_back")
    if do.startswith("change:"):
        return flow.change(walk, PageId(do.removeprefix("change:")))
    if do in ("stop", "result"):
        return replace(walk, shown=Shown.RESULT, page=None, pending=None)
    if do == "check":
        return flow.check(walk)
    if do == "back":
        return flow.back(walk)
    return flow.onward(walk)


def shown(
    site: Site,
    walk: Walk,
    flow: Flow,
    mistakes: tuple[Mistake, ...] = (),
    typed: dict[str, str] | None = None,
) -> Response:
    """Return the page of what is on the screen, with the walk sealed into its form.

    Raises:
        Refused: where there is too much to seal.
    """
    token = sealed(site, to_plain(walk))
    template, context = _PAGES[walk.shown](flow, site.words, walk, token, walk.now, mistakes, typed)
    layout = site.layout(
        TITLES[walk.shown],
        language=walk.language,
        region=walk.interview.profile.region.value,
        in_interview=True,
        mistaken=bool(mistakes),
    )
    return site.answer(template, layout, context)


def sealed(site: Site, plain: Mapping[str, Any]) -> str:
    """Return the token of a walk's plain values.

    Raises:
        Refused: where there is too much to seal.
    """
    try:
        return site.sealer.seal(plain)
    except TokenTooLarge:
        raise Refused("too_much", 413) from None


Page = Callable[
    [Flow, Catalogue, Walk, str, datetime | None, tuple[Mistake, ...], dict[str, str] | None], tuple[str, object]
]


def _question(
    flow: Flow,
    words: Catalogue,
    walk: Walk,
    token: str,
    now: datetime | None,
    mistakes: tuple[Mistake, ...],
    typed: dict[str, str] | None,
) -> tuple[str, object]:
    return "question.html", question_context(walk, token, flow, words, now, mistakes, typed)


def _check(flow: Flow, words: Catalogue, walk: Walk, token: str, *_: object) -> tuple[str, object]:
    return "check_answers.html", pause_pages.check_context(walk, token, flow, words, enough=walk.enough)


def _clocks(
    flow: Flow, words: Catalogue, walk: Walk, token: str, now: datetime | None, *_: object
) -> tuple[str, object]:
    return "clocks.html", pause_pages.clocks_context(walk, token, flow, words, now)


_PAGES: Final[dict[Shown, Page]] = {
    Shown.BEFORE: lambda f, c, w, t, *_: ("before.html", pause_pages.before_context(w, t, f, c)),
    Shown.QUESTION: _question,
    Shown.CHANGE: _question,
    Shown.INTERRUPT: lambda f, c, w, t, *_: ("interrupt.html", pause_pages.interrupt_context(w, t, f, c)),
    Shown.CONFIRM: lambda f, c, w, t, *_: ("confirm.html", pause_pages.confirm_context(w, t, f, c)),
    Shown.CLOCKS: _clocks,
    Shown.CHECK: _check,
}
