"""What every layer needs of one exchange: a header that must stand once, and a refusal with a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.types import Scope, Send

ErrorPage = Callable[[int, str], bytes]
"""Gives the HTML for a status and a reason: "too-large", "too-many", "cross-site", "host", "timeout", "error",
"not-found" or "method".
"""


def headers_named(scope: Scope, name: bytes) -> list[str]:
    """Return every value that a request gives a header; names are in lower case by the rules of ASGI."""
    return [value.decode("latin-1").strip() for key, value in scope["headers"] if key == name]


def is_health(scope: Scope) -> bool:
    """Return whether a machine asks how the server is: it knows no name of the site, and asks often."""
    return str(scope["path"]).startswith("/health/")


async def refuse(
    send: Send, error_page: ErrorPage, status: int, reason: str, extra: Sequence[tuple[bytes, bytes]] = ()
) -> None:
    """Answer with the page for a status and a reason."""
    body = error_page(status, reason)
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode("ascii")),
        *extra,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
