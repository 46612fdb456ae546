"""The command `unblush`: one group, its commands imported when they are used, errors as exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from unblush import __version__
from unblush.errors import UnblushError

COMMANDS = {
    "ask": ("ask", "Answer about ten questions and get cited advice."),
    "topic": ("topic", "Read about one topic, without an interview."),
    "answer": ("answer", "Answer a question asked in your own words."),
    "check": ("check", "Read a web page: what it says, and whether it holds."),
    "explain": ("explain", "Show every weight and every source behind a result."),
    "conceive": ("conceive", "Show the chance of conceiving in a cycle, as a range."),
    "budget": ("budget", "Show how many sperm stay when semen runs out."),
    "serve": ("serve", "Open the web page on this machine."),
    "claims": ("claims", "Measure how the claims of pages are found."),
    "pack": ("pack", "Check, compile, test and look into the knowledge pack."),
}

EPILOG = """\b
Exit codes:
  0    done
  2    the command line cannot be understood
  3    the text of a pack has problems
  4    a compiled pack is missing or damaged
  5    answers do not fit the questions
  6    an id is not known
  7    an optional part is not installed
  8    a page to check cannot be read, or may not be fetched
  9    the web server cannot start
  130  interrupted

Shell completion: eval "$(_UNBLUSH_COMPLETE=bash_source unblush)"
"""


class LazyGroup(click.Group):
    """A group that imports a command only when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which people need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = import_module(f"unblush.interfaces.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, "-V", "--version", prog_name="unblush", message="%(prog)s %(version)s")
def cli() -> None:
    """Private, evidence-cited answers about fluid and semen leakage.

    It is information, not a diagnosis. It makes no network call, stores nothing and logs no answer.
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and leave with the exit code of what happened."""
    try:
        code = cli.main(args=arguments, prog_name="unblush", standalone_mode=False)
        sys.stdout.flush()
    except UnblushError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except click.exceptions.Exit as error:
        sys.exit(error.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        click.echo("", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # the reader of our output went away, as `head` does: nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
