"""Which claim of the ledger a sentence makes or denies, with a calibrated confidence; below a threshold, none."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from unblush.claims.grams import Bag, Likeness, Texts, words_and_pairs
from unblush.claims.slots import Candidate, SlotIndex
from unblush.claims.stance import Phrasing, Stance, stance_features, stance_score
from unblush.compiled.bags import grams_of, unfold
from unblush.compiled.ledger import Calibration, Ledger, Signature
from unblush.compiled.terms import TermIndex, words_of
from unblush.compiled.turns import StanceReader

FEWEST_WORDS: Final = 3
SEMANTIC_SHARE: Final = 0.7
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
    """The phrasings of one claim with everything that comparing needs; their words are made where a stance is read."""

    phrasings: tuple[Phrasing, ...]
    grams: Texts


Ranked = tuple[float, float, Candidate, tuple[float, ...]]
"""The rank of a candidate, its likeness, itself, and how alike each of its phrasings is."""


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The claim that a sentence is likeliest about, how alike each of its phrasings is, and what speaks for it."""

    claim: int
    features: Features
    alike: tuple[float, ...]


class Matcher:
    """Finds the claims of a ledger in sentences; made once, used for many pages. A claim is unfolded when first met."""

    def __init__(self, ledger: Ledger, encoder: Encoder | None = None) -> None:
        self.ledger = ledger
        self.encoder = encoder
        self.likeness = Likeness(ledger.rarity)
        self._reader = StanceReader(ledger.stance)
        self._anchors = TermIndex(ledger.stance.anchors)
        self._slots = SlotIndex(ledger.claims)
        self._grams = tuple(ledger.rarity.grams)
        self._known: dict[int, Known] = {}
        self._words: dict[int, Texts] = {}

    def find(self, sentence: str, around: str = "") -> Match | None:
        """Return the claim that a sentence is about, with `around` its heading and what stands beside it; or None."""
        best = self._likeliest(sentence, around, "")
        if best is None or best.features.similarity < LEAST_ALIKE or not best.features.scope:
            return None
        calibration = self.ledger.calibration
        least = calibration.least_confidence if self.encoder is None else calibration.least_meant
        if confidence_of(best.features.row(), calibration) < least:
            return None
        return self._judged(sentence, best, "")

    def nearest(self, sentence: str, around: str = "", *, without: str = "") -> Match | None:
        """Return the likeliest claim whatever its confidence; None where the slots of none are met.

        `without` leaves one phrasing out, for fitting on the ledger's own phrasings.
        """
        best = self._likeliest(sentence, around, without)
        return None if best is None else self._judged(sentence, best, without)

    def possible(self, words: Sequence[str], around: Sequence[str] = ()) -> list[Candidate]:
        """Return the claims that a sentence can be about, those of whose slots it meets most first.

        A sentence that names nothing of the field, and does not stand under something that does, is about none.
        """
        if len(words) < FEWEST_WORDS or not (self._anchors.meets(words) or self._anchors.meets(around)):
            return []
        return self._slots.candidates(words, around, MOST_COMPARED if self.encoder is None else MOST_MEANT)

    def reads(self, sentence: str) -> Signature:
        """Return what turns a sentence."""
        return self._reader.read(sentence)

    def known(self, claim: int) -> Known:
        """Return the phrasings of a claim, unfolded."""
        if claim not in self._known:
            row = self.ledger.claims[claim]
            ready = self.ledger.phrasings[row.id]
            self._known[claim] = Known(
                tuple(
                    Phrasing(text, label, signature)
                    for (label, text), signature in zip(row.phrasings, ready.signatures, strict=True)
                ),
                self.likeness.grams.texts(unfold(ready.grams, self._grams)),
            )
        return self._known[claim]

    def alike(self, text: str, claim: int) -> tuple[float, ...]:
        """Return the likeness of a text to each phrasing of a claim."""
        return self.known(claim).grams.cosines(self.likeness.by_grams(text))

    def stance_row(
        self, sentence: str, signature: Signature, claim: int, alike: Sequence[float], without: str = ""
    ) -> tuple[float, ...]:
        """Return the features of a sentence's stance towards a claim."""
        known = self.known(claim)
        by_words = self._words_of(claim).cosines(self.likeness.by_words(sentence))
        kept = [
            (phrasing, value, other)
            for phrasing, value, other in zip(known.phrasings, alike, by_words, strict=True)
            if phrasing.text != without
        ]
        return stance_features(
            signature, [one for one, _, _ in kept], [one for _, one, _ in kept], [one for _, _, one in kept]
        )

    def _likeliest(self, sentence: str, around: str, without: str) -> Likeliest | None:
        words = words_of(sentence)
        possible = self.possible(words, words_of(around))
        if not possible:
            return None
        own = self.likeness.grams.bag(grams_of(words))
        (top, likeness, candidate, alike), second = self._two_best(sentence, own, possible, without)
        features = Features(
            similarity=likeness,
            slots=candidate.slots,
            all_slots=float(candidate.slots == 1.0),
            written=candidate.written,
            likely=likeness if candidate.slots == 1.0 else 0.0,
            lead=(top - second) / top if top else 0.0,
            scope=float(candidate.scope),
        )
        return Likeliest(candidate.claim, features, alike)

    def _two_best(self, sentence: str, own: Bag, possible: Sequence[Candidate], without: str) -> tuple[Ranked, float]:
        """Return the candidate that ranks first and the rank of the second, 0 where there is none.

        Without an encoder only those are compared whose bound allows that they are one of them.
        """
        bounded = []
        for candidate in possible:
            grams = self.known(candidate.claim).grams
            shared = grams.shared(own)
            most = 1.0 if self.encoder is not None else grams.most(shared)
            bonus = SLOT_SHARE * 0.5 * (candidate.slots + candidate.written)
            bounded.append((bonus + most, -candidate.claim, bonus, shared, candidate))
        bounded.sort(key=lambda row: row[:2], reverse=True)
        best: list[Ranked] = []
        for most, _, bonus, shared, candidate in bounded:
            if len(best) > 1 and most < best[1][0]:
                break
            known = self.known(candidate.claim)
            alike = known.grams.cosines(shared)
            if without:
                alike = tuple(
                    0.0 if one.text == without else value for one, value in zip(known.phrasings, alike, strict=True)
                )
            likeness = self._meant(sentence, known, alike)
            best = sorted(
                [*best, (likeness + bonus, likeness, candidate, alike)], key=lambda row: (-row[0], row[2].claim)
            )[:2]
        return best[0], best[1][0] if len(best) > 1 else 0.0

    def _judged(self, sentence: str, best: Likeliest, without: str) -> Match:
        """Return the match with the side of the sentence."""
        signature = self._reader.read(sentence)
        row = self.stance_row(sentence, signature, best.claim, best.alike, without)
        score = stance_score(row, self.ledger.calibration.stance_weights)
        return Match(
            best.claim,
            confidence_of(best.features.row(), self.ledger.calibration),
            self._stance(signature, score),
            score,
            _is_plain(signature, score, self.known(best.claim)),
            best.features,
            row,
        )

    def _meant(self, sentence: str, known: Known, alike: Sequence[float]) -> float:
        if self.encoder is None:
            return max(alike)
        meant = self.encoder.similar(sentence, [phrasing.text for phrasing in known.phrasings])
        return max(SEMANTIC_SHARE * one + (1 - SEMANTIC_SHARE) * other for one, other in zip(meant, alike, strict=True))

    def _words_of(self, claim: int) -> Texts:
        if claim not in self._words:
            texts = (words_and_pairs(one.text) for one in self.known(claim).phrasings)
            self._words[claim] = self.likeness.words.texts(texts)
        return self._words[claim]

    def _stance(self, signature: Signature, score: float) -> Stance:
        if signature.says_nothing or abs(score) < self.ledger.calibration.least_stance:
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
