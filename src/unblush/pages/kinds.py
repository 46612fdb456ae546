"""What each kept block is: a heading, a list item or running text, judged by its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from unblush.pages.blocks import Block
from unblush.pages.page import Kind

_LABELLED: Final = re.compile(r"[A-Z][\w ,/&’'-]{2,50}: \w")
"""An item that names itself: "Exercise: a walk a day helps ..."."""


def kinds_of(blocks: Sequence[Block]) -> list[Kind]:
    """Return the kind of each block.

    Markup decides where there is any. In plain text: a bullet makes a list item; a number does too, unless running
    text follows it at once ("2) Side effects" above its paragraph); two short lines or more below a heading, or below
    a line that ends with a colon, are a list; any other short line without a stop above something else is a heading.
    """
    kinds: list[Kind] = []
    listing = False
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        kind = _kind(block, before, following, kinds[-1] if kinds else None, listing=listing)
        kinds.append(kind)
        listing = block.text.endswith(":") or (listing and kind == "list")
    return kinds


def _kind(block: Block, before: Block | None, following: Block | None, last: Kind | None, *, listing: bool) -> Kind:
    if block.given:
        return block.kind
    if block.mark == "bullet":
        return "list"
    if block.mark == "ordinal":
        alone = following is not None and not following.mark and following.kind != "list"
        return "heading" if alone and block.short and following is not None and following.prose else "list"
    if block.count <= 6 and block.text.endswith(":"):
        return "heading"
    if listing and _LABELLED.match(block.text):
        return "list"
    if listing and block.count <= 12 and not block.text.endswith(":"):
        together = following is not None and following.count <= 12 and not following.text.endswith(":")
        if together or last == "list" or not block.short:
            return "list"
    if before is not None and last in {"heading", "list"} and _in_run(block, before, following):
        return "list"
    if block.short and following is not None:
        return "heading"
    return "text"


def _in_run(block: Block, before: Block, following: Block | None) -> bool:
    """Whether a short line stands among short lines of its like: signs of an illness without bullets, say.

    The last of them may be the heading of what follows: it belongs to the run where it stands nearer to it.
    """
    if not block.short or before.mark or not (before.short or before.text.endswith(":")):
        return False
    if following is not None and following.short and not following.mark and not following.given:
        return following.gap <= block.gap or block.gap < 1
    return block.gap < (following.gap if following is not None else 1)
