"""The compiler's pass over conception.yaml: records become plain values with their citations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from unblush.authoring.model import conception as m
from unblush.authoring.model.pack import Pack
from unblush.authoring.model.record import Record, Sourced, age_span
from unblush.compiled import conception as c

_WITHOUT_VALUE = {"source", "basis", "strength", "verified", "note", "mean"}


def compile_conception(pack: Pack) -> c.ConceptionNumbers | None:
    """Return the numbers of the conception model, or None for a pack without conception.yaml."""
    written = pack.conception
    if written is None:
        return None
    ovulation, several, sampling = written.ovulation, written.several, written.sampling
    figures = {"age_unknown": _figure(written.age_unknown)}
    for name in ("semen", "ovulation", "several", "unwanted", "budget"):
        figures.update(_figures(name, getattr(written, name)))
    return c.ConceptionNumbers(
        default_set=written.default_set,
        draws=sampling.draws,
        seed=sampling.seed,
        low=sampling.low,
        high=sampling.high,
        smooth=sampling.smooth,
        day_sets={name: _day_set(name, row) for name, row in written.day_sets.items()},
        classes=tuple(
            c.CycleClass(name, row.median, row.sigma, row.ovulatory, row.share, row.lengths, row.source)
            for name, row in ovulation.classes.items()
        ),
        lh_test=_marker(ovulation.lh_test),
        temperature_rise=_marker(ovulation.temperature_rise),
        figures=dict(sorted(figures.items())),
        distributions=dict(
            sorted([*_distributions("several", several), *_distributions("budget", written.budget)]),
        ),
        age_factors=_by_age(written.age_factors),
        partner=tuple(c.PartnerFactor(row.man_from, row.woman_from, _figure(row)) for row in written.partner),
        first_cycle=_by_age(several.first_cycle),
        constant=_by_age(several.constant),
        frozen_by_age=_by_age(written.frozen_by_age),
        routes={name: _figure(row) for name, row in written.routes.items()},
        most_cycles=several.most_cycles,
        most_cycles_constant=several.most_cycles_constant,
        no_effect={name: _ground(row) for name, row in written.no_effect.items()},
        grounds={key: _ground(row) for key, row in written.grounds.items()},
        limits=written.limits,
        first_hours=tuple(
            c.FirstHoursStep(step.id, float(step.begins), float(step.until), step.source, step.basis == "expert")
            for step in written.first_hours
        ),
    )


def _figure(row: m.Figure) -> c.Figure:
    low, high = row.range or (row.value, row.value)
    return c.Figure(float(row.value), float(low), float(high), row.source, row.basis == "expert")


def _figures(prefix: str, record: Record) -> Iterator[tuple[str, c.Figure]]:
    """Yield every single figure inside a record by its dotted name."""
    for field in type(record).model_fields:
        part = getattr(record, field)
        if isinstance(part, m.Figure):
            yield f"{prefix}.{field}", _figure(part)
        elif isinstance(part, Record):
            yield from _figures(f"{prefix}.{field}", part)


def _distributions(prefix: str, record: Record) -> Iterator[tuple[str, c.Distribution]]:
    """Yield every distribution directly inside a record: its numbers by name."""
    for field in type(record).model_fields:
        part = getattr(record, field)
        if isinstance(part, m.Grounded) and not isinstance(part, m.Figure):
            names = [name for name in type(part).model_fields if name not in _WITHOUT_VALUE]
            yield f"{prefix}.{field}", c.Distribution({name: float(getattr(part, name)) for name in names}, part.source)


def _day_set(name: str, row: m.DaySet) -> c.DaySet:
    return c.DaySet(
        name,
        row.counts,
        row.days[0],
        tuple(map(float, row.p)),
        row.worth,
        _figure(row.ceiling),
        row.source,
        row.verified,
    )


def _marker(row: m.Marker) -> c.Marker:
    return c.Marker(row.offsets, tuple(map(float, row.weights)), _figure(row.agrees), row.source)


def _by_age(table: Mapping[str, m.Figure]) -> tuple[c.AgeFigure, ...]:
    rows = [(*age_span(text), _figure(row)) for text, row in table.items()]
    return tuple(c.AgeFigure(first, last, figure) for first, last, figure in sorted(rows, key=lambda row: row[0]))


def _ground(row: Sourced) -> c.Ground:
    return c.Ground(row.source, row.basis == "expert")
