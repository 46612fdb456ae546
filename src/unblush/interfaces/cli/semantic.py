"""The one door to the optional language model."""

from __future__ import annotations

from unblush.claims.matching import Encoder


def encoder_named(*, semantic: bool) -> Encoder | None:
    """Return the encoder where it is wanted.

    Raises:
        MissingExtra: where the extra `semantic` is not installed.
    """
    if not semantic:
        return None
    from unblush.claims.encoder import UniversalEncoder

    return UniversalEncoder()
