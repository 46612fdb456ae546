"""What `unblush pack show ID` says of one entry of the text."""

from __future__ import annotations

from collections.abc import Iterator

from unblush.authoring.model.dangling import sourced_parts
from unblush.authoring.model.record import Record
from unblush.authoring.reader.folder import Written
from unblush.errors import UnknownName

KINDS = ("conditions", "pages", "red_flags", "advice", "statements", "sources", "cases", "words", "regions")


def lines_about(written: Written, name: str) -> Iterator[str]:
    """Yield what the pack says of an id: where it stands, its text, and everything that names it.

    Raises:
        UnknownName: where nothing has this id.
    """
    items = {item.id: page.id for page in written.pack.pages.values() for item in page.items}
    items |= {graded.id: page.id for page in written.pack.pages.values() for graded in page.graded}
    found = False
    for kind in KINDS:
        if name in getattr(written.pack, kind):
            found = True
            yield from _text(written, kind, name)
    if name in items:
        found = True
        yield f"{name} is an answer on the page {items[name]}"
        yield from _text(written, "pages", items[name], only=name)
    if not found:
        known = [known for kind in KINDS for known in getattr(written.pack, kind)]
        raise UnknownName("entry", name, [*known, *items])
    uses = list(_uses(written, name))
    if uses:
        yield ""
        yield "named by:"
        yield from uses


def _text(written: Written, kind: str, name: str, only: str = "") -> Iterator[str]:
    origin = written.origins[(kind, name)]
    place = origin.path
    if only:
        record = written.pack.pages[name]
        rows = [*(("items", i, item.id) for i, item in enumerate(record.items))]
        rows += [("graded", i, graded.id) for i, graded in enumerate(record.graded)]
        field, index = next((field, index) for field, index, item in rows if item == only)
        place = (*place, field, index)
    line, column = origin.source.positions.get(place, (1, 1))
    yield f"{origin.source.path}:{line}"
    yield ""
    lines = origin.source.lines
    yield lines[line - 1]
    for text in lines[line:]:
        indent = len(text) - len(text.lstrip())
        # a list entry ends at the next dash of its own depth, a whole file at its end
        if text.strip() and column > 1 and indent < column - 1:
            break
        yield text


def _uses(written: Written, name: str) -> Iterator[str]:
    for kind in ("conditions", "pages", "red_flags", "advice", "cases"):
        for owner, record in getattr(written.pack, kind).items():
            if owner == name:
                continue
            cited = any(name in part.source for _, part in sourced_parts(record))
            if cited or name in _words_of(record):
                yield f"  {kind.removesuffix('s').replace('_', ' ')} {owner}"


def _words_of(record: object) -> set[str]:
    """Return every text inside a record, keys of mappings included."""
    found: set[str] = set()
    if isinstance(record, str):
        found.add(record)
    elif isinstance(record, dict):
        for key, part in record.items():
            found |= {key} | _words_of(part)
    elif isinstance(record, tuple):
        for part in record:
            found |= _words_of(part)
    elif isinstance(record, Record):
        for field in type(record).model_fields:
            found |= _words_of(getattr(record, field))
    return found
