"""The NumPy engine, for servers, evaluation and batch. Run it with one BLAS thread: its products are small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unblush.compiled.arrays import Numbers
from unblush.engine.evidence import Evidence, Situation
from unblush.engine.frontier import Posterior
from unblush.engine.mixture import LeadingSets, Mixture
from unblush.engine.numpy_completions import NumpyCompleter
from unblush.engine.numpy_leading import leading_sets_of
from unblush.engine.numpy_sweep import infer_many
from unblush.engine.numpy_values import all_values
from unblush.engine.prospects import Prospect
from unblush.engine.value import ItemValue
from unblush.vocabulary import ItemId


class NumpyEngine:
    """The same numbers as the plain engine, on arrays."""

    name = "numpy"

    def infer(self, numbers: Numbers, evidence: Evidence) -> Posterior:
        """Return the exact posterior."""
        return infer_many(numbers, [evidence])[0]

    def infer_many(self, numbers: Numbers, evidences: Sequence[Evidence]) -> list[Posterior]:
        """Return the posteriors of redraws of one person."""
        return infer_many(numbers, evidences)

    def item_values(
        self,
        numbers: Numbers,
        mixture: Mixture,
        pages: Sequence[list[Prospect]],
        floor: int,
        level: int,
        raised: Mapping[ItemId, int],
    ) -> list[ItemValue]:
        """Weigh all prospects at once."""
        return all_values(numbers, mixture, pages, floor, level, raised)

    def leading(self, evidence: Evidence, posterior: Posterior) -> LeadingSets:
        """Return the heaviest assignments of the nodes, all subsets weighed at once."""
        return leading_sets_of(evidence, posterior)

    def changes(self, situation: Situation, leading: LeadingSets, limit: int) -> tuple[int, int]:
        """Draw all completions at once."""
        return NumpyCompleter(situation, leading).changes(limit)
