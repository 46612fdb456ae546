"""Frozen dataclasses to JSON values and back: fields in order and without names, so that files stay small."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from unblush.errors import PackUnreadable

T = TypeVar("T")


class Shelf(Mapping[str, T]):
    """A mapping whose entries are rebuilt when they are first wanted: most answers need a few of a thousand."""

    __slots__ = ("_made", "_make", "_plain")

    def __init__(self, plain: Mapping[str, Any], make: Callable[[Any], T]) -> None:
        if not isinstance(plain, Mapping):
            raise TypeError("a mapping is wanted")
        self._plain, self._make, self._made = plain, make, dict[str, T]()

    def __getitem__(self, name: str) -> T:
        """Return an entry.

        Raises:
            KeyError: where there is none.
            PackUnreadable: where it does not fit this version.
        """
        try:
            return self._made[name]
        except KeyError:
            plain = self._plain[name]
        try:
            made = self._made[name] = self._make(plain)
        except (KeyError, TypeError, ValueError) as error:
            raise PackUnreadable(
                f"{name} in the compiled pack does not fit this version ({error}). "
                "Make it again with: unblush pack compile"
            ) from None
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)

    def __contains__(self, name: object) -> bool:
        return name in self._plain

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]


def to_plain(value: Any) -> Any:
    """Turn a dataclass, tuple or mapping into lists, dicts, numbers and text."""
    if dataclasses.is_dataclass(value):
        return [to_plain(getattr(value, field.name)) for field in dataclasses.fields(value) if field.init]
    if isinstance(value, tuple | list):
        return [to_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: to_plain(part) for key, part in value.items()}
    return value.value if isinstance(value, StrEnum) else value


def from_plain(kind: type[T], plain: Any) -> T:
    """Rebuild a dataclass from what `to_plain` made of it.

    Raises:
        TypeError, ValueError, KeyError: where the values do not fit the fields.
    """
    make: Any = _maker
    rebuilt: T = make(kind)(plain)
    return rebuilt


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    if getattr(kind, "__supertype__", None) is not None:
        return _maker(kind.__supertype__)
    if dataclasses.is_dataclass(kind):
        return _dataclass_maker(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        if arguments[-1] is not Ellipsis:
            parts = [_maker(argument) for argument in arguments]
            return lambda plain: tuple(part(value) for part, value in zip(parts, plain, strict=True))
        if arguments[0] in (str, float, int):
            return tuple
        inner = _maker(arguments[0])
        return lambda plain: tuple([inner(value) for value in plain])
    if origin in (typing.Union, types.UnionType):
        (some,) = [argument for argument in arguments if argument is not type(None)]
        present = _maker(some)
        return lambda plain: None if plain is None else present(plain)
    if origin is not None and issubclass(origin, Mapping):
        inner = _maker(arguments[1])
        if dataclasses.is_dataclass(arguments[1]):
            return lambda plain: Shelf(plain, inner)
        return lambda plain: {key: inner(value) for key, value in plain.items()}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind
    return _same


def _dataclass_maker(kind: Any) -> Callable[[Any], Any]:
    made: list[Callable[[Any], Any]] = []

    def make(plain: Any) -> Any:
        if not made:  # late, so that a class may hold itself
            hints = typing.get_type_hints(kind)
            made.extend(_maker(hints[field.name]) for field in dataclasses.fields(kind) if field.init)
        return kind(*[part(value) for part, value in zip(made, plain, strict=True)])

    return make


def _same(plain: Any) -> Any:
    return plain
