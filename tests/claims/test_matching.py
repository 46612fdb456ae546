"""A small ledger: what is found, what is left alone, and on which side a sentence is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblush.claims.matching import SLOT_SHARE, Matcher
from unblush.claims.reading import outcome_of
from unblush.claims.stance import Stance
from unblush.compiled.bags import rarity_of
from unblush.compiled.catalogue import Said
from unblush.compiled.ledger import Axis, Calibration, Claim, Ledger, StanceWords
from unblush.compiled.phrasings import phrasings_of
from unblush.compiled.terms import words_of

STANCE = StanceWords(
    negators=("not", "no", "never"),
    not_negators=("not only",),
    false_frames=("myth", "no evidence"),
    reported=("some people say",),
    axes=(Axis(("harmless",), ("harmful", "danger*")), Axis(("lower*",), ("raise*",))),
    anchors=("leak*", "pregnan*", "run* out", "flow* back"),
)
LEAK = ("leak*", "run* out", "flow* back")
CHANCE = ("chance*", "pregnan*", "conce*")


def claim(
    name: str, text: str, says: tuple[str, ...], denies: tuple[str, ...], *slots: tuple[str, ...], **more: object
) -> Claim:
    row = Claim(
        name, text, "t", "wrong", Said("Because."), (), "low", "m", (), (), says, denies, slots, slots, (), (), ""
    )
    return replace(row, **more)  # type: ignore[arg-type]


def ledger(*claims: Claim) -> Ledger:
    rarity = rarity_of([text for row in claims for _, text in row.phrasings])
    calibration = Calibration(
        {"bias": -9.0, "similarity": 10.0, "all_slots": 3.5, "scope": 3.0}, {"vote": 4.0}, 0.5, 0.3, 0.5
    )
    ready = phrasings_of(claims, STANCE, rarity)
    return Ledger(tuple(claims), STANCE, calibration, (), (), (), (), rarity, ready)


LOWERS = claim(
    "lowers",
    "Semen that leaks out lowers the chance of a pregnancy.",
    ("Leaking lowers your chance of pregnancy.", "When it runs out, the chance to conceive gets smaller."),
    ("Leaking does not lower your chance of pregnancy.", "It is a myth that leaking lowers the chance to conceive."),
    LEAK,
    CHANCE,
    not_about=("urine",),
)
HARMS = claim(
    "harms",
    "Leaking is harmful.",
    ("To leak is harmful.", "Leaking is dangerous."),
    ("Leaking is harmless.", "Leaking is not harmful."),
    LEAK,
    ("harm*", "danger*"),
    verdict="supported",
)
MATCHER = Matcher(ledger(LOWERS, HARMS))


@pytest.mark.parametrize(
    ("sentence", "found", "stance"),
    [
        ("If it leaks out, your chance of getting pregnant is lowered.", "lowers", Stance.ASSERTS),
        ("Leaking does not lower the chance of a pregnancy at all.", "lowers", Stance.DENIES),
        ("It is a myth that semen leaking lowers your chance of pregnancy.", "lowers", Stance.DENIES),
        ("It is a myth that leaking does not lower the chance of pregnancy.", "lowers", Stance.ASSERTS),
        ("There is no evidence that leaking lowers the chance of pregnancy.", "lowers", Stance.DENIES),
        ("Leaking is harmless.", "harms", Stance.DENIES),
        ("Leaking is not harmless.", "harms", Stance.ASSERTS),
        ("Some people say that leaking lowers the chance of pregnancy.", "lowers", Stance.UNCLEAR),
        ("Does leaking lower the chance of pregnancy?", "lowers", Stance.UNCLEAR),
        ("Leaking not only lowers the chance of pregnancy.", "lowers", Stance.ASSERTS),
    ],
)
def test_the_side_of_a_sentence(sentence: str, found: str, stance: Stance) -> None:
    match = MATCHER.find(sentence)
    assert match is not None
    assert (MATCHER.ledger.claims[match.claim].id, match.stance) == (found, stance)


@pytest.mark.parametrize(
    "sentence",
    [
        "The roof leaks.",  # one slot of two
        "Leaking urine lowers the chance of a good night, pregnant or not.",  # a word of `not_about`
        "Pregnancy chances are lower after forty.",
        "Leak chance",  # too short
        "",
    ],
)
def test_what_lacks_a_slot_is_left_alone(sentence: str) -> None:
    assert MATCHER.find(sentence) is None


def test_far_wording_is_below_the_threshold() -> None:
    far = (
        "Whatever the weather forecast, the chance of rain running out over Leakey, Texas, "
        "pregnant clouds notwithstanding, is small."
    )
    nearest = MATCHER.nearest(far)
    assert nearest is not None
    assert MATCHER.find(far) is None


def test_scope_may_stand_in_the_heading() -> None:
    scoped = Matcher(ledger(replace(LOWERS, scope=("after sex",))))
    sentence = "Leaking lowers your chance of pregnancy a lot."
    assert scoped.find(sentence) is None
    assert scoped.find(sentence, "What happens after sex") is not None


@pytest.mark.parametrize(
    ("verdict", "stance", "outcome"),
    [
        ("wrong", Stance.ASSERTS, "wrong"),
        ("wrong", Stance.DENIES, "supported"),
        ("supported", Stance.DENIES, "wrong"),
        ("supported", Stance.ASSERTS, "supported"),
        ("unsupported", Stance.DENIES, "oversimplified"),
        ("contested", Stance.DENIES, "contested"),
        ("wrong", Stance.UNCLEAR, "unclear"),
    ],
)
def test_what_a_page_says_gets_its_verdict_from_claim_and_side(verdict: str, stance: Stance, outcome: str) -> None:
    assert outcome_of(verdict, stance) == outcome


def test_a_claim_found_the_quick_way_is_the_one_that_comparing_all_finds() -> None:
    """The bound that leaves candidates uncompared may never change which is found."""
    matcher = Matcher(MATCHER.ledger)
    for row in MATCHER.ledger.claims:
        for _, text in row.phrasings:
            ranked = []
            for candidate in matcher.possible(words_of(text)):
                rank = max(matcher.alike(text, candidate.claim)) + SLOT_SHARE * 0.5 * (
                    candidate.slots + candidate.written
                )
                ranked.append((-rank, candidate.claim))
            nearest = matcher.nearest(text)
            assert (nearest.claim if nearest else None) == (min(ranked)[1] if ranked else None)


def test_an_encoder_may_retrieve_and_never_decides_the_side() -> None:
    class Flattering:
        def similar(self, text: str, phrasings: list[str]) -> list[float]:
            del text
            return [1.0 if "not" in phrasing else 0.9 for phrasing in phrasings]

    sentence = "Leaking lowers your chance of pregnancy."
    with_it = Matcher(MATCHER.ledger, Flattering()).find(sentence)  # type: ignore[arg-type]
    without = MATCHER.find(sentence)
    assert with_it is not None
    assert without is not None
    assert with_it.stance is without.stance is Stance.ASSERTS
    assert with_it.stance_score == without.stance_score


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_breaks_the_matcher(sentence: str, heading: str) -> None:
    match = MATCHER.find(sentence, heading)
    assert match is None or (0 <= match.confidence <= 1 and -1 <= match.stance_score <= 1)
