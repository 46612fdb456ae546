"""Begins at once on the engine that needs nothing, and changes to a faster one when that is warm."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Final

from unblush.engine.backend import PLAIN, Engine, engine_named
from unblush.errors import MissingExtra

LADDER: Final = ("numpy", "numba")
"""Each is faster than the one before, and takes longer to begin; all give the same answers."""


class Engines:
    """The engine to answer with now.

    Read `current` once for each request. `named` is "best", "plain", or the one to change to.

    Raises:
        MissingExtra: where an engine was named and its package is not installed.
    """

    def __init__(self, named: str) -> None:
        self._ladder: Sequence[str] = LADDER if named == "best" else [step for step in LADDER if step == named]
        self._stopped = threading.Event()
        self.current: Engine = PLAIN
        # looked up, not imported: that would take longer than a person waits for the first page
        if named in LADDER and find_spec(named) is None:
            raise MissingExtra("fast" if named == "numpy" else "numba", f"the {named} engine")

    def climb(self, warm: Callable[[Engine], None]) -> None:
        """Warm one engine after the other with `warm`, and take each when it is; stay where none is installed.

        An engine is warmed before any request knows it, because engines keep what they work on.
        """
        for name in self._ladder:
            if self._stopped.is_set():
                return
            try:
                engine = engine_named(name)
            except MissingExtra:
                continue
            warm(engine)
            self.current = engine

    def leap(self) -> None:
        """Take the fastest engine that is installed at once: for a process that nobody waits for."""
        for name in reversed(self._ladder):
            try:
                self.current = engine_named(name)
            except MissingExtra:
                continue
            return

    def stop(self) -> None:
        """Climb no further: the server ends."""
        self._stopped.set()
