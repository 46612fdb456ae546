"""Where one visitor stands: the interview and what is on the screen. It travels in the visitor's sealed token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from unblush.errors import AnswerProblems, UnblushError
from unblush.interview import codec
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview
from unblush.vocabulary import PageId


class TokenOutdated(UnblushError):
    """A token that is whole and ours, and yet fits this server no more: its pack or its form has changed."""

    problem_type = "unblush:token-outdated"


class Shown(StrEnum):
    """What is on the screen, so that an answer can only mean what was asked."""

    BEFORE = "before"  # what cannot wait for the first question
    QUESTION = "question"
    CHANGE = "change"  # a question met again from the list of answers, or by going back
    INTERRUPT = "interrupt"
    CONFIRM = "confirm"  # an urgent answer was about to be taken back
    CLOCKS = "clocks"
    CHECK = "check"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Walk:
    """One visitor's way through the pages.

    `page` is the question on the screen; `pending` the answer that waits to be confirmed. `zone` is the visitor's time
    zone, or "" where it is not known and deadlines are said in hours only. `enough` says on the list of
    answers that no question is left that could change the advice. `nonce` ties the token to a browser that
    keeps cookies.
    """

    interview: Interview
    shown: Shown = Shown.BEFORE
    page: PageId | None = None
    pending: Any = None
    enough: bool = False
    clocks_seen: bool = False
    zone: str = ""
    language: str = "en"
    nonce: str = ""

    @property
    def now(self) -> datetime | None:
        """The moment of this request in the visitor's zone; None where that is not known, and no date can be said."""
        return self.interview.at if self.zone else None


def to_plain(walk: Walk) -> dict[str, Any]:
    """Return a walk as plain values for sealing; `from_plain` of it gives it back."""
    return {
        "i": codec.to_plain(walk.interview),
        "s": walk.shown.value,
        "p": walk.page or "",
        "w": walk.pending,
        "e": walk.enough,
        "c": walk.clocks_seen,
        "z": walk.zone,
        "l": walk.language,
        "n": walk.nonce,
    }


def from_plain(plain: Mapping[str, Any], desk: Desk, now: datetime) -> Walk:
    """Return the walk that was sealed, its hours counted on to `now`.

    Raises:
        TokenOutdated: where the pack or the form of tokens has changed since it was sealed.
    """
    try:
        interview = codec.from_plain(plain["i"], desk.pack.numbers, desk.pack.digest, now=now)
        return Walk(
            interview=interview,
            shown=Shown(plain["s"]),
            page=PageId(plain["p"]) if plain["p"] else None,
            pending=plain["w"],
            enough=bool(plain["e"]),
            clocks_seen=bool(plain["c"]),
            zone=str(plain["z"]),
            language=str(plain["l"]),
            nonce=str(plain["n"]),
        )
    except (AnswerProblems, KeyError, ValueError, TypeError) as error:
        raise TokenOutdated(f"the token does not fit this server ({type(error).__name__})") from None
