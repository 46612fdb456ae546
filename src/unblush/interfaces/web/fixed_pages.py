"""Pages about Unblush itself: how it works, privacy, safety, and who has checked what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import Final

from starlette.routing import Route

from unblush.compiled.catalogue import Catalogue
from unblush.interfaces.web.fixed import fixed
from unblush.interfaces.web.site import Site, Wanted
from unblush.interfaces.web.topic_pages import RegionLink, region_links, topic_address, topic_titles
from unblush.rendering.citations import Citations, SourceView
from unblush.rendering.report import FlagView, flag_view
from unblush.vocabulary import Region

HOW: Final = ("rules", "shares", "sure", "unfit", "asks", "stops", "sources", "limits")
PRIVACY: Final = ("kept", "token", "cookie", "logs", "leave", "others", "yourself")
NEVER: Final = ("stop", "shame", "diagnose", "dose", "explicit", "sure", "secret")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProseContext:
    """A page of plain prose."""

    title: str
    lead: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class RegionNumbers:
    """Whom to call in one region."""

    name: str
    emergency: str
    urgent: str
    crisis: str
    young: str


@dataclass(frozen=True, slots=True)
class SafetyContext:
    """What is always caught, what is never done, and whom to call."""

    emergency: str
    numbers: tuple[RegionNumbers, ...]
    flags: tuple[FlagView, ...]
    never: tuple[str, ...]
    sources: tuple[SourceView, ...]
    regions: tuple[RegionLink, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One entry and who has signed it; nobody where the name is empty."""

    title: str
    address: str
    by: str


@dataclass(frozen=True, slots=True)
class ReviewContext:
    """How far the content has been checked, and exactly which content runs here."""

    state: str
    entries: tuple[Reviewed, ...]
    intended_use: str
    policy: str
    made_of: tuple[tuple[str, str], ...]


def routes(site: Site) -> list[Route]:
    """Return the routes of these pages."""
    words = site.words

    def prose(name: str, sections: Sequence[str], wanted: Wanted) -> bytes:
        return site.page("prose.html", name, wanted, prose_context(words, name, sections))

    def safety(wanted: Wanted) -> bytes:
        return site.page("safety.html", "safety", wanted, safety_context(words, wanted))

    def review(wanted: Wanted) -> bytes:
        return site.page("review.html", "review", wanted, review_context(words, site.desk.pack.digest, wanted.region))

    return [
        fixed(site, "/how", partial(prose, "how", HOW), "how"),
        fixed(site, "/privacy", partial(prose, "privacy", PRIVACY), "privacy"),
        fixed(site, "/safety", safety, "safety"),
        fixed(site, "/review", review, "review"),
    ]


def prose_context(words: Catalogue, name: str, sections: Sequence[str]) -> ProseContext:
    """Return a page of prose; each line of a section's text is a paragraph."""
    return ProseContext(
        title=words.word(f"web.nav.{name}"),
        lead=words.word(f"web.{name}.lead"),
        sections=tuple(
            Section(
                words.word(f"web.{name}.{section}.title"),
                tuple(words.word(f"web.{name}.{section}.text").split("\n")),
            )
            for section in sections
        ),
    )


def safety_context(words: Catalogue, wanted: Wanted) -> SafetyContext:
    """Return every red flag with what to do and its sources, as somebody in a region reads it."""
    cites = Citations(words)
    services = words.regions[wanted.region.value].services
    flags = tuple(flag_view(flag, services, cites) for flag in words.flags.values())
    numbers = tuple(
        RegionNumbers(region.name, *(region.services[name] for name in ("emergency", "urgent", "crisis", "young")))
        for region in words.regions.values()
    )
    return SafetyContext(
        emergency=words.word("ask.emergency_any", **services),
        numbers=numbers,
        flags=flags,
        never=tuple(words.word(f"web.safety.never.{name}") for name in NEVER),
        sources=cites.views(),
        regions=region_links(words, wanted),
    )


def review_context(words: Catalogue, digest: str, region: Region) -> ReviewContext:
    """Return how many entries are signed, by whom, item by item, and the versions that run here."""
    entries = tuple(
        Reviewed(title, topic_address(name, region), words.conditions[name].reviewed_by)
        for name, title in sorted(topic_titles(words).items(), key=lambda topic: topic[1].casefold())
    )
    signed = sum(bool(entry.by) for entry in entries)
    return ReviewContext(
        state=words.word("web.review.state", signed=signed, all=len(entries)),
        entries=entries,
        intended_use=words.intended_use,
        policy=words.review_policy,
        made_of=(
            (words.word("web.review.program"), f"Unblush {version('unblush')}, Apache-2.0"),
            (words.word("web.review.content"), f"{words.pack} {words.version}, CC BY 4.0"),
            (words.word("web.review.digest"), digest[:12]),
        ),
    )
