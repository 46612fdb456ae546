"""Probabilities as words and natural frequencies: our estimates out of ten, published chances out of a hundred."""

from __future__ import annotations

from unblush.compiled.catalogue import Catalogue

DECIBANS_PER_NAT = 4.342944819032518


def tenths(low: float, high: float) -> tuple[int, int]:
    """Return the ends of a range of probabilities in whole tenths: words and pictures round in this one place."""
    return round(low * 10), round(high * 10)


def sentence(text: str) -> str:
    """Return a text with a capital at its beginning: an amount may begin a title or a sentence."""
    return text[:1].upper() + text[1:]


def in_ten(words: Catalogue, low: float, high: float) -> str:
    """Return a range of probabilities as "about 5 to 8 in 10"; never a bare percentage."""
    a, b = tenths(low, high)
    if b == 0:
        return words.word("amount.nearly_none")
    if a == 10:
        return words.word("amount.nearly_all")
    if a == 0:
        return words.word("amount.up_to", high=b)
    if b == 10:
        return words.word("amount.from", low=a)
    if a == b:
        return words.word("amount.one", low=a)
    return words.word("amount.range", low=a, high=b)


def in_hundred(words: Catalogue, low: float, high: float) -> str:
    """Return a range of published probabilities as "about 8 to 15 in 100", on one denominator."""
    a, b = round(low * 100), round(high * 100)
    if b == 0:
        return words.word("conception.amount.under_one")
    if a == 0:
        return words.word("conception.amount.up_to", high=b)
    if a == b:
        return words.word("conception.amount.one", low=a)
    return words.word("conception.amount.range", low=a, high=b)


def weight_word(words: Catalogue, nats: float) -> str:
    """Return how strongly a weight of evidence speaks: 10 decibans and more is strongly, under 2 only slightly."""
    decibans = abs(nats) * DECIBANS_PER_NAT
    if decibans >= 10:
        return words.word("weight.strongly")
    if decibans >= 5:
        return words.word("weight.clearly")
    return words.word("weight.somewhat" if decibans >= 2 else "weight.slightly")
