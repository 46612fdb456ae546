"""Finds a route by its whole path at once; the framework tries one after the other, and the last pages would pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

from starlette.datastructures import URLPath
from starlette.routing import BaseRoute, Match, NoMatchFound, Route
from starlette.types import Receive, Scope, Send

FOUND: Final = "unblush.route"


class Exact(BaseRoute):
    """Stands before the routes and picks those whose path has no gaps; what it does not know is left to them."""

    def __init__(self, routes: Sequence[Route]) -> None:
        self._by_path: dict[str, list[Route]] = defaultdict(list)
        for route in routes:
            if "{" not in route.path:
                self._by_path[route.path].append(route)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Return the match of the route with this path and method; a path without the method is left to the list."""
        if scope["type"] == "http" and scope["path"] in self._by_path:
            for route in self._by_path[scope["path"]]:
                match, child = route.matches(scope)
                if match is Match.FULL:
                    return match, {**child, FOUND: route}
        return Match.NONE, {}

    def url_path_for(self, name: str, /, **path_params: Any) -> URLPath:
        """Leave every name to the routes themselves."""
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request to the route that was found."""
        scope["route"] = scope[FOUND]  # the log names the route that answered
        await scope[FOUND].handle(scope, receive, send)
