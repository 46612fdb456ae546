"""A page about one topic, for people who want no interview: what it is, what is normal, what to do, when to be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unblush.compiled.catalogue import Catalogue, ConditionWords, Said
from unblush.compiled.clocks import Clock
from unblush.errors import UnknownName
from unblush.interview.interview import Profile
from unblush.rendering.advising import AdviceBlock, arrange
from unblush.rendering.citations import Citations, SourceView
from unblush.rendering.clocks import ORDER
from unblush.rendering.report import FlagView, Line, flag_view
from unblush.rendering.terminal import advice_lines, cited, flag_lines, heading, source_lines, wrap
from unblush.vocabulary import LEVELS


@dataclass(frozen=True, slots=True)
class TopicClock:
    """A time limit or a window as a general rule: its title, how long, and what to do."""

    title: str
    length: str
    do: Line


@dataclass(frozen=True, slots=True)
class Topic:
    """Everything on one topic page, top first."""

    id: str
    title: str
    clinical: str
    what: tuple[Line, ...]
    normal: tuple[Line, ...]
    common: tuple[Line, ...]
    clocks: tuple[TopicClock, ...]
    soon_title: str
    soon: Line
    who: Line
    flags: tuple[FlagView, ...]
    advice: tuple[AdviceBlock, ...]
    ask: str
    sources: tuple[SourceView, ...]
    review: str


def find_topic(words: Catalogue, name: str) -> ConditionWords:
    """Return the topic of a name: its id, its plain or its clinical name, however it is spelt in case and spaces.

    Raises:
        UnknownName: where there is none, with the nearest names.
    """
    wanted = _folded(name)
    for condition in words.conditions.values():
        if wanted in {_folded(condition.id), _folded(condition.plain), _folded(condition.clinical)}:
            return condition
    inside = [c for c in words.conditions.values() if wanted and wanted in _folded(f"{c.plain} {c.clinical}")]
    if len(inside) == 1:
        return inside[0]
    raise UnknownName("topic", name, [c.id for c in inside] or list(words.conditions))


def build_topic(
    words: Catalogue, condition: ConditionWords, clocks: Sequence[Clock], complaints: Sequence[str], profile: Profile
) -> Topic:
    """Return the page of a condition; `clocks` are those of its complaint, where it is a pathway.

    Advice that holds only for some people is left to the interview, and `complaints` are where that begins.
    """
    cites = Citations(words)
    services = words.regions[profile.region.value].services
    level = LEVELS[condition.level]
    own = [words.clocks[clock.id] for clock in clocks]
    ranked = sorted(zip(clocks, own, strict=True), key=lambda pair: ORDER.index(pair[1].group))
    return Topic(
        id=condition.id,
        title=condition.plain,
        clinical=condition.clinical,
        what=_lines(cites, condition.what, condition.fluid),
        normal=_lines(cites, condition.normal),
        common=_lines(cites, *condition.how_common),
        clocks=tuple(
            TopicClock(text.title, _length(words, clock), Line(text.do.text.format(**services), cites.mark(text.do)))
            for clock, text in ranked
        ),
        soon_title=words.word(f"level.{level}.title"),
        soon=Line(condition.because.text, cites.mark(condition.because)),
        who=Line(condition.who.text, cites.mark(condition.who)),
        flags=tuple(flag_view(flag, services, cites) for flag in (words.flags[name] for name in condition.red_flags)),
        advice=arrange([name for name in condition.advice if words.advice[name].when is None], words, profile, cites),
        ask=words.word("topic.ask", complaint=complaints[0]) if complaints else "",
        sources=cites.views(),
        review="" if condition.reviewed_by else words.word("topic.draft"),
    )


def lines_of_topic(topic: Topic, words: Catalogue) -> Iterator[str]:
    """Yield a topic page as plain lines, at most 80 columns wide."""
    yield topic.title
    yield "=" * min(len(topic.title), 78)
    if topic.clinical.casefold() != topic.title.casefold():
        yield from wrap(words.word("topic.clinical", name=topic.clinical))
    for key, lines in (
        ("topic.what", topic.what),
        ("topic.normal", topic.normal),
        ("topic.common", topic.common),
    ):
        if lines:
            yield from heading(words.word(key))
            for line in lines:
                yield from wrap(cited(line.text, line.behind))
    if topic.clocks:
        yield from heading(words.word("topic.clocks"))
        for clock in topic.clocks:
            yield from wrap(f"{clock.title}: {clock.length}", "* ")
            yield from wrap(cited(clock.do.text, clock.do.behind), "  ")
    yield from heading(words.word("topic.soon"))
    yield from wrap(f"{topic.soon_title}. {cited(topic.soon.text, topic.soon.behind)}")
    yield from wrap(words.word("result.who", text=cited(topic.who.text, topic.who.behind)))
    for flag in topic.flags:
        yield from flag_lines(flag)
    for block in topic.advice:
        yield from advice_lines(block)
    if topic.ask:
        yield ""
        yield from wrap(topic.ask)
    yield from heading(words.word("result.sources"))
    yield from source_lines(topic.sources)
    yield ""
    for text in (topic.review, words.word("result.not_a_diagnosis")):
        if text:
            yield from wrap(text)


def _lines(cites: Citations, *said: Said | None) -> tuple[Line, ...]:
    return tuple(Line(one.text, cites.mark(one)) for one in said if one is not None)


def _length(words: Catalogue, clock: Clock) -> str:
    """Return how long a window stands, as a general rule."""
    if clock.opens is not None:
        return words.word("topic.opens", days=round(clock.opens / 24))
    if clock.closes is None:
        raise ValueError(f"{clock.id} neither opens nor closes")  # the model does not let this exist
    days = clock.closes / 24
    length = (
        words.word("clock.days", days=round(days)) if days > 3 else words.word("clock.hours", hours=int(clock.closes))
    )
    return words.word("topic.closes_or_ovulation" if clock.after_ovulation else "topic.closes", length=length)


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
