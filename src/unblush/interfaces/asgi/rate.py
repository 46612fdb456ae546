"""Bounds how often one address may ask, with a bucket of tokens for each; addresses are soon forgotten."""

from __future__ import annotations

import ipaddress
import math
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from unblush.interfaces.asgi.exchange import ErrorPage, is_health, refuse
from unblush.interfaces.asgi.settings import Settings

MOST_ADDRESSES: Final = 4096

_PLAIN: Final = re.compile(r"[1-9]\d{0,2}(?:\.(?:0|[1-9]\d{0,2})){3}", re.ASCII)
"""An IPv4 address as servers write it."""


class Buckets:
    """A bucket of tokens for each address, for at most some thousand of them, the latest.

    A bucket that has filled again says the same as none, so it is dropped when somebody new asks.
    """

    def __init__(self, per_minute: float, burst: int, clock: Callable[[], float], most: int = MOST_ADDRESSES) -> None:
        self._per_second = per_minute / 60
        self._burst = burst
        self._clock = clock
        self._most = most
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many addresses are remembered."""
        return len(self._left)

    def wait(self, address: str) -> float:
        """Take a token for an address and return 0, or return the seconds until there is one."""
        now = self._clock()
        tokens, since = self._left.pop(address, (float(self._burst), now))
        tokens = min(self._burst, tokens + (now - since) * self._per_second)
        allowed = tokens >= 1
        self._left[address] = (tokens - 1 if allowed else tokens, now)
        self._forget(now)
        return 0.0 if allowed else (1 - tokens) / self._per_second

    def _forget(self, now: float) -> None:
        full = self._burst / self._per_second
        while self._left:
            oldest, (_, since) = next(iter(self._left.items()))
            if len(self._left) <= self._most and now - since < full:
                return
            del self._left[oldest]


class LimitedRate:
    """Refuses with 429 an address that asks too often; what never changes, and the health of the server, is free."""

    def __init__(
        self, app: ASGIApp, settings: Settings, error_page: ErrorPage, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._error_page = error_page
        self.buckets = Buckets(settings.requests_per_minute, settings.burst, clock)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is not too often."""
        if scope["type"] == "http" and not is_health(scope) and not str(scope["path"]).startswith("/static/"):
            seconds = self.buckets.wait(counted_address(scope))
            if seconds:
                wait = str(math.ceil(seconds)).encode("ascii")
                await refuse(send, self._error_page, 429, "too-many", [(b"retry-after", wait)])
                return
        await self._app(scope, receive, send)


def counted_address(scope: Scope) -> str:
    """Return what counts as one address: an IPv4 address, or the network of an IPv6 one that a household is given."""
    client = scope.get("client")
    if not client:
        return ""
    named = str(client[0])
    if _PLAIN.fullmatch(named):
        return named  # most are, and reading one as an address takes a tenth of a small answer
    try:
        address = ipaddress.ip_address(named.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), 64), strict=False).network_address)
