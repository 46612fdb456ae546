"""Every published result of conception.yaml, run against the model: a misfit is either gone or named."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from unblush.evaluation.conception_points import (
    AGREES,
    DIFFERS,
    EXPECTED,
    POINTS,
    lines_of_points,
    rows_of_points,
)

EXPECTED_IDS = {*(f"CT{n}" for n in range(1, 21)), *(f"BT{n}" for n in range(1, 7))}


@pytest.fixture(scope="module")
def rows(text):
    return rows_of_points(SimpleNamespace(conception=text))


def test_every_point_of_the_specification_is_run(text, rows) -> None:
    assert {point.id for point in text.test_points} == EXPECTED_IDS == set(POINTS)
    assert {row.id for row in rows} == EXPECTED_IDS


def test_nothing_differs_without_a_reason(rows) -> None:
    assert [row for row in rows if row.verdict == DIFFERS] == []


def test_the_known_misfits_are_shown_as_such_and_not_hidden(rows) -> None:
    misfits = {row.id: row for row in rows if row.verdict == EXPECTED}
    assert set(misfits) == {"CT3", "CT12"}
    assert misfits["CT3"].published == "0.15"
    assert misfits["CT3"].computed.startswith("0.187")
    assert all(row.reason for row in misfits.values())


def test_the_tolerances_are_those_of_the_specification(text) -> None:
    written = {point.id: point.tolerance for point in text.test_points}
    wanted = {
        "CT1": 0.01, "CT2": 0.03, "CT3": 0.04, "CT4": 0.005, "CT5": 0.01, "CT6": 0.003, "CT7": 0.02, "CT8": 0.05,
        "CT9": 0.05, "CT10": 0.015, "CT11": 0.01, "CT12": 0.03, "CT13": 0.01, "CT14": 0.01, "CT15": 0.05, "CT16": 1,
        "CT17": 0.03, "CT18": 0, "CT19": 0, "CT20": 0.01, "BT1": 0.02, "BT3": 0, "BT5": 0,
    }  # fmt: skip
    assert {name: written[name] for name in wanted} == wanted


def test_a_wrong_number_is_seen(text) -> None:
    """A model that gave another answer would be caught: the table is not a formality."""
    point = next(point for point in text.test_points if point.id == "CT6")
    wrong = point.model_copy(update={"published": {"chance": 0.05}})
    broken = text.model_copy(update={"test_points": (wrong,)})
    (row,) = rows_of_points(SimpleNamespace(conception=broken))
    assert row.verdict == DIFFERS


def test_the_table_has_a_line_for_each_row_and_a_sum(rows) -> None:
    lines = list(lines_of_points(rows))
    assert len(lines) == len(rows) + 4
    assert lines[-1].endswith(f"2 {EXPECTED}, 0 {DIFFERS}")
    assert AGREES in lines[-1]


def test_a_pack_without_the_model_has_no_rows() -> None:
    assert rows_of_points(SimpleNamespace(conception=None)) == ()
