"""What could harm: dangers without a red flag, rules that a report could silence, conditions without a way to help."""

from __future__ import annotations

from collections.abc import Iterator

from unblush.authoring.model.pack import LEVEL_NAMES
from unblush.authoring.reader.folder import Written
from unblush.errors import Problem

HELPS = {"self_care", "reassurance"}


def check_safety(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each gap through which somebody could fall."""
    pack = written.pack
    red = {item.id for page in pack.pages.values() for item in page.items if item.red_flag}
    for flag in pack.red_flags.values():
        for name in set(flag.when.denied_items()) & red:
            what = f"reporting the red flag {name} would silence this rule"
            yield written.problem("red_flags", flag.id, ("when",), what, "red flags may only make rules true")
        if LEVEL_NAMES.index(flag.floor_if_unanswered) > LEVEL_NAMES.index(flag.level):
            what = "the floor while unanswered is above the level of the flag itself"
            yield written.problem("red_flags", flag.id, ("floor_if_unanswered",), what, f"at most {flag.level}")
    yield from _every_flag_acts(written, red)
    for condition in pack.conditions.values():
        kinds = {pack.advice[name].kind for name in condition.advice}
        if not kinds & HELPS:
            what = f"{condition.id} has no self-care and no reassurance"
            yield written.problem("conditions", condition.id, ("advice",), what, "add one of kind self_care")
        if "seek_care" not in kinds:
            what = f"{condition.id} does not say when to come back sooner"
            yield written.problem("conditions", condition.id, ("advice",), what, "add advice of kind seek_care")
        for name in condition.red_flags:
            flag = pack.red_flags[name]
            if LEVEL_NAMES.index(flag.level) < LEVEL_NAMES.index(condition.urgency.level):
                what = f"its red flag {name} sends people at {flag.level}, later than {condition.urgency.level}"
                yield written.problem("conditions", condition.id, ("red_flags",), what, "raise the flag's level")
    yield from _children(written)


def _every_flag_acts(written: Written, red: set[str]) -> Iterator[Problem]:
    pack = written.pack
    used = {name for flag in pack.red_flags.values() for name in flag.when.items()}
    for complaint in pack.manifest.complaints:
        for page in pack.pages.values():
            if complaint.id not in page.complaints:
                continue
            for index, item in enumerate(page.items):
                if item.id in red and item.id not in used:
                    what = f"the red flag {item.id} is part of no rule"
                    yield written.problem("pages", page.id, ("items", index), what, "add a rule to red_flags.yaml")
            fixed = page.role in ("red_flag", "deadline") and page.ask_if is not None
            always = page.id in complaint.first or fixed or complaint.kind == "pathway"
            if any(item.id in red for item in page.items) and not always:
                what = f"the red flags of {page.id} may never be asked"
                mend = f"add it to `first` of {complaint.id}, or give it role red_flag with an `ask_if`"
                yield written.problem("pages", page.id, ("role",), what, mend)


def _children(written: Written) -> Iterator[Problem]:
    """Pages about sexual activity must not reach a child under 13."""
    for page in written.pack.pages.values():
        if not page.sexual:
            continue
        rules = [page.ask_if] if page.ask_if else []
        bounds = [part for rule in rules for part in (rule, *(rule.all or ())) if part.number == "age"]
        parents = [name for rule in rules for name in rule.items()]
        gated = any((part.from_ or 0) >= 13 for part in bounds)
        behind = parents and all(written.pack.item_pages()[name].sexual for name in parents)
        if not gated and not behind:
            what = f"{page.id} is about sexual activity and could be asked of a child under 13"
            mend = "add `{number: age, from: 13}` to its `ask_if`"
            yield written.problem("pages", page.id, ("ask_if",), what, mend)
