"""`unblush pack`: for those who write the knowledge. Everything works on the text, nothing on Python."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from unblush.errors import MissingExtra, PackProblems, UnknownName
from unblush.shipped import shipped_path, text_folder

if TYPE_CHECKING:
    from unblush.authoring.reader.folder import Written
    from unblush.engine.backend import Engine
    from unblush.evaluation.play import Played
    from unblush.interview.desk import Desk

WIDEST_ALLOWED = 18

folder_argument = click.argument(
    "folder", type=click.Path(path_type=Path, file_okay=False), required=False, default=None
)


@click.group("pack")
def command() -> None:
    """Check, compile, test and look into the knowledge pack."""


@command.command("check")
@folder_argument
@click.option("--cases/--no-cases", default=True, help="Also play the cases, to find the widest table.")
def check(folder: Path | None, cases: bool) -> None:
    """Find everything that is wrong with the text of a pack, all at once."""
    from unblush.authoring.checks.all_checks import CHECKS

    written = _read(folder)
    problems = []
    for name, run in CHECKS:
        found = list(run(written))
        click.echo(f"{name:<28} {len(found) or 'nothing found'}")
        problems += found
    if problems:
        raise PackProblems(problems)
    if cases:
        from unblush.evaluation.calibrate import SHARE_CALLED_POOR
        from unblush.evaluation.summary import summarise

        _check_calibration(written)
        summary = summarise(_play_all(written, _desk_of(written)))
        click.echo(f"{'widest table over the cases':<28} {summary.widest} bits (allowed: {WIDEST_ALLOWED})")
        click.echo(f"{'poor fit by calibration':<28} {SHARE_CALLED_POOR:.0%} of people drawn from the model")
        if summary.widest > WIDEST_ALLOWED:
            raise click.ClickException("a case needs too wide a table: split a page, or give findings fewer parents")
        if summary.urgent_missed:
            raise click.ClickException(f"{summary.urgent_missed} urgent cases are under-triaged: unblush pack test")
    drafts = sum(condition.review.state == "draft" for condition in written.pack.conditions.values())
    click.echo(
        f"{'reviewed by a clinician':<28} {len(written.pack.conditions) - drafts} of {len(written.pack.conditions)}"
    )


@command.command("compile")
@folder_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write the compiled pack."
)
def compile_(folder: Path | None, output: Path | None) -> None:
    """Turn the text into the one file that answering reads."""
    _need_authoring()
    from unblush.authoring.build import compile_folder

    source = _folder(folder)
    target = output or shipped_path(source.name)
    digest = compile_folder(source, target)
    click.echo(f"{target} {target.stat().st_size:,} bytes, digest {digest[:12]}")


@command.command("test")
@folder_argument
@click.option("--only", multiple=True, metavar="ID", help="Play only these cases.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option("--failing", is_flag=True, help="Leave with exit code 1 when any case is not as expected.")
def test(folder: Path | None, only: tuple[str, ...], as_json: bool, failing: bool) -> None:
    """Play every case through a real interview and print the confusion of triage, under-triage first.

    Exit code 1 where an emergency or same-day case comes out less urgent, or where the conception model no longer gives
    a published result; other failures are listed.
    """
    from unblush.evaluation.conception_points import DIFFERS, lines_of_points, rows_of_points
    from unblush.evaluation.summary import lines_of, summarise

    written = _read(folder)
    for name in only:
        if name not in written.pack.cases:
            raise UnknownName("case", name, written.pack.cases)
    summary = summarise(_play_all(written, _desk_of(written), only))
    points = () if only else rows_of_points(written.pack)
    if as_json:
        document = {
            "cases": summary.cases,
            "under_triage": summary.under,
            "over_triage": summary.over,
            "urgent": summary.urgent,
            "urgent_missed": summary.urgent_missed,
            "urgent_missed_upper_bound_95": summary.urgent_bound,
            "pages": {"median": summary.pages_median, "p95": summary.pages_p95, "most": summary.pages_most},
            "failures": [{"case": f.case, "kind": f.miss.value, "detail": f.detail} for f in summary.failures],
            "published_results": [dataclasses.asdict(row) for row in points],
        }
        click.echo(json.dumps(document, indent=2))
    else:
        for line in lines_of(summary):
            click.echo(line)
        if points:
            click.echo("\npublished results of the conception model:")
            for line in lines_of_points(points):
                click.echo(line)
    differs = any(row.verdict == DIFFERS for row in points)
    if summary.urgent_missed or differs or (failing and summary.failures):
        sys.exit(1)


@command.command("figures")
@folder_argument
@click.option("--write", is_flag=True, help="Keep them in the package, for the page that shows how good it is.")
def figures(folder: Path | None, write: bool) -> None:
    """Measure everything: the cases, the published results and the claims, as one JSON document. Takes minutes."""
    from unblush.authoring.compiler.ledger import compile_ledger
    from unblush.evaluation.claims import measure, methods_of, outcomes
    from unblush.evaluation.conception_points import rows_of_points
    from unblush.evaluation.figures import RECORDED
    from unblush.evaluation.record import document_of
    from unblush.evaluation.summary import summarise
    from unblush.interfaces.cli.semantic import encoder_named
    from unblush.interfaces.cli.whole_file import write_whole
    from unblush.shipped import is_stale, open_pack

    written = _read(folder)
    pack = open_pack()
    if is_stale(pack):
        raise click.ClickException("the text is newer than the compiled pack. Run: unblush pack compile")
    ledger = compile_ledger(written.pack)
    sentences = [sentence for sentence in written.pack.sentences if sentence.split == "test"]
    if ledger is None or not sentences:
        raise click.UsageError("this folder has no claims, no stance.yaml, or no labelled sentences")
    methods = methods_of(ledger, encoder_named(semantic=True))
    measures = [measure(name, outcomes(sentences, method, ledger)) for name, method in methods.items()]
    summary = summarise(_play_all(written, _desk_of(written)))
    document = document_of(summary, measures, rows_of_points(written.pack), pack.digest)
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    if write:
        write_whole(str(RECORDED), text)
        click.echo(f"{RECORDED}: measured on {pack.digest[:12]}")
    else:
        click.echo(text, nl=False)


@command.command("schema")
@click.argument("kind", required=False)
def schema(kind: str | None) -> None:
    """Print the JSON Schema of a kind of file, for editors; without KIND list the kinds."""
    _need_authoring()
    from unblush.authoring.reader.folder import FILES

    kinds = {pattern.split("/")[0].removesuffix(".yaml"): model for pattern, model in FILES.items()}
    if kind is None:
        for name, pattern in zip(kinds, FILES, strict=True):
            click.echo(f"{name:<12} {pattern}")
        return
    if kind not in kinds:
        raise UnknownName("kind of file", kind, kinds)
    document = kinds[kind].model_json_schema()
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


@command.command("show")
@click.argument("name", metavar="ID")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="The pack to look into.")
def show(name: str, folder: Path | None) -> None:
    """Show one entry of the pack: where it stands, what uses it, and its sources."""
    from unblush.interfaces.cli.showing import lines_about

    for line in lines_about(_read(folder), name):
        click.echo(line)


@command.command("calibrate")
@folder_argument
@click.option("--interviews", default=400, show_default=True, help="How many to simulate.")
def calibrate(folder: Path | None, interviews: int) -> None:
    """Simulate interviews from the pack itself and write calibration.yaml, by which a poor fit is judged."""
    import random
    from dataclasses import replace

    from unblush.authoring.compiler.compile import compile_numbers, digest_of_numbers
    from unblush.evaluation.calibrate import page_moments, simulate, surprise_cut_off

    written = _read(folder)
    lines = [
        "# Written by `unblush pack calibrate`: how surprising the answers of people drawn from this pack are.",
        "complaints:",
    ]
    for complaint in written.pack.manifest.complaints:
        if complaint.kind != "explain":
            continue
        numbers = compile_numbers(written.pack, complaint)
        digest = digest_of_numbers(numbers)
        rng = random.Random(digest)
        engine = _best_engine()
        interviews_held = []
        with click.progressbar(range(interviews), label=complaint.id, file=sys.stderr) as bar:
            for _ in bar:
                interviews_held.append(simulate(numbers, engine, rng)[2])
        moments = page_moments(interviews_held)
        known = [moments.get(index, (0.0, 0.0)) for index in range(len(numbers.pages))]
        cut_off = surprise_cut_off(replace(numbers, page_surprise=tuple(known)), interviews_held)
        lines += [
            f"  {complaint.id}:",
            f"    for_numbers: {digest}",
            f"    interviews: {interviews}",
            f"    surprise_cut_off: {cut_off:.3f}",
            "    page_surprise: # mean and variance of -log P(answer | complaint), in nats",
            *(f"      {numbers.pages[i].id}: [{m:.4f}, {v:.4f}]" for i, (m, v) in sorted(moments.items())),
        ]
    path = _folder(folder) / "calibration.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo(f"{path}: {interviews} interviews simulated")


def _check_calibration(written: Written) -> None:
    from unblush.authoring.compiler.compile import compile_numbers, digest_of_numbers

    for complaint in written.pack.manifest.complaints:
        if complaint.kind != "explain":
            continue
        known = written.pack.calibration.get(complaint.id)
        if known is None or known.for_numbers != digest_of_numbers(compile_numbers(written.pack, complaint)):
            raise click.ClickException(
                f"calibration.yaml is not of these numbers ({complaint.id}). Run: unblush pack calibrate"
            )


def _play_all(written: Written, desk: Desk, only: tuple[str, ...] = ()) -> list[Played]:
    from unblush.evaluation.play import play

    cases = [case for case in written.pack.cases.values() if not only or case.id in only]
    with click.progressbar(cases, label="cases", file=sys.stderr) as bar:
        return [play(case, desk) for case in bar]


def _desk_of(written: Written) -> Desk:
    """Return a desk over the text as it stands now, whatever was compiled before."""
    from unblush.authoring.compiler.compile import compile_pack
    from unblush.compiled.store import CompiledPack
    from unblush.interview.desk import Desk

    numbers, banks, catalogue = compile_pack(written.pack)
    return Desk(CompiledPack(numbers, banks, catalogue, "", "not written"), _best_engine())


def _best_engine() -> Engine:
    from unblush.engine.backend import PLAIN, engine_named

    try:
        return engine_named("numpy")
    except MissingExtra:
        return PLAIN


def _folder(folder: Path | None) -> Path:
    found = folder or text_folder()
    if found is None:
        raise click.UsageError("there is no knowledge/ beside this installation: name the FOLDER of a pack")
    return found


def _read(folder: Path | None) -> Written:
    _need_authoring()
    from unblush.authoring.reader.folder import read_folder

    return read_folder(_folder(folder))


def _need_authoring() -> None:
    try:
        import pydantic  # noqa: F401
        import readability  # noqa: F401
    except ImportError:
        raise MissingExtra("authoring", "`unblush pack`") from None
