"""The claim ledger as written to the claim ledger as read, with its stance words and calibration."""

from __future__ import annotations

from typing import Final

from unblush.authoring.compiler.words import reviewer, said
from unblush.authoring.model.claim import Claim, Family, StanceFile
from unblush.authoring.model.pack import Pack
from unblush.compiled import ledger as rows
from unblush.compiled.bags import rarity_of
from unblush.compiled.phrasings import phrasings_of

UNCALIBRATED: Final = rows.Calibration({"bias": -4.0, "similarity": 10.0}, {"vote": 4.0}, 0.5, 0.3, 0.5)
"""What counts until `unblush claims calibrate` has fitted it: a similarity of 0.4 is an even chance."""


def compile_ledger(pack: Pack) -> rows.Ledger | None:
    """Return the ledger; None for a pack without stance words or claims."""
    if pack.stance is None or not pack.claims:
        return None
    fitted = pack.ledger_calibration
    claims = tuple(_claim(claim, pack.families) for _, claim in sorted(pack.claims.items()))
    stance = _stance(pack.stance)
    rarity = rarity_of([text for claim in claims for _, text in claim.phrasings])
    return rows.Ledger(
        claims,
        stance,
        rows.Calibration(
            dict(fitted.weights),
            dict(fitted.stance_weights),
            fitted.least_confidence,
            fitted.least_stance,
            fitted.least_meant,
        )
        if fitted is not None
        else UNCALIBRATED,
        tuple(
            rows.LeftOut(one.id, one.title, said(one.text, one), one.about, one.topics, one.said_by, one.harm)
            for one in pack.leaves_out.values()
        ),
        tuple(
            rows.Quality(one.id, one.question, one.good, one.bad, one.when == "present", one.terms, one.points)
            for one in pack.quality.values()
        ),
        tuple(
            rows.Alarm(alarm.flag, alarm.groups, alarm.never_if, alarm.examples, alarm.silent) for alarm in pack.alarms
        ),
        tuple(
            rows.AnswerEntry(
                one.id,
                one.question,
                said(one.answer.text, one.answer),
                one.asks,
                one.about,
                one.advice,
                one.depends or "",
                one.key,
            )
            for _, one in sorted(pack.answers.items())
        ),
        rarity,
        phrasings_of(claims, stance, rarity),
    )


def widened(group: tuple[str, ...], families: tuple[Family, ...]) -> tuple[str, ...]:
    """Return a slot group with the words of every family of which it holds a head."""
    more = [word for family in families if not set(family.heads).isdisjoint(group) for word in family.words]
    return tuple(dict.fromkeys((*group, *more)))


def _claim(claim: Claim, families: tuple[Family, ...]) -> rows.Claim:
    return rows.Claim(
        id=claim.id,
        claim=claim.claim,
        topic=claim.topic,
        verdict=claim.verdict,
        why=said(claim.why.text, claim.why),
        changes_when=claim.changes_when,
        harm=claim.matters.level,
        matters=claim.matters.text,
        about=claim.about,
        advice=claim.advice,
        says=claim.says,
        denies=claim.denies,
        slots=tuple(widened(group, families) for group in claim.slots),
        written_slots=claim.slots,
        not_about=claim.not_about,
        scope=claim.scope,
        reviewed_by=reviewer(claim.review),
    )


def _stance(stance: StanceFile) -> rows.StanceWords:
    return rows.StanceWords(
        stance.negators,
        stance.not_negators,
        stance.false_frames,
        stance.reported,
        tuple(rows.Axis(axis.one, axis.other) for axis in stance.axes),
        stance.anchors,
    )
