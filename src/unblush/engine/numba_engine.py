"""The Numba engine: NumPy's, with the posterior compiled. The first answer compiles for some seconds, then is kept."""

from __future__ import annotations

from typing import Final

from unblush.compiled.arrays import Numbers
from unblush.engine.evidence import Evidence
from unblush.engine.frontier import Posterior
from unblush.engine.numba_sweep import NumbaSweep
from unblush.engine.numpy_engine import NumpyEngine

MOST_SWEEPS: Final = 16
"""More complaints than any pack has; redraws of the numbers do not come this way."""


class NumbaEngine(NumpyEngine):
    """The same numbers, with the posterior of one person in some tens of microseconds."""

    name = "numba"

    def __init__(self) -> None:
        # what a complaint's sweep needs to know of it; threads may share it, for each answer works on arrays of its own
        self._sweeps: dict[int, NumbaSweep] = {}

    def infer(self, numbers: Numbers, evidence: Evidence) -> Posterior:
        """Return the exact posterior."""
        sweep = self._sweeps.get(id(numbers))
        if sweep is None or sweep.numbers is not numbers:
            if len(self._sweeps) >= MOST_SWEEPS:
                self._sweeps.clear()
            sweep = self._sweeps[id(numbers)] = NumbaSweep(numbers)
        return sweep.infer(evidence)
