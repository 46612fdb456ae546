"""The claim ledger as the program reads it: what pages say, whether it holds, and how it is said and denied."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from unblush.compiled.catalogue import Said


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim with its verdict, and everything that finding it in a text needs.

    `slots` are groups of terms that must be met, widened by families of words, `written_slots` as they were written;
    `scope` must be met by the sentence or what stands around it; `not_about` must not be met. `harm` is what believing
    it wrongly can do: none, low, moderate or high.
    """

    id: str
    claim: str
    topic: str
    verdict: str
    why: Said
    changes_when: tuple[str, ...]
    harm: str
    matters: str
    about: tuple[str, ...]
    advice: tuple[str, ...]
    says: tuple[str, ...]
    denies: tuple[str, ...]
    slots: tuple[tuple[str, ...], ...]
    written_slots: tuple[tuple[str, ...], ...]
    not_about: tuple[str, ...]
    scope: tuple[str, ...]
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Words that pull two ways, such as harmless and harmful."""

    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StanceWords:
    """The words by which a language denies, reports and turns a sentence."""

    negators: tuple[str, ...]
    not_negators: tuple[str, ...]
    false_frames: tuple[str, ...]
    reported: tuple[str, ...]
    axes: tuple[Axis, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How features become a confidence and a stance: logistic sums from `unblush claims calibrate`, and thresholds."""

    weights: Mapping[str, float]
    stance_weights: Mapping[str, float]
    least_confidence: float
    least_stance: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a page about certain conditions ought to say, and how it is seen to say it."""

    id: str
    title: str
    said: Said
    about: tuple[str, ...]
    topics: tuple[str, ...]
    said_by: tuple[tuple[str, ...], ...]
    harm: str


@dataclass(frozen=True, slots=True)
class Quality:
    """One DISCERN-style question; `present` says whether meeting the terms is good."""

    id: str
    question: str
    good: str
    bad: str
    present: bool
    terms: tuple[tuple[str, ...], ...]
    points: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """Words in a question that mean: help first."""

    flag: str
    groups: tuple[tuple[str, ...], ...]
    never_if: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnswerEntry:
    """A question people ask, its short answer, and where to read on."""

    id: str
    question: str
    answer: Said
    asks: tuple[str, ...]
    about: tuple[str, ...]
    advice: tuple[str, ...]
    depends: str
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of `texts` phrasings each character n-gram and each word stands: counted once, shipped."""

    texts: int
    grams: Mapping[str, int]
    words: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is read in pages and questions: claims, answers, alarms, what pages ought to say; and how."""

    claims: tuple[Claim, ...]
    stance: StanceWords
    calibration: Calibration
    leaves_out: tuple[LeftOut, ...]
    quality: tuple[Quality, ...]
    alarms: tuple[Alarm, ...]
    answers: tuple[AnswerEntry, ...]
    rarity: Rarity
