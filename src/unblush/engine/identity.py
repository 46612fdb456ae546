"""Lets numbers be the key of what is kept about them, by which object they are: by value would be to read them all."""

from __future__ import annotations

from unblush.compiled.arrays import Numbers


class Identity:
    """Equals itself for one and the same object of numbers, and holds it so that its place is not given away."""

    __slots__ = ("numbers",)

    def __init__(self, numbers: Numbers) -> None:
        self.numbers = numbers

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Identity) and other.numbers is self.numbers

    def __hash__(self) -> int:
        return id(self.numbers)
