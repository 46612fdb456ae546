"""What reads pages and answers questions: the claim ledger and what is made from it, opened when it is first needed."""

from __future__ import annotations

from functools import cached_property

from unblush.claims.matching import Matcher
from unblush.claims.questions import Answerer
from unblush.compiled.ledger import Ledger
from unblush.compiled.terms import forget
from unblush.shipped import open_ledger


class Shelf:
    """The ledger of the shipped pack, for one server; it holds nothing of any visitor."""

    @cached_property
    def ledger(self) -> Ledger:
        """The claims, answers and alarms."""
        return open_ledger()

    @cached_property
    def answerer(self) -> Answerer:
        """Answers questions in a person's own words."""
        return Answerer(self.ledger)

    def forget(self) -> None:
        """Drop the texts of the last people; costs the next of them nothing to speak of."""
        forget()

    @cached_property
    def matcher(self) -> Matcher:
        """Finds claims in sentences."""
        return Matcher(self.ledger)
