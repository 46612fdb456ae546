"""Signs that a page sells something, refers to somebody who does, or earns money by its links."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = re.compile(
    r"affiliate (?:link|partner|program|disclos)|commission (?:if|when) you"
    r"|\b(?:earn|receive|get|paid) (?:a |an )?(?:small )?(?:affiliate )?commission"
    r"|sponsored (?:by|post|content)|paid (?:partnership|promotion)|in partnership with|money[- ]back"
    r"|promo(?:tional)? (?:code|text)|(?:use|with) (?:the )?(?:discount )?code [A-Z0-9]{3,}|\d{1,2} ?% off\b"
    r"|\b(?:buy|shop|order) (?:now|here|online|yours|your \w+ (?:now|today|here|kit))"
    r"|\badd to (?:cart|basket|bag)|\bfree (?:shipping|delivery)"
    r"|\bbook (?:an?|your) (?:\w+ ){0,2}(?:appointment|consultation|call|slot)"
    r"|\b(?:request|schedule) (?:an?|your) (?:\w+ )?(?:appointment|consultation)"
    r"|\bour (?:\w+ ){0,2}(?:products?|kits?|shop|store|supplements?|programme?|packages?)\b"
    r"|\b(?:contact|call|reach|message|whatsapp|email) us\b"
    r"|\b(?:reach out|get in touch)(?: to us| with us)?(?:[!.]|$| at| for| today)"
    r"|\b(?:CEO|founder|co-founder|owner) (?:of|at) [A-Z]"
    r"|[$£€₹] ?\d+(?:[.,]\d\d)?\b|\bRs\.? ?\d{2,}",
    re.IGNORECASE,
)
_OFFER: Final = re.compile(
    r"\b(?:feel free to|don['’]t hesitate to) (?:reach out|contact us|get in touch|(?:call|message|email) us)"
    r"|^(?:contact|call|message|whatsapp|email) us\b|^click here\b|affiliate links?|commission (?:if|when) you"
    r"|^(?:buy|shop|order|book|schedule|subscribe|sign up)\b.{0,60}\b(?:now|today|here|our|with us)\b"
    r"|\b\d{1,2} ?% off\b|add to (?:cart|basket|bag)",
    re.IGNORECASE,
)


def sells(text: str) -> bool:
    """Whether a sentence sells, refers or discloses money."""
    return _SIGNS.search(text) is not None


def only_offers(text: str) -> bool:
    """Whether a sentence does nothing but offer something, so that no statement is lost with it."""
    return len(text) < 400 and _OFFER.search(text) is not None
