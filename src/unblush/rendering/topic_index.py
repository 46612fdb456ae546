"""Which topics there are, where each belongs, and which interview can speak of it."""

from __future__ import annotations

from collections.abc import Mapping

from unblush.compiled.clocks import Clock
from unblush.interview.desk import Desk


def complaints_of_topic(desk: Desk, condition: str) -> list[str]:
    """Return the complaints whose interview can speak of a condition, the best one first."""
    words = desk.words.conditions[condition]
    if words.pathway:
        return [words.pathway]
    explained = [name for name, numbers in desk.pack.numbers.items() if any(n.id == condition for n in numbers.nodes)]
    if explained:
        return explained
    flags = set(words.red_flags)
    return [name for name, numbers in desk.pack.numbers.items() if flags & {flag.id for flag in numbers.flags}][:1]


def clocks_of_topic(desk: Desk, condition: str) -> list[Clock]:
    """Return the time limits that stand on the page of a condition: those of the complaint that it is the way into."""
    pathway = desk.words.conditions[condition].pathway
    return [clock for clock in desk.numbers(pathway).clocks if clock.can_show] if pathway else []


def topics_by_complaint(desk: Desk) -> Mapping[str, Mapping[str, str]]:
    """Return id and title of every topic, by the complaint it belongs to; those of none stand under an empty name."""
    groups: dict[str, dict[str, str]] = {complaint: {} for complaint in desk.words.complaints}
    groups[""] = {}
    for condition in desk.words.conditions.values():
        home = next(iter(complaints_of_topic(desk, condition.id)), "")
        groups[home][condition.id] = condition.plain
    return {complaint: topics for complaint, topics in groups.items() if topics}
