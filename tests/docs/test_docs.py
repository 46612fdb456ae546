"""The docs show what the program does today."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import fields
from pathlib import Path

import pytest

from unblush import errors
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.cli.main import COMMANDS, EPILOG

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
assert spec is not None
assert spec.loader is not None
make = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make)


def part(name: str) -> str:
    file, _ = make.PARTS[name]
    text = (ROOT / file).read_text()
    found = re.search(rf"<!-- begin {name} -->\n(.*?)\n<!-- end {name} -->", text, re.DOTALL)
    assert found is not None
    return found.group(1)


@pytest.mark.parametrize("name", [name for name in make.PARTS if name != "evaluation"])
def test_generated_parts_are_what_the_program_prints_today(name: str) -> None:
    _, produce = make.PARTS[name]
    assert part(name) == produce(), "run: just docs"


def test_every_error_family_is_explained_with_its_exit_code() -> None:
    text = (ROOT / "docs" / "errors.md").read_text()
    for family in vars(errors).values():
        if isinstance(family, type) and issubclass(family, errors.UnblushError):
            assert f"`{family.problem_type}`" in text
            assert f"`{family.__name__}`" in text
            assert re.search(rf"^\| {family.exit_code} \| `{family.problem_type}`", text, re.MULTILINE)
            assert re.search(rf"^  {family.exit_code} ", EPILOG, re.MULTILINE) or family.exit_code == 1


def test_every_command_is_shown() -> None:
    text = part("help")
    for command in COMMANDS:
        assert f"$ unblush {command} --help" in text


def test_every_module_stands_on_a_floor_that_is_explained() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text()
    for path in (ROOT / "src" / "unblush").iterdir():
        if path.is_dir() and path.name not in {"__pycache__", "packs"}:
            assert f"`{path.name}`" in text, path.name


def test_levels_and_roles_are_in_the_glossary() -> None:
    text = (ROOT / "GLOSSARY.md").read_text()
    for word in ("self_care", "within_two_weeks", "red_flag_only", "background", "leak", "noisy-OR", "certificate"):
        assert word in text or word in (ROOT / "docs" / "inference.md").read_text()


def test_the_readme_names_the_commands_that_the_makefile_has() -> None:
    makefile = (ROOT / "Makefile").read_text()
    readme = (ROOT / "README.md").read_text()
    for target in ("ask", "serve", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_no_lock_file_and_no_registry_address() -> None:
    for line in (ROOT / "constraints.txt").read_text().splitlines():
        assert re.fullmatch(r"[a-z0-9._-]+==[^ ]+( ; .+)?", line), line
    assert "://" not in (ROOT / "constraints.txt").read_text()


def test_what_is_said_of_serving_is_what_there_is() -> None:
    text = (ROOT / "docs" / "serving.md").read_text()
    shown = part("help")
    for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)):
        assert option in shown, option
    for field in fields(Settings):
        assert f"`{field.name}`" in text, field.name
    assert f"{Settings().largest_form:,} bytes" in text
    assert f"{Settings().largest_upload:,} (413)" in text
    assert f"{Settings().burst} times at once and {Settings().requests_per_minute} times a minute" in text
