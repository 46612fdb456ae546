"""`unblush topic`: pages about one thing, for people who want no interview."""

from __future__ import annotations

import dataclasses
import json

import click

from unblush.interfaces.cli.options import open_desk, topic_options
from unblush.interview.desk import Desk
from unblush.interview.interview import Profile
from unblush.rendering.terminal import heading, wrap
from unblush.rendering.topic import build_topic, find_topic, lines_of_topic
from unblush.rendering.topic_index import clocks_of_topic, complaints_of_topic, topics_by_complaint
from unblush.vocabulary import Region, Whom


@click.command("topic")
@click.argument("name", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of text.")
@topic_options
def command(name: str | None, as_json: bool, whom: str, region: str) -> None:
    """Read about one topic: what it is, what is normal, what to do, when to be seen, and the sources.

    NAME is an id or a name from the list that `unblush topic` prints without one.
    """
    desk = open_desk(None, "plain")
    if name is None:
        _list(desk, as_json=as_json)
        return
    words = desk.words
    condition = find_topic(words, name)
    complaints = complaints_of_topic(desk, condition.id)
    clocks = clocks_of_topic(desk, condition.id)
    topic = build_topic(words, condition, clocks, complaints, Profile(Whom(whom), Region(region)))
    if as_json:
        document = {"schema": "unblush.topic/1", "pack_digest": desk.pack.digest, **dataclasses.asdict(topic)}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for line in lines_of_topic(topic, words):
        click.echo(line)


def _list(desk: Desk, *, as_json: bool) -> None:
    words = desk.words
    groups = topics_by_complaint(desk)
    if as_json:
        click.echo(json.dumps({"schema": "unblush.topics/1", "topics": groups}, ensure_ascii=False, indent=2))
        return
    for line in wrap(words.word("topic.list")):
        click.echo(line)
    for complaint, topics in groups.items():
        for line in heading(words.complaints[complaint].name if complaint else words.word("topic.other")):
            click.echo(line)
        for topic, title in topics.items():
            for line in wrap(f"{topic:<34} {title}", "", " " * 35):
                click.echo(line)
