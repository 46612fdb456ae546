"""Puts on every answer the headers that keep a page to itself: no foreign part, no copy, no trace, no frame."""

from __future__ import annotations

import re
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DENIED: Final = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
"""What no page of ours may use. Only names that browsers know: a foreign one writes a message to the console."""

_YEAR: Final = 31_536_000
_IMMUTABLE: Final = f"public, max-age={_YEAR}, immutable".encode("ascii")
_HASHED: Final = re.compile(r"(?:^|[=./&-])[0-9a-f]{8,64}(?:[./&]|$)")


class PrivateHeaders:
    """Sets the headers on every answer, whatever the application said."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        fixed = {
            "content-security-policy": CONTENT_POLICY,
            "referrer-policy": "no-referrer",
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": ", ".join(f"{name}=()" for name in DENIED),
        }
        if secure:
            fixed["strict-transport-security"] = f"max-age={_YEAR}"
        self._fixed = [(name.encode("ascii"), value.encode("ascii")) for name, value in fixed.items()]
        self._ours = {name for name, _ in self._fixed} | {b"cache-control", b"x-robots-tag", b"server"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and dress the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dress(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = [pair for pair in message.get("headers", ()) if pair[0].lower() not in self._ours]
                kept += [*self._fixed, (b"cache-control", _keeping(scope, message["status"]))]
                if scope["method"] == "POST":
                    kept.append((b"x-robots-tag", b"noindex"))
                message = {**message, "headers": kept}
            await send(message)

        await self._app(scope, receive, dress)


def _keeping(scope: Scope, status: int) -> bytes:
    """Return how long an answer may be kept: for ever where its address names its content, else not at all."""
    path = str(scope["path"])
    if path.startswith("/static/") and status in (200, 304):
        name, query = path.removeprefix("/static/"), scope.get("query_string", b"").decode("latin-1")
        if _HASHED.search(name) or _HASHED.search(query):
            return _IMMUTABLE
    return b"no-store"
