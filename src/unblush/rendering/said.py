"""Answers in words: what a person said on a page, as they met it."""

from __future__ import annotations

from unblush.compiled.catalogue import Catalogue, PageWords
from unblush.vocabulary import Answer, Mark


def answer_words(words: Catalogue, page: PageWords, answer: Answer, *, other: bool = False) -> str:
    """Return an answer in the words of its page; `other` where it is about somebody else."""
    if answer.number is not None:
        unit = words.word(f"unit.{page.unit}") if page.unit else ""
        return f"{round(answer.number, 1):g} {unit}".strip()
    if answer.mark is Mark.ANSWERED:
        chosen = [item for item in page.items if item.id in answer.chosen]
        return "; ".join(item.named(other=other) for item in chosen)
    if answer.mark is Mark.NONE:
        return page.none_label or words.word("ask.none")
    return words.word("ask.unknown" if answer.mark is Mark.UNKNOWN else "ask.declined")
