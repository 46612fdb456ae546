"""How good it is: the recorded figures as a page, failures included, and whether they are of what runs here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.routing import Route

from unblush.compiled.catalogue import Catalogue
from unblush.evaluation.figures import recorded_figures
from unblush.interfaces.web.fixed import fixed
from unblush.interfaces.web.site import Site, Wanted
from unblush.vocabulary import LEVELS


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class FiguresContext:
    """Everything that was measured, and on which content."""

    measured_on: str
    cases: tuple[str, ...]
    matrix: Table
    by_complaint: Table
    failures: Table
    claims: Table
    points: Table


def routes(site: Site) -> list[Route]:
    """Return the route of the figures."""

    def page(wanted: Wanted) -> bytes:
        context = figures_context(site.words, recorded_figures(), site.desk.pack.digest)
        return site.page("figures.html", "figures", wanted, context)

    return [fixed(site, "/figures", page, "figures")]


def figures_context(words: Catalogue, figures: Mapping[str, Any], running: str) -> FiguresContext:
    """Return the page of figures; it says so where they were measured on other content than runs here."""
    measured = figures["pack_digest"]
    cases = figures["cases"]
    same = "web.figures.same" if measured == running else "web.figures.other"
    bound = f"{100 * cases['urgent_missed_upper_bound_95']:.1f}"
    return FiguresContext(
        measured_on=words.word(same, measured=measured[:12], running=running[:12]),
        cases=(
            words.word("web.figures.cases_text", cases=cases["cases"], wrong=cases["not_as_expected"]),
            words.word(
                "web.figures.under",
                under=cases["under_triage"],
                urgent=cases["urgent"],
                missed=cases["urgent_missed"],
                bound=bound,
            ),
            words.word("web.figures.over", over=cases["over_triage"]),
            words.word("web.figures.leading", right=cases["leading_right"], asked=cases["leading_asked"]),
        ),
        matrix=_matrix(words, cases["expected_against_given"]),
        by_complaint=_table(
            words,
            "by",
            ("complaint", "count", "wrong", "pages"),
            (
                (words.complaints[name].name, row["cases"], row["not_as_expected"], f"{row['pages']:g}")
                for name, row in cases["by_complaint"].items()
                if name in words.complaints
            ),
        ),
        failures=_table(
            words,
            "failures",
            ("case", "kind", "detail"),
            (
                (row["case"].replace("_", " "), row["kind"], row["detail"].replace("_", " "))
                for row in cases["failures"]
            ),
        ),
        claims=_claims(words, figures["claims"]["methods"]),
        points=_table(
            words,
            "points",
            ("put_in", "published", "computed", "verdict", "why"),
            (
                (row["put_in"], row["published"], row["computed"], row["verdict"], row["reason"])
                for row in figures["published_results"]["rows"]
            ),
        ),
    )


def _matrix(words: Catalogue, counts: list[list[int]]) -> Table:
    names = tuple(words.word(f"web.figures.level.{level}") for level in LEVELS)
    rows = tuple((name, *map(str, row)) for name, row in zip(names, counts, strict=True))
    return Table(words.word("web.figures.matrix"), (words.word("web.figures.expected"), *names), rows)


def _claims(words: Catalogue, methods: list[dict[str, Any]]) -> Table:
    heads = ("method", "reported", "precision", "recall", "polarity", "supported")
    rows = (
        (
            row["name"],
            f"{row['reported']} / {row['sentences']}",
            *(f"{row[name]['value']:.2f}" for name in ("precision", "recall", "polarity_errors")),
            row["wrong_as_supported"],
        )
        for row in methods
    )
    return _table(words, "claims", heads, rows)


def _table(words: Catalogue, caption: str, heads: tuple[str, ...], rows: Any) -> Table:
    return Table(
        words.word(f"web.figures.{caption}"),
        tuple(words.word(f"web.figures.{head}") for head in heads),
        tuple(tuple(str(cell) for cell in row) for row in rows),
    )


def _words(name: str) -> str:
    return name.replace("_", " ")
