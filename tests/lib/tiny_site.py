"""A site of five pages, for tests of what stands around pages; run by `unblush serve` as well."""

from __future__ import annotations

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from unblush.engine.backend import Engine
from unblush.interfaces.asgi.engines import Engines
from unblush.interfaces.asgi.harden import harden
from unblush.interfaces.asgi.health import Health
from unblush.interfaces.asgi.keys import keys_in_force
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.seal import Sealer
from unblush.interview.desk import Desk
from unblush.shipped import open_pack


def error_page(status: int, reason: str) -> bytes:
    return f"<!doctype html><title>{status} {reason}</title>".encode()


async def page(request: Request) -> Response:
    return HTMLResponse(f"<p>{len(request.query_params)}", headers={"server": "nobody", "cache-control": "public"})


async def form(request: Request) -> Response:
    body = await request.body()
    return HTMLResponse(f"<p>{len(body)} bytes, checked {request.state.origin_checked}")


async def boom(request: Request) -> Response:
    text = (await request.body()).decode() + str(request.query_params) + str(request.headers)
    try:
        {}[text]
    except KeyError as error:
        raise ValueError(text) from error


async def half(request: Request) -> Response:
    del request

    async def parts():
        yield b"some"
        raise ValueError("half")

    from starlette.responses import StreamingResponse

    return StreamingResponse(parts(), media_type="text/html")


async def slow(request: Request) -> Response:
    await asyncio.sleep(float(request.query_params.get("seconds", "1")))
    return HTMLResponse("<p>at last")


def site(settings: Settings, health: Health | None = None, **more: object) -> ASGIApp:
    sealer = Sealer(keys_in_force(settings), settings.token_hours)

    async def seal(request: Request) -> Response:
        return PlainTextResponse(sealer.seal(dict(request.query_params)))

    async def opened(request: Request) -> Response:
        return PlainTextResponse(str(sealer.open(request.query_params["token"])))

    routes = [
        Route("/", page),
        Route("/question/{name}", page),
        Route("/form", form, methods=["POST"]),
        Route("/check", form, methods=["POST"]),
        Route("/boom", boom, methods=["GET", "POST"]),
        Route("/half", half),
        Route("/slow", slow),
        Route("/static/{name:path}", page),
        Route("/seal", seal),
        Route("/open", opened),
        *(health.routes() if health else []),
    ]
    app = Starlette(routes=routes, lifespan=health.lifespan if health else None)
    return harden(app, settings, error_page, **more)


def from_environment() -> ASGIApp:
    settings = Settings.from_environment()
    engines = Engines(settings.engine)
    pack = open_pack()

    def turn(engine: Engine) -> None:
        desk = Desk(pack, engine)
        desk.turn(desk.begin("penile_fluid"))

    return site(settings, Health(lambda: turn(engines.current), lambda: engines.climb(turn), engines.stop))
