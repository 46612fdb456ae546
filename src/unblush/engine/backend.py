"""What an engine can do, and the plain-Python one: the readable reference that a single interview runs on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from unblush.compiled.arrays import Numbers
from unblush.engine.completions import Completer
from unblush.engine.evidence import Evidence, Situation
from unblush.engine.frontier import Posterior, infer
from unblush.engine.mixture import LeadingSets, Mixture, leading_sets
from unblush.engine.prospects import Prospect
from unblush.engine.value import ItemValue, Weigher, item_value
from unblush.errors import MissingExtra, UnknownName
from unblush.vocabulary import ItemId


class Engine(Protocol):
    """Three implementations, one truth: each method returns the same numbers in every engine, to 1e-9."""

    name: str

    def infer(self, numbers: Numbers, evidence: Evidence) -> Posterior:
        """Return the exact posterior."""
        ...

    def infer_many(self, numbers: Numbers, evidences: Sequence[Evidence]) -> list[Posterior]:
        """Return the posteriors of several evidences, such as the redraws of one person."""
        ...

    def item_values(
        self,
        numbers: Numbers,
        mixture: Mixture,
        pages: Sequence[list[Prospect]],
        floor: int,
        level: int,
        raised: Mapping[ItemId, int],
    ) -> list[ItemValue]:
        """Return what each prospect of these pages is worth, in their order."""
        ...

    def leading(self, evidence: Evidence, posterior: Posterior) -> LeadingSets:
        """Return the heaviest assignments of the nodes."""
        ...

    def changes(self, situation: Situation, leading: LeadingSets, limit: int) -> tuple[int, int]:
        """Return how many completions were drawn, and how many change the level."""
        ...


class PlainEngine:
    """The reference, in the standard library alone."""

    name = "plain"

    def infer(self, numbers: Numbers, evidence: Evidence) -> Posterior:
        """Return the exact posterior by the frontier sweep."""
        return infer(numbers, evidence)

    def infer_many(self, numbers: Numbers, evidences: Sequence[Evidence]) -> list[Posterior]:
        """Infer one after the other."""
        return [infer(numbers, evidence) for evidence in evidences]

    def item_values(
        self,
        numbers: Numbers,
        mixture: Mixture,
        pages: Sequence[list[Prospect]],
        floor: int,
        level: int,
        raised: Mapping[ItemId, int],
    ) -> list[ItemValue]:
        """Weigh one prospect after the other."""
        weigher = Weigher(numbers, mixture)
        return [item_value(weigher, prospect, floor, level, raised) for page in pages for prospect in page]

    def leading(self, evidence: Evidence, posterior: Posterior) -> LeadingSets:
        """Return the heaviest assignments of the nodes."""
        return leading_sets(evidence, posterior)

    def changes(self, situation: Situation, leading: LeadingSets, limit: int) -> tuple[int, int]:
        """Draw one completion after the other and stop early."""
        return Completer(situation, leading).changes(limit)


PLAIN = PlainEngine()


def engine_named(name: str) -> Engine:
    """Return an engine by name: plain, numpy or numba.

    Raises:
        MissingExtra: where the engine's package is not installed.
        UnknownName: where there is no such engine.
    """
    if name == "plain":
        return PLAIN
    if name not in ("numpy", "numba"):
        raise UnknownName("engine", name, ("plain", "numpy", "numba"))
    try:
        if name == "numpy":
            from unblush.engine.numpy_engine import NumpyEngine  # noqa: PLC0415 - NumPy costs more than an interview

            return NumpyEngine()
        from unblush.engine.numba_engine import NumbaEngine  # noqa: PLC0415

        return NumbaEngine()
    except ImportError:
        raise MissingExtra("fast" if name == "numpy" else "numba", f"the {name} engine") from None
