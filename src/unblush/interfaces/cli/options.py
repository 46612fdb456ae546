"""Options that several commands share, and how they open packs and answers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from unblush.clocks.zones import zone_named
from unblush.compiled.store import CompiledPack
from unblush.engine.backend import engine_named
from unblush.errors import AnswerProblems, PackProblems, Problem
from unblush.interview.codec import from_plain
from unblush.interview.desk import Desk
from unblush.interview.interview import Interview, Profile
from unblush.shipped import is_stale, open_pack
from unblush.vocabulary import Region, Whom

MOST_BYTES = 200_000


def topic_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say for whom and where."""
    for option in reversed(
        [
            click.option(
                "--for",
                "whom",
                type=click.Choice([whom.value for whom in Whom]),
                default=Whom.SELF.value,
                show_default=True,
                help="For yourself, or about someone else such as your son.",
            ),
            click.option(
                "--region",
                type=click.Choice([region.value for region in Region]),
                default=Region.GENERIC.value,
                show_default=True,
                help="Whose services and phone numbers to name.",
            ),
        ]
    ):
        function = option(function)
    return function


def person_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say for whom, where and with which pack and engine."""
    for option in reversed(
        [
            click.option(
                "--timezone",
                "zone",
                metavar="NAME",
                help="The time zone in which hours and dates are meant, such as Asia/Kolkata; else this machine's.",
            ),
            click.option(
                "--pack",
                "pack_file",
                type=click.Path(path_type=Path, dir_okay=False),
                help="A compiled pack to use instead of the one that ships.",
            ),
            click.option(
                "--engine",
                type=click.Choice(["plain", "numpy", "numba"]),
                default="plain",
                show_default=True,
                help="The engine; all give the same answers.",
            ),
        ]
    ):
        function = option(function)
    return topic_options(function)


def open_desk(pack_file: Path | None, engine: str) -> Desk:
    """Open the desk; a stale editable checkout says so in one line on standard error."""
    pack = open_pack(pack_file)
    if pack_file is None:
        warn_if_stale(pack)
    return Desk(pack, engine_named(engine))


def warn_if_stale(pack: CompiledPack) -> None:
    """Name the command that compiles again, where the text has changed since."""
    if is_stale(pack):
        click.echo("knowledge/ has changed since it was compiled. To use it, run: unblush pack compile", err=True)


def moment_now(zone: str | None, pretended: str | None = None) -> datetime:
    """Return now in a named zone, or in this machine's own; or a pretended now, written with its offset.

    Raises:
        AnswerProblems: where there is no zone of that name, or the pretended moment is none.
    """
    if pretended is None:
        return datetime.now(zone_named(zone))
    try:
        now: datetime | None = datetime.fromisoformat(pretended)
    except ValueError:
        now = None
    if now is None or now.tzinfo is None:
        mend = "write it like 2026-11-22T09:00+00:00"
        raise AnswerProblems([Problem("--now", 0, 0, f"{pretended!r} is no moment with its offset", mend)])
    return now.astimezone(zone_named(zone)) if zone is not None else now


def read_answers(name: str, desk: Desk, profile: Profile, now: datetime | None = None) -> Interview:
    """Read an answers file (YAML or JSON), or standard input for `-`.

    Raises:
        AnswerProblems: with everything that does not fit, each with what to write instead.
    """
    from unblush.authoring.reader.yaml_source import read_yaml

    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise AnswerProblems([Problem(name, 0, 0, f"cannot be read: {error.strerror}", "name a file, or -")]) from None
    if len(data) > MOST_BYTES:
        raise AnswerProblems([Problem(name, 0, 0, f"has more than {MOST_BYTES:,} bytes", "answers are short")])
    shown = "standard input" if name == "-" else name
    try:
        source = read_yaml(data, shown)
    except PackProblems as error:
        raise AnswerProblems(error.problems) from None
    return from_plain(source.value, desk.pack.numbers, desk.pack.digest, profile, phrases=desk.phrases, now=now)
