"""Fits how sure a match is and how a stance is read, and the thresholds, on the sentences kept for fitting."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final
from zlib import crc32

from unblush.authoring.model.claim import Labelled
from unblush.claims.matching import FEATURES, LEAST_ALIKE, Match, Matcher, confidence_of
from unblush.claims.stance import FEATURES as STANCE_FEATURES
from unblush.claims.stance import stance_score
from unblush.compiled.ledger import Calibration

STEPS: Final = 600
EVERY: Final = 6
FOLDS: Final = 5
RIDGE: Final = 0.002
WANTED_PRECISION: Final = 0.92
WANTED_POLARITY: Final = 0.98
"""A little above what is asked: fresh sentences are never quite like those for fitting."""

Row = Sequence[float]


def fit(sentences: Sequence[Labelled], matcher: Matcher, meaning: Matcher | None = None) -> Calibration:
    """Return the calibration: two logistic regressions with a ridge, and the lowest thresholds that are good enough.

    Stance is fitted on every phrasing of the ledger beside the others of its claim, and on the labelled sentences.
    The threshold of stance is the lowest at which 2 in 100 are turned; that of confidence the lowest at which claims
    are right in 92 of 100 sentences that are sure of their stance, since only those are reported. `meaning` is the
    matcher with an encoder, for which likeness means something else; without it its threshold stays as it was.
    """
    claims = matcher.ledger.claims
    pairs = pairs_of(sentences, matcher)
    right = [fits(gold, match, matcher) for gold, match in pairs]
    quoted = quoted_rows(matcher)
    rows = [*(match.features.row() for _, match in pairs), *(row for row, _ in quoted)]
    labels = [*right, *(found for _, found in quoted)]
    weights = logistic(rows, labels, FEATURES)
    exact = [(gold, match) for gold, match in pairs if gold.claim == claims[match.claim].id]
    own_rows, own_labels = of_phrasings(matcher)
    stance_rows = [*own_rows, *(match.stance_row for _, match in exact)]
    asserts = [*own_labels, *(gold.stance == "asserts" for gold, _ in exact)]
    stance_weights = logistic(stance_rows, asserts, STANCE_FEATURES)
    scores = [stance_score(row, stance_weights) for row in stance_rows]
    straight = [(score > 0) == label for score, label in zip(scores, asserts, strict=True)]
    sure = lowest([abs(score) for score in scores], straight, WANTED_POLARITY)
    found = replace(
        matcher.ledger.calibration,
        weights=weights,
        stance_weights=stance_weights,
        least_stance=round(sure, 3),
    )
    least = lowest_confidence(pairs, matcher, quoted, found)
    least_meant = found.least_meant
    if meaning is not None:
        least_meant = lowest_confidence(pairs_of(sentences, meaning), meaning, quoted, found)
    return replace(found, least_confidence=round(least, 3), least_meant=round(least_meant, 3))


def pairs_of(sentences: Sequence[Labelled], matcher: Matcher) -> list[tuple[Labelled, Match]]:
    """Return each sentence with the claim that is nearest to it, where there is one."""
    return [(gold, match) for gold in sentences if (match := matcher.nearest(gold.text, gold.heading or ""))]


def fits(gold: Labelled, match: Match, matcher: Matcher) -> bool:
    """Return whether a match is of the claim that the sentence was labelled with, or of another that is right."""
    return gold.claim is not None and matcher.ledger.claims[match.claim].id in {gold.claim, *gold.also}


def lowest_confidence(
    pairs: Sequence[tuple[Labelled, Match]],
    matcher: Matcher,
    quoted: Sequence[tuple[Row, bool]],
    calibration: Calibration,
) -> float:
    """Return the lowest confidence that is good enough, judged on claims on which the weights were not fitted.

    Judged on those that they were fitted on, it was five points too kind.
    """
    values, good = [], []
    for fold in range(FOLDS):
        seen = [(gold, match) for gold, match in pairs if fold_of(gold) != fold]
        weights = logistic(
            [*(match.features.row() for _, match in seen), *(row for row, _ in quoted)],
            [*(fits(gold, match, matcher) for gold, match in seen), *(found for _, found in quoted)],
            FEATURES,
        )
        for gold, match in pairs:
            sure = abs(stance_score(match.stance_row, calibration.stance_weights)) >= calibration.least_stance
            says = sure and not matcher.reads(gold.text).says_nothing and match.features.similarity >= LEAST_ALIKE
            if says and match.features.scope and fold_of(gold) == fold:
                values.append(confidence_of(match.features.row(), replace(calibration, weights=weights)))
                good.append(fits(gold, match, matcher))
    return lowest(values, good, WANTED_PRECISION)


def fold_of(gold: Labelled) -> int:
    """Return the fold of a sentence: all sentences of one claim are in the same."""
    return crc32((gold.claim or gold.text).encode()) % FOLDS


def of_phrasings(matcher: Matcher) -> tuple[list[Row], list[bool]]:
    """Return the stance features of every phrasing beside the phrasings of its claim, and what it does with it."""
    rows: list[Row] = []
    labels = []
    for number in range(len(matcher.ledger.claims)):
        known = matcher.known(number)
        for one in known.phrasings:
            alike = matcher.alike(one.text, number)
            # once as fresh wording, its own phrasing left out, and once as pages that quote each other would have it
            for without in (one.text, ""):
                rows.append(matcher.stance_row(one.text, one.signature, number, alike, without=without))
                labels.append(one.label > 0)
    return rows, labels


def quoted_rows(matcher: Matcher) -> list[tuple[Row, bool]]:
    """Return the features of every sixth phrasing found as it stands, and whether it is found under its own claim."""
    found: list[tuple[Row, bool]] = []
    for number in range(len(matcher.ledger.claims)):
        for one in matcher.known(number).phrasings[::EVERY]:
            match = matcher.nearest(one.text)
            if match is not None:
                found.append((match.features.row(), match.claim == number))
    return found


def logistic(rows: Sequence[Row], labels: Sequence[bool], names: Sequence[str]) -> dict[str, float]:
    """Return bias and weights by Newton's method with a ridge; the same rows always give the same weights."""
    width = len(names) + 1
    full = [(1.0, *row) for row in rows]
    weights = [0.0] * width
    for _ in range(STEPS):
        slope = [RIDGE * len(rows) * w for w in weights]
        curve = [[RIDGE * len(rows) * (i == j) for j in range(width)] for i in range(width)]
        for row, label in zip(full, labels, strict=True):
            chance = 1.0 / (
                1.0 + math.exp(-max(-30.0, min(30.0, sum(w * x for w, x in zip(weights, row, strict=True)))))
            )
            for i, x in enumerate(row):
                slope[i] += (chance - label) * x
                for j, y in enumerate(row):
                    curve[i][j] += chance * (1.0 - chance) * x * y
        step = solve(curve, slope)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-8:
            break
    return dict(zip(("bias", *names), (round(weight, 4) for weight in weights), strict=True))


def solve(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a small linear system by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(size):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [rows[i][size] / rows[i][i] for i in range(size)]


def lowest(values: Sequence[float], good: Sequence[bool], wanted: float) -> float:
    """Return the lowest threshold at and above which the share of good ones is as wanted; 0.999 if none is."""
    ranked = sorted(zip(values, good, strict=True), reverse=True)
    best, right = 0.999, 0
    for count, (value, fits) in enumerate(ranked, start=1):
        right += fits
        if right / count >= wanted:
            best = value
    return min(best, 0.999)


def yaml_of(calibration: Calibration) -> str:
    """Return the file of a calibration."""

    def inside(weights: Mapping[str, float]) -> str:
        return "".join(f"  {name}: {value}\n" for name, value in weights.items())

    return (
        "# Generated by `unblush claims calibrate` from the sentences whose split is `fit`. Not written by hand.\n"
        f"weights:\n{inside(calibration.weights)}stance_weights:\n{inside(calibration.stance_weights)}"
        f"least_confidence: {calibration.least_confidence}\nleast_meant: {calibration.least_meant}\n"
        f"least_stance: {calibration.least_stance}\n"
    )
