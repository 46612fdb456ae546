"""`unblush ask`: the interview in a terminal, as plain lines, and a run without questions from a file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from unblush.interfaces.cli.conversation import Conversation
from unblush.interfaces.cli.options import moment_now, open_desk, person_options, read_answers
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
@click.option("--complaint", metavar="ID", help="Begin here, without asking what brings you.")
@click.option("--now", "pretended", metavar="MOMENT", help="Count deadlines from this moment, to try things out.")
@person_options
def command(
    answers: str | None,
    as_json: bool,
    complaint: str | None,
    pretended: str | None,
    whom: str,
    region: str,
    zone: str | None,
    pack_file: Path | None,
    engine: str,
) -> None:
    """Say what brings you here, answer about ten plain questions, and get cited advice.

    Nothing is stored or sent. An emergency is named at once, and a time limit before all else. At any question:
    w why we ask, b back, s skip, x stop and show the result, q leave.

    \b
    What can bring you here (--complaint):
      penile_fluid             fluid from a penis
      vaginal_fluid            fluid from a vagina, such as semen running out
      trying_to_conceive       trying for a pregnancy
      unwanted_pregnancy_risk  a pregnancy that is not wanted
      infection_exposure       fear of an infection
      sex_without_consent      something sexual that was not wanted

    \b
    Examples:
      unblush ask
      unblush ask --region uk --for someone-else
      unblush ask --complaint unwanted_pregnancy_risk --timezone Europe/London
      unblush ask --answers answers.yaml --json

    \b
    An answers file (hours may also be written as a moment: "last night", "2026-11-20 23:30"):
      complaint: penile_fluid
      answers:
        age: 23
        when_noticed: [when_straining]
        looks: milky_drops
        urgent_private: none
        medicines: unknown
    """  # noqa: D301 - click looks for the character itself
    desk = open_desk(pack_file, engine)
    profile = Profile(Whom(whom), Region(region))
    now = moment_now(zone, pretended)
    if complaint is not None:
        desk.numbers(complaint)  # an unknown one is an error before anything is asked
    if answers is not None:
        interview = read_answers(answers, desk, profile, now)
    else:
        finished = Conversation(desk, profile, complaint, quiet=as_json, now=now).run()
        if finished is None:
            return
        interview = finished
    show(desk, interview, as_json=as_json)


def show(desk: Desk, interview: Interview, *, as_json: bool) -> None:
    """Print the result of an interview."""
    assessment = desk.assess(interview)
    numbers = desk.numbers(interview.complaint)
    report = build_report(assessment, desk.words, numbers, interview.profile, interview.at)
    if as_json:
        click.echo(json.dumps(document_of(assessment, report, numbers.kind), ensure_ascii=False, indent=2))
        return
    for line in lines_of(report, desk.words):
        click.echo(line)
