"""The sperm budget as a page: how many swimming sperm stay when some semen runs out, and why that changes no chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.datastructures import FormData
from starlette.routing import Route

from unblush.compiled.catalogue import Catalogue
from unblush.compiled.conception import ConceptionNumbers
from unblush.conception.budget_door import DRAWS, best_engine, simulate
from unblush.conception.budget_plan import BudgetPlan
from unblush.conception.fitting import DoesNotFit, analysis_of, check_plan
from unblush.interfaces.web.calculator import calculator_routes
from unblush.interfaces.web.forms import Mistake
from unblush.interfaces.web.number_fields import Fields
from unblush.interfaces.web.site import Site
from unblush.interfaces.web.start_page import Choice
from unblush.rendering.budget_report import BudgetReport, build_budget_report
from unblush.rendering.pictures.interval_bar import budget_picture
from unblush.rendering.pictures.picture import Picture

TYPED: Final = ("volume", "concentration", "motility", "leak", "days_since")
WAYS: Final = ("inside", "withdrawal", "iui")
MOST_DRAWS: Final = 100_000
"""Enough for counts in two figures; a page must not keep a server busy."""


@dataclass(frozen=True, slots=True)
class BudgetContext:
    """The form as it was filled in, and the counts where there are any."""

    mistakes: tuple[Mistake, ...]
    wrong: Mapping[str, str]
    typed: Mapping[str, str]
    ways: tuple[Choice, ...]
    dry: tuple[Choice, ...]
    report: BudgetReport | None = None
    picture: Picture | None = None


def routes(site: Site) -> list[Route]:
    """Return the routes of the sperm budget; none where the pack has no conception model."""
    numbers = site.pack.conception
    if numbers is None:
        return []
    return calculator_routes(site, "budget", partial(budget_context, site.words, numbers))


def budget_context(
    words: Catalogue, numbers: ConceptionNumbers, form: FormData, digest: str | None = None
) -> BudgetContext:
    """Return the page; with a digest of the pack the form is answered, without one it is only shown."""
    fields = Fields(form, words, TYPED)
    plan = _plan(fields)
    report = None
    if digest is not None and plan is not None:
        engine = best_engine()
        found = simulate(numbers, plan, engine, min(DRAWS[engine], MOST_DRAWS), numbers.seed)
        report = build_budget_report(found, plan, numbers.seed, numbers, words, digest)
    way = fields.chosen("how", WAYS)
    return BudgetContext(
        mistakes=tuple(fields.mistakes),
        wrong={mistake.field: mistake.text for mistake in fields.mistakes},
        typed=fields.typed,
        ways=tuple(Choice(value, words.word(f"web.how_in.{value}"), checked=value == way) for value in WAYS),
        dry=(Choice("yes", words.word("web.field.dry"), checked=bool(fields.ticked("dry"))),),
        report=report,
        picture=budget_picture(report.picture, "budget") if report else None,
    )


def _plan(fields: Fields) -> BudgetPlan | None:
    """Return what was asked; None where a field cannot be read or the fields contradict each other."""
    measures = [fields.measured(name, above=True) for name in ("volume", "concentration", "motility")]
    leak = fields.measured("leak", (0, 100))
    days_since = fields.whole("days_since")
    if fields.mistakes:
        return None
    way = fields.chosen("how", WAYS)
    try:
        plan = BudgetPlan(
            analysis=analysis_of(*measures),
            leak=None if leak is None else leak / 100,
            withdrawal=way == "withdrawal",
            iui=way == "iui",
            days_since=days_since,
            fertile_mucus=not fields.ticked("dry"),
        )
        check_plan(plan)
    except DoesNotFit as error:
        fields.refused(error)
        return None
    return plan
