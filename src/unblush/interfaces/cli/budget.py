"""`unblush budget`: how many swimming sperm are left when some semen flows back, and why that changes no chance."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from unblush.conception.fitting import MEASURED, WHOLE
from unblush.interfaces.cli.conceive import open_conception
from unblush.interfaces.cli.misfits import said_in_options
from unblush.interfaces.cli.picture import print_pictured, refuse_two_on_one

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_DRAWS = 2_000_000


@click.command("budget")
@click.option("--volume", type=click.FloatRange(*MEASURED["volume"], min_open=True), help="Own semen test: mL.")
@click.option(
    "--concentration",
    type=click.FloatRange(*MEASURED["concentration"], min_open=True),
    help="Own semen test: million in each mL.",
)
@click.option(
    "--motility",
    type=click.FloatRange(*MEASURED["motility"], min_open=True),
    help="Own semen test: percent that swim forwards.",
)
@click.option("--fathers", is_flag=True, help="Without a test: men who became fathers in the last year.")
@click.option("--leak", type=click.FloatRange(0, 1), metavar="FRACTION", help="Share that flows back, from 0 to 1.")
@click.option(
    "--inside", type=click.FloatRange(0, 1), metavar="FRACTION", help="Share that was left inside, from 0 to 1."
)
@click.option("--withdrawal", is_flag=True, help="Only fluid from before the semen was left inside.")
@click.option("--iui", is_flag=True, help="Put into the womb at a clinic; a test is then that of the washed sample.")
@click.option(
    "--days-since",
    type=click.IntRange(*WHOLE["days_since"]),
    help="Days since semen last came; 0 or 1 counts as daily.",
)
@click.option("--dry-days", is_flag=True, help="Outside the fertile days, when mucus lets few sperm through.")
@click.option("--draws", type=click.IntRange(1000, MOST_DRAWS), help="How often to draw.")
@click.option("--seed", type=click.IntRange(0), help="Where the draws begin; the same seed gives the same numbers.")
@click.option("--engine", type=click.Choice(["plain", "numpy"]), help="By default numpy where it is installed.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")
@click.option("--svg", metavar="FILE|-", help="Also draw the picture as SVG; - prints only the SVG.")
@click.option("--pack", "pack_file", type=click.Path(path_type=Path, dir_okay=False), help="A compiled pack to use.")
def command(
    volume: float | None,
    concentration: float | None,
    motility: float | None,
    fathers: bool,
    leak: float | None,
    inside: float | None,
    withdrawal: bool,
    iui: bool,
    days_since: int | None,
    dry_days: bool,
    draws: int | None,
    seed: int | None,
    engine: str | None,
    as_json: bool,
    svg: str | None,
    pack_file: Path | None,
) -> None:
    """Show how many swimming sperm stay inside when some semen runs out.

    It explains where semen goes. It never changes a chance of conceiving.

    \b
    Examples:
      unblush budget --volume 2.5 --concentration 30 --motility 40
      unblush budget --leak 0.9
    """  # noqa: D301 - click looks for the character itself
    from unblush.conception.budget_door import best_engine, simulate
    from unblush.conception.budget_plan import BudgetPlan
    from unblush.conception.fitting import analysis_of, check_plan
    from unblush.rendering.budget_report import build_budget_report

    refuse_two_on_one(as_json, svg)
    pack, numbers = open_conception(pack_file)
    with said_in_options():
        plan = BudgetPlan(
            analysis=analysis_of(volume, concentration, motility),
            fathers=fathers,
            leak=leak,
            inside=inside,
            withdrawal=withdrawal,
            iui=iui,
            days_since=days_since,
            fertile_mucus=not dry_days,
        )
        check_plan(plan)
    start = numbers.seed if seed is None else seed
    found = simulate(numbers, plan, engine or best_engine(), draws, start)
    report = build_budget_report(found, plan, start, numbers, pack.catalogue, pack.digest)

    def picture() -> str:
        from unblush.rendering.conception_svg import svg_of_budget

        return svg_of_budget(report)

    def document() -> dict[str, object]:
        from unblush.rendering.conception_document import document_of_budget

        return document_of_budget(found, plan, start, report, pack.digest)

    def lines() -> Iterator[str]:
        from unblush.rendering.conception_text import lines_of_budget

        return lines_of_budget(report, pack.catalogue)

    print_pictured(picture=picture, document=document, lines=lines, as_json=as_json, svg=svg)
