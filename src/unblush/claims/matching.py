"""Which claim of the ledger a sentence makes or denies, with a calibrated confidence; below a threshold, none."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol

from unblush.claims.grams import Likeness, Vector, cosine
from unblush.claims.stance import (
    Phrasing,
    Signature,
    Stance,
    StanceReader,
    stance_features,
    stance_score,
)
from unblush.compiled.ledger import Calibration, Ledger
from unblush.compiled.terms import TermIndex, words_of

FEWEST_WORDS: Final = 3
SEMANTIC_SHARE: Final = 0.7
LEAST_SLOTS: Final = 0.5
"""The share of a claim's slots that a sentence must meet to be compared with it at all."""

SURE_DENIAL: Final = 0.8
"""The stance from which a plain denial of a wrong claim may be shown as holding."""

LEAST_ALIKE: Final = 0.25
"""A likeness below this is not reported, however well the slots are met."""

MOST_COMPARED: Final = 16
MOST_MEANT: Final = 40
"""So many claims are compared, without and with an encoder."""

SLOT_SHARE: Final = 0.3
"""What meeting every slot counts beside a likeness of 1, when claims are ranked."""

FEATURES: Final = ("similarity", "slots", "all_slots", "written", "likely", "lead", "scope")


class Encoder(Protocol):
    """Something that says how alike two texts are in meaning, such as an embedding; it may only retrieve."""

    def similar(self, text: str, phrasings: Sequence[str]) -> Sequence[float]:
        """Return a similarity in [0, 1] for each phrasing."""
        ...


@dataclass(frozen=True, slots=True)
class Features:
    """What the confidence is made of, each in [0, 1].

    `slots` is the share of slot groups that are met, `written` that of the groups as written, before they were
    widened; `likely` is the likeness where all are met, else 0.
    """

    similarity: float
    slots: float
    all_slots: float
    written: float
    likely: float
    lead: float
    scope: float

    def row(self) -> tuple[float, ...]:
        """Return the features in the order of `FEATURES`."""
        return (
            self.similarity,
            self.slots,
            self.all_slots,
            self.written,
            self.likely,
            self.lead,
            self.scope,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim that a sentence may be about: the share of its slots that are met, and whether its scope is."""

    claim: int
    slots: float
    written: float
    scope: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A claim found in a sentence: how sure that it is this one, and what the sentence does with it.

    `stance_score` in [-1, 1] is behind the stance; where it is near 0 the stance is unclear. `plain` says that nothing
    in the sentence pulls against its stance: only then may it be shown as holding.
    """

    claim: int
    confidence: float
    stance: Stance
    stance_score: float
    plain: bool
    features: Features
    stance_row: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The phrasings of one claim with everything that comparing needs."""

    phrasings: tuple[Phrasing, ...]
    grams: tuple[Vector, ...]
    words: tuple[Vector, ...]


class Matcher:
    """Finds the claims of a ledger in sentences; made once, used for many pages. A claim is unfolded when first met."""

    def __init__(self, ledger: Ledger, encoder: Encoder | None = None) -> None:
        self.ledger = ledger
        self.encoder = encoder
        self._reader = StanceReader(ledger.stance)
        self._known: dict[int, Known] = {}
        self._groups: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
        for number, claim in enumerate(ledger.claims):
            for position, group in enumerate((*claim.slots, claim.not_about, claim.scope)):
                written = claim.written_slots[position] if position < len(claim.slots) else ()
                for term in group:
                    self._groups[term].append((number, position, term in written))
        self._terms = TermIndex(self._groups)
        self._anchors = TermIndex(ledger.stance.anchors)

    @cached_property
    def likeness(self) -> Likeness:
        """How rare grams and words are over the whole ledger."""
        return Likeness(self.ledger.rarity)

    def find(self, sentence: str, around: str = "") -> Match | None:
        """Return the claim that a sentence is about, with `around` its heading and what stands beside it; or None."""
        best = self.nearest(sentence, around)
        if best is None or best.features.similarity < LEAST_ALIKE or not best.features.scope:
            return None
        if best.confidence < self.ledger.calibration.least_confidence:
            return None
        return best

    def nearest(self, sentence: str, around: str = "", *, without: str = "") -> Match | None:
        """Return the likeliest claim whatever its confidence; None where the slots of none are met.

        `without` leaves one phrasing out, for fitting on the ledger's own phrasings.
        """
        words = words_of(sentence)
        possible = self.possible(words, words_of(around))
        if not possible:
            return None
        grams = self.likeness.grams(sentence)
        ranked = []
        for candidate in possible:
            known = self.known(candidate.claim)
            alike = [
                0.0 if phrasing.text == without else cosine(grams, vector)
                for phrasing, vector in zip(known.phrasings, known.grams, strict=True)
            ]
            likeness = self._meant(sentence, known, alike)
            ranked.append(
                (
                    likeness + SLOT_SHARE * 0.5 * (candidate.slots + candidate.written),
                    -candidate.claim,
                    likeness,
                    candidate,
                    alike,
                )
            )
        ranked.sort(key=lambda row: row[:2], reverse=True)
        top, _, likeness, candidate, alike = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        claim = candidate.claim
        features = Features(
            similarity=likeness,
            slots=candidate.slots,
            all_slots=float(candidate.slots == 1.0),
            written=candidate.written,
            likely=likeness if candidate.slots == 1.0 else 0.0,
            lead=(top - second) / top if top else 0.0,
            scope=float(candidate.scope),
        )
        signature = self._reader.read(sentence)
        row = self.stance_row(sentence, signature, self.known(claim), alike, without)
        score = stance_score(row, self.ledger.calibration.stance_weights)
        return Match(
            claim,
            confidence_of(features.row(), self.ledger.calibration),
            self._stance(signature, score),
            score,
            _is_plain(signature, score, self.known(claim)),
            features,
            row,
        )

    def possible(self, words: Sequence[str], around: Sequence[str] = ()) -> list[Candidate]:
        """Return the claims that a sentence can be about: those of whose slots it meets most, none of `not_about`.

        A sentence that names nothing of the field, and does not stand under something that does, is about none.
        """
        if len(words) < FEWEST_WORDS or not (self._anchors.find(words) or self._anchors.find(around)):
            return []
        here = self._met(words)
        beside = self._met(around) if around else {}
        found = []
        for number, groups in here.items():
            claim = self.ledger.claims[number]
            count = len(claim.slots)
            if count in groups:
                continue  # a word of `not_about`
            share = sum(position in groups for position in range(count)) / count
            if share >= LEAST_SLOTS:
                scope = not claim.scope or count + 1 in groups or count + 1 in beside.get(number, {})
                written = sum(groups.get(position, False) for position in range(count)) / count
                found.append(Candidate(number, share, written, scope))
        found.sort(key=lambda one: (-one.slots - one.written, not one.scope, one.claim))
        most = MOST_COMPARED if self.encoder is None else MOST_MEANT
        return found[:most]

    def reads(self, sentence: str) -> Signature:
        """Return what turns a sentence."""
        return self._reader.read(sentence)

    def known(self, claim: int) -> Known:
        """Return the phrasings of a claim, unfolded."""
        if claim not in self._known:
            row = self.ledger.claims[claim]
            texts = [(1, row.claim), *((1, text) for text in row.says), *((-1, text) for text in row.denies)]
            self._known[claim] = Known(
                tuple(Phrasing(text, label, self._reader.read(text)) for label, text in texts),
                tuple(self.likeness.grams(text) for _, text in texts),
                tuple(self.likeness.words(text) for _, text in texts),
            )
        return self._known[claim]

    def stance_row(
        self, sentence: str, signature: Signature, known: Known, alike: Sequence[float], without: str = ""
    ) -> tuple[float, ...]:
        """Return the features of a sentence's stance towards a claim."""
        vector = self.likeness.words(sentence)
        kept = [
            (phrasing, value, cosine(vector, other))
            for phrasing, value, other in zip(known.phrasings, alike, known.words, strict=True)
            if phrasing.text != without
        ]
        return stance_features(
            signature, [one for one, _, _ in kept], [one for _, one, _ in kept], [one for _, _, one in kept]
        )

    def _meant(self, sentence: str, known: Known, alike: Sequence[float]) -> float:
        if self.encoder is None:
            return max(alike)
        meant = self.encoder.similar(sentence, [phrasing.text for phrasing in known.phrasings])
        return max(SEMANTIC_SHARE * one + (1 - SEMANTIC_SHARE) * other for one, other in zip(meant, alike, strict=True))

    def _met(self, words: Sequence[str]) -> Mapping[int, dict[int, bool]]:
        """Return for each claim the groups of which a term is met, and whether one as it was written is."""
        found: dict[int, dict[int, bool]] = defaultdict(dict)
        for term in self._terms.find(words):
            for number, position, written in self._groups[term]:
                groups = found[number]
                groups[position] = groups.get(position, False) or written
        return found

    def _stance(self, signature: Signature, score: float) -> Stance:
        if (
            signature.asked
            or signature.reported
            or signature.headline
            or abs(score) < self.ledger.calibration.least_stance
        ):
            return Stance.UNCLEAR
        return Stance.ASSERTS if score > 0 else Stance.DENIES


def _is_plain(signature: Signature, score: float, known: Known) -> bool:
    """Return whether a stance is free of doubt: nothing turns an assertion, and something plain turns a denial."""
    says = [one.signature for one in known.phrasings if one.label > 0]
    against = any(
        signature.poles[axis] != other.poles[axis]
        for other in says
        for axis in signature.poles.keys() & other.poles.keys()
    )
    if score > 0:
        return not against and not signature.framed and not signature.negated
    return (signature.framed or signature.negated) and not against and score <= -SURE_DENIAL


def confidence_of(row: Sequence[float], calibration: Calibration) -> float:
    """Return the calibrated chance that the claim is the right one."""
    weights = calibration.weights
    z = weights.get("bias", 0.0) + sum(
        weights.get(name, 0.0) * value for name, value in zip(FEATURES, row, strict=True)
    )
    return 1.0 / (1.0 + math.exp(-z))
