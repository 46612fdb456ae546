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

    @property
    def phrasings(self) -> tuple[tuple[int, str], ...]:
        """Every way in which it is said (1) and denied (-1)."""
        return ((1, self.claim), *((1, text) for text in self.says), *((-1, text) for text in self.denies))


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
    """How features become a confidence and a stance: logistic sums from `unblush claims calibrate`, and thresholds.

    `least_meant` is the least confidence where an encoder takes part.
    """

    weights: Mapping[str, float]
    stance_weights: Mapping[str, float]
    least_confidence: float
    least_stance: float
    least_meant: float


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
    """Words in a question that mean: help first; with cries for help that fire it and near misses that do not."""

    flag: str
    groups: tuple[tuple[str, ...], ...]
    never_if: tuple[str, ...]
    examples: tuple[str, ...]
    silent: tuple[str, ...]


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
class Signature:
    """What turns a text: negated or not, in a frame that calls it false, and the pole of each axis that it touches.

    Axes are named by their number.
    """

    negated: bool
    framed: bool
    poles: Mapping[str, int]
    reported: bool
    asked: bool
    headline: bool

    @property
    def says_nothing(self) -> bool:
        """Whether it only asks, announces, or reports what others say."""
        return self.asked or self.reported or self.headline

    @property
    def turned(self) -> bool:
        """Whether the text as a whole denies what its words say."""
        return self.negated != self.framed


@dataclass(frozen=True, slots=True)
class Folded:
    """The n-grams of some texts, so many for each: their places in `Rarity.grams`, two bytes each, in base 64."""

    sizes: tuple[int, ...]
    places: str


@dataclass(frozen=True, slots=True)
class Phrasings:
    """The phrasings of one claim as comparing wants them, in the order of `Claim.phrasings`."""

    signatures: tuple[Signature, ...]
    grams: Folded


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is read in pages and questions: claims, answers, alarms, what pages ought to say; and how.

    `phrasings` are by the id of their claim.
    """

    claims: tuple[Claim, ...]
    stance: StanceWords
    calibration: Calibration
    leaves_out: tuple[LeftOut, ...]
    quality: tuple[Quality, ...]
    alarms: tuple[Alarm, ...]
    answers: tuple[AnswerEntry, ...]
    rarity: Rarity
    phrasings: Mapping[str, Phrasings]
