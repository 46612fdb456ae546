"""The shape of the house: sizes, doors, names, and what an import costs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import unblush

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "src" / "unblush").rglob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_is_a_giant(module: Path) -> None:
    assert len(module.read_text().splitlines()) <= 400, "split it by reason"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(module: Path) -> None:
    text = module.read_text()
    assert not text or text.startswith('"""'), "begin with a docstring of one sentence"


def test_no_folder_of_leftovers() -> None:
    names = {part for module in MODULES for part in module.relative_to(ROOT).with_suffix("").parts}
    assert not names & {"utils", "helpers", "common", "core", "misc", "base"}


def test_public_names_are_real_and_stand_once() -> None:
    assert len(set(unblush.__all__)) == len(unblush.__all__)
    for name in unblush.__all__:
        assert getattr(unblush, name) is not None


def loaded_by(statement: str) -> set[str]:
    """Return the top-level packages outside the standard library that a fresh interpreter loads for a statement."""
    code = f"{statement}; import sys; print(*{{name.split('.')[0] for name in sys.modules}})"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    return {name for name in out.split() if name not in sys.stdlib_module_names and not name.startswith("_")}


def test_importing_costs_the_standard_library_alone() -> None:
    assert loaded_by("import unblush") <= {"unblush", "editable"}


def test_answering_needs_the_standard_library_alone() -> None:
    statement = (
        "import unblush; desk = unblush.Desk(unblush.open_pack()); "
        "i = desk.begin('penile_fluid'); desk.turn(i); desk.assess(i)"
    )
    assert loaded_by(statement) <= {"unblush", "editable"}


def test_the_command_line_waits_with_what_is_heavy() -> None:
    loaded = loaded_by("import unblush.interfaces.cli.main")
    assert not loaded & {"yaml", "pydantic", "numpy", "numba", "readability"}
    assert "unblush.engine" not in loaded


def test_no_medicine_is_written_in_python(pack) -> None:
    """Names of conditions and medicines belong to the pack; code that knew one would escape review."""
    names = {word for condition in pack.catalogue.conditions for word in condition.split("_") if len(word) > 8}
    names |= {name.lower() for page in pack.catalogue.pages.values() for item in page.items for name in item.names}
    allowed = {"emission", "infection", "ejaculation", "retention", "deficiency", "constipation", "pregnancy"}
    for module in MODULES:
        words = set(module.read_text().lower().replace("_", " ").split())
        assert not words & (names - allowed), module
