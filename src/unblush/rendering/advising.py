"""Which advice stands on a result, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from unblush.compiled.catalogue import AdviceWords, Catalogue
from unblush.interview.interview import Profile
from unblush.rendering.citations import Citations
from unblush.rendering.known import Told
from unblush.vocabulary import Whom

ORDER: Final = (
    "support",
    "deadline",
    "self_care",
    "reassurance",
    "minors",
    "testing",
    "treatment",
    "seek_care",
    "partner",
)
MOST: Final = {
    "support": 4,
    "deadline": 6,
    "self_care": 8,
    "reassurance": 6,
    "minors": 8,
    "testing": 8,
    "treatment": 8,
    "seek_care": 8,
    "partner": 6,
}


@dataclass(frozen=True, slots=True)
class AdviceView:
    """One piece of advice, and what stands behind it."""

    id: str
    text: str
    behind: str


@dataclass(frozen=True, slots=True)
class AdviceBlock:
    """The advice of one kind under its heading."""

    kind: str
    heading: str
    advice: tuple[AdviceView, ...]


def advise(
    words: Catalogue, facts: Told, explanations: Sequence[str], about: Sequence[str], profile: Profile, cites: Citations
) -> tuple[AdviceBlock, ...]:
    """Return what always stands, then the advice of the explanations in their order, then of what is told about."""
    wanted: dict[str, None] = {}
    for name, advice in words.advice.items():
        if advice.always and _belongs(advice, facts) and facts.holds(advice.when):
            wanted[name] = None
    for rank, condition in enumerate([*explanations, *about]):
        for name in words.conditions[condition].advice:
            advice = words.advice[name]
            # of the second and third explanation, only what helps now or brings back sooner
            if (
                _belongs(advice, facts)
                and facts.holds(advice.when)
                and (rank == 0 or condition in about or advice.kind != "treatment")
            ):
                wanted.setdefault(name)
    return arrange(list(wanted), words, profile, cites)


def arrange(wanted: Sequence[str], words: Catalogue, profile: Profile, cites: Citations) -> tuple[AdviceBlock, ...]:
    """Return pieces of advice by kind, each kind under its heading."""
    blocks = []
    for kind in ORDER:
        chosen = [words.advice[name] for name in wanted if words.advice[name].kind == kind][: MOST[kind]]
        if chosen:
            views = tuple(advice_view(advice, words, profile, cites) for advice in chosen)
            blocks.append(AdviceBlock(kind, words.word(f"result.advice.{kind}"), views))
    return tuple(blocks)


def _belongs(advice: AdviceWords, facts: Told) -> bool:
    return not advice.complaints or facts.complaint in advice.complaints


def advice_view(advice: AdviceWords, words: Catalogue, profile: Profile, cites: Citations) -> AdviceView:
    """Return one piece of advice as this person meets it."""
    text = advice.text_other if profile.whom is Whom.OTHER else advice.said.text
    if "{" in text:
        region = words.regions[profile.region.value]
        text = text.format(age_of_consent=region.age_of_consent, **region.services)
    return AdviceView(advice.id, text, cites.mark(advice.said))
