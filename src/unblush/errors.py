"""Every error that Unblush raises on purpose, each family with its exit code and its problem type.

UnblushError                     1   unblush:error
|-- PackProblems                 3   unblush:pack-problems       the text of a pack is wrong; lists every problem
|-- PackUnreadable               4   unblush:pack-unreadable     a compiled pack is missing or damaged
|-- AnswerProblems               5   unblush:answer-problems     answers that do not fit; lists every problem
|-- UnknownName                  6   unblush:unknown-name        an id that this pack does not have
|-- MissingExtra                 7   unblush:missing-extra       an optional part is not installed
|-- PageUnreadable               8   unblush:page-unreadable     a page to check cannot be read, or may not be fetched
`-- ServeProblem                 9   unblush:serve-problem       the web server cannot start: its port, keys or settings

Exit code 2 is a command line that cannot be understood, 130 an interruption (docs/errors.md lists them all).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a text: where, what, and how to mend it.

    `line` and `column` count from 1; 0 means the whole file. `excerpt` is the offending line.
    """

    path: str
    line: int
    column: int
    what: str
    mend: str = ""
    excerpt: str = ""

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        lines = [f"{place}: {self.what}"]
        if self.excerpt:
            shown, caret = self.excerpt.rstrip(), max(self.column - 1, 0)
            if len(shown) > 110:
                start = max(0, caret - 60)
                shown, caret = "..." + shown[start : start + 104], caret - start + 3
            lines.append(f"  {self.line:>5} | {shown}")
            lines.append("        | " + " " * caret + "^")
        if self.mend:
            lines.append(f"  Mend: {self.mend}")
        return "\n".join(lines)


class UnblushError(Exception):
    """The root of every error that Unblush raises on purpose."""

    exit_code = 1
    problem_type = "unblush:error"


class PackProblems(UnblushError):
    """The text of a knowledge pack has problems; all of them are listed at once."""

    exit_code = 3
    problem_type = "unblush:pack-problems"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class PackUnreadable(UnblushError):
    """A compiled pack is missing, damaged or made by another version."""

    exit_code = 4
    problem_type = "unblush:pack-unreadable"


class AnswerProblems(UnblushError):
    """Answers that do not fit the questions of the pack; all problems at once."""

    exit_code = 5
    problem_type = "unblush:answer-problems"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownName(UnblushError):
    """An id that the pack does not define; says the nearest ones that it does."""

    exit_code = 6
    problem_type = "unblush:unknown-name"

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name = kind, name
        super().__init__(f"there is no {kind} {name!r}. {did_you_mean(name, known)}")


class MissingExtra(UnblushError):
    """An optional part of Unblush is needed and not installed."""

    exit_code = 7
    problem_type = "unblush:missing-extra"

    def __init__(self, extra: str, needed_for: str) -> None:
        self.extra = extra
        super().__init__(f"{needed_for} needs an optional part. Install it with: pip install 'unblush[{extra}]'")


class PageUnreadable(UnblushError):
    """A page to check cannot be read, or may not be fetched: what is wrong, and how to mend it.

    `reason` is one word for programs: "missing", "empty", "binary", "too-large", "too-tangled", "encrypted", "damaged",
    "not-text", "not-fetched" (a URL without leave to fetch), "address", "refused" (an address that is not public),
    "unreachable", "timeout", "redirects" or "http".
    """

    exit_code = 8
    problem_type = "unblush:page-unreadable"

    def __init__(self, reason: str, name: str, what: str, mend: str) -> None:
        self.reason, self.name = reason, name
        # a name comes from outside: control characters in it must not reach a terminal
        shown = "".join(c if c.isprintable() else "?" for c in name[:200])
        super().__init__(f"{shown}: {what}\n  Mend: {mend}" if mend else f"{shown}: {what}")


class ServeProblem(UnblushError):
    """The web server cannot start as asked: what is wrong with its port, keys or settings, and how to mend it."""

    exit_code = 9
    problem_type = "unblush:serve-problem"

    def __init__(self, where: str, what: str, mend: str) -> None:
        self.where = where
        super().__init__(f"{where}: {what}\n  Mend: {mend}")


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Say which known names are near a wrong one, or list all when they are few."""
    import difflib  # noqa: PLC0415 - needed only where something went wrong

    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=3, cutoff=0.6)
    if near:
        return "Did you mean " + " or ".join(repr(n) for n in near) + "?"
    if len(names) <= 12:
        return "Known: " + ", ".join(names) + "."
    return f"None of the {len(names)} known names is near."
