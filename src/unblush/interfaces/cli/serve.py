"""`unblush serve`: opens the web page on this machine, for one person or behind a proxy for many."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from unblush.errors import MissingExtra, ServeProblem
from unblush.interfaces.cli.options import warn_if_stale
from unblush.shipped import open_pack

if TYPE_CHECKING:
    from unblush.interfaces.asgi.settings import Settings

APP: Final = "unblush.interfaces.web.app:from_environment"
NEEDED: Final = ("starlette", "uvicorn", "jinja2", "cryptography", "python_multipart")
ANYWHERE: Final = ("0.0.0.0", "::", "")  # noqa: S104 - recognised so that it is warned of

MOST_AT_ONCE: Final = 200
SECONDS_TO_END: Final = 20
SECONDS_KEPT_ALIVE: Final = 15
LARGEST_HEAD: Final = 16_384


@click.command("serve")
@click.option("--host", metavar="ADDRESS", help="Where to listen.  [default: 127.0.0.1, this machine alone]")
@click.option("--port", type=int, metavar="NUMBER", help="The port; 0 takes any free one.  [default: 8000]")
@click.option("--workers", type=int, metavar="NUMBER", help="How many processes answer.  [default: 1]")
@click.option("--keys", type=click.Path(path_type=Path), metavar="FILE", help="The keys that seal interviews.")
@click.option("--new-keys", type=click.Path(path_type=Path), metavar="FILE", help="Make such a file, and end.")
@click.option("--rotate-keys", type=click.Path(path_type=Path), metavar="FILE", help="Put a new key first, and end.")
@click.option("--allow-host", "hosts", multiple=True, metavar="NAME", help="A name of the site. Repeat for more.")
@click.option("--tls", "secure", is_flag=True, default=None, help="People reach the site by https, through a proxy.")
@click.option("--proxy-headers", is_flag=True, default=None, help="Believe what the proxy says of who asks.")
@click.option(
    "--trusted-proxy", "trusted_proxies", multiple=True, metavar="ADDRESS", help="Which proxy.  [default: 127.0.0.1]"
)
@click.option(
    "--engine",
    type=click.Choice(["best", "plain", "numpy", "numba"]),
    help="The engine; all give the same answers.  [default: best]",
)
@click.option(
    "--results-apart", is_flag=True, default=None, help="Work results out in a process beside, for many people at once."
)
@click.option("--pseudo-language", is_flag=True, default=None, help="Show a made-up language, to test the layout.")
def command(new_keys: Path | None, rotate_keys: Path | None, **given: Any) -> None:
    """Open the web page on this machine.

    Nothing that people answer is kept: it travels sealed in the page. docs/serving.md says how to run it for others.

    Everything else that can be set stands in the environment variable UNBLUSH_SERVE, as one JSON object.
    """
    for package in NEEDED:
        if find_spec(package) is None:
            raise MissingExtra("web", "unblush serve")
    if new_keys is not None or rotate_keys is not None:
        _write_keys(new_keys, rotate_keys)
        return
    from unblush.interfaces.asgi.settings import Settings

    base = Settings.from_environment()
    named = {name: value for name, value in given.items() if value is not None and value != ()}
    settings = _with(base, named)
    words, keys = open_pack(), _random_keys(settings)
    warn_if_stale(words)
    # uvicorn takes both signals, and raises them again when all is done: either way that is a good end
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    listening = _listen(settings)
    try:
        for line in _opening(settings, listening.getsockname()[1], words.catalogue.word):
            click.echo(line)
        _run(settings, keys, listening)
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    click.echo(words.catalogue.word("serve.ended"))


def _with(base: Settings, named: dict[str, Any]) -> Settings:
    """Return the settings of the environment, with what the command line says instead."""
    from dataclasses import replace

    return replace(base, **named)


def _write_keys(new: Path | None, old: Path | None) -> None:
    from unblush.interfaces.asgi.keys import make_keys, rotate_keys

    words = open_pack().catalogue
    if new is not None:
        make_keys(new)
        click.echo(words.word("serve.keys_made", file=new))
    if old is not None:
        count = rotate_keys(old)
        click.echo(words.word("serve.keys_rotated", file=old, count=count))


def _random_keys(settings: Settings) -> str:
    """Return keys that all workers of this server share, where no file gives them; read the file where one does.

    Raises:
        ServeProblem: where the file cannot be read as keys.
    """
    from unblush.interfaces.asgi.keys import random_key, read_keys

    if settings.keys is not None:
        read_keys(settings.keys)
        return ""
    return random_key().decode("ascii")


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything is started, so that a port in use is said at once.

    Raises:
        ServeProblem: where the address or the port cannot be had.
    """
    where = f"{settings.host}:{settings.port}"
    try:
        found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServeProblem(where, f"is no address of this machine ({error.strerror})", "give another --host") from None
    try:
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        # now, not when the server is up: two that bind may both believe that they have the port
        listening.listen(socket.SOMAXCONN)
    except OSError as error:
        listening.close()
        mend = "end the other server, or give another --port; 0 takes any free one"
        if isinstance(error, PermissionError):
            mend = "give a --port of 1024 or above, and let a proxy have the lower one"
        raise ServeProblem(where, f"cannot be listened on ({error.strerror})", mend) from None
    listening.set_inheritable(True)
    return listening


def _opening(settings: Settings, port: int, word: Callable[..., str]) -> list[str]:
    """Return the lines that are printed at the start."""
    from unblush.interfaces.asgi.hosts import is_loopback

    name = "localhost" if is_loopback(settings.host) or settings.host in ANYWHERE else settings.host
    shown = f"[{name}]" if ":" in name else name
    lines = [word("serve.address", address=f"http://{shown}:{port}/"), word("serve.nothing_kept")]
    if settings.keys is None:
        lines.append(word("serve.random_keys"))
    if not is_loopback(settings.host):
        if not settings.secure:
            lines.append(word("serve.open_without_tls"))
        if settings.host in ANYWHERE and not settings.hosts:
            lines.append(word("serve.no_names"))
    return [*lines, word("serve.end_with")]


def _run(settings: Settings, keys: str, listening: socket.socket) -> None:
    """Serve until a signal ends it; requests under way are answered first.

    Raises:
        ServeProblem: where the pages cannot be started.
    """
    import uvicorn
    from uvicorn.config import STARTUP_FAILURE
    from uvicorn.supervisors import Multiprocess

    from unblush.interfaces.asgi import keys as key_file
    from unblush.interfaces.asgi import settings as told
    from unblush.interfaces.asgi.logs import log_config

    # this is what workers are started with; it never stands on a command line or in a file
    os.environ[told.VARIABLE] = settings.to_json()
    if keys:
        os.environ[key_file.VARIABLE] = keys
    config = uvicorn.Config(
        APP,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=log_config(),
        access_log=False,
        server_header=False,
        proxy_headers=settings.proxy_headers,
        forwarded_allow_ips=list(settings.trusted_proxies),
        http="h11",
        ws="none",
        lifespan="on",
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=SECONDS_KEPT_ALIVE,
        timeout_graceful_shutdown=SECONDS_TO_END,
        h11_max_incomplete_event_size=LARGEST_HEAD,
    )
    try:
        if settings.workers > 1:
            parent = Multiprocess(config, sockets=[listening])
            parent.run()
            started = all(worker.exitcode != STARTUP_FAILURE for worker in parent.processes)
        else:
            server = uvicorn.Server(config)
            server.run(sockets=[listening])
            started = server.started
    except SystemExit:
        started = False
    if not started:
        raise ServeProblem("unblush serve", f"cannot start {APP}", "read the lines above")
