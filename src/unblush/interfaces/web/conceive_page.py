"""The conception calculator as a page: one form, and below it a range with its pictures, never a single number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.datastructures import FormData
from starlette.routing import Route

from unblush.compiled.catalogue import Catalogue
from unblush.compiled.conception import ConceptionNumbers
from unblush.conception.answer import SEX, ConceiveQuestion, answer
from unblush.conception.cycle import CycleQuestion
from unblush.conception.fitting import DoesNotFit, analysis_of, check_question, days_of
from unblush.conception.ovulation import CycleKnown
from unblush.conception.unwanted import CONTACTS
from unblush.interfaces.web.calculator import calculator_routes
from unblush.interfaces.web.forms import Mistake
from unblush.interfaces.web.number_fields import Fields
from unblush.interfaces.web.site import Site
from unblush.interfaces.web.start_page import Choice
from unblush.rendering.conception_report import ConceptionReport, build_conception_report
from unblush.rendering.pictures.fertile_strip import fertile_strip
from unblush.rendering.pictures.icon_array import icon_array_of_hundred
from unblush.rendering.pictures.interval_bar import bars_picture
from unblush.rendering.pictures.picture import Picture

TYPED: Final = (
    "age", "partner_age", "cycle", "sex_on", "lh_on", "cycles", "tried", "volume", "concentration", "motility",
)  # fmt: skip
INTERVIEW: Final = "unwanted_pregnancy_risk"
MOST_CYCLES: Final = 999
"""More than any table has; how many there are is said by the numbers."""


@dataclass(frozen=True, slots=True)
class ConceiveContext:
    """The form as it was filled in, and the answer where there is one."""

    mistakes: tuple[Mistake, ...]
    wrong: Mapping[str, str]
    typed: Mapping[str, str]
    irregular: tuple[Choice, ...]
    routes: tuple[Choice, ...]
    told: tuple[Choice, ...]
    unwanted: tuple[Choice, ...]
    contacts: tuple[Choice, ...]
    report: ConceptionReport | None = None
    icons: Picture | None = None
    bars: tuple[Picture, ...] = ()
    strip: Picture | None = None
    complaint: str = ""
    complaint_name: str = ""


def routes(site: Site) -> list[Route]:
    """Return the routes of the calculator; none where the pack has no conception model."""
    numbers = site.pack.conception
    if numbers is None:
        return []
    return calculator_routes(site, "conceive", partial(conceive_context, site.words, numbers))


def conceive_context(
    words: Catalogue, numbers: ConceptionNumbers, form: FormData, digest: str | None = None
) -> ConceiveContext:
    """Return the page; with a digest of the pack the form is answered, without one it is only shown."""
    fields = Fields(form, words, TYPED)
    question = _question(fields, numbers)
    if question is not None:
        try:
            check_question(numbers, question)
        except DoesNotFit as error:
            fields.refused(error)
    report = None
    if digest is not None and question is not None and not fields.mistakes:
        report = build_conception_report(answer(numbers, question), question, numbers, words, digest)
    unwanted = bool(fields.ticked("unwanted"))
    return ConceiveContext(
        mistakes=tuple(fields.mistakes),
        wrong={mistake.field: mistake.text for mistake in fields.mistakes},
        typed=fields.typed,
        irregular=(_tick(words, "irregular", fields),),
        routes=_choices(words, "route", (SEX, *numbers.routes), fields.chosen("route", (SEX, *numbers.routes))),
        told=_choices(words, "told", numbers.no_effect, *fields.ticked("told", numbers.no_effect)),
        unwanted=(_tick(words, "unwanted", fields),),
        contacts=_choices(words, "contact", CONTACTS, fields.chosen("contact", tuple(CONTACTS))),
        report=report,
        icons=icon_array_of_hundred(report.icons, words, "icons") if report and report.icons else None,
        bars=tuple(bars_picture(view, f"bars{n}") for n, view in enumerate(report.bars)) if report else (),
        strip=_strip(words, numbers, question) if report and question else None,
        complaint=INTERVIEW if unwanted and INTERVIEW in words.complaints else "",
        complaint_name=words.complaints[INTERVIEW].name if INTERVIEW in words.complaints else "",
    )


def _strip(words: Catalogue, numbers: ConceptionNumbers, question: ConceiveQuestion) -> Picture | None:
    """Return the fertile days of such a cycle; none for a try at a clinic, whose day is chosen there."""
    return fertile_strip(numbers, question.cycle.cycle, words, "fertile") if question.route == SEX else None


def _question(fields: Fields, numbers: ConceptionNumbers) -> ConceiveQuestion | None:
    """Return what was asked; None where a field cannot be read."""
    length = fields.measured("cycle", (1, MOST_CYCLES))
    cycles = fields.measured("cycles", (1, MOST_CYCLES))
    age, partner_age, lh_on, tried = (fields.whole(name) for name in ("age", "partner_age", "lh_on", "tried"))
    measures = [fields.measured(name) for name in ("volume", "concentration", "motility")]
    days: tuple[int, ...] = ()
    analysis = None
    try:
        days = days_of(fields.typed["sex_on"]) if fields.typed["sex_on"] else ()
    except DoesNotFit as error:
        fields.refused(error)
    if not fields.mistakes:
        try:
            analysis = analysis_of(*measures)
        except DoesNotFit as error:
            fields.refused(error)
    if fields.mistakes:
        return None
    return ConceiveQuestion(
        CycleQuestion(
            age=age,
            partner_age=partner_age,
            sex_on=days,
            cycle=CycleKnown(None if length is None else round(length), bool(fields.ticked("irregular")), lh_on),
            semen=analysis,
            told=frozenset(fields.ticked("told", numbers.no_effect)),
        ),
        route=fields.chosen("route", (SEX, *numbers.routes)),
        cycles=1 if cycles is None else round(cycles),
        tried=tried or 0,
        unwanted=bool(fields.ticked("unwanted")),
        contact=fields.chosen("contact", tuple(CONTACTS)),
    )


def _choices(
    words: Catalogue, name: str, values: Mapping[str, object] | tuple[str, ...], *on: str
) -> tuple[Choice, ...]:
    return tuple(Choice(value, words.word(f"web.{name}.{value}"), checked=value in on) for value in values)


def _tick(words: Catalogue, name: str, fields: Fields) -> Choice:
    return Choice("yes", words.word(f"web.field.{name}"), checked=bool(fields.ticked(name)))
