"""The web app: every route, wrapped in the hardening that all servers share."""

from __future__ import annotations

import sys
from functools import partial
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from unblush.compiled.store import CompiledPack
from unblush.engine.backend import Engine
from unblush.interfaces.asgi.engines import Engines
from unblush.interfaces.asgi.harden import harden
from unblush.interfaces.asgi.health import Health
from unblush.interfaces.asgi.keys import keys_in_force
from unblush.interfaces.asgi.logs import quicken
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web import interview_routes
from unblush.interfaces.web.backstage import Backstage
from unblush.interfaces.web.exact import Exact
from unblush.interfaces.web.later import Later
from unblush.interfaces.web.rehearsal import rehearse, settle
from unblush.interfaces.web.render import STATIC, static_address, static_file
from unblush.interfaces.web.seal import Sealer
from unblush.interfaces.web.site import HTML, Site, build_site
from unblush.interview.desk import Desk
from unblush.shipped import open_pack

REASONS: Final = {404: "not-found", 405: "method"}


def build_app(settings: Settings, pack: CompiledPack, sealer: Sealer, engines: Engines | None = None) -> ASGIApp:
    """Return the web app over a pack; it begins on the plain engine and changes to a faster one when that is warm."""
    engines = engines or Engines(settings.engine)
    site = build_site(pack, engines, sealer, settings)

    def warm(engine: Engine) -> None:
        rehearse(Desk(pack, engine))
        settle()

    def first() -> None:
        desk = Desk(pack, engines.current)
        desk.turn(desk.begin(next(iter(pack.numbers))))

    def climb() -> None:
        others.load()
        engines.climb(warm)
        if settings.results_apart:
            backstage.start()

    def stop() -> None:
        engines.stop()
        backstage.stop()

    backstage = Backstage(settings)
    health = Health(first, climb, stop)
    routes = [
        *interview_routes.routes(site, backstage),
        *health.routes(),
        Route("/static/{version}/{name}", _static, name="static"),
    ]
    others = Later(partial(_others, site), routes)
    app = Starlette(
        routes=[Exact(routes), *routes, others],
        # safe beside a token: no other site can have its guesses answered here, as its forms are refused
        middleware=[Middleware(GZipMiddleware, minimum_size=4096, compresslevel=5)],
        exception_handlers={HTTPException: partial(_problem, site)},
        lifespan=health.lifespan,
    )
    return harden(app, settings, partial(error_page, site))


def _others(site: Site) -> list[Route]:
    """Return the routes of every page but the interview."""
    from unblush.interfaces.web import (  # noqa: PLC0415 - they come after the first page
        ask_page,
        budget_page,
        check_page,
        conceive_page,
        figures_page,
        fixed_pages,
        summary_routes,
        topic_pages,
    )
    from unblush.interfaces.web.shelf import Shelf  # noqa: PLC0415

    shelf = Shelf()
    return [
        *summary_routes.routes(site),
        *topic_pages.routes(site),
        *ask_page.routes(site, shelf),
        *check_page.routes(site, shelf),
        *conceive_page.routes(site),
        *budget_page.routes(site),
        *figures_page.routes(site),
        *fixed_pages.routes(site),
    ]


def from_environment() -> ASGIApp:
    """Return the app that a server process runs, with the settings and keys in its environment."""
    quicken()
    # an answer waits for a page that is being worked out no longer than this many seconds at a time
    sys.setswitchinterval(0.001)
    settings = Settings.from_environment()
    sealer = Sealer(keys_in_force(settings), settings.token_hours)
    return build_app(settings, open_pack(), sealer)


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC or request.url.path != static_address(name):
        raise HTTPException(404)
    return Response(static_file(name), media_type=STATIC[name])


async def _problem(site: Site, request: Request, error: Exception) -> Response:
    del request
    status = error.status_code if isinstance(error, HTTPException) else 500
    return Response(error_page(site, status, REASONS.get(status, "error")), status, media_type=HTML)


def error_page(site: Site, status: int, reason: str) -> bytes:
    """Return the page for a request that was refused: what happened, and how to go on."""
    del status
    return site.message_page(reason.replace("-", "_"))
