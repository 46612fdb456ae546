"""How well claims are found in sentences: precision, recall, polarity and the error that counts ten times."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from unblush.authoring.model.claim import Labelled
from unblush.claims.grams import Likeness
from unblush.claims.matching import Encoder, Matcher
from unblush.claims.reading import outcome_of
from unblush.claims.stance import Stance
from unblush.compiled.bags import grams_of
from unblush.compiled.ledger import Ledger
from unblush.compiled.terms import words_of
from unblush.compiled.turns import StanceReader

BOOTSTRAPS: Final = 1000
LEAST_ALIKE: Final = 0.35
LEAST_MEANT: Final = 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """What a method says of a sentence: a claim and a stance, or nothing."""

    claim: str
    stance: Stance
    plain: bool = True


Method = Callable[[Labelled], Said | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One sentence with what was said of it: whether reported, right about the claim, and right about the stance."""

    gold: Labelled
    said: Said | None
    right: bool
    turned: bool
    wrong_as_supported: bool


@dataclass(frozen=True, slots=True)
class Score:
    """A share with the middle 95 % of its bootstrap."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How a method does on a set of sentences; each share comes with its interval."""

    name: str
    sentences: int
    reported: int
    precision: Score
    recall: Score
    polarity_errors: Score
    wrong_as_supported: int


def methods_of(ledger: Ledger, encoder: Encoder | None) -> dict[str, Method]:
    """Return our way and the simpler ones beside it."""
    methods: dict[str, Method] = {"ours": ours(Matcher(ledger))}
    if encoder is not None:
        methods["ours with the encoder"] = ours(Matcher(ledger, encoder))
    methods["n-grams alone"] = alone(ledger, None, by_parity=False)
    if encoder is not None:
        methods["encoder alone"] = alone(ledger, encoder, by_parity=False)
    methods["n-grams and negation parity"] = alone(ledger, None, by_parity=True)
    return methods


def ours(matcher: Matcher) -> Method:
    """Return our matching: a stance that is unclear is not reported."""

    def method(gold: Labelled) -> Said | None:
        match = matcher.find(gold.text, gold.heading or "")
        if match is None or match.stance is Stance.UNCLEAR:
            return None
        return Said(matcher.ledger.claims[match.claim].id, match.stance, match.plain)

    return method


def alone(ledger: Ledger, encoder: Encoder | None, *, by_parity: bool) -> Method:
    """Return a method that takes the nearest phrasing of all; its stance is that phrasing's, or by negation parity."""
    phrasings = [(claim, label, text) for claim in ledger.claims for label, text in claim.phrasings]
    texts = [text for _, _, text in phrasings]
    nearest = _by_grams(texts)
    reader = StanceReader(ledger.stance)

    def method(gold: Labelled) -> Said | None:
        similar = nearest(gold.text) if encoder is None else dict(enumerate(encoder.similar(gold.text, texts)))
        best = max(similar, key=lambda number: similar[number], default=None)
        if best is None or similar[best] < (LEAST_ALIKE if encoder is None else LEAST_MEANT):
            return None
        claim, label, _ = phrasings[best]
        if by_parity:
            same = reader.read(gold.text).negated == reader.read(claim.claim).negated
            label = 1 if same else -1
        return Said(claim.id, Stance.ASSERTS if label > 0 else Stance.DENIES)

    return method


def _by_grams(texts: Sequence[str]) -> Callable[[str], dict[int, float]]:
    """Return a function from a text to the cosines of all texts, by number."""
    likeness = Likeness.over(texts)
    known = likeness.grams.texts(grams_of(words_of(text)) for text in texts)

    def similar(text: str) -> dict[int, float]:
        return dict(enumerate(known.cosines(likeness.by_grams(text))))

    return similar


def outcomes(sentences: Sequence[Labelled], method: Method, ledger: Ledger) -> list[Outcome]:
    """Run a method over labelled sentences."""
    verdicts = {claim.id: claim.verdict for claim in ledger.claims}
    rows = []
    for gold in sentences:
        said = method(gold)
        right = said is not None and gold.claim is not None and said.claim in {gold.claim, *gold.also}
        turned = right and said is not None and said.stance.value != gold.stance and said.claim == gold.claim
        truly = outcome_of(verdicts[gold.claim], Stance(gold.stance)) if gold.claim and gold.stance else ""
        shown = outcome_of(verdicts[said.claim], said.stance, plain=said.plain) if said is not None else ""
        rows.append(Outcome(gold, said, right, turned, truly == "wrong" and shown == "supported"))
    return rows


def measure(name: str, rows: Sequence[Outcome]) -> Measured:
    """Return the figures of one method, with bootstrap intervals (1,000 resamples of sentences, fixed seed)."""
    chance = random.Random(name)
    draws = [[rows[chance.randrange(len(rows))] for _ in rows] for _ in range(BOOTSTRAPS)] if rows else []

    def score(share: Callable[[Sequence[Outcome]], float]) -> Score:
        values = sorted(share(draw) for draw in draws)
        return Score(share(rows), values[int(0.025 * len(values))], values[int(0.975 * len(values)) - 1])

    return Measured(
        name,
        len(rows),
        sum(row.said is not None for row in rows),
        score(lambda drawn: _share([row.right for row in drawn if row.said is not None])),
        score(lambda drawn: _share([row.right for row in drawn if row.gold.claim is not None])),
        score(lambda drawn: _share([row.turned for row in drawn if row.right])),
        sum(row.wrong_as_supported for row in rows),
    )


def lines_of_measures(measures: Sequence[Measured]) -> Iterator[str]:
    """Yield the figures as a table in Markdown."""
    yield "| method | reported | precision | recall | polarity errors | wrong shown as supported |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in measures:
        shares = " | ".join(_shown(score) for score in (one.precision, one.recall, one.polarity_errors))
        yield f"| {one.name} | {one.reported} of {one.sentences} | {shares} | {one.wrong_as_supported} |"


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def _shown(score: Score) -> str:
    return f"{score.value:.3f} ({score.low:.3f} to {score.high:.3f})"
