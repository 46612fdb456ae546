"""The numbers of the conception model, and the published results that it must reproduce."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from unblush.authoring.model.record import OLDEST, AgeRange, Id, Probability, Record, Sourced, Text

WordKey = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_-]+)*$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Counts = Literal["any_conception", "clinical_pregnancy"]


class Grounded(Sourced):
    """Numbers with what they rest on; `verified: false` keeps the mark of what nobody read at a page."""

    verified: bool = True
    note: Text | None = None

    @model_validator(mode="after")
    def _strength_with_source(self) -> Self:
        if self.source and self.strength is None:
            raise ValueError("a number with a source also needs its `strength`")
        if not self.verified and self.basis is None:
            raise ValueError("a number that nobody read at a page also needs `basis: expert`")
        return self


class Figure(Grounded):
    """One number of any size, with its range."""

    value: float
    range: tuple[float, float] | None = None
    unit: Text | None = None

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.range is not None and not self.range[0] <= self.value <= self.range[1]:
            raise ValueError(f"{self.value} lies outside its range {list(self.range)}")
        return self


class Span(Grounded):
    """The two ends of a uniform or log-uniform distribution."""

    low: float
    high: float

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.low > self.high:
            raise ValueError(f"{self.low} to {self.high} runs backwards")
        return self


class LogNormal(Span):
    """A log-normal distribution, truncated to `low` and `high`."""

    median: float = Field(gt=0)
    sigma: float = Field(gt=0, description="of the natural logarithm")


class Beta(Grounded):
    """The two parameters of a beta distribution."""

    a: float = Field(gt=0)
    b: float = Field(gt=0)


class Sampling(Sourced):
    """How intervals are drawn."""

    draws: int = Field(ge=100, le=100_000)
    seed: int
    low: Probability
    high: Probability
    smooth: tuple[float, float, float] = Field(description="weights of the day before, the day, the day after")


class DaySet(Grounded):
    """The chance of one act by the day from ovulation, and the ceiling of a whole cycle."""

    counts: Counts
    days: tuple[int, ...] = Field(min_length=1)
    p: tuple[Probability, ...]
    worth: float = Field(gt=1, description="how many cycles each day's chance is worth, for its interval")
    ceiling: Figure

    @model_validator(mode="after")
    def _table_fits(self) -> Self:
        if len(self.days) != len(self.p) or list(self.days) != list(range(self.days[0], self.days[0] + len(self.p))):
            raise ValueError("`days` follow one another and have one chance each")
        if max(self.p) >= self.ceiling.value:
            raise ValueError("one act cannot reach the ceiling of the whole cycle")
        return self


class PartnerFactor(Figure):
    """A factor for the man's age, from these ages of the two on."""

    man_from: int = Field(ge=0, le=OLDEST)
    woman_from: int = Field(ge=0, le=OLDEST)


class SemenLimits(Record):
    """The lower reference limits: the 5th centile of recent fathers."""

    volume: Figure
    concentration: Figure
    total: Figure
    motility: Figure


class Semen(Record):
    """What a semen analysis is compared with, and what it does to a chance."""

    limits: SemenLimits
    plateau: Figure
    below_plateau: Figure
    few_motile: Figure
    below_few_motile: Figure


class CycleClass(Grounded):
    """When women with cycles of these lengths ovulate: a log-normal of the cycle day."""

    median: float = Field(gt=1)
    sigma: float = Field(gt=0)
    ovulatory: Probability
    share: Probability = Field(description="of all women, for those whose cycle is not known")
    lengths: tuple[int, int] | tuple[()] = Field(description="first and last length in days; empty: irregular")


class Marker(Grounded):
    """Ovulation counted from a sign: offsets in days with their weights, and how often the sign is right."""

    offsets: tuple[int, ...]
    weights: tuple[Probability, ...]
    agrees: Figure

    @model_validator(mode="after")
    def _weights_fit(self) -> Self:
        if len(self.offsets) != len(self.weights) or abs(sum(self.weights) - 1) > 1e-9:
            raise ValueError("`weights` has one weight for each offset, and they add up to 1")
        return self


class Mucus(Record):
    """The chance of an act by the mucus noticed on its day."""

    best: Figure
    none: Figure


class Ovulation(Record):
    """When ovulation is, and what moves it."""

    classes: dict[Id, CycleClass]
    window: Figure
    shift: Figure
    lh_test: Marker
    temperature_rise: Marker
    mucus: Mucus

    @model_validator(mode="after")
    def _shares_add_up(self) -> Self:
        if abs(sum(c.share for c in self.classes.values()) - 1) > 1e-9:
            raise ValueError("the shares of the classes add up to 1")
        if sum(not c.lengths for c in self.classes.values()) != 1:
            raise ValueError("exactly one class is for irregular cycles, with `lengths: []`")
        return self


class Several(Record):
    """The chance over several cycles: couples differ, so those left over have lower chances."""

    concentration: Figure
    first_cycle: dict[AgeRange, Figure]
    first_cycle_unknown: Figure
    constant: dict[AgeRange, Figure] = Field(description="ages whose chance per cycle is taken as constant")
    timed: Beta
    untimed: Beta
    most_cycles: int = Field(ge=1)
    most_cycles_constant: int = Field(ge=1)


class Unwanted(Record):
    """What one act can lead to where nobody wants a pregnancy."""

    random_act: Figure
    in_window: Figure
    carrier: Figure
    pre_ejaculate: Figure
    condom_intact: Figure


class Flowback(Grounded):
    """The share of sperm that flows back: none, nearly all, or a beta in between."""

    none: Probability
    near_total: Probability
    near_total_from: Probability
    a: float
    b: float
    mean: Figure


class Liquefaction(Span):
    """Minutes until semen turns thin: triangular, with a late tail."""

    mode: float
    late: Probability
    late_from: float
    late_high: float


class BudgetNumbers(Record):
    """The distributions of the sperm budget."""

    total_motile: LogNormal
    fathers_total: LogNormal
    fathers_motile: Beta
    own_error: Figure
    volume: LogNormal
    daily: Span
    daily_within: Figure
    share_error: Figure
    flowback: Flowback
    leaving_motile: Span
    half_time: Span
    into_mucus: Span
    outside_window: Figure
    carrier: Figure
    carrier_motile: Span
    tubes: LogNormal
    iui_volume: Span
    iui_backflow: Figure
    iui_lost: Span
    liquefaction: Liquefaction
    enough: Figure
    few: Figure
    cell_volume: Figure
    cells: Figure
    cells_in: Figure


class FirstHoursStep(Grounded):
    """One step of what happens to semen after it came to the vagina; its words are `picture.first_hours.step.ID`."""

    id: Id
    begins: float = Field(alias="from", ge=0, description="minutes from the start")
    until: float = Field(alias="to", description="minutes from the start")

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.begins >= self.until:
            raise ValueError(f"{self.begins:g} to {self.until:g} minutes runs backwards")
        return self


class PublishedPoint(Grounded):
    """A published result that the model is run against."""

    id: Annotated[str, StringConstraints(pattern=r"^(CT|BT)[0-9]{1,2}$")]
    put_in: Text
    published: dict[Text, float] = Field(min_length=1)
    tolerance: float = Field(ge=0)
    one_sided: bool = Field(default=False, description="the published value is a most, not a middle")
    expected_mismatch: dict[Text, Text] = Field(default_factory=dict, description="results known to differ, and why")

    @model_validator(mode="after")
    def _mismatches_are_published(self) -> Self:
        for label in self.expected_mismatch:
            if label not in self.published:
                raise ValueError(f"{label!r} in expected_mismatch is not one of the published results")
        return self


class Conception(Record):
    """The schema of conception.yaml. What changes nothing (`no_effect`) has a source and no number at all."""

    default_set: Id
    sampling: Sampling
    day_sets: dict[Id, DaySet]
    age_factors: dict[AgeRange, Figure]
    age_unknown: Figure
    partner: tuple[PartnerFactor, ...]
    semen: Semen
    ovulation: Ovulation
    several: Several
    routes: dict[Slug, Figure]
    frozen_by_age: dict[AgeRange, Figure]
    unwanted: Unwanted
    no_effect: dict[Slug, Sourced]
    budget: BudgetNumbers
    first_hours: tuple[FirstHoursStep, ...] = Field(default=(), description="steps of the time line, in this order")
    grounds: dict[WordKey, Sourced] = Field(description="what stands behind the sentences, by key")
    limits: tuple[WordKey, ...] = Field(min_length=1, description="the honest limits, in the order shown")
    test_points: tuple[PublishedPoint, ...]

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        if self.default_set not in self.day_sets:
            raise ValueError(f"default_set {self.default_set!r} is not one of the day sets")
        ids = [point.id for point in self.test_points]
        if len(set(ids)) != len(ids):
            raise ValueError("a test point stands twice")
        return self
