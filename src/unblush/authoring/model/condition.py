"""Conditions: what can explain a complaint, and what only looks like it could."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from unblush.authoring.model.record import (
    Chance,
    GradedChance,
    Id,
    Level,
    OddsRatio,
    Record,
    Review,
    Share,
    Sourced,
    SourcedText,
    Text,
)
from unblush.authoring.model.rule import Rule


def _shape_of_chance(raw: Any) -> str:
    p = raw.get("p") if isinstance(raw, dict) else getattr(raw, "p", None)
    return "graded" if isinstance(p, tuple) else "chance"


Link = Annotated[
    Annotated[Chance, Tag("chance")] | Annotated[GradedChance, Tag("graded")], Discriminator(_shape_of_chance)
]
"""How likely the condition causes a finding: one chance, or two for a graded finding."""


class Names(Record):
    """The name people know and the clinician's name."""

    plain: Text
    clinical: Text


class Codes(Record):
    """Classification codes; unverified ones came from memory."""

    icd10: Text | None = None
    icd11: Text | None = None
    verified: bool = False


class Urgency(Sourced):
    """How soon to be seen when this condition is at work."""

    level: Level
    because: Text


class Condition(Record):
    """One entry of the pack; its role decides what it does.

    explains: a node of the network. finding: a sign a person can see, told about when it is present.
    background: a disease that changes the picture but is never offered as what the fluid is.
    red_flag_only: known to the rules alone. claim: something people are told and ask about.
    pathway: not a cause but a way through, with deadlines and rules, told about in the complaint it belongs to.
    """

    id: Id
    role: Literal["explains", "finding", "background", "red_flag_only", "claim", "pathway"]
    name: Names
    codes: Codes | None = None
    applies_when: Literal["has_penis", "has_vagina", "anyone"]
    what: SourcedText = Field(description="what it is, in plain words")
    fluid: SourcedText | None = Field(default=None, description="what the fluid really is")
    normal: SourcedText | None = Field(default=None, description="what is normal about it, or never is")
    how_common: tuple[SourcedText, ...] = ()
    prevalence: Share | None = Field(default=None, description="share of people who have it, not of complainers")
    complaints: dict[Id, Chance] = Field(default={}, description="how often it shows itself as the complaint")
    risk_factors: dict[Id, OddsRatio] = Field(default={}, description="odds ratio by risk factor")
    findings: dict[Id, Link] = Field(default={}, description="chance that it causes each finding")
    urgency: Urgency
    pathway: Id | None = Field(default=None, description="the complaint whose result begins with this pathway")
    shown_when: Rule | None = Field(default=None, description="when a condition that is no node is told about")
    red_flags: tuple[Id, ...] = ()
    advice: tuple[Id, ...] = Field(min_length=1)
    who: SourcedText = Field(description="who can help")
    review: Review
    note: Text | None = None

    @model_validator(mode="after")
    def _role_fits(self) -> Self:
        node = self.role == "explains"
        if node != (self.prevalence is not None) or node != bool(self.complaints):
            raise ValueError("`prevalence` and `complaints` belong to role explains, and each such condition has both")
        if not node and (self.findings or self.risk_factors):
            raise ValueError("`findings` and `risk_factors` belong to role explains")
        if node and not self.findings:
            raise ValueError("a condition that explains lists the `findings` it causes")
        if (self.role == "red_flag_only") and not self.red_flags:
            raise ValueError("a red_flag_only condition names the `red_flags` that catch it")
        if self.role in ("background", "finding") and self.shown_when is None:
            raise ValueError(f"a {self.role} condition says `shown_when`")
        if (self.role == "pathway") != (self.pathway is not None):
            raise ValueError("a pathway names its complaint under `pathway`, and nothing else does")
        return self
