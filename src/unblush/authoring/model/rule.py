"""Rules: and, or, not and counting over ticked items and numbers, as people write them in the pack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from unblush.authoring.model.record import Id, Record


class Rule(Record):
    """One condition on the answers; a bare item id is short for `{item: id}`.

    Forms: `item_id` | {all: [...]} | {any: [...]} | {not: ...} | {at_least: 2, of: [...]}
    | {number: age, from: 13, below: 18}. A rule is true, false, or unknown while answers are missing.
    """

    item: Id | None = None
    all: tuple[Rule, ...] | None = Field(default=None, min_length=1)
    any: tuple[Rule, ...] | None = Field(default=None, min_length=1)
    not_: Rule | None = Field(default=None, alias="not")
    at_least: int | None = Field(default=None, ge=1)
    of: tuple[Rule, ...] | None = Field(default=None, min_length=1)
    number: Id | None = None
    from_: float | None = Field(default=None, alias="from")
    below: float | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_item(cls, raw: Any) -> Any:
        return {"item": raw} if isinstance(raw, str) else raw

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [self.item, self.all, self.any, self.not_, self.at_least, self.number]
        if sum(form is not None for form in forms) != 1:
            raise ValueError("a rule has exactly one of item, all, any, not, at_least or number")
        if (self.at_least is None) != (self.of is None):
            raise ValueError("`at_least: 2` goes with `of: [...]`")
        if self.number is not None and self.from_ is None and self.below is None:
            raise ValueError("a number needs `from:` or `below:`")
        if self.number is None and (self.from_ is not None or self.below is not None):
            raise ValueError("`from:` and `below:` go with `number:`")
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell editors that a bare item id is a rule too."""
        reference = handler(core_schema)
        written = handler.resolve_ref_schema(reference)
        mapping = dict(written)
        written.clear()
        written["anyOf"] = [{"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}, mapping]
        return reference

    def parts(self) -> tuple[Rule, ...]:
        """The rules directly inside this one."""
        return (self.all or ()) + (self.any or ()) + (self.of or ()) + ((self.not_,) if self.not_ else ())

    def items(self) -> Iterator[str]:
        """Yield every item id named anywhere inside."""
        if self.item is not None:
            yield self.item
        for part in self.parts():
            yield from part.items()

    def numbers(self) -> Iterator[str]:
        """Yield every number page named anywhere inside."""
        if self.number is not None:
            yield self.number
        for part in self.parts():
            yield from part.numbers()

    def denied_items(self, *, under_not: bool = False) -> Iterator[str]:
        """Yield the items whose presence could make the rule false."""
        if self.item is not None and under_not:
            yield self.item
        for part in self.parts():
            yield from part.denied_items(under_not=under_not != (part is self.not_))
