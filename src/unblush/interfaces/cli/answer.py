"""`unblush answer`: a question in a person's own words gets a short answer with its sources, or an honest no."""

from __future__ import annotations

import json

import click

from unblush.claims.questions import Answerer
from unblush.interfaces.cli.options import topic_options, warn_if_stale
from unblush.interfaces.cli.semantic import encoder_named
from unblush.interview.interview import Profile
from unblush.rendering.answer import build_answer, lines_of_answer
from unblush.shipped import open_ledger, open_pack
from unblush.vocabulary import Region, Whom


@click.command("answer")
@click.argument("question", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")
@click.option("--semantic", is_flag=True, help="Use the optional language model, installed with unblush[semantic].")
@topic_options
def command(question: tuple[str, ...], as_json: bool, semantic: bool, whom: str, region: str) -> None:
    """Answer a question asked in your own words, with its sources and without an interview.

    Words that cry for help are met first. Where we do not know, we say so.

    \b
    Examples:
      unblush answer "will lying with my legs up stop it leaking out"
      unblush answer is pre-cum always free of sperm
    """  # noqa: D301 - click looks for the character itself
    pack = open_pack()
    warn_if_stale(pack)
    reply = Answerer(open_ledger(), encoder_named(semantic=semantic)).ask(" ".join(question))
    answer = build_answer(reply, pack.catalogue, Profile(Whom(whom), Region(region)))
    if as_json:
        click.echo(json.dumps({"pack_digest": pack.digest, **answer.as_document()}, ensure_ascii=False, indent=2))
        return
    for line in lines_of_answer(answer, pack.catalogue):
        click.echo(line)
