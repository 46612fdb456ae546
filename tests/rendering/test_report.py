"""What a person is shown: ranges in words, sources that were used, clocks, wording about another person."""

from __future__ import annotations

import json

import pytest

from unblush.compiled.store import CompiledPack
from unblush.interview.desk import Desk
from unblush.interview.interview import Profile
from unblush.rendering.amounts import in_ten, weight_word
from unblush.rendering.document import SCHEMA, document_of
from unblush.rendering.report import Report, build_report
from unblush.rendering.terminal import lines_of
from unblush.vocabulary import NONE, UNKNOWN, Answer, ItemId, Mark, PageId, Region, Whom


def answered(desk: Desk, profile: Profile, **given: object):
    interview = desk.begin("penile_fluid", profile)
    numbers = desk.numbers("penile_fluid")
    for page, value in given.items():
        if isinstance(value, Answer):
            answer = value
        elif isinstance(value, int | float):
            answer = Answer(Mark.ANSWERED, number=float(value))
        else:
            answer = Answer(Mark.ANSWERED, tuple(ItemId(item) for item in str(value).split()))
        interview = interview.answer(numbers, PageId(page), answer)
    return interview


def report_of(desk: Desk, profile: Profile = Profile(), **given: object) -> Report:  # noqa: B008
    interview = answered(desk, profile, **given)
    return build_report(desk.assess(interview), desk.words, desk.numbers("penile_fluid"), profile)


@pytest.mark.parametrize(
    ("low", "high", "says"),
    [
        (0.52, 0.81, "about 5 to 8 in 10"),
        (0.61, 0.64, "about 6 in 10"),
        (0.0, 0.04, "fewer than 1 in 10"),
        (0.01, 0.3, "up to 3 in 10"),
        (0.72, 0.97, "7 in 10 or more"),
        (0.96, 0.99, "nearly all"),
        (0.0, 1.0, "up to 10 in 10"),
    ],
)
def test_a_range_is_words_on_one_denominator(pack: CompiledPack, low: float, high: float, says: str) -> None:
    assert in_ten(pack.catalogue, low, high) == says


def test_weights_are_words(pack: CompiledPack) -> None:
    assert [weight_word(pack.catalogue, nats) for nats in (3.0, -1.5, 0.6, 0.1)] == [
        "strongly",
        "clearly",
        "somewhat",
        "slightly",
    ]


def test_sources_are_numbered_as_they_are_met_and_only_those_used(desk: Desk) -> None:
    report = report_of(desk, age=24, when_noticed="by_itself", looks="yellow_green_pus")
    assert [source.number for source in report.sources] == list(range(1, len(report.sources) + 1))
    text = "\n".join(lines_of(report, desk.words))
    body, listed = text.split("\nSources\n")
    for source in report.sources:
        assert f"{source.number}. " in listed
    import re

    cited = {int(n) for group in re.findall(r"\[([0-9, \n]+[^\]]*)\]", body) for n in re.findall(r"\d+", group)}
    assert cited == {source.number for source in report.sources}


def test_every_line_fits_eighty_columns(desk: Desk) -> None:
    report = report_of(desk, age=70, when_noticed="end_of_urine cough_or_urge", looks="like_urine")
    for line in lines_of(report, desk.words):
        assert len(line) <= 80 or line.strip().startswith("http"), line


def test_an_emergency_stands_on_top(desk: Desk) -> None:
    report = report_of(desk, Profile(region=Region.UK), age=15, urgent_private="sudden_testicle_pain")
    lines = [line for line in lines_of(report, desk.words) if line]
    assert lines[0] == "How soon"
    assert lines[2].startswith("GET HELP NOW. Call 999")
    assert report.flags[0].id == "testicle_torsion"


@pytest.mark.parametrize(
    ("hours", "says"),
    [(20, "52 hours left"), (71.5, "less than an hour left"), (80, "seems to be over"), (None, "ask now")],
)
def test_the_clock_counts_from_what_was_said(desk: Desk, hours: float | None, says: str) -> None:
    given: dict[str, object] = {"age": 30, "safe_now": "possible_hiv_contact"}
    given["contact_hours"] = UNKNOWN if hours is None else hours
    report = report_of(desk, **given)
    clock = next(clock for clock in report.clocks if clock.id == "hiv_pep")
    assert says in clock.stands


def test_a_question_not_answered_bars_self_care_and_is_listed(desk: Desk) -> None:
    given: dict[str, object] = {"age": 15, "puberty": "puberty_begun", "urgent_whole_body": NONE, "safe_now": NONE}
    given |= {"when_noticed": "on_waking", "looks": "semen_like"}
    skipped = report_of(desk, urgent_private=UNKNOWN, **given)
    assert skipped.level == "routine"
    assert "testicle_torsion" in {flag.id for flag in skipped.not_ruled_out}
    assert report_of(desk, urgent_private=NONE, **given).level == "self_care"


def test_about_someone_else_the_words_change(desk: Desk) -> None:
    mine = report_of(desk, Profile(), age=14, when_noticed="on_waking", safe_now="unwanted_contact")
    theirs = report_of(desk, Profile(whom=Whom.OTHER), age=14, when_noticed="on_waking", safe_now="unwanted_contact")
    texts = [
        {advice.id: advice.text for block in report.advice for advice in block.advice}["support_assault"]
        for report in (mine, theirs)
    ]
    assert "You decide how much you say" in texts[0]
    assert "Let them decide" in texts[1]


@pytest.mark.parametrize(("region", "line"), [("uk", "Childline on 0800"), ("us", "Childhelp"), ("in", "1098")])
def test_the_region_names_its_own_services(desk: Desk, region: str, line: str) -> None:
    report = report_of(desk, Profile(region=Region(region)), age=14, when_noticed="on_waking")
    assert any(line in advice.text for block in report.advice for advice in block.advice)


def test_the_result_says_that_it_is_a_draft(desk: Desk) -> None:
    report = report_of(desk, age=24, looks="clear_slippery")
    assert "This content is a draft. 0 of the" in report.review
    assert any("not a diagnosis" in line for line in report.closing)


def test_the_document_is_plain_json_with_a_schema_name(desk: Desk) -> None:
    interview = answered(desk, Profile(), age=24, looks="clear_slippery", when_noticed="when_aroused")
    assessment = desk.assess(interview)
    report = build_report(assessment, desk.words, desk.numbers("penile_fluid"), Profile())
    document = json.loads(json.dumps(document_of(assessment, report, desk.numbers("penile_fluid").kind)))
    assert document["schema"] == SCHEMA
    assert document["explanations"][0]["condition"] == "pre_ejaculate"
    assert document["explanations"][0]["basis"] == "estimate"
    total = sum(part["nats"] for part in document["waterfall"]["parts"])
    assert total == pytest.approx(document["waterfall"]["log_odds"])


def test_the_same_answers_give_the_same_document(desk: Desk) -> None:
    given: dict[str, object] = {"age": 41, "looks": "milky_drops", "when_noticed": "when_straining"}
    interview = answered(desk, Profile(), **given)
    reversed_order = answered(desk, Profile(), **dict(reversed(given.items())))
    first, second = desk.assess(interview), desk.assess(reversed_order)
    assert first == second


def test_someone_who_asks_only_for_why_gets_that_waterfall(desk: Desk) -> None:
    interview = answered(desk, Profile(), age=24, looks="clear_slippery", when_noticed="when_aroused")
    assert desk.assess(interview, why="gonococcal_urethritis").waterfall.condition == "gonococcal_urethritis"  # type: ignore[arg-type,union-attr]
