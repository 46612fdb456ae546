"""What a machine may ask: is the server alive, and is it ready to answer people?"""

from __future__ import annotations

import json
import logging
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType
from typing import Final, Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from unblush.interfaces.asgi.places import causes_of

State = Literal["starting", "ready", "draining", "failed"]
Handler = Callable[[int, FrameType | None], object]
_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)
_log = logging.getLogger("unblush.error")


class Health:
    """The state of one server process.

    `first` makes it able to answer (opens the pack, takes a turn) and runs once at its start, beside the answering of
    health. `later` makes it faster and runs after that. Both run in a thread of their own; `stop` asks `later` to end.
    """

    def __init__(
        self,
        first: Callable[[], None],
        later: Callable[[], None] | None = None,
        stop: Callable[[], None] | None = None,
    ) -> None:
        self.state: State = "starting"
        self._first = first
        self._later = later
        self._stop = stop

    def routes(self) -> list[Route]:
        """Return `/health/live`, and `/health/ready`: 200 when ready, else 503."""
        return [Route("/health/live", _live), Route("/health/ready", self._ready)]

    @asynccontextmanager
    async def lifespan(self, app: object = None) -> AsyncIterator[None]:
        """Run `first` and `later`, and notice the signal that ends the server: give it to Starlette as `lifespan`."""
        del app
        before = self._watch_signals()
        threading.Thread(target=self._begin, name="unblush-start").start()
        try:
            yield
        finally:
            self.state = "draining"
            if self._stop is not None:
                self._stop()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _begin(self) -> None:
        try:
            self._first()
            if self.state == "starting":
                self.state = "ready"
            if self._later is not None:
                self._later()
        except Exception as error:  # noqa: BLE001 - a server that cannot answer says so, and why it cannot in its log
            if self.state == "starting":
                self.state = "failed"
            _log.error(json.dumps({"error": causes_of(error)}))

    def _watch_signals(self) -> dict[signal.Signals, Handler]:
        """Hear the signals to end before the server does; a balancer must see it at once."""
        if threading.current_thread() is not threading.main_thread():
            return {}
        before: dict[signal.Signals, Handler] = {}
        for number in _SIGNALS:
            after = signal.getsignal(number)
            if not callable(after):
                continue
            before[number] = after

            def draining(number: int, frame: FrameType | None, after: Handler = after) -> None:
                self.state = "draining"
                after(number, frame)

            signal.signal(number, draining)
        return before

    async def _ready(self, request: Request) -> Response:
        del request
        return JSONResponse({"state": self.state}, 200 if self.state == "ready" else 503)


async def _live(request: Request) -> Response:
    del request
    return JSONResponse({"state": "live"})
