"""The desk where an interview is held: one pack, one engine, and the calls an interface needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from unblush.clocks.moments import Phrase
from unblush.compiled.arrays import Numbers
from unblush.compiled.catalogue import Catalogue
from unblush.compiled.store import CompiledPack
from unblush.engine.assess import assess, readings
from unblush.engine.backend import PLAIN, Engine
from unblush.engine.facts import Facts, read_facts
from unblush.engine.priors import forget
from unblush.engine.triage import flag_states
from unblush.engine.turn import Turn, take_turn
from unblush.errors import UnknownName
from unblush.interview.interview import Interview, Profile
from unblush.result import DEADLINE_STATES, Assessment, ClockReading
from unblush.vocabulary import ConditionId, RuleId


@dataclass(frozen=True)
class Desk:
    """Holds interviews over one compiled pack."""

    pack: CompiledPack
    engine: Engine = PLAIN

    @property
    def words(self) -> Catalogue:
        """The words of the pack."""
        return self.pack.catalogue

    def numbers(self, complaint: str) -> Numbers:
        """Return the numbers of a complaint.

        Raises:
            UnknownName: where the pack does not have it.
        """
        try:
            return self.pack.numbers[complaint]
        except KeyError:
            raise UnknownName("complaint", complaint, self.pack.numbers) from None

    def begin(self, complaint: str, profile: Profile | None = None, at: datetime | None = None) -> Interview:
        """Return a new interview; `at` is now, with the person's zone, where deadlines shall get their dates."""
        self.numbers(complaint)
        return Interview(complaint, self.pack.digest, profile or Profile(), at=at)

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """What people of this pack's language say instead of an hour."""
        return tuple(Phrase(p.say, p.day, p.start, p.hours, p.weekday) for p in self.words.phrases)

    def turn(self, interview: Interview) -> Turn:
        """Return where an interview stands: the next page, or the certificate to stop on."""
        return take_turn(self.numbers(interview.complaint), interview.answers, self.engine)

    def interruptions(self, interview: Interview, facts: Facts | None = None) -> tuple[RuleId, ...]:
        """Return the emergencies that fire and were not yet acknowledged, most urgent first.

        `facts` are what the answers say, where they were read before.
        """
        numbers = self.numbers(interview.complaint)
        states = flag_states(numbers, facts or read_facts(numbers, interview.answers))
        return tuple(flag.id for flag in states.fired if flag.interrupts and flag.id not in interview.acknowledged)

    def level_would_fall(self, before: Interview, after: Interview) -> bool:
        """Return whether a changed answer would take back an emergency: to be asked once more."""
        numbers = self.numbers(before.complaint)
        stood = flag_states(numbers, read_facts(numbers, before.answers))
        if not any(flag.interrupts for flag in stood.fired):
            return False
        return flag_states(numbers, read_facts(numbers, after.answers)).floor < stood.floor

    def assess(self, interview: Interview, why: ConditionId | None = None, *, reasons: bool = True) -> Assessment:
        """Return the assessment of the answers as they stand; see `engine.assess`.

        Raises:
            UnknownName: where `why` is no condition that can explain the complaint.
        """
        numbers = self.numbers(interview.complaint)
        known = [node.id for node in numbers.nodes]
        if why is not None and why not in known:
            raise UnknownName("condition", why, known)
        bank = self.pack.banks[interview.complaint]
        found = assess(numbers, bank, self.pack.digest, interview.answers, self.engine, why=why, reasons=reasons)
        conception = self.pack.conception
        if conception is None or (numbers.cycle is None and numbers.outlook is None):
            return found
        # imported here: most interviews need no conception model
        from unblush.interview.outlook import chance_passed, outlook  # noqa: PLC0415

        passed, ahead = chance_passed(numbers, conception, found), outlook(numbers, conception, found)
        return replace(found, ovulation_passed=passed, outlook=ahead)

    def forget(self) -> None:
        """Drop what was worked out for the last people; costs the next of them nothing."""
        forget()

    def emergencies(self, complaint: str) -> tuple[RuleId, ...]:
        """Return the emergencies of a complaint that are told before its first question."""
        flags = self.numbers(complaint).flags
        return tuple(flag.id for flag in flags if flag.interrupts and self.words.flags[flag.id].always_shown)

    def clocks(self, interview: Interview, facts: Facts | None = None) -> tuple[ClockReading, ...]:
        """Return the clocks as they stand in the middle of an interview; `facts` as for `interruptions`."""
        numbers = self.numbers(interview.complaint)
        return readings(numbers, facts or read_facts(numbers, interview.answers))

    def deadlines(self, interview: Interview, facts: Facts | None = None) -> tuple[ClockReading, ...]:
        """Return those of the clocks that close."""
        return tuple(reading for reading in self.clocks(interview, facts) if reading.state in DEADLINE_STATES)
