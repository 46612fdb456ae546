"""Refuses what another site's page sends in a person's name."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from unblush.interfaces.asgi.exchange import ErrorPage, headers_named, refuse

_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_DEFAULT_PORTS: Final = {"http": ":80", "https": ":443"}


class OwnPagesOnly:
    """Refuses with 403 every request that changes something and comes from another site.

    `scope["state"]["origin_checked"]` is True where the browser itself said that the request comes from this site.
    It is False where the browser said nothing; then the page must ask for the nonce of its cookie.
    """

    def __init__(self, app: ASGIApp, error_page: ErrorPage, *, secure: bool) -> None:
        self._app = app
        self._error_page = error_page
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what no other site sent."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = None if scope["method"] in _SAFE else self._said(scope)
        if said is False:
            await refuse(send, self._error_page, 403, "cross-site")
            return
        scope.setdefault("state", {})["origin_checked"] = said is True
        await self._app(scope, receive, send)

    def _said(self, scope: Scope) -> bool | None:
        """Return whether the browser says that this site sent it; None where it does not say."""
        # first, because `no-referrer` makes browsers write `Origin: null` on our own forms (Fetch, "append a request
        # Origin header"), while this header then still tells the truth; no page can set or change it
        sites = headers_named(scope, b"sec-fetch-site")
        if sites:
            return all(site in ("same-origin", "none") for site in sites)
        # over plain HTTP from another machine browsers leave it out; `null` there is a browser that does not say
        origins = [origin for origin in headers_named(scope, b"origin") if origin != "null"]
        if origins:
            hosts = headers_named(scope, b"host")
            return len(hosts) == 1 and all(self._is_own(origin, hosts[0]) for origin in origins)
        return None

    def _is_own(self, origin: str, host: str) -> bool:
        try:
            scheme, place, path, query, fragment = urlsplit(origin)
        except ValueError:
            return False
        if scheme not in (("https",) if self._secure else _DEFAULT_PORTS) or path or query or fragment:
            return False
        port = _DEFAULT_PORTS[scheme]
        return place.lower().removesuffix(port) == host.lower().removesuffix(port)
