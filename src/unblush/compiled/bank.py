"""The bank of redraws: the same pack with its numbers moved within their uncertainty, drawn once and shipped."""

from __future__ import annotations

import array
import base64
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bank:
    """`redraws` sets of `per_draw` numbers, as little-endian float32 in base64.

    One draw holds, in this order: a shift of the log-odds of each node; then for each finding and threshold the
    leak as a factor and the q of each parent.
    """

    redraws: int
    per_draw: int
    blob: str

    def draws(self) -> list[list[float]]:
        """Decode all redraws."""
        values = array.array("f")
        values.frombytes(base64.b64decode(self.blob))
        if sys.byteorder == "big":
            values.byteswap()
        return [list(values[k * self.per_draw : (k + 1) * self.per_draw]) for k in range(self.redraws)]


def pack_draws(draws: list[list[float]]) -> Bank:
    """Encode redraws for shipping."""
    values = array.array("f", [value for draw in draws for value in draw])
    if sys.byteorder == "big":
        values.byteswap()
    return Bank(len(draws), len(draws[0]) if draws else 0, base64.b64encode(values.tobytes()).decode("ascii"))
