"""The shipped pack: its text passes every check, its cases come out, its promises about children and numbers hold."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from unblush.authoring.checks.all_checks import CHECKS
from unblush.authoring.compiler.compile import compile_numbers, digest_of_numbers
from unblush.authoring.reader.folder import FILES, Written
from unblush.authoring.reader.yaml_source import read_yaml
from unblush.compiled.store import CompiledPack
from unblush.engine.backend import engine_named
from unblush.evaluation.play import Played, play
from unblush.evaluation.summary import Summary, lines_of, summarise
from unblush.evaluation.verdicts import Miss, judge_case
from unblush.interview.desk import Desk
from unblush.vocabulary import LEVELS

LEAKAGE = Path(__file__).resolve().parents[2] / "knowledge" / "leakage"

# Cases whose expectation is not met, each with the reason; they stand in docs/evaluation.md too. None is ever dropped.
KNOWN_MISSES = {
    "bg_parkinsons_known_and_constipated": "nothing in the answers makes the illnesses page worth a question",
    "bph_early": "the numbers leave some doubt, and the safer of two levels is taken",
    "bph_feared_tablet_effect": "dry orgasm on tamsulosin has three names here, and the drug's is not the likeliest",
    "hard_fear_of_semen_loss_and_real_chlamydia": "worry is outshone by an infection that explains all the rest",
    "hard_fits_nothing_no_moment_no_look": "saying no to every moment and look is not rare enough under the model",
    "hard_fits_nothing_paste_on_coughing": "odd pairs of answers are each ordinary; surprise is summed over pages",
    "paroxetine_less_semen_early": "less semen on an antidepressant is shared out over two names for the same thing",
    "phosphaturia_taken_for_semen": "fear of semen loss explains the same answers and is likelier",
    "semen_loss_fear_brother_asks": "fear of semen loss explains the cloudy urine too",
    "spontaneous_twice_early": "a drug is likelier than a very rare condition, and is seen a little sooner",
    "stricture_early": "dribble is likelier at 29 also with a weak stream; the rule sends him all the same",
    "stricture_typical": "an enlarged prostate is likelier at 47; the stricture is listed and sets how soon",
    "too_soon_really_pelvic_pain": "both are at work; coming too soon is the surer of the two",
    "vr_heavy_absent_spots_on_the_implant": "an ache not ticked is only a weak no, so an infection stays in",
    "vr_wet_absent_always_a_little_damp": "one redraw in ten of the numbers makes a silent infection likelier",
}


@pytest.fixture(scope="module")
def played(written: Written, pack: CompiledPack) -> list[Played]:
    desk = Desk(pack, engine_named("numpy"))
    return [play(case, desk) for case in written.pack.cases.values()]


@pytest.fixture(scope="module")
def summary(played: list[Played]) -> Summary:
    return summarise(played)


@pytest.mark.parametrize(("name", "check"), CHECKS, ids=[name for name, _ in CHECKS])
def test_the_text_passes_its_checks(written: Written, name: str, check) -> None:
    problems = sorted(check(written))
    assert not problems, name + "\n" + "\n".join(map(str, problems))


def test_the_calibration_is_of_these_numbers(written: Written) -> None:
    for complaint in written.pack.manifest.complaints:
        if complaint.kind == "pathway":
            assert complaint.id not in written.pack.calibration, "a pathway simulates nothing"
            continue
        current = digest_of_numbers(compile_numbers(written.pack, complaint))
        assert written.pack.calibration[complaint.id].for_numbers == current, "run: unblush pack calibrate"


def test_there_are_enough_cases_and_each_has_a_source(written: Written) -> None:
    cases = written.pack.cases.values()
    assert len(cases) >= 160
    assert all(case.source or case.basis for case in cases)


def test_no_emergency_and_no_same_day_case_is_under_triaged(summary: Summary) -> None:
    assert summary.urgent >= 50
    assert summary.urgent_missed == 0


def test_cases_come_out_as_expected_but_for_the_known_misses(played: list[Played]) -> None:
    failing = {failure.case: failure for one in played for failure in judge_case(one)}
    new = {case: failure for case, failure in failing.items() if case not in KNOWN_MISSES}
    assert not new, "\n".join(f"{f.case}: {f.miss.value}: {f.detail}" for f in new.values())


def test_known_misses_are_never_under_triage(played: list[Played]) -> None:
    for one in played:
        for failure in judge_case(one):
            assert failure.miss not in (Miss.UNDER_TRIAGE, Miss.RED_FLAG_MISSED), failure


def test_the_interview_is_short(summary: Summary) -> None:
    assert summary.pages_median <= 10
    assert summary.pages_p95 <= 16


def test_an_emergency_on_the_first_pages_is_named_within_three(played: list[Played]) -> None:
    for one in played:
        wanted = one.case.expect.pages_at_most
        if one.emergency_after is not None and wanted == 3:
            assert one.emergency_after <= 3, one.case.id


def test_sexual_pages_are_never_asked_of_a_child(played: list[Played], numbers) -> None:
    sexual = {page.id for page in numbers.pages if page.sexual}
    for one in played:
        if one.case.numbers.get("age", 99) < 13:
            assert not sexual & {page for page, _ in one.interview.given}, one.case.id


def test_a_minor_always_gets_words_for_minors(played: list[Played]) -> None:
    for one in played:
        if one.case.numbers.get("age", 99) < 18:
            kinds = {block.kind for block in one.report.advice}
            assert "minors" in kinds or "support" in kinds, one.case.id


def test_no_share_is_ever_a_bare_percentage(played: list[Played]) -> None:
    """Shares that rest on bands are words and ranges out of ten; a percent sign needs a published source."""
    for one in played:
        for view in one.report.explanations:
            assert re.search(r"in 10|nearly all", view.amount), view.amount
            assert "our estimate" in view.amount
            assert "%" not in view.amount


def test_no_advice_tells_anyone_to_stop_a_medicine_or_gives_a_dose(written: Written) -> None:
    for advice in written.pack.advice.values():
        assert not re.search(r"\b\d+ ?(mg|milligrams|micrograms)\b", advice.text), advice.id
        assert not re.search(r"(?<!not )\bstop (taking|your (medicine|tablet))", advice.text.lower()), advice.id


def test_the_published_figure_on_first_urine_stands_with_its_source(pack: CompiledPack) -> None:
    words = pack.catalogue.conditions["retained_semen_after_ejaculation"]
    texts = [words.normal, *words.how_common]
    said = next(said for said in texts if said is not None and re.search(r"65 (to|and) 85|65.*85", said.text))
    assert {"M016", "M018"} & set(said.cites)


def test_every_reference_leads_to_a_publisher(pack: CompiledPack) -> None:
    for reference in pack.catalogue.references.values():
        assert not reference.link or reference.link.startswith("https://"), reference.id
        assert not re.search(r"scribd|coek\.info|upcscavenger|buycookies", reference.link), reference.id


def test_levels_are_the_ladder(written: Written) -> None:
    assert tuple(written.pack.manifest.loss) == LEVELS


def test_json_schemas_accept_the_shipped_files() -> None:
    for pattern, model in FILES.items():
        schema = model.model_json_schema()
        jsonschema.Draft202012Validator.check_schema(schema)
        for path in list(LEAKAGE.glob(pattern))[:3]:
            value = json.loads(json.dumps(read_yaml(path.read_bytes(), str(path)).value))
            jsonschema.validate(value, schema)


def test_the_evaluation_page_shows_todays_figures(summary: Summary) -> None:
    text = (LEAKAGE.parents[1] / "docs" / "evaluation.md").read_text()
    shown = re.search(r"\$ unblush pack test\n(.*?)\n```", text, re.DOTALL)
    assert shown is not None
    assert shown.group(1) == "\n".join(lines_of(summary)), "run: just docs"


def test_every_known_miss_is_explained_on_the_evaluation_page() -> None:
    text = (LEAKAGE.parents[1] / "docs" / "evaluation.md").read_text()
    for case in KNOWN_MISSES:
        assert case in text, case
