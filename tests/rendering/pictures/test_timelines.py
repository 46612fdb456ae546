"""The pictures over time and of evidence: steps that add up, sources that exist, deadlines that are not rounded up."""

from __future__ import annotations

import math

import pytest

from lib.pictures import sound
from unblush.compiled.store import CompiledPack
from unblush.conception.ovulation import CycleKnown
from unblush.interview.desk import Desk
from unblush.interview.interview import Profile
from unblush.rendering.amounts import DECIBANS_PER_NAT, in_ten
from unblush.rendering.citations import Citations
from unblush.rendering.clocks import ClockView
from unblush.rendering.pictures.clock_strip import clock_strip
from unblush.rendering.pictures.fertile_strip import fertile_days, fertile_strip
from unblush.rendering.pictures.first_hours import first_hours_picture
from unblush.rendering.pictures.waterfall import steps_of, waterfall_picture
from unblush.vocabulary import Answer, ItemId, Mark, PageId


def test_the_steps_of_a_waterfall_add_up(desk: Desk) -> None:
    profile = Profile()
    interview = desk.begin("penile_fluid", profile)
    numbers = desk.numbers("penile_fluid")
    interview = interview.answer(numbers, PageId("age"), Answer(Mark.ANSWERED, number=24.0))
    interview = interview.answer(numbers, PageId("looks"), Answer(Mark.ANSWERED, (ItemId("clear_slippery"),)))
    interview = interview.answer(numbers, PageId("germ_signs"), Answer(Mark.NONE))
    assessment = desk.assess(interview)
    fall = assessment.waterfall
    assert fall is not None
    start, steps = steps_of(fall, desk.words, profile)
    assert steps
    assert math.isclose(start + sum(step.nats for step in steps), fall.log_odds, abs_tol=1e-9)
    assert sum(step.small for step in steps) <= 1
    picture = waterfall_picture(assessment, desk.words, profile, "w")
    assert picture is not None
    sound(picture)
    points = [int(row[3]) for row in picture.rows]
    assert sum(points[:-1]) == points[-1] == round(fall.log_odds * DECIBANS_PER_NAT)
    led = assessment.explanations[0]
    assert in_ten(desk.words, led.low, led.high) in picture.rows[-1][0]


def view(state: str, hours: float | None) -> ClockView:
    return ClockView(f"c{hours}", "g", f"Clock {hours}", state, f"stands {state}.", "do", "", (), hours, "")


def test_open_clocks_are_bars_and_the_others_words(pack: CompiledPack) -> None:
    clocks = [view("open", 96.0), view("unknown", None), view("open", 40.9), view("closed", -3.0)]
    picture = clock_strip(clocks, pack.catalogue, "c")
    assert picture is not None
    root = sound(picture)
    assert [row[2] for row in picture.rows] == ["40", "96", "", ""]
    assert sum(node.get("class") == "pic-fill" for node in root.iter()) == 2
    assert "stands closed." in picture.svg
    assert clock_strip([view("closed", -3.0)], pack.catalogue, "c") is None
    only_unknown = clock_strip([view("unknown", None)], pack.catalogue, "c")
    assert only_unknown is not None
    sound(only_unknown)


@pytest.mark.parametrize("known", [CycleKnown(), CycleKnown(28), CycleKnown(irregular=True), CycleKnown(30, lh_on=15)])
@pytest.mark.parametrize("today", [None, 1, 14, 90])
def test_no_day_is_ever_called_safe(pack: CompiledPack, known: CycleKnown, today: int | None) -> None:
    assert pack.conception is not None
    days = fertile_days(pack.conception, known)
    assert all(0 <= low <= high <= 1 for _, low, high in days)
    picture = fertile_strip(pack.conception, known, pack.catalogue, "f", today)
    sound(picture)
    assert "No day is ever called safe." in picture.svg
    assert len(picture.rows) == len(days)
    for (_, low, high), row in zip(days, picture.rows, strict=True):
        assert row[3] == in_ten(pack.catalogue, low, high)


def test_the_first_hours_rest_on_sources(pack: CompiledPack) -> None:
    assert pack.conception is not None
    words = pack.catalogue
    cites = Citations(words)
    picture = first_hours_picture(pack.conception, words, cites, "h")
    assert picture is not None
    sound(picture)
    steps = pack.conception.first_hours
    for step, (_, text, behind) in zip(steps, picture.rows, strict=True):
        assert step.cites
        assert all(cite in words.facts or cite in words.references for cite in step.cites)
        assert text == words.word(f"picture.first_hours.step.{step.id}")
        assert behind
        assert step.expert == (words.word("result.source_judgement") in behind)
    assert cites.views()
