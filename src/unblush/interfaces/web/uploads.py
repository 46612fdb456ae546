"""A form with a file, read into memory alone: the framework would put a larger file into a temporary one on disk."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from typing import Final

from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

AROUND: Final = 64_000
"""Bytes of a form besides its file: the other fields, and what stands between them."""


class TooLarge(Exception):
    """More was sent than a page to check may have."""


class NotAForm(Exception):
    """What was sent is no form that a page of ours makes."""


class _InMemory(MultiPartParser):
    spool_max_size = 0
    """A spooled file of Python goes to the disk beyond its bound; with none it never does."""


async def read_in_memory(request: Request, most: int) -> FormData:
    """Return the form of a request whose file has at most so many bytes; nothing touches the disk.

    Raises:
        TooLarge: as soon as more has come.
        NotAForm: where it cannot be read.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise NotAForm
    parser = _InMemory(request.headers, _bounded(request, most + AROUND), max_files=1, max_fields=8, max_part_size=most)
    try:
        return await parser.parse()
    except MultiPartException as error:
        raise (TooLarge if "maximum size" in error.message else NotAForm) from None


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen > most:
            raise TooLarge
        yield chunk
