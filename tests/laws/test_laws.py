"""What must hold for everybody, drawn at random from the packs' own pages."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lib.people import some_answer, some_answers
from unblush.compiled.arrays import Numbers
from unblush.compiled.rules import truth
from unblush.compiled.store import CompiledPack
from unblush.engine.assess import assess
from unblush.engine.backend import PLAIN, engine_named
from unblush.engine.certificate import all_completions
from unblush.engine.evidence import gather, situate
from unblush.engine.explain import explain
from unblush.engine.facts import Known, read_facts
from unblush.engine.frontier import infer
from unblush.engine.triage import flag_states, model_level
from unblush.engine.turn import take_turn
from unblush.result import Grade
from unblush.vocabulary import (
    DECLINED,
    EMERGENCY,
    NONE,
    SELF_CARE,
    UNKNOWN,
    Answer,
    Answers,
    Mark,
    PageKind,
)

FAST = engine_named("numpy")
seeds = st.integers(0, 2**32)


def level_of(numbers: Numbers, answers: Answers) -> int:
    """Return red-flag floor, loss-minimising level and the bar of open flags together."""
    facts = read_facts(numbers, answers)
    states = flag_states(numbers, facts)
    posterior = FAST.infer(numbers, gather(numbers, facts))
    by_loss = model_level(numbers, facts, posterior, FAST.infer, states.floor)
    return max(states.floor, by_loss, states.bar)


@given(seeds, st.integers(1, 12))
def test_the_order_of_answers_never_matters(numbers: Numbers, seed: int, pages: int) -> None:
    answers = some_answers(numbers, random.Random(seed), pages)
    shuffled = list(answers.items())
    random.Random(seed + 1).shuffle(shuffled)
    one, other = take_turn(numbers, answers, FAST), take_turn(numbers, dict(shuffled), FAST)
    assert (one.posterior, one.level, one.next_page, one.certificate) == (
        other.posterior,
        other.level,
        other.next_page,
        other.certificate,
    )


@given(seeds, st.integers(0, 12))
def test_adding_a_red_flag_never_lowers_triage(numbers: Numbers, seed: int, pages: int) -> None:
    rng = random.Random(seed)
    answers = some_answers(numbers, rng, pages)
    facts = read_facts(numbers, answers)
    flagged = [
        (page, item)
        for page in numbers.pages
        if page.id in facts.applies
        for item in page.items
        if item.red_flag and item.id in facts.offered[page.id] and facts.items.get(item.id) is not Known.PRESENT
    ]
    assume(flagged)
    page, item = rng.choice(flagged)
    before = answers.get(page.id)
    chosen = before.chosen if before is not None and page.kind is PageKind.TICK else ()
    after = {**answers, page.id: Answer(Mark.ANSWERED, (*chosen, item.id))}
    if page.kind is PageKind.SINGLE and before is not None and before.mark in (Mark.ANSWERED, Mark.NONE):
        return  # to choose it there is to take another answer back, which may well lower the level
    assert level_of(numbers, after) >= level_of(numbers, answers)


@given(seeds, st.integers(0, 10))
def test_a_page_without_an_answer_changes_nothing_but_what_is_open(numbers: Numbers, seed: int, pages: int) -> None:
    rng = random.Random(seed)
    answers = some_answers(numbers, rng, pages)
    turn = take_turn(numbers, answers, FAST)
    waiting = [page for page in numbers.pages if page.id in turn.facts.applies and page.id not in answers]
    waiting = [page for page in waiting if page.kind is not PageKind.NUMBER]
    assume(waiting)
    page = rng.choice(waiting)
    for silence in (UNKNOWN, DECLINED):
        after = take_turn(numbers, {**answers, page.id: silence}, FAST)
        assert after.posterior == turn.posterior
        assert after.level == turn.level


@given(seeds, st.integers(0, 10))
def test_a_finding_that_no_condition_causes_changes_no_explanation(numbers: Numbers, seed: int, pages: int) -> None:
    """D-separated answers: context items with a rate of their own are nobody's child."""
    rng = random.Random(seed)
    facts = read_facts(numbers, some_answers(numbers, rng, pages))
    alone = [f for f in numbers.findings if all(q <= 1e-9 for row in f.q for q in row)]
    assert alone, "the pack has such findings"
    finding = rng.choice(alone)
    before = infer(numbers, gather(numbers, facts))
    for known in (Known.PRESENT, Known.ABSENT):
        changed = replace(facts, items={**facts.items, finding.id: known})
        after = infer(numbers, gather(numbers, changed))
        assert after.marginals == pytest.approx(before.marginals, abs=1e-9)


@given(seeds, st.integers(0, 10))
def test_explanations_sum_to_the_posterior_log_odds(numbers: Numbers, seed: int, pages: int) -> None:
    rng = random.Random(seed)
    facts = read_facts(numbers, some_answers(numbers, rng, pages))
    posterior = FAST.infer(numbers, gather(numbers, facts))
    node = max(range(len(numbers.nodes)), key=lambda i: posterior.marginals[i])
    waterfall = explain(numbers, facts, node, FAST)
    p = min(max(posterior.marginals[node], 1e-15), 1 - 1e-15)
    assert math.fsum(part.nats for part in waterfall.parts) == pytest.approx(math.log(p / (1 - p)), abs=1e-7)
    assert waterfall.log_odds == pytest.approx(math.log(p / (1 - p)), abs=1e-9)


@given(seeds, st.integers(0, 6))
def test_the_certificate_is_true(tiny_numbers: Numbers, seed: int, pages: int) -> None:
    """On a small pack every completion can be listed: "none can" means none, "fewer than 1 in N" means fewer."""
    answers = some_answers(tiny_numbers, random.Random(seed), pages)
    turn = take_turn(tiny_numbers, answers, PLAIN)
    assume(turn.certificate.grade is not Grade.OPEN)
    if turn.certificate.grade is Grade.NONE_CAN:
        for complete in all_completions(tiny_numbers, answers, 5000):
            assert take_turn(tiny_numbers, complete, PLAIN).level == turn.level
    else:
        assert turn.certificate.changed / turn.certificate.checked < 1 / turn.certificate.one_in


@given(seeds)
def test_a_small_pack_always_ends_in_a_certificate_or_at_its_ceiling(tiny_numbers: Numbers, seed: int) -> None:
    rng = random.Random(seed)
    answers: dict = {}
    pages = {page.id: page for page in tiny_numbers.pages}
    while (turn := take_turn(tiny_numbers, answers, PLAIN)).next_page is not None:
        page = pages[turn.next_page]
        assert page.id not in answers, "nothing is asked twice"
        answers[page.id] = some_answer(page, turn.facts.offered[page.id], rng)
    assert turn.certificate.grade is not Grade.OPEN or turn.asked >= tiny_numbers.policy.pages_at_most


@given(people_seed=seeds)
def test_nothing_is_asked_twice_or_after_its_parent_was_no(numbers: Numbers, people_seed: int) -> None:

    rng = random.Random(people_seed)
    answers: dict = {}
    pages = {page.id: page for page in numbers.pages}
    while (turn := take_turn(numbers, answers, FAST)).next_page is not None:
        page = pages[turn.next_page]
        assert page.id not in answers
        parents = list(page.ask_if.items()) if page.ask_if else []
        if parents:
            held = truth(page.ask_if, lambda name: turn.facts.item(name) is True, lambda _: 30.0)
            assert held is True
        answers[page.id] = some_answer(page, turn.facts.offered[page.id], rng)
    assert len(answers) <= numbers.policy.pages_at_most + 3  # what has a fixed place is asked past the ceiling


@pytest.mark.parametrize("silence", [UNKNOWN, DECLINED])
def test_answering_nothing_never_ends_in_self_care(pack: CompiledPack, numbers: Numbers, silence: Answer) -> None:
    answers: dict = {}
    while (turn := take_turn(numbers, answers, FAST)).next_page is not None:
        answers[turn.next_page] = silence
    for given_so_far in ({}, answers):
        result = assess(numbers, pack.banks["penile_fluid"], "", given_so_far, FAST)
        assert result.triage.level > SELF_CARE
        assert result.triage.not_ruled_out


@given(seeds, st.integers(0, 14))
def test_self_care_is_never_advised_past_an_open_red_flag(
    pack: CompiledPack, numbers: Numbers, seed: int, pages: int
) -> None:
    answers = some_answers(numbers, random.Random(seed), pages)
    result = assess(numbers, pack.banks["penile_fluid"], "", answers, FAST, reasons=False)
    if result.triage.not_ruled_out:
        assert result.triage.level > SELF_CARE


@given(seeds, st.integers(0, 12))
def test_emergencies_are_never_outvoted(pack: CompiledPack, numbers: Numbers, seed: int, pages: int) -> None:
    rng = random.Random(seed)
    answers = some_answers(numbers, rng, pages)
    emergencies = [flag for flag in numbers.flags if flag.level == EMERGENCY and len(list(flag.rule.items())) == 1]
    item = next(rng.choice(emergencies).rule.items())
    page = next(page for page in numbers.pages if any(entry.id == item for entry in page.items))
    answers[page.id] = Answer(Mark.ANSWERED, (item,))
    facts = read_facts(numbers, answers)
    assume(page.id in facts.applies)
    result = assess(numbers, pack.banks["penile_fluid"], "", answers, FAST, reasons=False)
    assert result.triage.level == EMERGENCY


@given(seeds, st.integers(0, 12))
def test_all_engines_decide_alike(numbers: Numbers, seed: int, pages: int) -> None:
    answers = some_answers(numbers, random.Random(seed), pages)
    turns = [take_turn(numbers, answers, engine_named(name)) for name in ("plain", "numpy", "numba")]
    first = turns[0]
    for other in turns[1:]:
        assert other.next_page == first.next_page
        assert (other.certificate.grade, other.certificate.checked, other.certificate.changed) == (
            first.certificate.grade,
            first.certificate.checked,
            first.certificate.changed,
        )
        assert other.posterior.marginals == pytest.approx(first.posterior.marginals, abs=1e-9)
        assert other.posterior.need == pytest.approx(first.posterior.need, abs=1e-9)
        assert {v.page: v.total for v in other.values} == pytest.approx(
            {v.page: v.total for v in first.values}, abs=1e-6
        )


def test_weak_and_strong_no_are_told_apart(numbers: Numbers) -> None:
    """Unticked is a weaker no than "none of these", and an unticked red flag is no answer at all."""
    page = next(page for page in numbers.pages if page.id == "soreness")
    item = page.items[0].id
    ticked = read_facts(numbers, {page.id: Answer(Mark.ANSWERED, (page.items[1].id,))})
    none = read_facts(numbers, {page.id: NONE})
    assert ticked.items[item] is Known.UNTICKED
    assert none.items[item] is Known.ABSENT
    urgent = next(page for page in numbers.pages if page.id == "urgent_private")
    facts = read_facts(numbers, {urgent.id: Answer(Mark.ANSWERED, (urgent.items[1].id,))})
    assert urgent.items[0].id not in facts.items
    parent = next(f for f in numbers.findings if f.id == item)
    index = numbers.findings.index(parent)
    weak = next(o for o in situate(numbers, ticked).observations if o.finding == index)
    assert weak.weak
