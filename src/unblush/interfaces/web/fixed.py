"""Pages that are the same for everybody: each is rendered once for a region and a language, and its bytes are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unblush.interfaces.web.languages import LANGUAGES
from unblush.interfaces.web.site import HTML, Site, Wanted, region_of
from unblush.vocabulary import Region

Make = Callable[[Wanted], bytes]
"""Renders a page that nobody has sent anything for."""

USUAL: Final = (Region.GENERIC, LANGUAGES[0].code)


def fixed(site: Site, path: str, make: Make, name: str) -> Route:
    """Return the route of a page that is the same for everybody; `make` raises for an address that has none."""
    kept: dict[Wanted, bytes] = {}

    async def endpoint(request: Request) -> Response:
        # most addresses have no query, and are not made to pay for reading one
        usual = not request.scope["query_string"]
        region, language = USUAL if usual else (region_of(request), language_of(site, request))
        wanted = Wanted(request.scope["path"], region, language)
        body = kept.get(wanted)
        if body is None:
            body = kept[wanted] = make(wanted)
        return Response(body, media_type=HTML)

    return Route(path, endpoint, methods=["GET"], name=name)


def language_of(site: Site, request: Request) -> str:
    """Return the language that an address asks for, `?language=en`; the first where it is none of ours."""
    return site.language(request.query_params.get("language", "")).code
