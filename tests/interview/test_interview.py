"""The interview as a value: answering, changing one's mind, going back, and reading answers from outside."""

from __future__ import annotations

import dataclasses
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.people import some_answers
from unblush.compiled.store import CompiledPack
from unblush.errors import AnswerProblems, UnknownName
from unblush.interview.codec import from_plain, to_plain
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview, Profile
from unblush.vocabulary import DECLINED, NONE, Answer, ItemId, Mark, PageId, Region, Whom


@pytest.fixture
def tiny_desk(tiny: CompiledPack) -> Desk:
    return Desk(tiny)


def ticks(*items: str) -> Answer:
    return Answer(Mark.ANSWERED, tuple(ItemId(item) for item in items))


def number(value: float) -> Answer:
    return Answer(Mark.ANSWERED, number=value)


def test_answering_returns_a_new_interview(tiny_desk: Desk) -> None:
    first = tiny_desk.begin("drip")
    second = first.answer(tiny_desk.numbers("drip"), PageId("age"), number(30))
    assert first.given == ()
    assert second.answers == {"age": number(30)}
    with pytest.raises(dataclasses.FrozenInstanceError):
        second.given = ()  # type: ignore[misc]


def test_a_changed_answer_keeps_every_later_answer_that_still_applies(tiny_desk: Desk) -> None:
    numbers = tiny_desk.numbers("drip")
    interview = tiny_desk.begin("drip")
    for page, answer in (
        ("age", number(30)),
        ("signs", ticks("burns", "often")),
        ("burn_more", ticks("burns_all_day")),
        ("contact", ticks("partner")),
    ):
        interview = interview.answer(numbers, PageId(page), answer)
    assert set(interview.standing(numbers)) == {"age", "signs", "burn_more", "contact"}

    without_burning = interview.answer(numbers, PageId("signs"), ticks("often"))
    assert set(without_burning.standing(numbers)) == {"age", "signs", "contact"}

    again = without_burning.answer(numbers, PageId("signs"), ticks("burns"))
    assert set(again.standing(numbers)) == {"age", "signs", "burn_more", "contact"}

    child = interview.answer(numbers, PageId("age"), number(10))
    assert "contact" not in child.standing(numbers)


def test_an_answer_that_no_longer_applies_changes_nothing(tiny_desk: Desk) -> None:
    numbers = tiny_desk.numbers("drip")
    plain = tiny_desk.begin("drip").answer(numbers, PageId("signs"), NONE)
    leftover = plain.answer(numbers, PageId("burn_more"), ticks("burns_all_day"))
    assert tiny_desk.turn(leftover).posterior == tiny_desk.turn(plain).posterior


def test_an_emergency_interrupts_until_it_is_acknowledged(tiny_desk: Desk) -> None:
    numbers = tiny_desk.numbers("drip")
    interview = tiny_desk.begin("drip").answer(numbers, PageId("urgent"), ticks("bad_pain"))
    assert tiny_desk.interruptions(interview) == ("pain_now",)
    seen = interview.acknowledge(frozenset({"pain_now"}))
    assert tiny_desk.interruptions(seen) == ()
    assert tiny_desk.assess(seen).triage.level == 5


def test_taking_back_an_emergency_is_noticed(tiny_desk: Desk) -> None:
    numbers = tiny_desk.numbers("drip")
    before = tiny_desk.begin("drip").answer(numbers, PageId("urgent"), ticks("bad_pain"))
    after = before.answer(numbers, PageId("urgent"), NONE)
    assert tiny_desk.level_would_fall(before, after)
    assert not tiny_desk.level_would_fall(after, before)


@pytest.mark.parametrize(
    ("page", "answer", "says"),
    [
        ("looks", ticks("pus", "clear"), "only one answer can be chosen"),
        ("looks", ticks("puss"), "Did you mean 'pus'"),
        ("looks", number(3), "does not want a number"),
        ("age", number(140), "give a number from 0 to 110"),
        ("age", NONE, "wants a number"),
        ("signs", ticks("burns", "burns"), "given twice"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(tiny_desk: Desk, page: str, answer: Answer, says: str) -> None:
    interview = tiny_desk.begin("drip")
    with pytest.raises(AnswerProblems, match=says):
        interview.answer(tiny_desk.numbers("drip"), PageId(page), answer)


def test_unknown_names_say_the_near_ones(tiny_desk: Desk) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'looks'"):
        tiny_desk.begin("drip").answer(tiny_desk.numbers("drip"), PageId("look"), NONE)
    with pytest.raises(UnknownName, match="drip"):
        tiny_desk.begin("drop")
    with pytest.raises(UnknownName, match="germ"):
        tiny_desk.assess(tiny_desk.begin("drip"), why="germs")  # type: ignore[arg-type]


@given(st.integers(0, 2**32), st.integers(0, 8), st.sampled_from(list(Whom)), st.sampled_from(list(Region)))
def test_an_interview_survives_the_codec(tiny: CompiledPack, seed: int, pages: int, whom: Whom, region: Region) -> None:
    numbers = tiny.numbers["drip"]
    answers = some_answers(numbers, random.Random(seed), pages)
    interview = Interview("drip", tiny.digest, Profile(whom, region), tuple(answers.items()), frozenset({"pain_now"}))
    assert from_plain(to_plain(interview), tiny.numbers, tiny.digest) == interview


def test_all_problems_of_an_answers_file_come_at_once(tiny: CompiledPack) -> None:
    plain = {
        "region": "moon",
        "answer": {},
        "answers": {"age": 300, "looks": ["pus", "clear"], "signs": ["burnt"], "nothing": "none", "contact": True},
    }
    with pytest.raises(AnswerProblems) as caught:
        from_plain(plain, tiny.numbers, tiny.digest)
    text = str(caught.value)
    for says in (
        "'moon' is not known",
        "the key 'answer' is not known here",
        "300 is out of range",
        "only one answer",
        "Did you mean 'burns'",
        "there is no question 'nothing'",
        "True is not an answer",
    ):
        assert says in text, says


def test_answers_of_another_pack_are_refused(tiny: CompiledPack) -> None:
    with pytest.raises(AnswerProblems, match="another pack"):
        from_plain({"pack": "other", "answers": {}}, tiny.numbers, tiny.digest)


def test_words_for_no_answer_are_understood(tiny: CompiledPack) -> None:
    interview = from_plain({"answers": {"signs": "none", "looks": "declined"}}, tiny.numbers, tiny.digest)
    assert interview.answers == {"signs": NONE, "looks": DECLINED}


def test_an_answer_cannot_be_half_of_one() -> None:
    with pytest.raises(ValueError, match="an answer is"):
        Answer(Mark.ANSWERED)
    with pytest.raises(ValueError, match="an answer is"):
        Answer(Mark.NONE, (ItemId("x"),))


def test_taken_up_at_the_same_moment_it_takes_the_zone_of_now(desk: Desk):
    from datetime import datetime
    from zoneinfo import ZoneInfo

    here = datetime(2026, 3, 28, 22, 0, tzinfo=ZoneInfo("Europe/London"))
    kept = desk.begin("penile_fluid", at=datetime.fromisoformat(here.isoformat()))
    taken_up = kept.resumed(desk.numbers("penile_fluid"), here)
    assert taken_up.at == here
    assert taken_up.at.tzinfo is here.tzinfo
