"""The one call that puts everything together: answers in, an Assessment out."""

from __future__ import annotations

from unblush.clocks.windows import read_clock
from unblush.compiled.arrays import Numbers
from unblush.compiled.bank import Bank
from unblush.compiled.rules import truth
from unblush.engine.backend import Engine
from unblush.engine.explain import explain
from unblush.engine.facts import Facts
from unblush.engine.fit import judge_fit
from unblush.engine.flips import find_flips
from unblush.engine.redrawn import judge, leader, redraw
from unblush.engine.triage import decide
from unblush.engine.turn import take_turn
from unblush.result import Assessment, ClockReading, Explanation
from unblush.vocabulary import AGE, Answers, ConditionId

LEAST_SHOWN = 0.05
MOST_SHOWN = 4


def assess(
    numbers: Numbers,
    bank: Bank,
    digest: str,
    answers: Answers,
    engine: Engine,
    *,
    why: ConditionId | None = None,
    reasons: bool = True,
) -> Assessment:
    """Return what follows from the answers as they stand now.

    The waterfall is that of `why`, or of the leading explanation. Explanations below one in twenty are left out,
    except the leading one; at most four are named. Without `reasons` there is no waterfall and there are no flips,
    which cost most of the time: for playing many cases.
    """
    turn = take_turn(numbers, answers, engine)
    marginals = turn.posterior.marginals
    leading = leader(marginals)
    by_id = {node.id: index for index, node in enumerate(numbers.nodes)}
    told = by_id.get(why) if why is not None else leading
    floor = turn.states.floor
    redraws = redraw(numbers, bank, turn.facts, engine)
    robustness = judge(numbers, redraws, turn.level, leading, floor)
    fit = judge_fit(numbers, turn.facts, turn.posterior, engine)
    triage = decide(turn.states, turn.by_loss, robustness.careful_level, numbers.nodes[leading].id, poor_fit=fit.poor)
    order = sorted(range(len(marginals)), key=lambda i: (-marginals[i], i))
    shown = [i for i in order[:MOST_SHOWN] if marginals[i] >= LEAST_SHOWN or i == order[0]]
    explanations = tuple(Explanation(numbers.nodes[i].id, marginals[i], *redraws.middle(i)) for i in shown)
    return Assessment(
        complaint=numbers.complaint,
        pack_digest=digest,
        age=turn.facts.numbers.get(AGE),
        triage=triage,
        explanations=explanations,
        waterfall=None if told is None or not reasons else explain(numbers, turn.facts, told, engine),
        certificate=turn.certificate,
        flips=find_flips(numbers, turn.facts, engine, turn.level) if reasons else (),
        robustness=robustness,
        fit=fit,
        present=tuple(sorted(name for name in turn.facts.items if turn.facts.item(name))),
        pages_asked=tuple(page.id for page in numbers.pages if page.id in turn.facts.answered),
        numbers_given=tuple(sorted(turn.facts.numbers.items())),
        exact=turn.posterior.exact,
        clocks=readings(numbers, turn.facts),
    )


def readings(numbers: Numbers, facts: Facts) -> tuple[ClockReading, ...]:
    """Return the clocks that are shown to this person, as the pack lists them."""
    return tuple(
        read_clock(clock, numbers.cycle, facts.number)
        for clock in numbers.clocks
        if truth(clock.shown, lambda name: facts.item(name) is True, facts.number) is True
    )
