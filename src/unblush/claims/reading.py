"""A whole page read against the ledger: its claims in order, what it leaves out, and how well it is made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from unblush.claims.matching import Match, Matcher
from unblush.claims.stance import Stance
from unblush.compiled.ledger import Ledger, LeftOut, Quality
from unblush.compiled.terms import TermIndex, words_of
from unblush.pages.page import PageText, Sentence


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """One sentence of a page with the claim that it makes or denies, and its outcome.

    `outcome` is the verdict of what the page says: that of the claim where it asserts it; where it denies it, a wrong
    claim denied is supported and a supported one denied is wrong. Where the stance is unclear it is `unclear`.
    """

    sentence: Sentence
    match: Match
    outcome: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One question of quality and whether the page does well by it."""

    quality: Quality
    good: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of a page."""

    found: tuple[FoundClaim, ...]
    left_out: tuple[LeftOut, ...]
    quality: tuple[Judged, ...]
    about: tuple[str, ...]

    @property
    def points(self) -> int:
        """The points for quality."""
        return sum(judged.quality.points for judged in self.quality if judged.good)

    @property
    def most(self) -> int:
        """The points that there are."""
        return sum(judged.quality.points for judged in self.quality)


def read(page: PageText, matcher: Matcher) -> Reading:
    """Read a page against a ledger."""
    found = tuple(_found(page, matcher))
    ledger = matcher.ledger
    about = tuple(dict.fromkeys(name for one in found for name in ledger.claims[one.match.claim].about))
    index = _index_of(tuple(_checked_terms(ledger)))
    paragraphs = [frozenset(index.find(words)) for words in _paragraphs(page.sentences)]
    left_out = tuple(
        entry for entry in ledger.leaves_out if _concerns(entry, about, paragraphs) and not _says(entry, paragraphs)
    )
    whole = frozenset().union(*paragraphs, *(index.find(words_of(sign.text)) for sign in page.seller_signs))
    quality = tuple(Judged(entry, _all_met(entry.terms, whole) == entry.present) for entry in ledger.quality)
    return Reading(found, left_out, quality if found else (), about)


def outcome_of(verdict: str, stance: Stance, *, plain: bool = True) -> str:
    """Return the verdict of what a sentence says, from that of the claim and what the sentence does with it.

    To call a wrong thing right is the worst error, so a sentence holds only where its stance is plain; and to call a
    right thing wrong is bad enough to want the same of a denial.
    """
    if stance is Stance.UNCLEAR:
        return "unclear"
    turned = {"wrong": "supported", "supported": "wrong", "unsupported": "oversimplified"}
    outcome = verdict if stance is Stance.ASSERTS else turned.get(verdict, verdict)
    doubtful = outcome == "supported" or (outcome == "wrong" and stance is Stance.DENIES)
    return "unclear" if doubtful and not plain else outcome


def _found(page: PageText, matcher: Matcher) -> list[FoundClaim]:
    sentences = page.sentences
    rows = []
    for number, sentence in enumerate(sentences):
        if sentence.kind == "heading":
            continue
        before = sentences[number - 1].text if number and sentences[number - 1].paragraph == sentence.paragraph else ""
        match = matcher.find(sentence.text, f"{page.title} {sentence.heading} {before}")
        if match is not None:
            verdict = matcher.ledger.claims[match.claim].verdict
            rows.append(FoundClaim(sentence, match, outcome_of(verdict, match.stance, plain=match.plain)))
    return rows


def _paragraphs(sentences: Sequence[Sentence]) -> list[tuple[str, ...]]:
    rows: dict[int, list[str]] = {}
    for sentence in sentences:
        rows.setdefault(sentence.paragraph, []).extend(words_of(f"{sentence.heading} {sentence.text}"))
    return [tuple(words) for words in rows.values()]


@lru_cache(maxsize=2)
def _index_of(terms: tuple[str, ...]) -> TermIndex:
    """Return the terms of a checklist, indexed: the same for every page."""
    return TermIndex(terms)


def _checked_terms(ledger: Ledger) -> Iterator[str]:
    """Yield every term of the checklist."""
    for left in ledger.leaves_out:
        yield from left.topics
        for group in left.said_by:
            yield from group
    for quality in ledger.quality:
        for group in quality.terms:
            yield from group


def _concerns(entry: LeftOut, about: Sequence[str], paragraphs: Sequence[frozenset[str]]) -> bool:
    if not about:
        return False
    return not set(entry.about).isdisjoint(about) or any(not met.isdisjoint(entry.topics) for met in paragraphs)


def _says(entry: LeftOut, paragraphs: Sequence[frozenset[str]]) -> bool:
    return any(_all_met(entry.said_by, met) for met in paragraphs)


def _all_met(groups: Sequence[Sequence[str]], met: frozenset[str]) -> bool:
    return all(not met.isdisjoint(group) for group in groups)
