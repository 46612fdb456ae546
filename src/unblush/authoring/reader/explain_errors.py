"""Turns what the schema finds wrong into Problems: where, what, and how to mend it."""

from __future__ import annotations

import types
import typing
from typing import Any

from pydantic import BaseModel, ValidationError

from unblush.authoring.reader.yaml_source import Path, YamlSource
from unblush.errors import Problem, did_you_mean

_PLAIN = {
    "string_type": "this must be text",
    "float_type": "this must be a number",
    "int_type": "this must be a whole number",
    "bool_type": "this must be true or false",
    "tuple_type": "this must be a list",
    "dict_type": "this must be a mapping of keys to values",
    "model_type": "this must be a mapping of keys to values",
}


def explain(error: ValidationError, model: type[BaseModel], source: YamlSource) -> list[Problem]:
    """Return one Problem for each thing that the schema refuses."""
    return [_problem(detail, model, source) for detail in error.errors(include_url=False)]


def _problem(detail: Any, model: type[BaseModel], source: YamlSource) -> Problem:
    kind = detail["type"]
    where = _written_path(detail["loc"], source)
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "extra_forbidden":
        allowed = _keys_at(model, detail["loc"][:-1])
        return source.problem(where, f"the key {last!r} is not known here", did_you_mean(last, allowed), at_key=True)
    if kind == "missing":
        return source.problem(where, f"the key {last!r} is missing", f"add `{last}: ...`", at_key=True)
    if kind == "value_error":
        return source.problem(where, str(detail["ctx"]["error"]))
    if kind == "literal_error":
        return source.problem(
            where, f"{detail['input']!r} is not one of the known words", f"known: {_expected(detail)}"
        )
    if kind == "string_pattern_mismatch":
        return source.problem(where, f"{detail['input']!r} does not have the right form", _form(detail))
    if kind in _PLAIN:
        mend = "quote it" if kind == "string_type" and not isinstance(detail["input"], dict | tuple) else ""
        return source.problem(where, f"{_PLAIN[kind]}, not {_shorten(detail['input'])}", mend)
    return source.problem(where, f"{_shorten(detail['input'])}: {detail['msg'].lower()}")


def _expected(detail: Any) -> str:
    return str(detail["ctx"]["expected"]).replace(" or ", ", ")


def _form(detail: Any) -> str:
    pattern = detail["ctx"]["pattern"]
    if pattern.startswith("^[a-z]"):
        return "ids are small letters, digits and underscores, and begin with a letter"
    return f"it must look like {pattern}"


def _shorten(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _written_path(loc: tuple[int | str, ...], source: YamlSource) -> Path:
    """Drop the parts of a schema location that stand for union members, which nobody wrote."""
    path: Path = ()
    for part in loc:
        longer = (*path, part)
        if longer in source.positions or longer in source.key_positions:
            path = longer
    return path


def _keys_at(model: Any, loc: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the schema allows at a location."""
    here = model
    for part in loc:
        here = _inside(here, part)
        if here is None:
            return []
    return _keys(here)


def _keys(kind: Any) -> list[str]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [field.alias or name for name, field in kind.model_fields.items()]
    return [key for part in typing.get_args(kind) for key in _keys(part)]


def _inside(kind: Any, part: int | str) -> Any:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if part in (name, field.alias):
                return field.annotation
        return None
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return arguments[0] if len(arguments) == 2 and arguments[1] is Ellipsis else arguments[int(part)]
    if origin is dict:
        return arguments[1]
    if origin in (typing.Union, types.UnionType) or origin is typing.Annotated:
        found = [inner for argument in arguments if (inner := _inside(argument, part)) is not None]
        return found[0] if found else kind
    return None
