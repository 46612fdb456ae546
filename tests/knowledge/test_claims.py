"""The shipped ledger: what it is measured to do, every question readers have, and every cry for help."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from unblush.authoring.compiler.ledger import compile_ledger
from unblush.authoring.reader.folder import Written
from unblush.claims.alarms import fires
from unblush.claims.matching import Matcher
from unblush.claims.questions import Answerer, vocabulary_of
from unblush.claims.spelling import Speller
from unblush.compiled.ledger import Ledger
from unblush.compiled.terms import words_of
from unblush.evaluation.claims import measure, ours, outcomes

FRESH = Path(__file__).with_name("fresh_questions.yaml")


@pytest.fixture(scope="module")
def ledger(written: Written) -> Ledger:
    found = compile_ledger(written.pack)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def answerer(ledger: Ledger) -> Answerer:
    return Answerer(ledger)


def test_the_ledger_holds_what_the_five_articles_say_and_more(written: Written) -> None:
    claims = written.pack.claims.values()
    assert len(claims) >= 300
    assert len({seed for claim in claims for seed in claim.seeds}) == 352, "every body claim of the inventory"
    assert all(len(claim.says) >= 3 and len(claim.denies) >= 3 for claim in claims)


def test_there_are_enough_labelled_sentences_and_no_claim_is_on_both_sides(written: Written) -> None:
    sentences = written.pack.sentences
    assert len(sentences) >= 400
    sides: dict[str, set[str]] = {}
    for sentence in sentences:
        if sentence.claim:
            sides.setdefault(sentence.claim, set()).add(sentence.split)
    assert all(len(side) == 1 for side in sides.values())
    assert sum(sentence.claim is None for sentence in sentences) >= 100


def test_on_unseen_sentences_no_wrong_claim_is_shown_as_supported(written: Written, ledger: Ledger) -> None:
    test = [sentence for sentence in written.pack.sentences if sentence.split == "test"]
    measured = measure("ours", outcomes(test, ours(Matcher(ledger)), ledger))
    assert measured.wrong_as_supported == 0
    assert measured.precision.value >= 0.8
    assert measured.reported >= 30


def test_each_question_that_readers_have_reaches_its_entry(written: Written, answerer: Answerer) -> None:
    numbered = [asked for asked in written.pack.asked if asked.number is not None]
    assert {asked.number for asked in numbered} == set(range(1, 99))
    missed = set()
    for asked in numbered:
        found = answerer.ask(asked.text).found
        if not found or found[0].entry.id != asked.reaches:
            missed.add(asked.number)
    assert missed == set()


def test_questions_in_other_words_are_mostly_answered_and_never_answered_off_topic(
    written: Written, answerer: Answerer
) -> None:
    own = [asked for asked in written.pack.asked if asked.number is None]
    assert len(own) >= 150
    right = 0
    for asked in own:
        found = answerer.ask(asked.text).found
        reached = found[0].entry.id if found else "none"
        right += reached == asked.reaches
    assert right / len(own) >= 0.9


def test_every_cry_for_help_is_heard_and_near_misses_are_not(written: Written, answerer: Answerer) -> None:
    assert len(written.pack.alarms) >= 20
    for alarm in written.pack.alarms:
        for text in alarm.examples:
            assert alarm.flag in answerer.ask(text).alarms, text
        for text in alarm.silent:
            assert not answerer.ask(text).alarms, text


def test_nearly_every_cry_is_heard_by_the_words_of_its_alarm(ledger: Ledger) -> None:
    """Likeness to known cries hears its own examples for certain; the words must not rest on that."""
    examples = [(alarm, text) for alarm in ledger.alarms for text in alarm.examples]
    speller = Speller(vocabulary_of(ledger))
    heard = [fires(alarm, speller.mend(words_of(text))) for alarm, text in examples]
    assert sum(heard) / len(heard) >= 0.8


def test_fresh_questions_and_cries_do_as_well_as_was_measured(answerer: Answerer) -> None:
    fresh = yaml.safe_load(FRESH.read_text())
    reached = [(one["reaches"], answerer.ask(one["text"]).found) for one in fresh["asked"]]
    on_topic = [(wanted, found) for wanted, found in reached if wanted != "none"]
    first = sum(bool(found) and found[0].entry.id == wanted for wanted, found in on_topic)
    assert first / len(on_topic) >= 0.7
    heard = sum(one["flag"] in answerer.ask(one["text"]).alarms for one in fresh["cries"])
    assert heard / len(fresh["cries"]) >= 0.65
    assert not [text for text in fresh["calm"] if answerer.ask(text).alarms]


def test_labelled_sentences_are_not_phrasings_of_the_ledger(written: Written, ledger: Ledger) -> None:
    known = {words_of(text) for claim in ledger.claims for text in (claim.claim, *claim.says, *claim.denies)}
    assert not [sentence.text for sentence in written.pack.sentences if words_of(sentence.text) in known]
