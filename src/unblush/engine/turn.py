"""One turn of an interview: what is known, what to ask next and why, and whether it is time to stop."""

from __future__ import annotations

from dataclasses import dataclass

from unblush.compiled.arrays import Numbers
from unblush.compiled.rules import truth
from unblush.engine.backend import Engine
from unblush.engine.certificate import certify
from unblush.engine.evidence import Situation, gather, situate
from unblush.engine.facts import Facts, open_pages, read_facts
from unblush.engine.frontier import Posterior
from unblush.engine.mixture import Mixture, mixture_of
from unblush.engine.prospects import Prospects
from unblush.engine.triage import FlagStates, flag_states, model_level, raised_by
from unblush.engine.value import PageValue, page_values
from unblush.result import Certificate, Grade
from unblush.vocabulary import SAME_DAY, Answers, ComplaintKind, PageId


@dataclass(frozen=True, slots=True)
class Turn:
    """Where an interview stands.

    `next_page` is None when it should stop. `interrupts` are the emergencies to speak of at once. `values` is empty
    while pages with a fixed place are asked, and `certificate` is open until nothing of fixed place is left.
    """

    facts: Facts
    posterior: Posterior
    states: FlagStates
    by_loss: int
    next_page: PageId | None
    values: tuple[PageValue, ...]
    certificate: Certificate
    asked: int

    @property
    def level(self) -> int:
        """The red-flag floor and the loss-minimising level together."""
        return max(self.states.floor, self.by_loss)


def take_turn(numbers: Numbers, answers: Answers, engine: Engine) -> Turn:
    """Return where the answers leave the interview."""
    facts = read_facts(numbers, answers)
    situation = situate(numbers, facts)
    evidence = situation.evidence()
    posterior = engine.infer(numbers, evidence)
    states = flag_states(numbers, facts)
    by_loss = model_level(numbers, facts, posterior, engine.infer, states.floor)
    level = max(states.floor, by_loss)
    asked = len(facts.answered)
    open_now = open_pages(numbers, facts)

    fixed = fixed_page(numbers, facts, open_now)
    if fixed is not None:
        certificate = Certificate(Grade.OPEN, numbers.policy.certificate_one_in, 0, 0, 1.0)
        return Turn(facts, posterior, states, by_loss, fixed, (), certificate, asked)

    leading = engine.leading(evidence, posterior)
    policy = numbers.policy
    explains = level < SAME_DAY and asked < policy.explain_pages

    def worth() -> tuple[PageValue, ...]:
        mixture = mixture_of(evidence, posterior, leading)
        return value_pages(situation, mixture, engine, open_now, states.floor, level)

    def level_of(complete: Facts) -> int:
        whole = engine.infer(numbers, gather(numbers, complete))
        floor = flag_states(numbers, complete).floor
        return max(floor, model_level(numbers, complete, whole, engine.infer, floor))

    # where a settled interview would end anyway, the values wait until it is known not to be settled
    values = worth() if explains else ()
    certificate = certify(
        numbers,
        answers,
        facts,
        level,
        leading.covered,
        max((item.moves for value in values for item in value.items), default=0.0),
        level_of,
        lambda limit: engine.changes(situation, leading, limit),
    )
    if certificate.grade is not Grade.OPEN:
        # settled; go on only for the sake of the explanation, and only a little
        values = tuple(value for value in values if value.nats >= policy.explain_nats)
    elif not explains and asked < policy.pages_at_most:
        values = worth()
    if asked >= policy.pages_at_most:
        values = ()
    return Turn(facts, posterior, states, by_loss, values[0].page if values else None, values, certificate, asked)


def value_pages(
    situation: Situation, mixture: Mixture, engine: Engine, pages: tuple[int, ...], floor: int, level: int
) -> tuple[PageValue, ...]:
    """Return what each of these pages is worth, the most valuable first."""
    numbers, facts = situation.numbers, situation.facts
    builder = Prospects(situation)
    prospects = [builder.of_page(index) for index in pages]
    items = {item.id for index in pages for item in numbers.pages[index].items}
    raised = raised_by(numbers, facts, items)
    return page_values(numbers, engine.item_values(numbers, mixture, prospects, floor, level, raised), pages)


def fixed_page(numbers: Numbers, facts: Facts, open_now: tuple[int, ...]) -> PageId | None:
    """Return the page whose turn it is, whatever it is worth: deadlines, `first`, context, `always_if`.

    In a pathway every page that applies has its turn: its rules need what its pages ask.
    """
    waiting = {numbers.pages[index].id: numbers.pages[index] for index in open_now}
    for page in waiting.values():
        if page.role == "deadline":
            return page.id
    for page_id in numbers.first:
        if page_id in waiting:
            return page_id
    for page in waiting.values():
        if page.role in ("context", "red_flag"):
            return page.id
    for page in waiting.values():
        if page.always_if is not None and truth(page.always_if, facts.item, facts.number) is True:
            return page.id
    if numbers.kind is ComplaintKind.PATHWAY and open_now:
        return numbers.pages[open_now[0]].id
    return None
