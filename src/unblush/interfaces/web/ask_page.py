"""Ask in your own words: help first where the words cry for it, a short answer with its sources, or an honest no."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unblush.compiled.catalogue import Catalogue
from unblush.interfaces.web.fixed import fixed
from unblush.interfaces.web.forms import Mistake, field, one_of
from unblush.interfaces.web.shelf import Shelf
from unblush.interfaces.web.site import Site, Wanted
from unblush.interfaces.web.topic_pages import topic_address
from unblush.interview.interview import Profile
from unblush.rendering.answer import AnswerView, EntryView, build_answer
from unblush.vocabulary import Region, Whom

LONGEST: Final = 500
"""Characters of a question that are read; the longest question of the pack has a fifth of that."""


@dataclass(frozen=True, slots=True)
class EntryPart:
    """One answer, with where to read on or which interview to begin; empty texts where there is none."""

    view: EntryView
    topic_title: str
    topic_address: str
    complaint_name: str


@dataclass(frozen=True, slots=True)
class AskContext:
    """The question as it was typed, the form, and what we say to it; nothing where nothing was asked yet."""

    mistakes: tuple[Mistake, ...]
    question: str
    whom: tuple[tuple[str, str], ...]
    whom_chosen: str
    regions: tuple[tuple[str, str], ...]
    region: str
    answer: AnswerView | None
    entries: tuple[EntryPart, ...]


def routes(site: Site, shelf: Shelf) -> list[Route]:
    """Return the routes of the form and of the answer."""

    def form(wanted: Wanted) -> bytes:
        return site.page("ask.html", "ask", wanted, ask_context(site.words, Profile(region=wanted.region)))

    return [
        fixed(site, "/ask", form, "ask"),
        Route("/ask", partial(_answer, site, shelf), methods=["POST"], name="ask"),
    ]


async def _answer(site: Site, shelf: Shelf, request: Request) -> Response:
    sent = await request.form(max_files=0, max_part_size=site.settings.largest_form)
    question = question_of(sent)
    region = one_of(field(sent, "region"), Region, Region.GENERIC)
    profile = Profile(one_of(field(sent, "whom"), Whom, Whom.SELF), region)
    if not question:
        mistake = Mistake("question", site.words.word("web.ask.empty"))
        context = ask_context(site.words, profile, mistakes=(mistake,))
        layout = site.layout("ask", region=profile.region.value, mistaken=True)
        return site.answer("ask.html", layout, context)
    return await run_in_threadpool(_shown, site, shelf, question, profile)


def _shown(site: Site, shelf: Shelf, question: str, profile: Profile) -> Response:
    try:
        answer = build_answer(shelf.answerer.ask(question), site.words, profile)
    finally:
        shelf.forget()
    context = ask_context(site.words, profile, question, answer)
    return site.answer("ask.html", site.layout("ask", region=profile.region.value), context)


def ask_context(
    words: Catalogue,
    profile: Profile,
    question: str = "",
    answer: AnswerView | None = None,
    mistakes: tuple[Mistake, ...] = (),
) -> AskContext:
    """Return the page of a question, answered or not."""
    entries = () if answer is None else tuple(_entry(view, words, profile.region) for view in answer.entries)
    return AskContext(
        mistakes=mistakes,
        question=question,
        whom=tuple((whom.value, words.word(f"web.whom.{whom.name.lower()}")) for whom in Whom),
        whom_chosen=profile.whom.value,
        regions=tuple((region.value, words.regions[region.value].name) for region in Region),
        region=profile.region.value,
        answer=answer,
        entries=entries,
    )


def question_of(form: FormData) -> str:
    """Return what was asked as one line, without control characters and bounded in length."""
    typed = form.get("question")
    text = unicodedata.normalize("NFKC", typed[: 2 * LONGEST]) if isinstance(typed, str) else ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:LONGEST]


def _entry(view: EntryView, words: Catalogue, region: Region) -> EntryPart:
    topic = view.topic if view.topic in words.conditions else ""
    return EntryPart(
        view=view,
        topic_title=words.conditions[topic].plain if topic else "",
        topic_address=topic_address(topic, region) if topic else "",
        complaint_name=words.complaints[view.complaint].name if view.complaint else "",
    )
