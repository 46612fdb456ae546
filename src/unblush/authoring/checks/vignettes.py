"""Cases must be people who could exist, and every condition and red flag must have its cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unblush.authoring.model.case import Case
from unblush.authoring.model.rule import Rule
from unblush.authoring.reader.folder import Written
from unblush.errors import Problem

MINOR_BANDS: Final = ((0, 12), (13, 15), (16, 17))


def holds(rule: Rule | None, present: set[str], numbers: dict[str, float]) -> bool:
    """Return whether a rule holds for a person about whom everything is known."""
    if rule is None:
        return True
    if rule.item is not None:
        return rule.item in present
    if rule.all is not None:
        return all(holds(part, present, numbers) for part in rule.all)
    if rule.any is not None:
        return any(holds(part, present, numbers) for part in rule.any)
    if rule.not_ is not None:
        return not holds(rule.not_, present, numbers)
    if rule.at_least is not None:
        return sum(holds(part, present, numbers) for part in rule.of or ()) >= rule.at_least
    value = numbers.get(rule.number or "")
    return (
        value is not None and (rule.from_ is None or value >= rule.from_) and (rule.below is None or value < rule.below)
    )


def check_cases(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each impossible person."""
    pages = written.pack.item_pages()
    for case in written.pack.cases.values():
        present, numbers = set(case.present), dict(case.numbers)
        for index, name in enumerate(case.present):
            page = pages[name]
            item = next(item for item in page.items if item.id == name)
            place = ("present", index)
            others = [other.id for other in page.items if other.id in present and other.id != name]
            if page.kind == "single" and others:
                what = f"{name} and {others[0]} are two choices of the single page {page.id}"
                yield written.problem("cases", case.id, place, what, "keep the one that fits best")
            for rule, whose in ((page.ask_if, f"page {page.id}"), (item.ask_if, "this item")):
                if not holds(rule, present, numbers):
                    what = f"{name} cannot be reported: the `ask_if` of {whose} does not hold for this person"
                    yield written.problem("cases", case.id, place, what, "add what it follows from, or drop it")
        for name, value in case.numbers.items():
            quantity = written.pack.pages[name].quantity
            if quantity is not None and not quantity.low <= value <= quantity.high:
                what = f"{value} is not between {quantity.low} and {quantity.high}"
                yield written.problem("cases", case.id, ("numbers", name), what)


def check_case_coverage(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each condition, red flag or age band without the cases it must have."""
    pack = written.pack
    by_subject: dict[str, list[Case]] = {}
    for case in pack.cases.values():
        for name in case.about:
            by_subject.setdefault(name, []).append(case)
    for condition in pack.conditions.values():
        kinds = {case.kind for case in by_subject.get(condition.id, [])}
        wanted = {"typical", "early", "look_alike"} if condition.role == "explains" else {"typical"}
        if condition.role == "red_flag_only":
            wanted = {"red_flag"}
        if lacking := wanted - kinds:
            what = f"no case about {condition.id} is of kind {' or '.join(sorted(lacking))}"
            yield written.problem("conditions", condition.id, (), what, "add one to cases/, from a source")
    for flag in pack.red_flags.values():
        cases = by_subject.get(flag.id, [])
        if not any(flag.id in case.expect.red_flags for case in cases):
            what = f"no case expects the red flag {flag.id} to fire"
            yield written.problem("red_flags", flag.id, (), what, "add one to cases/")
        if not any(flag.id in case.expect.no_red_flags for case in cases):
            what = f"no case expects the red flag {flag.id} to stay silent"
            yield written.problem("red_flags", flag.id, (), what, "add a near miss to cases/")
    ages = [case.numbers["age"] for case in pack.cases.values() if "age" in case.numbers]
    for low, high in MINOR_BANDS:
        if not any(low <= age <= high for age in ages):
            yield written.problem("manifest", "", ("ages",), f"no case is about somebody aged {low} to {high}")
