"""The compiler: the same text gives the same file, and the numbers mean what the page on inference says."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblush.authoring.build import compile_folder
from unblush.authoring.compiler.ages import spread
from unblush.authoring.compiler.priors import solve_base
from unblush.authoring.model.record import Share
from unblush.compiled.arrays import Numbers
from unblush.compiled.codec import from_plain, to_plain
from unblush.compiled.store import CompiledPack, digest_of_folder, read_pack
from unblush.engine.evidence import Observation, weigh
from unblush.engine.frontier import infer
from unblush.engine.priors import node_prior
from unblush.engine.redrawn import move, moved_numbers
from unblush.errors import PackUnreadable

LEAKAGE = Path(__file__).resolve().parents[2] / "knowledge" / "leakage"
TINY = Path(__file__).resolve().parents[1] / "packs" / "tiny"


def test_compiling_twice_gives_the_same_digest_whatever_the_hash_seed(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from unblush.authoring.build import compile_folder; "
        "print(compile_folder(Path(sys.argv[1]), Path(sys.argv[2])))"
    )
    digests = set()
    for seed in ("1", "2", "3"):
        out = tmp_path / f"{seed}.json"
        done = subprocess.run(
            [sys.executable, "-c", code, str(LEAKAGE), str(out)],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1


def test_a_compiled_pack_reads_back_as_it_was(tmp_path: Path, tiny: CompiledPack) -> None:
    digest = compile_folder(TINY, tmp_path / "tiny.json")
    back = read_pack(tmp_path / "tiny.json", verify=True)
    assert back.digest == digest
    assert back.numbers == tiny.numbers
    assert back.catalogue == tiny.catalogue
    assert back.banks == tiny.banks
    assert back.text_digest == digest_of_folder(TINY)


def test_numbers_survive_the_codec(numbers: Numbers) -> None:
    assert from_plain(Numbers, to_plain(numbers)) == numbers


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read"),
        ("{", "is damaged"),
        ("[]", "another version"),
        ('{"format": 0}', "another version"),
        ('{"format": 2, "digest": "x", "numbers": {}, "banks": {}}', "does not fit"),
    ],
)
def test_a_damaged_file_says_what_to_do(tmp_path: Path, content: str | None, says: str) -> None:
    path = tmp_path / "pack.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(PackUnreadable, match=says) as caught:
        read_pack(path)
    assert "unblush pack compile" in str(caught.value)


def test_a_changed_file_does_not_pass_verification(tmp_path: Path) -> None:
    path = tmp_path / "tiny.json"
    compile_folder(TINY, path)
    path.write_text(path.read_text().replace("Drops are fine.", "Drops are bad.."))
    with pytest.raises(PackUnreadable, match="does not match its digest"):
        read_pack(path, verify=True)


def test_a_failed_compile_leaves_the_old_file(tmp_path: Path) -> None:
    from unblush.errors import PackProblems

    out = tmp_path / "pack.json"
    out.write_text("as it was")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.yaml").write_text("id: no\n")
    with pytest.raises(PackProblems):
        compile_folder(tmp_path / "broken", out)
    assert out.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", "pack.json"]


@given(
    st.floats(1e-5, 0.6),
    st.lists(st.tuples(st.floats(0.001, 0.9), st.floats(-3, 5)), max_size=5),
)
def test_the_baseline_averages_to_the_prevalence(prevalence: float, exposures: list[tuple[float, float]]) -> None:
    base = solve_base(prevalence, exposures)
    total = 0.0
    for combination in itertools.product((0, 1), repeat=len(exposures)):
        weight, log_odds = 1.0, base
        for on, (exposed, shift) in zip(combination, exposures, strict=True):
            weight *= exposed if on else 1 - exposed
            log_odds += shift * on
        total += weight / (1 + math.exp(-log_odds))
    assert total == pytest.approx(prevalence, rel=1e-6)


def test_an_unasked_risk_factor_folds_in_as_its_average(tiny_numbers: Numbers) -> None:
    germ = next(node for node in tiny_numbers.nodes if node.id == "germ")
    (risk,) = range(len(tiny_numbers.risks))
    band = tiny_numbers.age_band(30)
    exposed = tiny_numbers.risks[risk].exposed[band]
    yes, no, unasked = (node_prior(tiny_numbers, germ, band, {risk: s}) for s in (True, False, None))
    assert unasked == pytest.approx(exposed * yes + (1 - exposed) * no)
    assert unasked == pytest.approx(0.01 * 0.4, rel=1e-6)
    odds = lambda p: p / 0.4 / (1 - p / 0.4)  # noqa: E731
    assert odds(yes) / odds(no) == pytest.approx(8, rel=1e-6)


def test_values_by_age_fall_into_their_bands() -> None:
    share = Share.model_validate({"value": 0.1, "basis": "expert", "by": {"age": {"13-17": 0.3}}})
    bands, weights = ((0, 12), (13, 17), (18, 120)), (0.1, 0.1, 0.8)
    assert spread(share, bands, weights) == pytest.approx((0.1, 0.3, 0.1, 0.12))


def test_the_unexplained_has_its_share_and_answers_as_the_average_does(tiny_numbers: Numbers) -> None:
    """Among complainers the leak of the complaint has the share of the pack, and any answer leaves it near it."""
    share = tiny_numbers.policy.unexplained_share
    for band in range(len(tiny_numbers.ages)):
        priors = [node_prior(tiny_numbers, node, band, {}) for node in tiny_numbers.nodes]
        posterior = infer(tiny_numbers, weigh(tiny_numbers, priors, band, ()))
        assert posterior.marginals[tiny_numbers.unexplained] == pytest.approx(share, rel=0.02)
    # averaged over what people answer, an answer cannot move it
    band = tiny_numbers.age_band(30)
    priors = [node_prior(tiny_numbers, node, band, {}) for node in tiny_numbers.nodes]
    before = infer(tiny_numbers, weigh(tiny_numbers, priors, band, ())).marginals[-1]
    for row, finding in enumerate(tiny_numbers.findings):
        if len(finding.leak) > 1:
            continue
        mixed = 0.0
        alone = infer(tiny_numbers, weigh(tiny_numbers, priors, band, ())).log_evidence
        for value in (0, 1):
            posterior = infer(tiny_numbers, weigh(tiny_numbers, priors, band, [Observation(row, value)]))
            mixed += math.exp(posterior.log_evidence - alone) * posterior.marginals[-1]
        assert mixed == pytest.approx(before, rel=1e-9)


def test_redraws_keep_the_shape_and_move_the_numbers(tiny: CompiledPack) -> None:
    numbers, bank = tiny.numbers["drip"], tiny.banks["drip"]
    draws = bank.draws()
    assert len(draws) == 20
    for draw in draws:
        moved = move(numbers, draw)
        assert [node.id for node in moved.nodes] == [node.id for node in numbers.nodes]
        for finding in moved.findings:
            assert all(0 < q < 1 for row in finding.q for q in row)
            assert all(0 < leak < 1 for row in finding.leak for leak in row)
    assert len({moved.nodes[0].base for moved in moved_numbers(numbers, bank)}) == 20


def test_an_age_is_found_in_its_band(tiny_numbers: Numbers) -> None:
    assert [tiny_numbers.age_band(age) for age in (0, 12, 12.9, 13, 17, 18, 39, 40, 119)] == [0, 0, 0, 1, 1, 2, 2, 3, 3]
    assert tiny_numbers.age_band(None) == 4
