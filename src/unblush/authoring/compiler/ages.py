"""Spreads values written for age ranges over the pack's age bands."""

from __future__ import annotations

from collections.abc import Mapping

from unblush.authoring.model.pack import Manifest
from unblush.authoring.model.record import Share, age_span

Bands = tuple[tuple[int, int], ...]


def bands_of(manifest: Manifest) -> Bands:
    """Return the age bands as (first, last) whole years."""
    return tuple(age_span(text) for text in manifest.ages)


def shares_of(manifest: Manifest) -> tuple[float, ...]:
    """Return the share of people in each band."""
    return tuple(manifest.ages.values())


def misaligned(by_age: Mapping[str, float], bands: Bands) -> list[str]:
    """Return the written age ranges that begin or end inside a band."""
    starts, ends = {low for low, _ in bands}, {high for _, high in bands}
    return [text for text in by_age if age_span(text)[0] not in starts or age_span(text)[1] not in ends]


def spread(share: Share, bands: Bands, weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return one value a band, and last the average over all people, for an unknown age."""
    written = {age_span(text): value for text, value in (share.by.age if share.by else {}).items()}
    values = []
    for low, _ in bands:
        inside = [value for (first, last), value in written.items() if first <= low <= last]
        values.append(inside[0] if inside else share.value)
    return (*values, sum(value * weight for value, weight in zip(values, weights, strict=True)))
