"""One wrong pack each, and the message it must give: file, line, column, the line itself, and how to mend it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from unblush.authoring.checks.all_checks import CHECKS
from unblush.authoring.reader.folder import read_folder
from unblush.errors import PackProblems, Problem

TINY = Path(__file__).resolve().parents[1] / "packs" / "tiny"


def problems_after(tmp_path: Path, file: str, old: str, new: str) -> list[Problem]:
    """Return the problems of the tiny pack with one text replaced in one file."""
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    path = folder / file
    text = path.read_text()
    assert old in text, "the test's own text is out of date"
    path.write_text(text.replace(old, new, 1))
    try:
        written = read_folder(folder)
    except PackProblems as error:
        return list(error.problems)
    ignored = {"coverage by cases"}
    return [problem for name, run in CHECKS if name not in ignored for problem in run(written)]


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "what", "mend"),
    [
        (
            "conditions/germ.yaml",
            "urgency:",
            "urgencey:",
            "germ.yaml:16:1",
            "the key 'urgencey' is not known",
            "'urgency'",
        ),
        (
            "conditions/germ.yaml",
            "role: explains",
            "role: explain",
            "germ.yaml:2:7",
            "'explain' is not one of",
            "explains",
        ),
        ("conditions/germ.yaml", "p: 0.7, basis", "p: 1.2, basis", "germ.yaml:11:12", "1.2", ""),
        (
            "conditions/germ.yaml",
            "pus: {p: 0.7, basis: expert}",
            "pus: {p: 0.7}",
            "germ.yaml:11:8",
            "neither a source nor",
            "",
        ),
        (
            "conditions/germ.yaml",
            "pus: {p: 0.7, basis: expert}",
            "pus: {p: 0.7, source: [M001]}",
            "germ.yaml:11:8",
            "also needs its `strength`",
            "",
        ),
        ("conditions/germ.yaml", "pus:", "puss:", "germ.yaml:11:", "there is no finding 'puss'", "'pus'"),
        (
            "conditions/germ.yaml",
            "partner: {odds",
            "new_partner: {odds",
            "germ.yaml:9:",
            "there is no risk factor 'new_partner'",
            "'partner'",
        ),
        (
            "conditions/germ.yaml",
            "advice: [rest, test_it, back]",
            "advice: [rest, tests, back]",
            "germ.yaml:17:",
            "there is no advice 'tests'",
            "'test_it'",
        ),
        (
            "conditions/germ.yaml",
            "advice: [rest, test_it, back]",
            "advice: [rest, test_it]",
            "germ.yaml:17:",
            "does not say when to come back",
            "seek_care",
        ),
        ("conditions/germ.yaml", "id: germ", "id: germs", "germ.yaml:1:5", "the file is called germ.yaml", "rename it"),
        (
            "conditions/germ.yaml",
            "{0-12: 0.0001}",
            "{0-14: 0.0001}",
            "germ.yaml:",
            "begins or ends inside a band",
            "0-12",
        ),
        ("conditions/germ.yaml", "range: [0.003, 0.03]", "range: [0.03, 0.003]", "germ.yaml:", "runs backwards", ""),
        (
            "conditions/germ.yaml",
            "range: [0.003, 0.03]",
            "range: [0.02, 0.03]",
            "germ.yaml:",
            "lies outside its range",
            "",
        ),
        (
            "conditions/germ.yaml",
            "clear: {p: 0.1,",
            "clear: {p: 0.0,",
            "germ.yaml:",
            "a chance of exactly 0 or 1",
            "nothing is certain",
        ),
        (
            "conditions/glands.yaml",
            "strength: low}",
            "strength: high}",
            "glands.yaml:",
            "above that of the best statement",
            "write low",
        ),
        (
            "conditions/glands.yaml",
            "source: [M002], basis: expert, strength",
            "source: [M002], strength",
            "glands.yaml:",
            "none of the statements cited was read",
            "basis: expert",
        ),
        (
            "conditions/bladder.yaml",
            "storage: {p: [0.8, 0.5]",
            "storage: {p: 0.8",
            "bladder.yaml:",
            "storage is counted as one, several",
            "p: [one, several]",
        ),
        (
            "conditions/bladder.yaml",
            "storage: {p: [0.8, 0.5]",
            "storage: {p: [0.5, 0.8]",
            "bladder.yaml:",
            "several cannot be above",
            "",
        ),
        (
            "conditions/bladder.yaml",
            "storage: {p: [0.8, 0.5]",
            "often: {p: 0.8",
            "bladder.yaml:",
            "often is counted within storage",
            "link to storage",
        ),
        (
            "questions/all.yaml",
            "- id: burn_more",
            "- id: signs",
            "all.yaml:",
            "there already is a page 'signs'",
            "another id",
        ),
        (
            "questions/all.yaml",
            "{id: clear, label",
            "{id: fever, label",
            "all.yaml:",
            "the id 'fever' is already used",
            "another id",
        ),
        ("questions/all.yaml", "ask_if: burns\n", "ask_if: burn\n", "all.yaml:", "there is no item 'burn'", "'burns'"),
        (
            "questions/all.yaml",
            "  items:\n  - {id: burns, label: It burns",
            "  ask_if: burns_all_day\n  items:\n  - {id: burns, label: It burns",
            "all.yaml:",
            "pages wait for each other",
            "break the circle",
        ),
        (
            "questions/all.yaml",
            "ask_if: burns\n",
            "ask_if: {all: [burns], any: [burns]}\n",
            "all.yaml:",
            "exactly one of",
            "",
        ),
        (
            "questions/all.yaml",
            "  ask_if: {number: age, from: 13}\n",
            "",
            "all.yaml:",
            "could be asked of a child under 13",
            "from: 13",
        ),
        (
            "questions/all.yaml",
            "  why: Age matters.\n",
            "",
            "all.yaml:2:",
            "the key 'why' is missing",
            "add `why: ...`",
        ),
        ("questions/all.yaml", "why: Age matters.", "why: no", "all.yaml:", "means yes or no", "'no'"),
        (
            "questions/all.yaml",
            "quantity: {unit: years, low: 0",
            "quantity: {unit: years, low: zero",
            "all.yaml:",
            "this must be a number",
            "",
        ),
        (
            "questions/all.yaml",
            "why: Looks help.",
            "why: Visual characterisation facilitates differential diagnostic discrimination considerably.",
            "all.yaml:",
            "reading grade",
            "shorter sentences",
        ),
        ("questions/all.yaml", "why: Looks help.", "why: It is dirty.", "all.yaml:", "we never say 'dirty'", "kindly"),
        (
            "red_flags.yaml",
            "when: bad_pain,",
            "when: {not: bad_pain},",
            "red_flags.yaml:",
            "would silence this rule",
            "may only make rules true",
        ),
        ("red_flags.yaml", "interrupts: true, ", "", "red_flags.yaml:", "an emergency interrupts at once", ""),
        (
            "red_flags.yaml",
            "when: fever,",
            "when: burns,",
            "all.yaml:",
            "the red flag fever is part of no rule",
            "add a rule",
        ),
        (
            "pack.yaml",
            "first: [age, urgent, looks]",
            "first: [age, looks]",
            "all.yaml:",
            "may never be asked",
            "`first`",
        ),
        (
            "pack.yaml",
            "first: [age, urgent, looks]",
            "first: [age, urgent, look]",
            "pack.yaml:",
            "there is no page 'look'",
            "'looks'",
        ),
        ("pack.yaml", "40+: 0.4}", "40+: 0.5}", "pack.yaml:", "add up to 1", ""),
        (
            "pack.yaml",
            "routine: [1, 0, 4, 12, 50, 300]",
            "routine: [1, 2, 4, 12, 50, 300]",
            "pack.yaml:",
            "the loss of the right level is 0",
            "",
        ),
        (
            "advice/all.yaml",
            "advice:\n",
            "advice:\n- {id: more_rest, kind: self_care, text: Rest more., basis: expert}\n",
            "all.yaml:",
            "no condition gives this advice",
            "delete it",
        ),
        (
            "advice/all.yaml",
            "always: true, when: {number: age, below: 18}",
            "always: true",
            "all.yaml:",
            "needs a `when`",
            "say to whom",
        ),
        (
            "evidence/drip.yaml",
            "source: [S001], strength: low, verified: true",
            "source: [S002], strength: low, verified: true",
            "drip.yaml:",
            "there is no source 'S002'",
            "",
        ),
        (
            "coverage.yaml",
            "unused: []",
            "unused: [{id: M001, because: It is not needed.}]",
            "coverage.yaml:",
            "M001 is used",
            "take M001 out",
        ),
        (
            "cases/all.yaml",
            "present: [pus, burns",
            "present: [pus, clear, burns",
            "all.yaml:",
            "two choices of the single page looks",
            "fits best",
        ),
        (
            "cases/all.yaml",
            "present: [pus, burns,",
            "present: [pus, burns_all_day,",
            "all.yaml:",
            "cannot be reported",
            "follows from",
        ),
        (
            "cases/all.yaml",
            "expect: {triage: within_days,",
            "expect: {triage: soon,",
            "all.yaml:",
            "'soon' is not one of",
            "same_day",
        ),
    ],
)
def test_a_mistake_says_where_what_and_how_to_mend(
    tmp_path: Path, file: str, old: str, new: str, place: str, what: str, mend: str
) -> None:
    problems = problems_after(tmp_path, file, old, new)
    found = [problem for problem in problems if what in problem.what or what in str(problem)]
    assert found, [str(problem) for problem in problems]
    (problem, *_) = found
    assert place in f"{Path(problem.path).name}:{problem.line}:{problem.column}"
    assert problem.line > 0, "a problem points at a line"
    assert problem.excerpt, "and shows it"
    assert mend in problem.mend


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    for file, old, new in (
        ("conditions/germ.yaml", "role: explains", "role: cause"),
        ("advice/all.yaml", "kind: self_care", "kind: selfcare"),
        ("pack.yaml", "language: en", "language: xx"),
    ):
        path = folder / file
        path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(PackProblems) as caught:
        read_folder(folder)
    assert {Path(problem.path).name for problem in caught.value.problems} == {"germ.yaml", "all.yaml", "pack.yaml"}


def test_a_file_in_a_place_that_is_not_known_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "tiny"
    shutil.copytree(TINY, folder)
    (folder / "condition").mkdir()
    (folder / "condition" / "lost.yaml").write_text("id: lost\n")
    with pytest.raises(PackProblems, match="no kind of file of a pack stands here"):
        read_folder(folder)


def test_a_folder_without_a_manifest_says_so(tmp_path: Path) -> None:
    with pytest.raises(PackProblems, match=r"there is no pack\.yaml here"):
        read_folder(tmp_path)
