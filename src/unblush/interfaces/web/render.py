"""Templates to HTML: one environment, autoescape on, every word from the pack, static files named by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from unblush.compiled.catalogue import Catalogue
from unblush.rendering.amounts import sentence

HERE: Final = Path(__file__).resolve().parent
STATIC: Final = {
    "unblush.css": "text/css; charset=utf-8",
    "unblush.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
ON_PAGES: Final = "at_web."


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around every page: its name in the tab, its language, and the way out."""

    title: str
    language: str = "en"
    direction: str = "ltr"
    exit_to: str = ""
    region: str = "generic"
    in_interview: bool = False
    """Within an interview the other pages are out of the way: a stray tap should not lose the answers."""


@cache
def static_file(name: str) -> bytes:
    """Return the content of a static file.

    Raises:
        KeyError: where there is none of this name.
    """
    if name not in STATIC:
        raise KeyError(name)
    return (HERE / "static" / name).read_bytes()


@cache
def static_address(name: str) -> str:
    """Return the address of a static file, which changes with its content, so that it may be kept for ever."""
    return f"/static/{hashlib.sha256(static_file(name)).hexdigest()[:12]}/{name}"


def words_for_web(words: Catalogue) -> Catalogue:
    """Return the words with those that a page says in another way: `at_web.key` stands for `key`."""
    own = {key.removeprefix(ON_PAGES): text for key, text in words.words.items() if key.startswith(ON_PAGES)}
    return replace(words, words={**words.words, **own})


def cite(behind: str) -> Markup:
    """Return what stands behind a sentence as small links to the sources below."""
    if not behind:
        return Markup("")
    parts = [
        Markup('<a href="#source-{0}">{0}</a>').format(part) if part.isdigit() else escape(part)
        for part in behind.split(", ")
    ]
    return Markup(' <span class="cite">[{}]</span>').format(Markup(", ").join(parts))


class Renderer:
    """Renders the templates of the site with the words of one pack."""

    def __init__(self, words: Catalogue) -> None:
        self.words = words
        self._environment = Environment(
            loader=FileSystemLoader(HERE),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters["cite"] = cite
        self._environment.filters["sentence"] = sentence
        self._environment.globals["t"] = words.word
        self._environment.globals["static"] = static_address
        self._feet: dict[bool, Markup] = {}
        self._environment.globals["foot"] = self._foot

    def page(self, template: str, layout: Layout, context: Any = None, **more: Any) -> bytes:
        """Return one page; `context` is its frozen context."""
        values: Mapping[str, Any] = {"layout": layout, "page": context, **more}
        return self._environment.get_template(f"templates/{template}").render(values).encode()

    def _foot(self, in_interview: bool) -> Markup:
        """Return what stands below every page; rendered once, for it never changes."""
        if in_interview not in self._feet:
            made = self._environment.get_template("templates/foot.html").make_module().foot(in_interview)  # type: ignore[attr-defined]
            self._feet[in_interview] = Markup(made)  # noqa: S704 - it comes from a template of ours
        return self._feet[in_interview]

    def component(self, source: str) -> str:
        """Return a snippet that uses components, on a bare page: for examples and their tests."""
        return self._environment.from_string(source).render(layout=Layout("Component"))
