"""What turns a text: negators, frames that call it false, and words that pull one of two ways."""

from __future__ import annotations

from typing import Final

from unblush.compiled.ledger import Signature, StanceWords
from unblush.compiled.terms import TermIndex, words_of

SHORT: Final = 9
"""Words below which a line without a final stop is a headline or a link, which promises and does not say."""


class StanceReader:
    """Reads what turns a text, by the stance words of a pack."""

    def __init__(self, stance: StanceWords) -> None:
        self._kind: dict[str, list[tuple[str, int, int]]] = {}
        rows: list[tuple[str, int, int, tuple[str, ...]]] = [
            ("negator", 0, 0, stance.negators),
            ("idle", 0, 0, stance.not_negators),
            ("frame", 0, 0, stance.false_frames),
            ("reported", 0, 0, stance.reported),
        ]
        for number, axis in enumerate(stance.axes):
            rows += [("axis", number, 1, axis.one), ("axis", number, -1, axis.other)]
        for kind, number, pole, terms in rows:
            for term in terms:
                self._kind.setdefault(term, []).append((kind, number, pole))
        idle = set(stance.not_negators)
        self._index = TermIndex([term for term in self._kind if term not in idle])
        self._idle = TermIndex(idle, gap=0)  # "cannot wait until" holds no "not until"

    def read(self, text: str) -> Signature:
        """Return what turns a text. Words inside a frame or an idle phrase negate nothing by themselves."""
        words = words_of(text)
        found = self._index.find(words) | self._idle.find(words)
        kinds: dict[str, list[tuple[str, int]]] = {}
        poles: dict[str, int] = {}
        covered: set[int] = set()
        for term, places in found.items():
            for kind, number, pole in self._kind[term]:
                kinds.setdefault(kind, []).extend((term, place) for place in places)
                if kind == "axis":
                    axis = str(number)
                    poles[axis] = poles.get(axis, 0) + pole * len(places)
                elif kind in ("frame", "idle"):
                    span = len(term.split())
                    covered.update(place + i for place in places for i in range(span))
        negations = [place for term, place in kinds.get("negator", ()) if place not in covered or len(term.split()) > 1]
        return Signature(
            negated=bool(negations),
            framed="frame" in kinds,
            poles={axis: 1 if pull > 0 else -1 for axis, pull in poles.items() if pull},
            reported="reported" in kinds and "frame" not in kinds,
            asked=text.rstrip().endswith("?"),
            headline=not text.rstrip().endswith((".", "!", "?", '"', "\u201d", ")", ";", ":")) and len(words) < SHORT,
        )
