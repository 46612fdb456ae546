"""Numbers typed into a form: each read within what can be meant, what was typed kept, every mistake collected."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.datastructures import FormData

from unblush.compiled.catalogue import Catalogue
from unblush.conception.fitting import MEASURED, WHOLE, DoesNotFit
from unblush.interfaces.web.forms import Mistake, field

_WHOLE: Final = re.compile(r"\d{1,4}", re.ASCII)
_MEASURED: Final = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?", re.ASCII)
CHOICES: Final = frozenset({"route", "how", "told", "contact"})
"""Fields that are not typed into: a mistake in one points at its first choice."""


class Fields:
    """Reads the fields of one form, and gathers what is wrong with them."""

    def __init__(self, form: FormData, words: Catalogue, names: Iterable[str]) -> None:
        self._form = form
        self._words = words
        self.typed = {name: field(form, name) for name in names}
        self.mistakes: list[Mistake] = []

    def whole(self, name: str) -> int | None:
        """Return a whole number; None where the field is empty or cannot be read."""
        typed = self.typed[name]
        low, high = WHOLE[name]
        if not typed:
            return None
        if _WHOLE.fullmatch(typed) and low <= int(typed) <= high:
            return int(typed)
        self.wrong(name, "web.field.whole", low=low, high=high)
        return None

    def measured(self, name: str, bounds: tuple[float, float] | None = None, *, above: bool = False) -> float | None:
        """Return a measured number; `above` takes only those above the least."""
        typed = self.typed[name]
        low, high = bounds or MEASURED[name]
        if not typed:
            return None
        if _MEASURED.fullmatch(typed):
            value = float(typed.replace(",", "."))
            if low <= value <= high and not (above and value == low):
                return value
        self.wrong(name, "web.field.above" if above else "web.field.measured", low=f"{low:g}", high=f"{high:g}")
        return None

    def chosen(self, name: str, known: Sequence[str]) -> str:
        """Return which of the known values was chosen; the first where none was."""
        value = field(self._form, name)
        return value if value in known else known[0]

    def ticked(self, name: str, known: Iterable[str] = ("yes",)) -> tuple[str, ...]:
        """Return the known values that were ticked."""
        sent = {value for value in self._form.getlist(name) if isinstance(value, str)}
        return tuple(value for value in known if value in sent)

    def wrong(self, name: str, key: str, **fill: object) -> None:
        """Note a mistake in a field, once a field."""
        place = f"{name}-1" if name in CHOICES else name
        if all(mistake.field != place for mistake in self.mistakes):
            label = self._words.word(f"web.field.{name}")
            self.mistakes.append(Mistake(place, f"{label} {self._words.word(key, **fill)}"))

    def refused(self, error: DoesNotFit) -> None:
        """Note everything that does not fit together."""
        for misfit in error.misfits:
            self.wrong(misfit.field, f"web.misfit.{misfit.reason}", **misfit.facts)
