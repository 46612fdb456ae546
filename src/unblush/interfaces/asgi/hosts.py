"""Answers only to the names of this site, so that no foreign name can be bent to reach it (DNS rebinding)."""

from __future__ import annotations

import ipaddress
import re
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from unblush.interfaces.asgi.exchange import ErrorPage, headers_named, is_health, refuse
from unblush.interfaces.asgi.settings import Settings

_HOST: Final = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::(?P<port>[0-9]{1,5}))?")


class KnownHosts:
    """Refuses with 400 what was sent to another name than the names of this machine and of the site."""

    def __init__(self, app: ASGIApp, settings: Settings, error_page: ErrorPage) -> None:
        self._app = app
        self._error_page = error_page
        self._names = {_plain(name) for name in (*settings.hosts, settings.host)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what names this site."""
        if scope["type"] != "http" or is_health(scope) or self._knows(headers_named(scope, b"host")):
            await self._app(scope, receive, send)
            return
        await refuse(send, self._error_page, 400, "host")

    def _knows(self, hosts: list[str]) -> bool:
        found = _HOST.fullmatch(hosts[0]) if len(hosts) == 1 else None
        if found is None:
            return False
        name = _plain(found["name"])
        return name in self._names or _plain(hosts[0]) in self._names or is_loopback(name)


def is_loopback(name: str) -> bool:
    """Return whether a name or an address, without brackets, is this machine itself."""
    if name.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _plain(name: str) -> str:
    """Return a name as it is compared: small letters, no final dot, no brackets."""
    return name.lower().removesuffix(".").removeprefix("[").removesuffix("]")
