"""Says where an exception was raised, without a word of what it said: its message may hold what a person typed."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from traceback import walk_tb
from typing import Final

MOST_CAUSES: Final = 5
MOST_PLACES: Final = 30


def causes_of(error: BaseException) -> list[dict[str, object]]:
    """Return the type and the places, outermost first, of an exception and then of each that it came from."""
    found: list[dict[str, object]] = []
    waiting, seen = [error], {id(error)}
    while waiting and len(found) < MOST_CAUSES:
        one = waiting.pop(0)
        found.append({"type": _type_name(type(one)), "at": _places(one)})
        inside = one.exceptions if isinstance(one, BaseExceptionGroup) else ()
        for cause in (*inside, one.__cause__, one.__context__):
            if cause is not None and id(cause) not in seen:
                seen.add(id(cause))
                waiting.append(cause)
    return found


def _type_name(kind: type[BaseException]) -> str:
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _places(error: BaseException) -> list[str]:
    steps = [(frame.f_code.co_filename, line) for frame, line in islice(walk_tb(error.__traceback__), 500)]
    return [f"{_short(name)}:{line}" for name, line in steps[-MOST_PLACES:]]


def _short(name: str) -> str:
    """Return a file from its package on: the folders before it name the machine and its people."""
    parts = Path(name).parts
    for start in ("site-packages", "src"):
        if start in parts:
            return "/".join(parts[len(parts) - parts[::-1].index(start) :])
    return "/".join(parts[-2:])
