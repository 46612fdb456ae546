"""The words of a pack: everything that a person can be shown, by id, with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unblush.compiled.rules import Rule
from unblush.errors import UnknownName


@dataclass(frozen=True, slots=True)
class Said:
    """A text with what it rests on: citations, or our own judgement (`expert`)."""

    text: str
    cites: tuple[str, ...] = ()
    expert: bool = False
    strength: str = "very_low"


@dataclass(frozen=True, slots=True)
class ItemWords:
    """The words of one thing that can be ticked."""

    id: str
    label: str
    label_other: str
    explain: str
    clinical: str
    names: tuple[str, ...]
    cites: tuple[str, ...]

    def named(self, *, other: bool) -> str:
        """Return the label as a person meets it; `other` where it is about somebody else."""
        return self.label_other if other else self.label


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one question page."""

    id: str
    ask: str
    ask_other: str
    why: str
    help: str
    none_label: str
    unit: str
    items: tuple[ItemWords, ...]

    def asked(self, *, other: bool) -> str:
        """Return the question as a person meets it; `other` where it is about somebody else."""
        return self.ask_other if other else self.ask


@dataclass(frozen=True, slots=True)
class ConditionWords:
    """The words of one condition; `cites` are the sources of its numbers."""

    id: str
    role: str
    plain: str
    clinical: str
    codes: tuple[tuple[str, str], ...]
    codes_verified: bool
    what: Said
    fluid: Said | None
    normal: Said | None
    how_common: tuple[Said, ...]
    who: Said
    level: int
    because: Said
    red_flags: tuple[str, ...]
    pathway: str
    shown_when: Rule | None
    advice: tuple[str, ...]
    cites: tuple[str, ...]
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class AdviceWords:
    """One piece of advice."""

    id: str
    kind: str
    said: Said
    text_other: str
    when: Rule | None
    complaints: tuple[str, ...]
    always: bool


@dataclass(frozen=True, slots=True)
class NoteWords:
    """Something about a clock that holds where `when` does."""

    said: Said
    when: Rule | None


@dataclass(frozen=True, slots=True)
class ClockWords:
    """The words of a deadline or a window; `do` carries its sources, `over` is empty for a window."""

    id: str
    group: str
    title: str
    do: Said
    over: str
    unknown: str
    notes: tuple[NoteWords, ...]


@dataclass(frozen=True, slots=True)
class ComplaintWords:
    """The words of a complaint: the line it is chosen by, whose turn comes after it, and what its results draw."""

    id: str
    name: str
    opening: str
    entry: str
    entry_other: str
    at_once: tuple[str, ...]
    partner: str
    first_hours: bool


@dataclass(frozen=True, slots=True)
class PhraseWords:
    """What people say instead of an hour: see `unblush.clocks.moments.Phrase`."""

    say: tuple[str, ...]
    day: int
    start: str
    hours: float
    weekday: int | None


@dataclass(frozen=True, slots=True)
class FlagWords:
    """The words of one red-flag rule."""

    id: str
    title: str
    do: str
    because: Said
    always_shown: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """One source of the bibliography, ready to be shown."""

    id: str
    author: str
    issued: str
    title: str
    container: str
    link: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement that was read in sources: what it says, its figure, how sure, whether read at a page."""

    id: str
    text: str
    figure: str
    sources: tuple[str, ...]
    strength: str
    verified: bool


@dataclass(frozen=True, slots=True)
class RegionWords:
    """Whom to call and where to go in one region, and the age of consent in years."""

    id: str
    name: str
    age_of_consent: int
    services: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NumberSource:
    """What one number of the network rests on: `value` as written, for `unblush explain`."""

    name: str
    value: str
    cites: tuple[str, ...]
    expert: bool
    strength: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All words of a pack; a missing word is an error, never a silent gap."""

    pack: str
    version: str
    title: str
    intended_use: str
    review_policy: str
    complaints: Mapping[str, ComplaintWords]
    pages: Mapping[str, PageWords]
    conditions: Mapping[str, ConditionWords]
    advice: Mapping[str, AdviceWords]
    flags: Mapping[str, FlagWords]
    references: Mapping[str, Reference]
    facts: Mapping[str, Fact]
    numbers: Mapping[str, NumberSource]
    regions: Mapping[str, RegionWords]
    words: Mapping[str, str]
    clocks: Mapping[str, ClockWords]
    phrases: tuple[PhraseWords, ...]

    def word(self, key: str, **fill: Any) -> str:
        """Return one of the program's own sentences with its {gaps} filled.

        Raises:
            UnknownName: where the pack has no such sentence.
        """
        try:
            text = self.words[key]
        except KeyError:
            raise UnknownName("word", key, self.words) from None
        return text.format(**fill) if fill else text
