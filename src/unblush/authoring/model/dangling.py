"""Finds every id that is named somewhere in a pack and defined nowhere."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from unblush.authoring.model.clock import OVULATION_PASSED
from unblush.authoring.model.record import Sourced
from unblush.authoring.model.rule import Rule
from unblush.errors import did_you_mean

if TYPE_CHECKING:
    from unblush.authoring.model.pack import Pack

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Dangling:
    """A name without a definition: whose, where inside, and what."""

    kind: str
    owner: str
    inside: Place
    what: str
    mend: str


def find_dangling(pack: Pack) -> Iterator[Dangling]:
    """Yield the dangling ids of a whole pack."""
    items = {item.id: item for page in pack.pages.values() for item in page.items}
    graded = {graded.id for page in pack.pages.values() for graded in page.graded}
    numbers = {page.id for page in pack.pages.values() if page.kind == "number"}
    complaints = {complaint.id for complaint in pack.manifest.complaints}
    cites = set(pack.sources) | set(pack.statements)
    counted = numbers | set(pack.clocks) | {OVULATION_PASSED}

    def missing(
        kind: str, owner: str, inside: Place, names: Iterable[str], known: Container[str], noun: str
    ) -> Iterator[Dangling]:
        for name in names:
            if name not in known:
                hint = did_you_mean(name, known) if isinstance(known, Iterable) else ""
                yield Dangling(kind, owner, inside, f"there is no {noun} {name!r}", hint)

    def rule(
        kind: str, owner: str, inside: Place, written: Rule | None, known: Container[str] = counted
    ) -> Iterator[Dangling]:
        if written is not None:
            yield from missing(kind, owner, inside, written.items(), items, "item")
            yield from missing(kind, owner, inside, written.numbers(), known, "number page or clock")

    for complaint in pack.manifest.complaints:
        yield from missing("manifest", "", ("complaints",), complaint.first, pack.pages, "page")
        yield from missing("manifest", "", ("complaints",), complaint.at_once, pack.advice, "advice")
        if (outlook := complaint.outlook) is not None:
            asked = [*outlook.routes, outlook.irregular]
            routes = {"sex", *(pack.conception.routes if pack.conception is not None else ())}
            named = [route for names in outlook.routes.values() for route in names]
            yield from missing("manifest", "", ("complaints",), asked, items, "item")
            yield from missing("manifest", "", ("complaints",), [outlook.tried], numbers, "number page")
            yield from missing("manifest", "", ("complaints",), named, routes, "route")
        partner = [complaint.partner] if complaint.partner else []
        yield from missing("manifest", "", ("complaints",), partner, complaints, "complaint")
    for statement in pack.statements.values():
        yield from missing("statements", statement.id, ("source",), statement.source, pack.sources, "source")
    for page in pack.pages.values():
        yield from missing("pages", page.id, ("complaints",), page.complaints, complaints, "complaint")
        yield from rule("pages", page.id, ("ask_if",), page.ask_if, numbers)
        yield from rule("pages", page.id, ("always_if",), page.always_if, numbers)
    for c in pack.conditions.values():
        yield from missing("conditions", c.id, ("complaints",), c.complaints, complaints, "complaint")
        yield from missing("conditions", c.id, ("findings",), c.findings, {*items, *graded}, "finding")
        yield from missing("conditions", c.id, ("risk_factors",), c.risk_factors, items, "risk factor")
        yield from missing("conditions", c.id, ("advice",), c.advice, pack.advice, "advice")
        yield from missing("conditions", c.id, ("red_flags",), c.red_flags, pack.red_flags, "red flag")
        yield from rule("conditions", c.id, ("shown_when",), c.shown_when)
        yield from missing("conditions", c.id, ("pathway",), [c.pathway] if c.pathway else [], complaints, "complaint")
    for flag in pack.red_flags.values():
        yield from rule("red_flags", flag.id, ("when",), flag.when)
        yield from missing("red_flags", flag.id, ("complaints",), flag.complaints, complaints, "complaint")
    for clock in pack.clocks.values():
        yield from missing("clocks", clock.id, ("since",), clock.since, numbers, "number page")
        yield from missing("clocks", clock.id, ("shown",), clock.shown, complaints, "complaint")
        for name, shown in clock.shown.items():
            yield from rule("clocks", clock.id, ("shown", name), shown)
        for index, note in enumerate(clock.notes):
            yield from rule("clocks", clock.id, ("notes", index), note.when)
    if pack.cycle is not None:
        pages = [pack.cycle.since_period, pack.cycle.length]
        yield from missing("cycle", "", (), pages, numbers, "number page")
    for advice in pack.advice.values():
        yield from rule("advice", advice.id, ("when",), advice.when)
        yield from missing("advice", advice.id, ("complaints",), advice.complaints, complaints, "complaint")
    for case in pack.cases.values():
        about = {*pack.conditions, *pack.red_flags}
        expect = case.expect
        yield from missing("cases", case.id, ("complaint",), [case.complaint], complaints, "complaint")
        yield from missing("cases", case.id, ("about",), case.about, about, "condition or red flag")
        yield from missing("cases", case.id, ("present",), case.present, items, "item")
        yield from missing("cases", case.id, ("numbers",), case.numbers, numbers, "number page")
        yield from missing("cases", case.id, ("unknown",), case.unknown, pack.pages, "page")
        yield from missing("cases", case.id, ("declined",), case.declined, pack.pages, "page")
        for field in ("likely", "among", "not_likely", "told_about"):
            names = getattr(expect, field)
            yield from missing("cases", case.id, ("expect", field), names, pack.conditions, "condition")
        for field in ("red_flags", "no_red_flags"):
            names = getattr(expect, field)
            yield from missing("cases", case.id, ("expect", field), names, pack.red_flags, "red flag")
        yield from missing("cases", case.id, ("expect", "clocks"), expect.clocks, pack.clocks, "clock")
        for field in ("must_say", "must_not_say"):
            yield from missing("cases", case.id, ("expect", field), getattr(expect, field), pack.advice, "advice")
    for claim in pack.claims.values():
        yield from missing("claims", claim.id, ("about",), claim.about, pack.conditions, "condition")
        yield from missing("claims", claim.id, ("advice",), claim.advice, pack.advice, "advice")
    for entry in pack.answers.values():
        depends = [entry.depends] if entry.depends else []
        yield from missing("answers", entry.id, ("about",), entry.about, pack.conditions, "condition")
        yield from missing("answers", entry.id, ("advice",), entry.advice, pack.advice, "advice")
        yield from missing("answers", entry.id, ("depends",), depends, complaints, "complaint")
    for left in pack.leaves_out.values():
        yield from missing("leaves_out", left.id, ("about",), left.about, pack.conditions, "condition")
    for number, alarm in enumerate(pack.alarms):
        yield from missing("alarms", str(number), ("flag",), [alarm.flag], pack.red_flags, "red flag")
    for number, question in enumerate(pack.asked):
        reaches = [question.reaches] if question.reaches != "none" else []
        yield from missing("asked", str(number), ("reaches",), reaches, pack.answers, "answer")
    for number, sentence in enumerate(pack.sentences):
        named = [*([sentence.claim] if sentence.claim else []), *sentence.also]
        yield from missing("sentences", str(number), ("claim",), named, pack.claims, "claim")
    for unused in pack.unused:
        yield from missing("unused", "", (), [unused.id], cites, "statement")
    yield from _dangling_cites(pack, cites)


def _dangling_cites(pack: Pack, cites: set[str]) -> Iterator[Dangling]:
    for kind in ("pages", "conditions", "red_flags", "advice", "clocks", "claims", "answers", "leaves_out", "cases"):
        for name, record in getattr(pack, kind).items():
            yield from _dangling_in(kind, name, record, cites)
    yield from _dangling_in("conception", "", pack.conception, cites)
    if pack.conception is not None:
        for key in (*pack.conception.grounds, *pack.conception.limits):
            if key not in pack.words:
                mend = did_you_mean(key, pack.words)
                yield Dangling("conception", "", ("grounds",), f"there is no sentence {key!r} in words/", mend)


def _dangling_in(kind: str, name: str, record: Any, cites: set[str]) -> Iterator[Dangling]:
    for inside, sourced in sourced_parts(record):
        for cite in sourced.source:
            if cite not in cites:
                what = f"there is no statement or source {cite!r}"
                yield Dangling(kind, name, (*inside, "source"), what, did_you_mean(cite, cites))


def sourced_parts(record: Any, inside: Place = ()) -> Iterator[tuple[Place, Sourced]]:
    """Yield everything inside a record that says where it comes from, with its place."""
    if isinstance(record, Sourced):
        yield inside, record
    if hasattr(type(record), "model_fields"):
        for field in type(record).model_fields:
            yield from sourced_parts(getattr(record, field), (*inside, field))
    elif isinstance(record, dict):
        for key, part in record.items():
            yield from sourced_parts(part, (*inside, key))
    elif isinstance(record, tuple):
        for index, part in enumerate(record):
            yield from sourced_parts(part, (*inside, index))
