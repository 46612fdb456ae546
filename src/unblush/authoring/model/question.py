"""Questions: a page is one idea; its items are what a person can tick."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from unblush.authoring.model.record import GradedChance, Id, Record, Share, Text
from unblush.authoring.model.rule import Rule


class Item(Record):
    """One thing that can be ticked: a finding, a risk factor, or context that only rules use."""

    id: Id
    label: Text
    label_other: Text | None = Field(default=None, description="the wording about somebody else, where it differs")
    explain: Text | None = Field(default=None, description="what is meant, for who asks")
    clinical: Text | None = Field(default=None, description="the clinician's word")
    kind: Literal["finding", "risk_factor", "context"] = "finding"
    red_flag: bool = False
    leak: Share | None = Field(default=None, description="share who have it for reasons outside the network")
    ask_if: Rule | None = Field(default=None, description="offered only where this holds")
    exposed: Share | None = Field(default=None, description="share of people with this risk factor")
    names: tuple[Text, ...] = Field(default=(), description="names that people know, such as brands")

    @model_validator(mode="after")
    def _numbers_fit_kind(self) -> Self:
        if (self.kind == "risk_factor") != (self.exposed is not None):
            raise ValueError("`exposed` belongs to a risk_factor, and each risk_factor has one")
        if self.leak is not None and self.kind == "risk_factor":
            raise ValueError("`leak` belongs to a finding or to context; a risk_factor has `exposed`")
        return self


class Graded(Record):
    """Near-synonyms asked together and counted as one finding: none, one, several."""

    id: Id
    items: tuple[Id, ...] = Field(min_length=2)
    leak: GradedChance


class Quantity(Record):
    """What a number page asks for."""

    unit: Literal["years", "hours", "days", "weeks", "months"]
    low: float
    high: float


class Page(Record):
    """One question, its wording for oneself and for another person, and who is asked it."""

    id: Id
    kind: Literal["tick", "single", "number"]
    role: Literal["context", "deadline", "red_flag", "finding", "document"]
    ask: Text
    ask_other: Text
    why: Text = Field(description="why we ask, shown on request")
    help: Text | None = None
    burden: float = Field(default=1.0, gt=0.0, le=10.0, description="how much it costs a person to answer")
    complaints: tuple[Id, ...] = Field(min_length=1)
    ask_if: Rule | None = None
    always_if: Rule | None = Field(default=None, description="asked whatever it is worth, where this holds")
    none_label: Text | None = Field(default=None, description="instead of `None of these`")
    documents: bool = Field(default=False, description="a clinician would want it written down")
    sexual: bool = Field(default=False, description="about sexual activity: never asked about a child under 13")
    items: tuple[Item, ...] = ()
    graded: tuple[Graded, ...] = ()
    quantity: Quantity | None = None

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if (self.kind == "number") != (self.quantity is not None):
            raise ValueError("a number page has a `quantity`, other pages have none")
        if (self.kind == "number") == bool(self.items):
            raise ValueError("tick and single pages have `items`, a number page has none")
        own = {item.id for item in self.items}
        for graded in self.graded:
            for item in graded.items:
                if item not in own:
                    raise ValueError(f"the graded finding {graded.id} counts {item}, which is not on this page")
        if self.graded and self.kind != "tick":
            raise ValueError("only a tick page has graded findings")
        return self


class QuestionFile(Record):
    """The schema of questions/*.yaml."""

    pages: tuple[Page, ...] = Field(min_length=1)
