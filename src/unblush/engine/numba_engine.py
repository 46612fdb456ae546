"""The Numba engine: NumPy's, with the posterior compiled. The first answer compiles for some seconds, then is kept."""

from __future__ import annotations

from unblush.compiled.arrays import Numbers
from unblush.engine.evidence import Evidence
from unblush.engine.frontier import Posterior
from unblush.engine.numba_sweep import NumbaSweep
from unblush.engine.numpy_engine import NumpyEngine


class NumbaEngine(NumpyEngine):
    """The same numbers, with the posterior of one person in some tens of microseconds."""

    name = "numba"

    def __init__(self) -> None:
        self._sweep: NumbaSweep | None = None

    def infer(self, numbers: Numbers, evidence: Evidence) -> Posterior:
        """Return the exact posterior."""
        if self._sweep is None or self._sweep.numbers is not numbers:
            self._sweep = NumbaSweep(numbers)
        return self._sweep.infer(evidence)
