"""`unblush claims`: measure and fit how claims are found, for people who write the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from unblush.interfaces.cli.semantic import encoder_named
from unblush.shipped import text_folder


@click.group("claims")
def command() -> None:
    """Measure and fit how the claims of pages are found: for people who write the ledger."""


FOLDER = click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="A folder of text; else that of this checkout."
)


@command.command("evaluate")
@FOLDER
@click.option("--split", type=click.Choice(["test", "fit"]), default="test", show_default=True, help="Which sentences.")
@click.option("--semantic", is_flag=True, help="Also with the optional language model, unblush[semantic].")
@click.option("--wrong", is_flag=True, help="List every sentence that did not come out right.")
def evaluate(folder: Path | None, split: str, semantic: bool, wrong: bool) -> None:
    """Print precision, recall and polarity errors with intervals, ours beside the simpler ways."""
    from unblush.authoring.compiler.ledger import compile_ledger
    from unblush.authoring.reader.folder import read_folder
    from unblush.evaluation.claims import lines_of_measures, measure, methods_of, outcomes

    pack = read_folder(_folder(folder)).pack
    ledger = compile_ledger(pack)
    sentences = [sentence for sentence in pack.sentences if sentence.split == split]
    if ledger is None or not sentences:
        raise click.UsageError("this folder has no claims, no stance.yaml, or no labelled sentences")
    measures, listed = [], []
    for name, method in methods_of(ledger, encoder_named(semantic=semantic)).items():
        rows = outcomes(sentences, method, ledger)
        measures.append(measure(name, rows))
        if name == "ours":
            listed = [row for row in rows if row.wrong_as_supported or row.turned or (row.said and not row.right)]
    for line in lines_of_measures(measures):
        click.echo(line)
    if wrong:
        click.echo("")
        for row in listed:
            said = f"{row.said.claim} {row.said.stance.value}" if row.said else "nothing"
            click.echo(f"{row.gold.text!r}: {row.gold.claim} {row.gold.stance}, said {said}")


@command.command("calibrate")
@FOLDER
@click.option(
    "--semantic", is_flag=True, help="Also the threshold with the optional language model, unblush[semantic]."
)
def calibrate(folder: Path | None, semantic: bool) -> None:
    """Fit confidence and thresholds on the sentences for fitting, and write stance_calibration.yaml."""
    from unblush.authoring.compiler.ledger import compile_ledger
    from unblush.authoring.reader.folder import read_folder
    from unblush.claims.matching import Matcher
    from unblush.evaluation.claim_fit import fit, yaml_of
    from unblush.interfaces.cli.whole_file import write_whole

    where = _folder(folder)
    pack = read_folder(where).pack
    ledger = compile_ledger(pack)
    if ledger is None:
        raise click.UsageError("this folder has no claims or no stance.yaml")
    encoder = encoder_named(semantic=semantic)
    meaning = Matcher(ledger, encoder) if encoder is not None else None
    calibration = fit([sentence for sentence in pack.sentences if sentence.split == "fit"], Matcher(ledger), meaning)
    write_whole(str(where / "stance_calibration.yaml"), yaml_of(calibration))
    click.echo(f"{where / 'stance_calibration.yaml'}: {calibration}")


def _folder(folder: Path | None) -> Path:
    where = folder or text_folder()
    if where is None:
        raise click.UsageError("this is no checkout; name a folder of text with --folder")
    return where
