"""Interviews and answers as plain values and back: what `--answers` reads, and what a token or a file would hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from unblush.clocks.moments import Phrase, hours_since, read_moment
from unblush.compiled.arrays import Numbers, Page
from unblush.errors import AnswerProblems, Problem, did_you_mean
from unblush.interview.interview import Interview, Profile, check_answer
from unblush.vocabulary import DECLINED, NONE, UNKNOWN, Answer, ItemId, Mark, PageId, PageKind, Region, Whom

_WORDS: Final = {"none": NONE, "unknown": UNKNOWN, "declined": DECLINED}
_KEYS: Final = ("complaint", "whom", "region", "answers", "acknowledged", "pack", "at")


def to_plain(interview: Interview) -> dict[str, Any]:
    """Return an interview as plain values; `from_plain` of it gives it back."""
    return {
        "complaint": interview.complaint,
        "pack": interview.pack_digest,
        "whom": interview.profile.whom.value,
        "region": interview.profile.region.value,
        "answers": {page: answer_to_plain(answer) for page, answer in interview.given},
        "acknowledged": sorted(interview.acknowledged),
        **({"at": interview.at.isoformat(timespec="seconds")} if interview.at is not None else {}),
    }


def from_plain(
    plain: Any,
    numbers_of: Mapping[str, Numbers],
    digest: str,
    profile: Profile | None = None,
    *,
    phrases: Sequence[Phrase] = (),
    now: datetime | None = None,
) -> Interview:
    """Return an interview from plain values, as in an answers file; all problems at once.

    `profile` fills in what the values leave out. A `pack` of another digest is an error: its questions may differ.
    A number of hours may be written as a moment, such as "2026-11-20 23:30" or one of the `phrases`; it is counted
    back from the key `at`, or else from `now`. Where `at` lies before `now`, the hours are counted on to `now`.

    Raises:
        AnswerProblems: with everything that does not fit.
    """
    profile = profile or Profile()
    if not isinstance(plain, Mapping):
        raise AnswerProblems(
            [Problem("answers", 0, 0, "this is not a mapping of keys to values", "begin with `answers:`")]
        )
    problems = [
        Problem(str(key), 0, 0, f"the key {key!r} is not known here", did_you_mean(str(key), _KEYS))
        for key in plain
        if key not in _KEYS
    ]
    complaint = plain.get("complaint", next(iter(numbers_of)))
    if complaint not in numbers_of:
        problems.append(
            Problem("complaint", 0, 0, f"there is no complaint {complaint!r}", did_you_mean(str(complaint), numbers_of))
        )
        raise AnswerProblems(problems)
    if plain.get("pack", digest) != digest:
        problems.append(
            Problem("pack", 0, 0, "these answers were given to another pack", "answer again, or drop the key")
        )
    whom = _one_of(plain.get("whom", profile.whom.value), Whom, "whom", problems)
    region = _one_of(plain.get("region", profile.region.value), Region, "region", problems)
    at = _read_at(plain.get("at"), now, problems)
    given = _read_answers(plain.get("answers") or {}, numbers_of[complaint], problems, phrases, at)
    if problems or whom is None or region is None:
        raise AnswerProblems(problems)
    acknowledged = frozenset(str(name) for name in plain.get("acknowledged") or ())
    interview = Interview(complaint, digest, Profile(Whom(whom), Region(region)), given, acknowledged, at)
    return interview if now is None else interview.resumed(numbers_of[complaint], now)


def _read_at(raw: Any, now: datetime | None, problems: list[Problem]) -> datetime | None:
    """Read the moment from which hours count; it carries its offset, so that it means one instant."""
    if raw is None:
        return now
    try:
        at = datetime.fromisoformat(str(raw))
    except ValueError:
        at = None
    if at is None or at.tzinfo is None:
        problems.append(
            Problem("at", 0, 0, f"{raw!r} is no moment with its offset", "write it like 2026-11-22T05:18:00+00:00")
        )
        return now
    return at


def _read_answers(
    raw: Any, numbers: Numbers, problems: list[Problem], phrases: Sequence[Phrase], at: datetime | None
) -> tuple[tuple[PageId, Answer], ...]:
    if not isinstance(raw, Mapping):
        problems.append(
            Problem("answers", 0, 0, "`answers` is not a mapping of questions to answers", "write `age: 34`")
        )
        return ()
    pages = {page.id: page for page in numbers.pages}
    given = []
    for name, value in raw.items():
        page = pages.get(PageId(str(name)))
        if page is None:
            mend = did_you_mean(str(name), pages)
            problems.append(Problem("answers", 0, 0, f"there is no question {name!r}", mend))
            continue
        try:
            answer = answer_from_plain(page, value, phrases, at)
            check_answer(numbers, page.id, answer)
            given.append((page.id, answer))
        except AnswerProblems as error:
            problems.extend(error.problems)
    return tuple(given)


def hours_said(page: Page, text: str, phrases: Sequence[Phrase], at: datetime | None) -> float | None:
    """Return the hours since the earliest moment that fits what was said; None where the page wants no hours.

    Raises:
        AnswerProblems: where the text is no moment.
    """
    if page.unit != "hours" or at is None:
        return None
    return round(hours_since(read_moment(text, at, phrases), at)[0], 2)


def answer_from_plain(page: Page, value: Any, phrases: Sequence[Phrase] = (), at: datetime | None = None) -> Answer:
    """Return one answer from its plain value.

    Raises:
        AnswerProblems: where it is no answer to this page.
    """
    if isinstance(value, str) and value in _WORDS:
        return _WORDS[value]
    if isinstance(value, bool) or value is None:
        mend = "write none, unknown, declined, a number, or the ids of answers"
        raise AnswerProblems([Problem(page.id, 0, 0, f"{value!r} is not an answer", mend)])
    if isinstance(value, int | float):
        return Answer(Mark.ANSWERED, number=float(value))
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list | tuple) or not value or not all(isinstance(part, str) for part in value):
        mend = "write none, unknown, declined, a number, or the ids of answers"
        raise AnswerProblems([Problem(page.id, 0, 0, "this is not an answer", mend)])
    if page.kind is PageKind.NUMBER:
        if (hours := hours_said(page, value[0], phrases, at)) is not None:
            return Answer(Mark.ANSWERED, number=hours)
        mend = "give a number, unknown or declined"
        raise AnswerProblems([Problem(page.id, 0, 0, f"{value[0]!r} is not a number", mend)])
    return Answer(Mark.ANSWERED, tuple(ItemId(part) for part in value))


def answer_to_plain(answer: Answer) -> Any:
    """Return one answer as a plain value."""
    if answer.number is not None:
        return int(answer.number) if answer.number == int(answer.number) else answer.number
    return list(answer.chosen) if answer.mark is Mark.ANSWERED else answer.mark.value


def _one_of(value: Any, kind: type[Whom | Region], key: str, problems: list[Problem]) -> str | None:
    known = [member.value for member in kind]
    if value in known:
        return str(value)
    problems.append(Problem(key, 0, 0, f"{value!r} is not known", did_you_mean(str(value), known)))
    return None
