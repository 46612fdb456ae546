"""Reading without an interview: the list of topics, and a page for each, at an address that tells nobody the topic."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.routing import Route

from unblush.compiled.catalogue import Catalogue
from unblush.interfaces.web.fixed import fixed
from unblush.interfaces.web.result_page import URGENCY_OF_LEVEL
from unblush.interfaces.web.site import Site, Wanted
from unblush.interview.desk import Desk
from unblush.interview.interview import Profile
from unblush.rendering.topic import Topic, build_topic
from unblush.rendering.topic_index import clocks_of_topic, complaints_of_topic, topics_by_complaint
from unblush.vocabulary import LEVELS, Region


@dataclass(frozen=True, slots=True)
class RegionLink:
    """A link to the same page for another region."""

    name: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic in a list."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The topics of one complaint, from A to Z."""

    heading: str
    topics: tuple[TopicLink, ...]


@dataclass(frozen=True, slots=True)
class TopicsContext:
    """The list of topics."""

    groups: tuple[TopicGroup, ...]
    regions: tuple[RegionLink, ...]


@dataclass(frozen=True, slots=True)
class TopicContext:
    """One topic, the interview that speaks of it, and the same page for other regions."""

    topic: Topic
    urgency: str
    complaint: str
    complaint_name: str
    regions: tuple[RegionLink, ...]


def routes(site: Site) -> list[Route]:
    """Return the routes of the list and of the topics."""
    codes = topic_codes(site.desk.words)

    def topics(wanted: Wanted) -> bytes:
        return site.page("topics.html", "topics", wanted, topics_context(site.desk, site.words, wanted))

    def topic(wanted: Wanted) -> bytes:
        name = codes.get(wanted.path.removeprefix("/topics/"))
        if name is None:
            raise HTTPException(404)
        # the title stays in the history of the browser, so it does not say the topic
        return site.page("topic.html", "reading", wanted, topic_context(site.desk, site.words, name, wanted))

    return [fixed(site, "/topics", topics, "topics"), fixed(site, "/topics/{code}", topic, "topic")]


def topic_code(name: str) -> str:
    """Return the part of an address that stands for a topic without naming it."""
    return hashlib.sha256(name.encode()).hexdigest()[:6]


def topic_codes(words: Catalogue) -> Mapping[str, str]:
    """Return every topic by its code."""
    return {topic_code(name): name for name in words.conditions}


def topic_titles(words: Catalogue) -> Mapping[str, str]:
    """Return the title of every topic in a list; where two share a name, each has its clinical name as well."""
    times = Counter(condition.plain for condition in words.conditions.values())
    return {
        name: condition.plain if times[condition.plain] == 1 else f"{condition.plain} ({condition.clinical})"
        for name, condition in words.conditions.items()
    }


def topic_address(name: str, region: Region) -> str:
    """Return the address of a topic as somebody in a region reads it."""
    return _in_region(f"/topics/{topic_code(name)}", region)


def region_links(words: Catalogue, wanted: Wanted) -> tuple[RegionLink, ...]:
    """Return links to the same page for each region."""
    return tuple(
        RegionLink(words.regions[region.value].name, _in_region(wanted.path, region), region is wanted.region)
        for region in Region
    )


def topics_context(desk: Desk, words: Catalogue, wanted: Wanted) -> TopicsContext:
    """Return every topic by complaint, from A to Z."""
    titles = topic_titles(words)
    groups = tuple(
        TopicGroup(
            words.complaints[complaint].name if complaint else words.word("topic.other"),
            tuple(
                TopicLink(titles[name], topic_address(name, wanted.region))
                for name in sorted(topics, key=lambda name: titles[name].casefold())
            ),
        )
        for complaint, topics in topics_by_complaint(desk).items()
    )
    return TopicsContext(groups, region_links(words, wanted))


def topic_context(desk: Desk, words: Catalogue, name: str, wanted: Wanted) -> TopicContext:
    """Return the page of a topic for a region."""
    condition = words.conditions[name]
    complaints = complaints_of_topic(desk, name)
    topic = build_topic(words, condition, clocks_of_topic(desk, name), complaints, Profile(region=wanted.region))
    complaint = complaints[0] if complaints else ""
    return TopicContext(
        topic=topic,
        urgency=URGENCY_OF_LEVEL[LEVELS[condition.level]],
        complaint=complaint,
        complaint_name=words.complaints[complaint].name if complaint else "",
        regions=region_links(words, wanted),
    )


def _in_region(path: str, region: Region) -> str:
    return path if region is Region.GENERIC else f"{path}?region={region.value}"
