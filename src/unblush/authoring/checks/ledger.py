"""The claim ledger: every phrasing can be found by its own claim, and no phrasing says the opposite of its label."""

from __future__ import annotations

from collections.abc import Iterator

from unblush.authoring.reader.folder import Written
from unblush.compiled.terms import met, words_of
from unblush.errors import Problem


def check_alarms(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each example of an alarm that does not fire it."""
    for number, alarm in enumerate(written.pack.alarms):
        for index, text in enumerate(alarm.silent):
            words = words_of(text)
            if all(met(group, words) for group in alarm.groups) and not met(alarm.never_if, words):
                what = f"{text!r} should be silent and fires {alarm.flag}"
                yield written.problem(
                    "alarms", str(number), ("silent", index), what, "narrow a group, or use `never_if`"
                )


def check_ledger(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each phrasing that its claim's own words would not find, and each phrasing given twice."""
    owners: dict[tuple[str, ...], str] = {}
    for claim in written.pack.claims.values():
        for field in ("says", "denies"):
            for index, text in enumerate(getattr(claim, field)):
                words = words_of(text)
                place = (field, index)
                for number, group in enumerate(claim.slots):
                    if not met(group, words):
                        what = f"{text!r} meets no term of slot group {number + 1}"
                        yield written.problem(
                            "claims", claim.id, place, what, "add its word to the group, or reword it"
                        )
                if claim.not_about and met(claim.not_about, words):
                    what = f"{text!r} holds a word of `not_about`"
                    yield written.problem("claims", claim.id, place, what, "reword it, or drop the word")
                if words in owners:
                    what = f"{text!r} already stands under {owners[words]}"
                    yield written.problem("claims", claim.id, place, what, "a phrasing belongs to one claim")
                owners[words] = f"{field} of {claim.id}"
