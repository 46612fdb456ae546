"""`unblush ask`: the interview in a terminal, as plain lines, and a run without questions from a file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from unblush.interfaces.cli.conversation import Conversation
from unblush.interfaces.cli.options import open_desk, person_options, read_answers
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview, Profile
from unblush.rendering.document import document_of
from unblush.rendering.report import build_report
from unblush.rendering.terminal import lines_of
from unblush.vocabulary import Region, Whom


@click.command("ask")
@click.option(
    "--answers",
    metavar="FILE|-",
    help="Read the answers from a YAML or JSON file, or from standard input, and ask nothing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")
@person_options
def command(answers: str | None, as_json: bool, whom: str, region: str, pack_file: Path | None, engine: str) -> None:
    r"""Answer about ten plain questions about fluid from the penis, and get cited advice.

    Nothing is stored or sent. An emergency is named at once. At any question: w why we ask, b back, s skip,
    x stop and show the result, q leave.

    \b
    Examples:
      unblush ask
      unblush ask --region uk --for someone-else
      unblush ask --answers answers.yaml --json

    \b
    An answers file:
      answers:
        age: 23
        when_noticed: [when_straining]
        looks: milky_drops
        urgent_private: none
        medicines: unknown
    """
    desk = open_desk(pack_file, engine)
    profile = Profile(Whom(whom), Region(region))
    if answers is not None:
        interview = read_answers(answers, desk, profile)
    else:
        finished = Conversation(desk, profile, quiet=as_json).run()
        if finished is None:
            return
        interview = finished
    show(desk, interview, as_json=as_json)


def show(desk: Desk, interview: Interview, *, as_json: bool) -> None:
    """Print the result of an interview."""
    assessment = desk.assess(interview)
    numbers = desk.numbers(interview.complaint)
    report = build_report(assessment, desk.words, numbers, interview.profile)
    if as_json:
        click.echo(json.dumps(document_of(assessment, report), ensure_ascii=False, indent=2))
        return
    for line in lines_of(report, desk.words):
        click.echo(line)
