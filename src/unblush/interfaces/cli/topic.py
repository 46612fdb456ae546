"""`unblush topic`: pages about one thing, for people who want no interview."""

from __future__ import annotations

import dataclasses
import json

import click

from unblush.compiled.catalogue import Catalogue
from unblush.compiled.clocks import Clock
from unblush.interfaces.cli.options import open_desk, topic_options
from unblush.interview.desk import Desk
from unblush.interview.interview import Profile
from unblush.rendering.terminal import heading, wrap
from unblush.rendering.topic import build_topic, find_topic, lines_of_topic
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
    clocks = [] if not condition.pathway else _shown_clocks(desk, condition.pathway)
    topic = build_topic(words, condition, clocks, _complaints(desk, condition.id), Profile(Whom(whom), Region(region)))
    if as_json:
        document = {"schema": "unblush.topic/1", "pack_digest": desk.pack.digest, **dataclasses.asdict(topic)}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
        return
    for line in lines_of_topic(topic, words):
        click.echo(line)


def _shown_clocks(desk: Desk, complaint: str) -> list[Clock]:
    return [clock for clock in desk.numbers(complaint).clocks if clock.can_show]


def _complaints(desk: Desk, condition: str) -> list[str]:
    """Return the complaints whose interview can speak of a condition, the best one first."""
    words = desk.words.conditions[condition]
    if words.pathway:
        return [words.pathway]
    explained = [name for name, numbers in desk.pack.numbers.items() if any(n.id == condition for n in numbers.nodes)]
    if explained:
        return explained
    flags = set(words.red_flags)
    return [name for name, numbers in desk.pack.numbers.items() if flags & {flag.id for flag in numbers.flags}][:1]


def _list(desk: Desk, *, as_json: bool) -> None:
    words = desk.words
    groups = _groups(desk, words)
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


def _groups(desk: Desk, words: Catalogue) -> dict[str, dict[str, str]]:
    """Return id and title of every topic, by the complaint it belongs to."""
    groups: dict[str, dict[str, str]] = {complaint: {} for complaint in words.complaints}
    groups[""] = {}
    for condition in words.conditions.values():
        home = next(iter(_complaints(desk, condition.id)), "")
        groups[home][condition.id] = condition.plain
    return {complaint: topics for complaint, topics in groups.items() if topics}
