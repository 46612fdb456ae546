"""Follows every link of the site from the first page, as somebody who reads would."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from starlette.testclient import TestClient

_LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
MOST = 400


def crawl(client: TestClient) -> dict[str, tuple[int, str, str]]:
    """Return the status, the text and one page with a link to it, for every address of ours that can be reached."""
    found: dict[str, tuple[int, str, str]] = {}
    waiting = {"/": "the start"}
    while waiting and len(found) < MOST:
        address, whence = waiting.popitem()
        page = client.get(address)
        kind = page.headers.get("content-type", "")
        found[address] = (page.status_code, page.text if kind.startswith("text/html") else "", whence)
        for link in _LINK.findall(found[address][1]):
            parts = urlsplit(unescape(link))
            ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
            # what follows a ? is the region, which changes whom to call and nothing else
            if ours and parts.path not in found:
                waiting.setdefault(parts.path, address)
    return found


def one_of_each_kind(addresses: list[str]) -> list[str]:
    """Return the addresses, with one alone of those that differ in their last part or in what follows a `?`."""
    kept: dict[str, str] = {}
    for address in sorted(addresses):
        path = address.partition("?")[0]
        folder, _, last = path.rpartition("/")
        kept.setdefault(f"{folder}/*" if folder else last, address)
    return sorted(kept.values())
