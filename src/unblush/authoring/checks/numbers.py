"""Numbers as a whole: kinds fit, ages line up, nothing is certain, nothing is stronger than its source."""

from __future__ import annotations

from collections.abc import Iterator

from unblush.authoring.compiler.ages import bands_of, misaligned
from unblush.authoring.model.dangling import sourced_parts
from unblush.authoring.model.pack import Pack
from unblush.authoring.model.record import Chance, GradedChance, Share
from unblush.authoring.reader.folder import Written
from unblush.errors import Problem

_ORDER = ("very_low", "low", "moderate", "high")
_RECORDS = ("pages", "conditions", "red_flags", "advice", "claims", "answers", "leaves_out")


def check_numbers(written: Written) -> Iterator[Problem]:
    """Yield a Problem for each number that cannot be right."""
    yield from _links(written)
    yield from _ages(written)
    yield from _certainties(written)
    yield from _strengths(written)


def _links(written: Written) -> Iterator[Problem]:
    pack = written.pack
    items = {item.id: item for page in pack.pages.values() for item in page.items}
    graded = {part.id: part for page in pack.pages.values() for part in page.graded}
    counted = {name: part.id for part in graded.values() for name in part.items}
    linked: set[str] = set()
    for c in pack.conditions.values():
        for name, link in c.findings.items():
            place = ("findings", name)
            linked.add(name)
            if isinstance(link, GradedChance) != (name in graded):
                what = f"{name} is {'counted as one, several' if name in graded else 'present or absent'}"
                mend = "write `p: [one, several]`" if name in graded else "write a single `p`"
                yield written.problem("conditions", c.id, place, what, mend)
            elif name in counted:
                mend = f"link to {counted[name]} instead"
                yield written.problem("conditions", c.id, place, f"{name} is counted within {counted[name]}", mend)
            elif name in items and items[name].leak is None:
                mend = "give the item a `leak`: the share who have it for other reasons"
                yield written.problem("conditions", c.id, place, f"the finding {name} has no leak", mend)
            elif name in items and items[name].kind != "finding":
                mend = "change its kind to finding, or drop the link"
                yield written.problem("conditions", c.id, place, f"{name} is not a finding", mend)
        for name in c.risk_factors:
            linked.add(name)
            if items[name].kind != "risk_factor":
                mend = "change its kind to risk_factor and say who is `exposed`"
                yield written.problem("conditions", c.id, ("risk_factors", name), f"{name} is no risk factor", mend)
    for page in pack.pages.values():
        for index, item in enumerate(page.items):
            if item.kind == "context" or item.red_flag or item.id in counted:
                continue
            if item.id not in linked:
                mend = "link a condition to it, or make it context"
                yield written.problem(
                    "pages", page.id, ("items", index), f"no condition uses the {item.kind} {item.id}", mend
                )


def _ages(written: Written) -> Iterator[Problem]:
    bands = bands_of(written.pack.manifest)
    shown = ", ".join(written.pack.manifest.ages)
    for kind, name, inside, part in _sourced(written.pack):
        if isinstance(part, Share) and part.by is not None:
            for text in misaligned(part.by.age, bands):
                what = f"the age range {text} begins or ends inside a band"
                yield written.problem(kind, name, (*inside, "by", "age", text), what, f"use the borders of: {shown}")


def _certainties(written: Written) -> Iterator[Problem]:
    for kind, name, inside, part in _sourced(written.pack):
        values: tuple[float, ...] = ()
        if isinstance(part, Chance):
            values = (part.p,)
        elif isinstance(part, GradedChance):
            values = part.p
        elif isinstance(part, Share):
            values = (part.value,)
        if any(value in (0.0, 1.0) for value in values):
            mend = "nothing is certain: write the smallest or largest chance you would defend"
            yield written.problem(kind, name, inside, "a chance of exactly 0 or 1", mend)


def _strengths(written: Written) -> Iterator[Problem]:
    """Nothing is upgraded: not above the best statement cited, and unverified statements stay our judgement."""
    pack = written.pack
    for kind, name, inside, part in _sourced(pack):
        facts = [pack.statements[cite] for cite in part.source if cite in pack.statements]
        sources = [pack.sources[cite] for cite in part.source if cite in pack.sources]
        sources += [pack.sources[source] for fact in facts for source in fact.source]
        for source in sources:
            if not source.evidence:
                what = f"{source.id} is kept as a caution and is not evidence"
                yield written.problem(kind, name, (*inside, "source"), what, "cite another source, or none")
        if not facts:
            continue
        best = max(_ORDER.index(fact.strength) for fact in facts)
        if part.strength is not None and _ORDER.index(part.strength) > best:
            what = f"strength {part.strength} is above that of the best statement cited, {_ORDER[best]}"
            yield written.problem(kind, name, (*inside, "strength"), what, f"write {_ORDER[best]}")
        if part.basis is None and not any(fact.verified for fact in facts):
            what = "none of the statements cited was read at a page"
            yield written.problem(kind, name, (*inside, "source"), what, "add `basis: expert`")


def _sourced(pack: Pack) -> Iterator:  # type: ignore[type-arg]
    for kind in _RECORDS:
        for name, record in getattr(pack, kind).items():
            for inside, part in sourced_parts(record):
                yield kind, name, inside, part
    for inside, part in sourced_parts(pack.conception):
        yield "conception", "", inside, part
