"""Check a page: what a text says, whether it holds, what it leaves out; read in memory, within a time, then gone."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unblush.claims.reading import read
from unblush.compiled.catalogue import Catalogue
from unblush.errors import MissingExtra, PageUnreadable
from unblush.interfaces.web.fixed import fixed
from unblush.interfaces.web.forms import Mistake
from unblush.interfaces.web.shelf import Shelf
from unblush.interfaces.web.site import Site, Wanted
from unblush.interfaces.web.uploads import NotAForm, TooLarge, read_in_memory
from unblush.pages.page import PageText
from unblush.pages.read import read_bytes, read_text
from unblush.rendering.page_report import PageReport, build_page_report

SECONDS: Final = 20.0
"""After this a person is told that it took too long."""

AT_ONCE: Final = 2
"""Pages that are read at the same time; a page that is still read after its time keeps its place until it is done."""

REASONS: Final = frozenset({"empty", "binary", "too-large", "too-tangled", "encrypted", "damaged", "not-text"})
NAME: Final = "upload"


@dataclass(frozen=True, slots=True)
class CheckPageContext:
    """The form, and the report where a page was read; what was pasted comes back only where it could not be read."""

    mistakes: tuple[Mistake, ...]
    text: str
    note: str
    report: PageReport | None
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave to read: a text, or the bytes and the name of a file."""

    text: str
    data: bytes
    ending: str


def routes(site: Site, shelf: Shelf) -> list[Route]:
    """Return the routes of the form and of the report."""
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="check")

    def form(wanted: Wanted) -> bytes:
        return site.page("check_page.html", "check_page", wanted, check_page_context(site.words))

    return [
        fixed(site, "/check", form, "check"),
        Route("/check", partial(_answer, site, shelf, pool), methods=["POST"], name="check"),
    ]


async def _answer(site: Site, shelf: Shelf, pool: ThreadPoolExecutor, request: Request) -> Response:
    try:
        form = await read_in_memory(request, site.settings.largest_upload)
    except TooLarge:
        return site.message("too_large", status=413)
    except NotAForm:
        return site.message("check_form", status=400)
    given = await given_in(form)
    if not given.text and not given.data:
        return _mistaken(site, "empty", given)
    work = asyncio.get_running_loop().run_in_executor(pool, _shown, site, shelf, given)
    try:
        return await asyncio.wait_for(work, SECONDS)
    except TimeoutError:
        return _mistaken(site, "timeout", given)


def _shown(site: Site, shelf: Shelf, given: Given) -> Response:
    try:
        page = page_of(given)
        report = build_page_report(page, read(page, shelf.matcher), shelf.ledger, site.words)
    except MissingExtra:
        return site.message("check_missing", status=503)
    except PageUnreadable as error:
        return _mistaken(site, error.reason if error.reason in REASONS else "damaged", given)
    finally:
        shelf.forget()
    return site.answer("check_page.html", site.layout("check_page"), check_page_context(site.words, report=report))


def _mistaken(site: Site, reason: str, given: Given) -> Response:
    place = "file" if given.data else "text"
    mistake = Mistake(place, site.words.word(f"web.check_page.wrong.{reason.replace('-', '_')}"))
    # a text too long to be read is too long to be sent back
    kept = given.text if reason not in ("too-large", "too-tangled") else ""
    context = check_page_context(site.words, (mistake,), kept)
    layout = site.layout("check_page", mistaken=True)
    return site.answer("check_page.html", layout, context, status=422)


async def given_in(form: FormData) -> Given:
    """Return what a form gives to read; a file comes before a text. Only the ending of its name is looked at."""
    file, text = form.get("file"), form.get("text")
    data, ending = b"", ""
    if isinstance(file, UploadFile):
        data = await file.read()
        ending = "." + (file.filename or "").rpartition(".")[2].lower()[:8]
    await form.close()
    return Given(text.strip() if isinstance(text, str) else "", data, ending)


def page_of(given: Given) -> PageText:
    """Return what was given as a page.

    Raises:
        MissingExtra: where the extra `articles` is not installed.
        PageUnreadable: where it cannot be read.
    """
    return read_bytes(given.data, NAME + given.ending) if given.data else read_text(given.text)


def check_page_context(
    words: Catalogue, mistakes: tuple[Mistake, ...] = (), text: str = "", report: PageReport | None = None
) -> CheckPageContext:
    """Return the page: the form, or the report above it."""
    counts = () if report is None else tuple((words.word(f"page.mark.{name}"), n) for name, n in report.counts.items())
    return CheckPageContext(mistakes, text, words.word("web.check_page.private"), report, counts)
