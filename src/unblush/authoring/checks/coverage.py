"""The ledger: every statement that was read is used somewhere, or listed as unused with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from unblush.authoring.model.dangling import sourced_parts
from unblush.authoring.reader.folder import Written
from unblush.errors import Problem

_RECORDS = (
    "pages",
    "conditions",
    "red_flags",
    "advice",
    "clocks",
    "claims",
    "answers",
    "leaves_out",
    "cases",
    "regions",
)


def check_coverage(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each statement or source without a use, and each one listed as unused that is used."""
    pack = written.pack
    cited = {
        cite
        for kind in _RECORDS
        for record in getattr(pack, kind).values()
        for _, part in sourced_parts(record)
        for cite in part.source
    }
    cited |= {cite for _, part in sourced_parts(pack.conception) for cite in part.source}
    listed = {unused.id for unused in pack.unused}
    for statement in pack.statements.values():
        if statement.id not in cited and statement.id not in listed:
            mend = "cite it where it belongs, or list it in coverage.yaml with the reason"
            yield written.problem("statements", statement.id, (), f"nothing uses {statement.id}", mend)
        if statement.id in cited and statement.id in listed:
            what = f"{statement.id} is used"
            yield written.problem("unused", "", (), what, f"take {statement.id} out of coverage.yaml")
    behind = {source for statement in pack.statements.values() for source in statement.source}
    for source in pack.sources.values():
        if source.id not in behind | cited | listed:
            mend = "add what it says to evidence/, or list it in coverage.yaml with the reason"
            yield written.problem("sources", source.id, (), f"nobody cites {source.id}", mend)
