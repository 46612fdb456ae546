"""Prints what has a picture: the SVG to a file or alone, and beside it a JSON document or text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

import click


def refuse_two_on_one(as_json: bool, svg: str | None) -> None:
    """Refuse to print a JSON document and a picture to the same place.

    Raises:
        click.UsageError: for `--json` with `--svg -`.
    """
    if as_json and svg == "-":
        raise click.UsageError("--json and --svg - both print to the same place. Give --svg a file.")


def print_pictured(
    *,
    picture: Callable[[], str],
    document: Callable[[], Mapping[str, object]],
    lines: Callable[[], Iterable[str]],
    as_json: bool,
    svg: str | None,
) -> None:
    """Print the SVG alone, or write it and print JSON or text; only what is asked for is made.

    Raises:
        click.UsageError: where the SVG cannot be written.
    """
    if svg == "-":
        click.echo(picture(), nl=False)
        return
    if svg is not None:
        from unblush.interfaces.cli.whole_file import write_whole

        write_whole(svg, picture())
    if as_json:
        click.echo(json.dumps(document(), ensure_ascii=False, indent=2))
        return
    for line in lines():
        click.echo(line)
