"""Says in the options of a command what does not fit in a question about conceiving."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import click

from unblush.conception.fitting import DoesNotFit, Misfit

SAID: Final[Mapping[str, str]] = {
    "irregular_and_length": "--irregular and --cycle contradict each other. Give one of the two.",
    "days_with_route": "--sex-on is about sex. With --route give --cycles: rates by day were never measured.",
    "unwanted_with_route": "--unwanted is about sex. Leave out --route.",
    "set_needs_rise": "--set temperature counts from the rise. Give --temperature-rise-on as well.",
    "mucus_needs_days": "--mucus is about the days of sex. Give --sex-on as well.",
    "test_needs_three": "A semen test needs all three: --volume, --concentration and --motility.",
    "told": "--told {given}: not one of the things we know to change nothing. Known: {known}.",
    "one_way_only": "--withdrawal, --inside and --iui exclude each other. Give one of them.",
    "fathers_with_test": "--fathers stands in for a test. Leave it out, or leave out the test.",
    "withdrawal_with_test": "--withdrawal counts only the fluid before the semen, so a test of semen does not fit.",
}
"""Contradictions between options."""

SAID_OF_ONE: Final[Mapping[str, tuple[str, str]]] = {
    "no_day": ("--sex-on", "{word} is not a cycle day. Write days from 1 to {last} with commas, such as 11,13."),
    "length": ("--cycle", "{given} is not in the range {low} to {high} days. For other cycles write --irregular."),
    "cycles": ("--cycles", "{given} is not in the range {low} to {high} cycles."),
}
"""What is wrong with the value of one option."""


@contextmanager
def said_in_options() -> Iterator[None]:
    """Turn the first thing that does not fit into a usage error of the command line."""
    try:
        yield
    except DoesNotFit as error:
        raise _usage(error.misfits[0]) from None


def _usage(misfit: Misfit) -> click.UsageError:
    if misfit.reason in SAID:
        return click.UsageError(SAID[misfit.reason].format(**misfit.facts))
    option, text = SAID_OF_ONE[misfit.reason]
    return click.BadParameter(text.format(**misfit.facts), param_hint=option)
