"""All checks of a pack's text, in one list; a new worry is one more file beside this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from unblush.authoring.checks.coverage import check_coverage
from unblush.authoring.checks.ledger import check_alarms, check_ledger
from unblush.authoring.checks.numbers import check_numbers
from unblush.authoring.checks.reach import check_reach
from unblush.authoring.checks.safety import check_safety
from unblush.authoring.checks.vignettes import check_case_coverage, check_cases
from unblush.authoring.checks.wording import check_wording
from unblush.authoring.reader.folder import Written
from unblush.errors import Problem

CHECKS: Final[tuple[tuple[str, Callable[[Written], Iterator[Problem]]], ...]] = (
    ("numbers", check_numbers),
    ("reach", check_reach),
    ("safety", check_safety),
    ("wording", check_wording),
    ("coverage of the evidence", check_coverage),
    ("claim ledger", check_ledger),
    ("alarms", check_alarms),
    ("cases", check_cases),
    ("coverage by cases", check_case_coverage),
)
