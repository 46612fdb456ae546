"""The bibliography: sources in CSL terms, and the statements that were read in them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from unblush.authoring.model.record import CiteKey, Record, Strength, Text


class Source(Record):
    """One work, in the terms of the Citation Style Language, and how it was seen."""

    id: CiteKey
    type: Text = Field(description="guideline, review, trial, cohort, survey, case-series, textbook ...")
    author: Text
    issued: int | None = Field(default=None, description="year; absent where it was not shown")
    title: Text
    container_title: Text | None = None
    doi: Text | None = None
    pmid: Text | None = None
    url: Text | None = Field(default=None, description="where a reader is sent; never a mirror")
    read_as: Literal["publisher", "mirror", "secondary", "not_seen"]
    evidence: bool = Field(default=True, description="false: recorded as a caution, must not be cited")
    note: Text | None = None


class Statement(Record):
    """One fact in our words, its figure, the sources that say it, and how sure that is."""

    id: CiteKey
    topic: Text
    text: Text
    figure: Text | None = None
    source: tuple[CiteKey, ...] = Field(min_length=1)
    strength: Strength
    verified: bool = Field(description="true: read at a page; false: from memory, to be checked")
    note: Text | None = None


class Unused(Record):
    """A statement that the pack does not use, and why."""

    id: CiteKey
    because: Text


class SourceFile(Record):
    """The schema of sources.yaml."""

    sources: tuple[Source, ...]


class StatementFile(Record):
    """The schema of evidence/*.yaml."""

    statements: tuple[Statement, ...]


class CoverageFile(Record):
    """The schema of coverage.yaml: what was read and is not used, with the reason."""

    unused: tuple[Unused, ...]
