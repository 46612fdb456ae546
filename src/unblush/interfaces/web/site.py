"""What every page of one server shares: the desk, the words, the templates and the seal; nothing of any visitor."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

from starlette.requests import Request
from starlette.responses import Response

from unblush.clocks.zones import zone_named
from unblush.compiled.catalogue import Catalogue
from unblush.compiled.store import CompiledPack
from unblush.interfaces.asgi.engines import Engines
from unblush.interfaces.asgi.settings import Settings
from unblush.interfaces.web.flow import Flow
from unblush.interfaces.web.forms import one_of
from unblush.interfaces.web.languages import LANGUAGES, Language
from unblush.interfaces.web.render import Layout, Renderer, words_for_web
from unblush.interfaces.web.seal import Sealer
from unblush.interview.desk import Desk
from unblush.vocabulary import Region

HTML: Final = "text/html; charset=utf-8"


class Wanted(NamedTuple):
    """What an address asks for; nothing else may enter a page that is kept."""

    path: str
    region: Region
    language: str


@dataclass(frozen=True, slots=True)
class Site:
    """One server's shared parts."""

    pack: CompiledPack
    engines: Engines
    words: Catalogue
    renderer: Renderer
    sealer: Sealer
    settings: Settings
    desks: dict[str, Desk] = field(default_factory=dict)

    @property
    def desk(self) -> Desk:
        """The desk at which interviews are held, with the fastest engine that is warm by now."""
        engine = self.engines.current
        desk = self.desks.get(engine.name)
        return desk if desk is not None else self.desks.setdefault(engine.name, Desk(self.pack, engine))

    @property
    def flow(self) -> Flow:
        """The steps through interviews at that desk."""
        return Flow(self.desk)

    def languages(self) -> tuple[Language, ...]:
        """Return the languages to choose from: those that are offered to people, and the pseudo-language for tests."""
        return tuple(one for one in LANGUAGES if not one.pseudo or self.settings.pseudo_language)

    def language(self, code: str) -> Language:
        """Return a language by its code; the first where it is not offered."""
        return next((one for one in self.languages() if one.code == code), LANGUAGES[0])

    def layout(self, key: str, *, language: str = "en", region: str = "generic", **more: Any) -> Layout:
        """Return what stands around a page; `key` names its title."""
        chosen = self.language(language)
        title = self.words.word("web.title", title=self.words.word(f"web.title.{key}"))
        if more.pop("mistaken", False):
            title = self.words.word("web.title.error", title=title)
        return Layout(title, chosen.code, chosen.direction, self.settings.exit_to, region, **more)

    def answer(self, template: str, layout: Layout, context: Any = None, *, status: int = 200, **more: Any) -> Response:
        """Return one rendered page."""
        return Response(self.body(template, layout, context, **more), status, media_type=HTML)

    def body(self, template: str, layout: Layout, context: Any = None, **more: Any) -> bytes:
        """Return the HTML of one rendered page."""
        return self.language(layout.language).said(self.renderer.page(template, layout, context, **more))

    def page(self, template: str, key: str, wanted: Wanted, context: Any) -> bytes:
        """Return the HTML of a page that is the same for everybody; `key` names its title."""
        return self.body(template, self.layout(key, language=wanted.language, region=wanted.region.value), context)

    def message(self, key: str, *, status: int, language: str = "en") -> Response:
        """Return a page that says what happened and how to go on: `web.message.<key>.title` and `.text`."""
        body = self.message_page(key, language=language)
        return Response(body, status, media_type=HTML)

    def message_page(self, key: str, *, language: str = "en") -> bytes:
        """Return the HTML of such a page."""
        context = Message(self.words.word(f"web.message.{key}.title"), (self.words.word(f"web.message.{key}.text"),))
        return self.body("message.html", self.layout("message", language=language), context)


@dataclass(frozen=True, slots=True)
class Message:
    """Something to say on a page of its own."""

    title: str
    lines: tuple[str, ...]


def build_site(pack: CompiledPack, engines: Engines, sealer: Sealer, settings: Settings) -> Site:
    """Return the shared parts of a server."""
    words = words_for_web(pack.catalogue)
    return Site(pack, engines, words, Renderer(words), sealer, settings)


def now_in(zone: str) -> datetime:
    """Return this moment in a zone; in UTC where none is known."""
    return datetime.now(zone_named(zone) if zone else UTC)


def region_of(request: Request) -> Region:
    """Return the region that an address asks for, `?region=uk`; anywhere where it is none of ours."""
    return one_of(request.query_params.get("region", ""), Region, Region.GENERIC)
