"""`unblush conceive`: the chance of conceiving in a cycle, as a range, with pictures in the terminal and as SVG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from unblush.conception.fitting import MEASURED, WHOLE
from unblush.interfaces.cli.misfits import said_in_options
from unblush.interfaces.cli.options import warn_if_stale
from unblush.interfaces.cli.picture import print_pictured, refuse_two_on_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from unblush.compiled.conception import ConceptionNumbers
    from unblush.compiled.store import CompiledPack
    from unblush.conception.answer import ConceiveQuestion

SETS = ("clinical", "any", "temperature")
ROUTES = ("sex", "ici-fresh", "ici-frozen", "iui-fresh", "iui-frozen")
CONTACTS = ("inside", "withdrawal", "condom-intact", "condom-failed", "outside")


@click.command("conceive")
@click.option("--age", type=click.IntRange(*WHOLE["age"]), help="Age of the woman, in years.")
@click.option("--partner-age", type=click.IntRange(*WHOLE["partner_age"]), help="Age of the man, in years.")
@click.option("--cycle", "length", type=int, metavar="DAYS", help="Usual length of the cycle, in days.")
@click.option("--irregular", is_flag=True, help="The cycle has no usual length.")
@click.option("--sex-on", metavar="DAYS", help="Cycle days with sex, such as 11,13. Day 1 is the first of bleeding.")
@click.option("--lh-on", type=click.IntRange(*WHOLE["lh_on"]), help="Cycle day of a positive ovulation test.")
@click.option(
    "--temperature-rise-on",
    type=click.IntRange(*WHOLE["temperature_rise_on"]),
    help="Cycle day of the rise in temperature.",
)
@click.option(
    "--mucus", type=click.Choice(["best", "none"]), help="Mucus on the days of sex: clear and stretchy, or none."
)
@click.option("--set", "day_set", type=click.Choice(SETS), help="Which day-by-day numbers to use.")
@click.option("--route", type=click.Choice(ROUTES), default="sex", show_default=True, help="Sex or insemination.")
@click.option("--cycles", type=int, default=1, show_default=True, help="How many cycles ahead.")
@click.option(
    "--tried", type=click.IntRange(*WHOLE["tried"]), default=0, show_default=True, help="Cycles without success so far."
)
@click.option("--volume", type=click.FloatRange(*MEASURED["volume"]), help="Own semen test: mL.")
@click.option(
    "--concentration", type=click.FloatRange(*MEASURED["concentration"]), help="Own semen test: million in each mL."
)
@click.option(
    "--motility", type=click.FloatRange(*MEASURED["motility"]), help="Own semen test: percent that swim forwards."
)
@click.option("--leaked", is_flag=True, help="Semen ran out. It changes nothing, and the answer says why.")
@click.option(
    "--told", multiple=True, metavar="WHAT", help="Something else that was done, such as legs-up or lubricant."
)
@click.option("--unwanted", is_flag=True, help="You do not want to conceive: emergency contraception first.")
@click.option("--contact", type=click.Choice(CONTACTS), help="With --unwanted: where the semen came to be.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")
@click.option("--svg", metavar="FILE|-", help="Also draw the pictures as SVG; - prints only the SVG.")
@click.option("--pack", "pack_file", type=click.Path(path_type=Path, dir_okay=False), help="A compiled pack to use.")
def command(
    age: int | None,
    partner_age: int | None,
    length: int | None,
    irregular: bool,
    sex_on: str | None,
    lh_on: int | None,
    temperature_rise_on: int | None,
    mucus: str | None,
    day_set: str | None,
    route: str,
    cycles: int,
    tried: int,
    volume: float | None,
    concentration: float | None,
    motility: float | None,
    leaked: bool,
    told: tuple[str, ...],
    unwanted: bool,
    contact: str | None,
    as_json: bool,
    svg: str | None,
    pack_file: Path | None,
) -> None:
    """Show the chance of conceiving as a range, with pictures and sources.

    No answer is stored or sent. No day is ever called safe. Leakage never changes a chance.

    \b
    Examples:
      unblush conceive --age 34 --cycle 28 --sex-on 11,13
      unblush conceive --age 38 --route iui-frozen --cycles 6 --tried 2
      unblush conceive --cycle 30 --sex-on 12 --unwanted --contact condom-failed
    """  # noqa: D301 - click looks for the character itself
    from unblush.conception.answer import ConceiveQuestion
    from unblush.conception.cycle import CycleQuestion
    from unblush.conception.fitting import analysis_of, check_question, days_of
    from unblush.conception.ovulation import CycleKnown

    refuse_two_on_one(as_json, svg)
    if contact is not None and not unwanted:
        raise click.UsageError("--contact goes with --unwanted.")
    pack, numbers = open_conception(pack_file)
    with said_in_options():
        question = ConceiveQuestion(
            CycleQuestion(
                age=age,
                partner_age=partner_age,
                sex_on=() if sex_on is None else days_of(sex_on),
                cycle=CycleKnown(length, irregular, lh_on, temperature_rise_on),
                day_set=day_set,
                mucus="best" if mucus == "best" else "none" if mucus else None,
                semen=analysis_of(volume, concentration, motility),
                told=frozenset((*told, *(["leaked"] if leaked else []))),
            ),
            route=route,
            cycles=cycles,
            tried=tried,
            unwanted=unwanted,
            contact=contact or "inside",
        )
        check_question(numbers, question)
    show(pack, numbers, question, as_json=as_json, svg=svg)


def show(
    pack: CompiledPack, numbers: ConceptionNumbers, question: ConceiveQuestion, *, as_json: bool, svg: str | None
) -> None:
    """Answer and print: the SVG alone, a JSON document, or text."""
    from unblush.conception.answer import answer
    from unblush.rendering.conception_report import build_conception_report

    found = answer(numbers, question)
    report = build_conception_report(found, question, numbers, pack.catalogue, pack.digest)

    def picture() -> str:
        from unblush.rendering.conception_svg import svg_of_conception

        return svg_of_conception(report)

    def document() -> dict[str, object]:
        from unblush.rendering.conception_document import document_of_conception

        return document_of_conception(found, question, report, pack.digest)

    def lines() -> Iterator[str]:
        from unblush.rendering.conception_text import lines_of_conception

        return lines_of_conception(report, pack.catalogue)

    print_pictured(picture=picture, document=document, lines=lines, as_json=as_json, svg=svg)


def open_conception(pack_file: Path | None) -> tuple[CompiledPack, ConceptionNumbers]:
    """Open a pack that holds the conception model.

    Raises:
        click.UsageError: where the pack has no conception.yaml.
    """
    from unblush.shipped import open_pack

    pack = open_pack(pack_file)
    if pack_file is None:
        warn_if_stale(pack)
    if pack.conception is None:
        raise click.UsageError("This pack has no conception model. Add conception.yaml to it and compile it again.")
    return pack, pack.conception
