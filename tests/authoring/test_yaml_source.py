"""YAML as we read it: what people misread is refused, with the line and how to mend it."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unblush.authoring.reader.yaml_source import DEEPEST, MOST_BYTES, read_yaml
from unblush.errors import PackProblems


def value_of(text: str) -> object:
    return read_yaml(text.encode(), "a.yaml").value


def problem_of(text: str) -> str:
    with pytest.raises(PackProblems) as caught:
        read_yaml(text.encode(), "a.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 12", {"a": 12}),
        ("a: -3", {"a": -3}),
        ("a: 0.5", {"a": 0.5}),
        ("a: 1e-3", {"a": 0.001}),
        ("a: .5", {"a": 0.5}),
        ("a: true", {"a": True}),
        ("a: null", {"a": None}),
        ("a:", {"a": None}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: 2024-01-01", {"a": "2024-01-01"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: '010'", {"a": "010"}),
        ('a: "no"', {"a": "no"}),
        ("a: [M016, x]", {"a": ["M016", "x"]}),
        ("12: x", {"12": "x"}),
        ("18-24: 0.3", {"18-24": 0.3}),
    ],
)
def test_scalars_follow_yaml_1_2(text: str, value: object) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "No", "YES", "y", "n", "True", "FALSE"])
def test_a_bare_yes_or_no_is_refused(word: str) -> None:
    text = problem_of(f"first: 1\nanswer: {word}\n")
    assert text.startswith(f"a.yaml:2:9: the bare word {word} means yes or no in YAML")
    assert f"    2 | answer: {word}" in text
    assert f"Mend: write '{word}' for the word, or true or false" in text


def test_a_bare_no_as_a_key_is_refused() -> None:
    assert "the bare word no means yes or no" in problem_of("no: 1")


def test_a_leading_zero_is_refused() -> None:
    text = problem_of("age: 010")
    assert "010 begins with a zero" in text
    assert "write 10 for the number, or '010' for the text" in text


def test_a_key_that_stands_twice_is_refused() -> None:
    assert problem_of("a: 1\nb: 2\na: 3\n").startswith("a.yaml:3:1: the key 'a' stands twice")


def test_all_slips_are_listed_at_once() -> None:
    text = problem_of("a: no\nb: 010\nc: 1\nc: 2\n")
    assert [line.split(": ")[0] for line in text.splitlines() if line.startswith("a.yaml")] == [
        "a.yaml:1:4",
        "a.yaml:2:4",
        "a.yaml:4:1",
    ]


def test_tabs_are_refused_with_what_to_use_instead() -> None:
    assert "indent with spaces, never tabs" in problem_of("a:\n\tb: 1\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: &x 1\nb: *x\n", "write it out in full"),
        ("<<: {a: 1}", "merge keys are not read"),
        ("a: !!int '3'", "the tag"),
        ("a: .inf", "write a finite number"),
        ("a: .nan", "write a finite number"),
        ("a: 1\n---\nb: 2\n", "keep one document a file"),
        ("? [a]\n: 1\n", "a key must be a plain word"),
        ("a: 'open", "this is not YAML"),
        ("a: \x07", "this is not YAML"),
    ],
)
def test_what_is_not_read_says_what_to_write(text: str, says: str) -> None:
    assert says in problem_of(text)


def test_an_alias_bomb_ends_at_its_first_anchor_without_growing() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)
    )
    start = time.monotonic()
    assert "write it out in full" in problem_of(bomb)
    assert time.monotonic() - start < 5  # it would otherwise be 9^10 nodes


def test_deep_nesting_is_refused() -> None:
    assert f"nested deeper than {DEEPEST} levels" in problem_of("[" * 5000 + "]" * 5000)


def test_ten_megabytes_are_refused_before_parsing() -> None:
    with pytest.raises(PackProblems, match=f"above {MOST_BYTES:,}"):
        read_yaml(b"a: " + b"x" * 10_000_000, "a.yaml")


def test_what_is_not_utf8_names_its_line() -> None:
    with pytest.raises(PackProblems, match=r"a\.yaml:2:1: this is not UTF-8"):
        read_yaml(b"a: 1\nb: \xff\n", "a.yaml")


def test_every_value_knows_its_line_and_column() -> None:
    source = read_yaml(b"a:\n  - x\n  - {b: 2}\n", "a.yaml")
    assert source.positions[("a", 1, "b")] == (3, 9)
    assert source.key_positions[("a", 1, "b")] == (3, 6)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_never_anything_else(text: str) -> None:
    with contextlib.suppress(PackProblems):
        read_yaml(text.encode("utf-8", "surrogatepass"), "a.yaml")
