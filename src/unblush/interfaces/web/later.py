"""Pages whose code is brought in after the first page is there: nobody waits for a calculator to meet a question."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, Route, Router
from starlette.types import Receive, Scope, Send

from unblush.interfaces.web.exact import Exact


class Later(BaseRoute):
    """Stands after the routes `before` it for those that `build` gives; who asks before they are there waits.

    A path of the routes before it is left to them, so that a wrong method is theirs to refuse.
    """

    def __init__(self, build: Callable[[], Sequence[Route]], before: Sequence[Route]) -> None:
        self._build = build
        self._theirs = frozenset(route.path for route in before)
        self._router: Router | None = None
        self._lock = threading.Lock()

    def load(self) -> Router:
        """Bring the code in, once."""
        with self._lock:
            if self._router is None:
                routes = self._build()
                self._router = Router(routes=[Exact(routes), *routes])
            return self._router

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Take every request that came so far; the routes inside say what is not found."""
        ours = scope["type"] == "http" and scope["path"] not in self._theirs
        return (Match.FULL, {}) if ours else (Match.NONE, {})

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """Leave every name to the routes themselves."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to the routes, brought in first where they are not yet."""
        router = self._router
        if router is None:
            router = await run_in_threadpool(self.load)
        scope["route"] = None  # the log names the route that answers, not this one
        await router(scope, receive, send)
