"""One interview with nobody, so that the first person does not wait for what every interview needs once."""

from __future__ import annotations

import gc
from typing import Final

from unblush.interview.desk import Desk
from unblush.vocabulary import AGE, NONE, Answer, Mark, PageKind

MIDDLE: Final = Answer(Mark.ANSWERED, number=30.0)
HOURS: Final = Answer(Mark.ANSWERED, number=20.0)


def rehearse(desk: Desk) -> None:
    """Go through every complaint of the pack as somebody of thirty to whom nothing applies."""
    for complaint in desk.pack.numbers:
        numbers = desk.numbers(complaint)
        kinds = {page.id: page.kind for page in numbers.pages}
        interview = desk.begin(complaint)
        while (page := desk.turn(interview).next_page) is not None:
            number = MIDDLE if page == AGE else HOURS
            interview = interview.answer(numbers, page, number if kinds[page] is PageKind.NUMBER else NONE)
        desk.assess(interview)
    desk.forget()


def settle() -> None:
    """Let the collector of garbage leave alone what stays for good: looking it through took longer than a page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
