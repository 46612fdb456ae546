"""Regions: whose numbers to call, where to go, and what the law says about age."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from unblush.authoring.model.record import Record, Sourced, Text


class RegionServices(Sourced):
    """The services of one region, in words that fit into a sentence."""

    id: Literal["uk", "us", "in", "generic"]
    name: Text
    age_of_consent: int = Field(ge=12, le=21)
    emergency: Text
    emergency_place: Text
    urgent: Text
    clinic: Text
    pharmacy: Text
    crisis: Text
    young: Text
    assault: Text
    violence: Text
    reporting: Text


class RegionFile(Record):
    """The schema of regions.yaml."""

    regions: tuple[RegionServices, ...] = Field(min_length=1)
