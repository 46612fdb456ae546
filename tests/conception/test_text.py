"""What the text of the model must hold: one wrong file each, and the message it gives."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from unblush.authoring.compiler.conception import compile_conception
from unblush.authoring.model.conception import Conception, Figure
from unblush.authoring.reader.folder import read_folder
from unblush.compiled.codec import from_plain, to_plain
from unblush.compiled.conception import ConceptionNumbers
from unblush.errors import PackProblems

ROOT = Path(__file__).resolve().parents[2]


def changed(text: Conception, **parts) -> dict:
    return {**{name: getattr(text, name) for name in type(text).model_fields}, **parts}


def test_a_pack_without_the_model_is_fine(tiny_written) -> None:
    assert tiny_written.pack.conception is None
    assert compile_conception(tiny_written.pack) is None


def test_it_survives_being_written_and_read(model) -> None:
    assert from_plain(ConceptionNumbers, to_plain(model)) == model


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"value": 1.0}, "neither a source nor"),
        ({"value": 1.0, "source": ("V001",)}, "also needs its `strength`"),
        ({"value": 1.0, "source": ("V001",), "strength": "low", "verified": False}, "also needs `basis: expert`"),
        ({"value": 1.0, "basis": "expert", "range": (2.0, 3.0)}, "lies outside its range"),
    ],
)
def test_a_number_never_travels_alone(given, message) -> None:
    with pytest.raises(ValidationError, match=message):
        Figure.model_validate(given)


def test_what_has_no_effect_may_not_have_a_number() -> None:
    """The law of the model is a law of the file: a number there is refused."""
    from unblush.authoring.model.record import Sourced

    with pytest.raises(ValidationError, match="extra"):
        Sourced.model_validate({"basis": "expert", "value": 0.65})
    annotation = Conception.model_fields["no_effect"].annotation
    assert annotation.__args__[1] is Sourced


def test_a_default_set_that_is_not_there(text) -> None:
    with pytest.raises(ValidationError, match="is not one of the day sets"):
        Conception.model_validate(changed(text, default_set="other"))


def test_a_misfit_of_a_result_that_is_not_published(text) -> None:
    point = text.test_points[0]
    with pytest.raises(ValidationError, match="not one of the published"):
        type(point).model_validate({**point.__dict__, "expected_mismatch": {"another": "why"}})


def test_the_left_out_table_is_named_as_left_out(text) -> None:
    assert set(text.day_sets) == {"clinical", "any", "temperature"}
    assert "conception.limit.left_out" in text.limits


def test_citations_and_sentences_that_lead_nowhere_are_reported(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    shutil.copytree(ROOT / "tests" / "packs" / "tiny", folder)
    shutil.copy(ROOT / "knowledge" / "leakage" / "conception.yaml", folder)
    with pytest.raises(PackProblems) as caught:
        read_folder(folder)
    found = [problem for problem in caught.value.problems if problem.path.endswith("conception.yaml")]
    cited = [problem for problem in found if "no statement or source 'C04'" in problem.what]
    assert cited
    assert all(problem.line > 1 for problem in cited)
    assert any("no sentence 'conception.no_safe_day'" in problem.what for problem in found)


def test_what_the_model_cites_counts_as_used(written) -> None:
    from unblush.authoring.checks.coverage import check_coverage

    unused = {problem.what for problem in check_coverage(written)}
    assert "nothing uses C19" not in unused
    assert "nothing uses V019" not in unused
