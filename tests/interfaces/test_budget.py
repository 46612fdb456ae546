"""`unblush budget` as a person meets it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner

from unblush.interfaces.cli.main import cli
from unblush.rendering.budget_report import round_number

SVG = "{http://www.w3.org/2000/svg}"
OWN = ("--volume", "2.5", "--concentration", "30", "--motility", "40")


@pytest.fixture
def run(packed: str):
    def invoke(*arguments: str):
        return CliRunner().invoke(cli, ["budget", "--pack", packed, "--draws", "5000", *arguments])

    return invoke


def test_the_command_of_the_manual(run) -> None:
    done = run(*OWN)
    assert done.exit_code == 0
    assert re.search(r"most often near (29|30|31) million", done.output)
    flat = " ".join(done.output.split())
    assert "a few hundred sperm reach the tubes" in flat
    assert "does not change any chance" in flat
    assert "Drawn 5,000 times" in flat
    assert not re.search(r"\d\.\d\d", done.output.split("Sources")[0])


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_a_seed_can_be_repeated(run, engine) -> None:
    first, second = (run(*OWN, "--seed", "3", "--engine", engine, "--json").output for _ in range(2))
    assert first == second
    found = json.loads(first)
    assert (found["engine"], found["draws"], found["seed"]) == (engine, 5000, 3)
    assert found["million_before"]["mid"] == pytest.approx(30, rel=0.1)
    assert found["changes_chance_by"] == 0.0
    assert found["sources"]


@pytest.mark.parametrize(
    "arguments",
    [(), ("--leak", "0"), ("--leak", "1"), ("--withdrawal",), ("--iui",), ("--inside", "0.5"), ("--days-since", "1"),
     ("--fathers",), ("--dry-days",)],
)  # fmt: skip
def test_every_kind_of_budget_has_text_and_picture(run, arguments) -> None:
    assert run(*arguments).exit_code == 0
    done = run(*arguments, "--svg", "-")
    assert done.exit_code == 0, done.output
    root = ET.fromstring(done.output)  # noqa: S314 - our own picture
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text
    assert root.find(f"{SVG}desc").text
    assert root.find(f"{SVG}metadata").text.count("\n") == 2


def test_the_picture_is_written_whole(run, tmp_path: Path) -> None:
    target = tmp_path / "budget.svg"
    target.write_text("old")
    assert run(*OWN, "--svg", str(target)).exit_code == 0
    ET.fromstring(target.read_text())  # noqa: S314
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (("--volume", "2.5"), "all three"),
        (("--leak", "1.5"), "range"),
        (("--withdrawal", "--iui"), "Give one"),
        ((*OWN, "--withdrawal"), "does not fit"),
        ((*OWN, "--fathers"), "leave out the test"),
        (("--draws", "10"), "range"),
        (("--volume", "0", "--concentration", "3", "--motility", "4"), "range"),
        (("--json", "--svg", "-"), "Give --svg a file"),
    ],
)
def test_what_cannot_be_drawn_is_refused(run, arguments, mend) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert mend in " ".join(done.output.split())


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (0.01, "0.1"), (0.46, "0.5"), (1.83, "2"), (9.4, "9"), (26.9, "27"), (113.2, "110"), (1499, "1,500")],
)
def test_counts_are_round(value, shown) -> None:
    assert round_number(value) == shown
