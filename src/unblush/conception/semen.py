"""A semen analysis against the lower reference limits of recent fathers: below or within, and no verdict."""

from __future__ import annotations

from dataclasses import dataclass

from unblush.compiled.conception import ConceptionNumbers, Figure


@dataclass(frozen=True, slots=True)
class SemenAnalysis:
    """Volume in mL, concentration in million/mL, and the percentage that swims forwards."""

    volume: float
    concentration: float
    motility: float

    @property
    def total(self) -> float:
        """Sperm in the ejaculate, in million."""
        return self.volume * self.concentration

    @property
    def motile(self) -> float:
        """Forward-swimming sperm in the ejaculate, in million."""
        return self.total * self.motility / 100.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One value beside its lower reference limit; below only where it is under the limit itself."""

    name: str
    value: float
    limit: Figure
    below: bool


def compare(numbers: ConceptionNumbers, analysis: SemenAnalysis) -> tuple[Compared, ...]:
    """Compare each value with the 5th centile of men whose partner conceived within a year (WHO 2021)."""
    rows = []
    for name in ("volume", "concentration", "total", "motility"):
        limit = numbers.figures[f"semen.limits.{name}"]
        value = getattr(analysis, name)
        rows.append(Compared(name, value, limit, value < limit.value))
    return tuple(rows)


def semen_factor(numbers: ConceptionNumbers, analysis: SemenAnalysis) -> Figure | None:
    """Return the factor on a chance: for very few swimming sperm, else below the plateau, else none."""
    if analysis.motile < numbers.figures["semen.few_motile"].value:
        return numbers.figures["semen.below_few_motile"]
    if analysis.concentration < numbers.figures["semen.plateau"].value:
        return numbers.figures["semen.below_plateau"]
    return None
