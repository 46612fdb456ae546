"""What both calculators are: a form at one address, the same for everybody until it is sent, then answered below it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unblush.interfaces.web.fixed import fixed
from unblush.interfaces.web.forms import Mistake
from unblush.interfaces.web.site import Site, Wanted


class Filled(Protocol):
    """A page with a form: what was wrong in it."""

    @property
    def mistakes(self) -> Sequence[Mistake]:
        """Everything to mend."""
        ...


class Contextual(Protocol):
    """Makes the page of a form."""

    def __call__(self, form: FormData, digest: str | None = None) -> Filled:
        """Return the page; with a digest of the pack the form is answered, without one it is only shown."""
        ...


def calculator_routes(site: Site, name: str, context: Contextual) -> list[Route]:
    """Return the routes of a calculator: its address and the key of its title are its name, as is its template."""
    template = f"{name}.html"

    def form(wanted: Wanted) -> bytes:
        return site.page(template, name, wanted, context(FormData()))

    def shown(sent: FormData) -> Response:
        page = context(sent, site.pack.digest)
        layout = site.layout(name, mistaken=bool(page.mistakes))
        return site.answer(template, layout, page, status=422 if page.mistakes else 200)

    async def answer(request: Request) -> Response:
        sent = await request.form(max_files=0, max_part_size=site.settings.largest_form)
        return await run_in_threadpool(shown, sent)

    return [fixed(site, f"/{name}", form, name), Route(f"/{name}", answer, methods=["POST"], name=name)]
