"""The sources behind a result: numbered in the order in which they are met, exactly those that were used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from unblush.compiled.catalogue import Catalogue, Said


@dataclass(frozen=True, slots=True)
class SourceView:
    """One numbered source."""

    number: int
    text: str
    link: str
    read_as: str


class Citations:
    """Gives each source its number when it is first cited."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words
        self._numbers: dict[str, int] = {}

    def cite(self, cites: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the sources behind some citations; a statement stands for its sources."""
        found: dict[int, None] = {}
        for cite in cites:
            fact = self._words.facts.get(cite)
            for source in fact.sources if fact is not None else (cite,):
                found[self._numbers.setdefault(source, len(self._numbers) + 1)] = None
        return tuple(sorted(found))

    def mark(self, said: Said) -> str:
        """Return what stands behind a sentence: its source numbers, or that it is our judgement."""
        numbers = self.cite(said.cites)
        judged = self._words.word("result.source_judgement") if said.expert else ""
        return ", ".join([*map(str, numbers), *([judged] if judged else [])])

    def views(self) -> tuple[SourceView, ...]:
        """Return the sources that were cited, in their order."""
        views = []
        for source, number in self._numbers.items():
            reference = self._words.references[source]
            container = f" {reference.container}." if reference.container else ""
            text = f"{reference.author.removesuffix('.')}. {reference.title}.{container} {reference.issued}."
            read_as = self._words.word(f"result.read_as.{reference.read_as}")
            views.append(SourceView(number, text, reference.link, read_as))
        return tuple(views)
