"""A page that was read, in words: what it says, whether it holds, what it leaves out, and how well it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from unblush.claims.reading import FoundClaim, Reading
from unblush.claims.stance import Stance
from unblush.compiled.catalogue import Catalogue
from unblush.compiled.ledger import Ledger
from unblush.pages.page import PageText, Sentence
from unblush.rendering.citations import Citations, SourceView

OUTCOMES: Final = ("wrong", "unsupported", "contested", "oversimplified", "supported", "unclear")
"""The outcomes, the one to heed most first."""

HARMS: Final = ("high", "moderate", "low", "none")
LONGEST_QUOTE: Final = 200


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One thing that the page says: where, what about it, and why. `mark` tells the outcome without colour."""

    claim: str
    outcome: str
    mark: str
    verdict: str
    stance: str
    quote: str
    start: int
    end: int
    heading: str
    says: str
    why: str
    behind: str
    changes_when: tuple[str, ...]
    matters: str
    harm: str
    again: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the page leaves out."""

    id: str
    title: str
    text: str
    behind: str
    harm: str


@dataclass(frozen=True, slots=True)
class PageReport:
    """Everything that is shown about a page, in order."""

    title: str
    summary: str
    counts: dict[str, int]
    worst: str
    claims: tuple[ClaimView, ...]
    left_out: tuple[Gap, ...]
    sells: tuple[str, ...]
    quality: str
    points: int
    most: int
    good: tuple[str, ...]
    bad: tuple[str, ...]
    dropped: tuple[str, ...]
    language_note: str
    sources: tuple[SourceView, ...]
    closing: tuple[str, ...]


def build_page_report(page: PageText, reading: Reading, ledger: Ledger, words: Catalogue) -> PageReport:
    """Return the report of a page; a page about nothing that we know says so and judges nothing."""
    cites = Citations(words)
    claims = tuple(_claims(reading, ledger, words, cites))
    counts = Counter(view.outcome for view in claims)
    left_out = tuple(
        Gap(entry.id, entry.title, entry.said.text, cites.mark(entry.said), entry.harm)
        for entry in sorted(reading.left_out, key=lambda entry: HARMS.index(entry.harm))
    )
    judged = [view for view in claims if view.outcome in ("wrong", "unsupported") and view.stance == "asserts"]
    worst = min(judged, key=lambda view: (HARMS.index(view.harm), OUTCOMES.index(view.outcome)), default=None)
    return PageReport(
        title=page.title,
        summary=_summary(page, claims, words),
        counts={outcome: counts[outcome] for outcome in OUTCOMES if counts[outcome]},
        worst=words.word("page.worst", claim=ledger_text(ledger, worst.claim)) if worst is not None else "",
        claims=claims,
        left_out=left_out,
        sells=tuple(_short(sentence) for sentence in page.seller_signs),
        quality=words.word("page.quality", points=reading.points, most=reading.most) if reading.quality else "",
        points=reading.points,
        most=reading.most,
        good=tuple(judged.quality.good for judged in reading.quality if judged.good),
        bad=tuple(judged.quality.bad for judged in reading.quality if not judged.good),
        dropped=tuple(_dropped(page, words)),
        language_note=words.word("page.other_language") if page.language != "en" else "",
        sources=cites.views(),
        closing=(words.word("page.how_judged"), words.word("result.not_a_diagnosis")),
    )


def ledger_text(ledger: Ledger, name: str) -> str:
    """Return the neutral sentence of a claim."""
    return next(claim.claim for claim in ledger.claims if claim.id == name)


def _claims(reading: Reading, ledger: Ledger, words: Catalogue, cites: Citations) -> Iterable[ClaimView]:
    """Yield one view a claim and outcome, in the order of the page; what is said again is only counted."""
    times = Counter((one.match.claim, one.outcome) for one in reading.found)
    seen: set[tuple[int, str]] = set()
    for one in reading.found:
        key = (one.match.claim, one.outcome)
        if key not in seen:
            seen.add(key)
            yield _claim(one, ledger, words, cites, times[key] - 1)


def _claim(one: FoundClaim, ledger: Ledger, words: Catalogue, cites: Citations, again: int) -> ClaimView:
    claim = ledger.claims[one.match.claim]
    stance = one.match.stance
    says = words.word(f"page.says.{stance.value}", claim=claim.claim)
    shown = one.outcome not in ("supported", "unclear") or stance is Stance.DENIES
    return ClaimView(
        claim=claim.id,
        outcome=one.outcome,
        mark=words.word(f"page.mark.{one.outcome}"),
        verdict=claim.verdict,
        stance=stance.value,
        quote=_short(one.sentence),
        start=one.sentence.start,
        end=one.sentence.end,
        heading=one.sentence.heading,
        says=says,
        why=claim.why.text,
        behind=cites.mark(claim.why),
        changes_when=claim.changes_when,
        matters=claim.matters if shown and claim.harm != "none" else "",
        harm=claim.harm,
        again=again,
        confidence=round(one.match.confidence, 3),
    )


def _summary(page: PageText, claims: tuple[ClaimView, ...], words: Catalogue) -> str:
    if not claims:
        return words.word("page.nothing")
    found = sum(1 + view.again for view in claims)
    return words.word("page.summary", found=found, different=len({view.claim for view in claims}), words=page.words)


def _short(sentence: Sentence) -> str:
    text = " ".join(sentence.text.split())
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1].rstrip() + "\u2026"


def _dropped(page: PageText, words: Catalogue) -> Iterable[str]:
    reasons = Counter(dropped.why for dropped in page.dropped)
    for why, count in reasons.most_common():
        yield words.word("page.dropped", count=count, why=words.words.get(f"page.why.{why}", why))
