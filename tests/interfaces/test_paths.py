"""From "what brings you here?" to the right questions; deadlines before all else; pages without an interview."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOW = ("--now", "2026-11-22T09:00+00:00")


def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "unblush", *arguments],
        input=typed,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "HOME": str(ROOT)},
        cwd=ROOT,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("choice", "first"),
    [
        ("1", "How old are you?"),
        ("2", "How old are you?"),
        ("3", "How old are you?"),
        ("4", "About how many hours ago was it?"),
        ("5", "About how many hours ago was it?"),
        ("6", "About how many hours ago was it?"),
    ],
)
def test_what_brings_you_here_leads_to_its_questions(choice: str, first: str) -> None:
    shown = run("ask", typed=f"{choice}\nq\n").stdout
    assert "What brings you here?" in shown
    assert first in shown.split("Question 1.")[1]
    assert "You left. Nothing was kept." in shown


def test_at_the_first_choice_one_may_wonder_be_unsure_and_leave() -> None:
    shown = run("ask", typed="w\n7\nnine\nq\n").stdout
    assert "Why we ask:" in shown
    assert "- Fluid from the vagina." in shown, "being unsure shows what each of them is about"
    assert "I did not understand 'nine'." in shown
    assert run("ask", typed="").stdout.rstrip().endswith("You left. Nothing was kept.")


def test_about_somebody_else_the_first_choice_is_about_them() -> None:
    shown = run("ask", "--for", "someone-else", typed="q\n").stdout
    assert "What worries you about the person you ask for?" in shown
    assert "their penis" in shown


def test_a_complaint_can_be_named_and_an_unknown_one_is_an_error() -> None:
    assert "What brings you here?" not in run("ask", "--complaint", "vaginal_fluid", typed="q\n").stdout
    done = run("ask", "--complaint", "vaginal_fluids")
    assert (done.returncode, "Did you mean 'vaginal_fluid'" in done.stderr) == (6, True)


def test_the_help_names_every_complaint(pack) -> None:
    text = run("ask", "--help").stdout
    assert all(f"  {name} " in text for name in pack.numbers)


def test_what_has_a_time_limit_is_shown_before_any_other_question() -> None:
    shown = run(
        "ask", "--region", "uk", *NOW, "--complaint", "unwanted_pregnancy_risk", typed="30\n22\n5\n1\nx\n"
    ).stdout
    clocks = shown.index("What has a time limit comes first.")
    assert shown.index("Question 1.") < clocks < shown.index("Question 2.")
    assert "Pill with levonorgestrel: 42 hours left, until Tuesday 24 November, 03:00." in shown
    assert "Pill with ulipristal: 3 days left, until Thursday 26 November, 03:00." in shown


def test_help_that_stands_before_all_is_said_at_once() -> None:
    shown = run("ask", "--region", "uk", "--complaint", "sex_without_consent", typed="q\n").stdout
    assert shown.index("a sexual assault referral centre") < shown.index("Question 1.")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("last night", True), ("2 days", True), ("2026-11-21 23:30", True), ("22:15", True), ("long ago", False)],
)
def test_the_time_may_be_typed_in_words(typed: str, understood: bool) -> None:
    shown = run("ask", *NOW, "--complaint", "infection_exposure", typed=f"{typed}\nq\n").stdout
    assert ("Question 2." in shown) == understood
    assert ("Please type hours" in shown) != understood


def test_a_now_without_its_offset_is_refused() -> None:
    done = run("ask", "--now", "2026-11-22T09:00", typed="")
    assert (done.returncode, "no moment with its offset" in done.stderr) == (5, True)
    assert run("ask", "--timezone", "Mars/Olympus", typed="").returncode == 5


def test_both_clocks_run_in_one_result(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    path.write_text(
        "complaint: infection_exposure\nanswers: {event_hours: 70, age: 30, who_could_be_pregnant: i_could_be_pregnant,"
        " exposure_unwanted: exposure_pregnancy_unwanted, source_status: source_hiv, exposure_how: [contact_vagina]}\n"
    )
    document = json.loads(run("ask", "--answers", str(path), "--json", *NOW).stdout)
    states = {clock["clock"]: clock["state"] for clock in document["clocks"]}
    assert states["ec_levonorgestrel"] == states["ec_coil"] == states["hiv_pep"] == "open"
    assert states["test_hiv_lab"] == "not_yet"
    assert document["triage"]["level"] == "same_day"
    assert {"pep_window", "emergency_contraception_window"} <= set(document["triage"]["red_flags"])
    assert document["explanations"] == [], "a pathway explains nothing"
    assert document["waterfall"] is None
    view = next(clock for clock in document["shown"]["clocks"] if clock["id"] == "hiv_pep")
    assert view["at"] == "2026-11-22T11:00+00:00"


def test_somebody_who_tries_hears_a_range_and_that_nothing_was_lost(tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    base = "complaint: trying_to_conceive\nanswers: {age: 34, days_since_period: 3, cycle_length: 28, trying_months: 4"
    results = []
    for worry in ("none", "[worry_ran_out, worry_got_up]"):
        path.write_text(f"{base}, how_trying: trying_by_sex, trying_worries: {worry}}}\n")
        results.append(json.loads(run("ask", "--answers", str(path), "--json", *NOW).stdout))
    assert results[0]["outlook"] == results[1]["outlook"], "leaking and getting up change nothing at all"
    outlook = results[0]["outlook"]
    assert 0 < outlook["cycle"][0] < outlook["cycle"][1] < 0.5
    assert outlook["year"][0] > outlook["cycle"][1]
    assert outlook["best_days"][0] >= 0
    shown = "\n".join(line["text"] for line in results[0]["shown"]["outlook"])
    assert re.search(r"about \d+ to \d+ in 100", shown)
    assert "safe" not in shown


def test_topics_are_listed_and_read_without_an_interview() -> None:
    listed = run("topic").stdout
    assert "normal_flowback" in listed
    assert "retrograde_ejaculation" in listed
    page = run("topic", "normal_flowback").stdout
    for heading in ("What it is", "What is normal", "When to be seen", "Sources"):
        assert f"\n{heading}\n" in page
    assert "unblush ask --complaint vaginal_fluid" in page
    assert max(map(len, page.splitlines())) <= 200, "only links are long"
    assert run("topic", "Bacterial Vaginosis").stdout == run("topic", "bacterial-vaginosis").stdout


def test_a_pathway_topic_names_its_time_limits() -> None:
    page = run("topic", "unprotected_exposure", "--region", "uk").stdout
    assert "Pill with levonorgestrel: within 72 hours" in page
    assert "Copper coil: within 5 days, or longer if ovulation was late" in page
    document = json.loads(run("topic", "unprotected_exposure", "--json").stdout)
    assert document["schema"] == "unblush.topic/1"
    assert len(document["clocks"]) >= 4


def test_an_unknown_topic_says_which_are_near() -> None:
    done = run("topic", "bacterial_vaginosys")
    assert (done.returncode, "bacterial_vaginosis" in done.stderr) == (6, True)


@pytest.mark.parametrize("arguments", [[], ["normal_flowback"], ["sexual_assault"], ["semen going back"]])
def test_a_topic_page_prints_or_says_why_not(arguments: list[str]) -> None:
    assert run("topic", *arguments).returncode in (0, 6)


def test_every_condition_has_a_topic_page(pack) -> None:
    from unblush.interview.interview import Profile
    from unblush.rendering.topic import build_topic, find_topic, lines_of_topic

    for name, condition in pack.catalogue.conditions.items():
        assert find_topic(pack.catalogue, name) is condition
        lines = list(lines_of_topic(build_topic(pack.catalogue, condition, [], [], Profile()), pack.catalogue))
        assert len(lines) > 10
        assert "{" not in "\n".join(lines), f"{name} has a gap that nobody filled"
