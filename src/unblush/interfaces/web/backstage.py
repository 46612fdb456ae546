"""Works out results in a process of its own: they take many times as long as a question, and nobody's should wait."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from typing import Any, Final

from unblush.interfaces.asgi.engines import Engines
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.seal import Sealer
from unblush.interfaces.web.site import Site, build_site, now_in
from unblush.shipped import open_pack

LESS_URGENT: Final = 5
"""How much a result steps back for a question, in the units of `nice`."""

_site: Site | None = None


class Backstage:
    """One process that renders results; until it is ready, or when it has died, there is none."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool: ProcessPoolExecutor | None = None
        self._ready = False

    def start(self) -> None:
        """Begin the process and wait until it has rehearsed."""
        context = multiprocessing.get_context("spawn")
        arguments = (self._settings.to_json(),)
        self._pool = ProcessPoolExecutor(1, mp_context=context, initializer=_open, initargs=arguments)
        self._ready = bool(self._pool.submit(_rehearsed).result())

    async def result(self, walk: Mapping[str, Any], token: str) -> bytes | None:
        """Return the page of a result from the plain values of its walk; None where it is to be made here."""
        if self._pool is None or not self._ready:
            return None
        try:
            return await asyncio.wrap_future(self._pool.submit(_result, dict(walk), token))
        except (BrokenProcessPool, RuntimeError):
            self._ready = False  # the answers were with it alone, and are in the form still
            return None

    def stop(self) -> None:
        """End the process."""
        self._ready = False
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _open(settings: str) -> None:
    """Prepare the process: it is told to end by the one that began it, and steps back for questions."""
    global _site  # noqa: PLW0603 - a process has one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    given = Settings.from_json(settings)
    engines = Engines(given.engine)
    engines.leap()
    _site = build_site(open_pack(), engines, Sealer(), given)


def _rehearsed() -> bool:
    from unblush.interfaces.web.rehearsal import rehearse, settle  # noqa: PLC0415 - this process alone needs it

    if _site is None:
        return False
    rehearse(_site.desk)
    settle()
    return True


def _result(plain: dict[str, Any], token: str) -> bytes:
    from unblush.interfaces.web.result_page import result_html  # noqa: PLC0415 - brought in with the first result
    from unblush.interfaces.web.walk import from_plain  # noqa: PLC0415

    if _site is None:
        raise RuntimeError("the process was not prepared")
    at = datetime.fromisoformat(plain["i"]["at"]).astimezone(now_in(str(plain["z"])).tzinfo)
    try:
        return result_html(_site, from_plain(plain, _site.desk, at), token)
    finally:
        _site.desk.forget()
