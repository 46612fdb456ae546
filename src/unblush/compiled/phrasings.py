"""The phrasings of claims made ready for comparing once, when a ledger is compiled."""

from __future__ import annotations

from collections.abc import Sequence

from unblush.compiled.bags import fold
from unblush.compiled.ledger import Claim, Phrasings, Rarity, StanceWords
from unblush.compiled.turns import StanceReader


def phrasings_of(claims: Sequence[Claim], stance: StanceWords, rarity: Rarity) -> dict[str, Phrasings]:
    """Return what turns each phrasing and its n-grams, by claim; `rarity` is counted over these phrasings at least."""
    reader = StanceReader(stance)
    return {
        claim.id: Phrasings(
            tuple(reader.read(text) for _, text in claim.phrasings),
            fold([text for _, text in claim.phrasings], rarity),
        )
        for claim in claims
    }
