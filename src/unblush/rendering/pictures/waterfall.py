"""How each answer moved the picture: from where it stood before, one bar for each answer, to where it ended."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from unblush.compiled.catalogue import Catalogue
from unblush.interview.interview import Profile
from unblush.rendering import svg
from unblush.rendering.amounts import DECIBANS_PER_NAT, in_ten, weight_word
from unblush.rendering.pictures.picture import COLUMNS, MARGIN, WIDTH, Picture, picture
from unblush.rendering.report import LEAST_WEIGHT, part_words
from unblush.result import Assessment, PartKind, Waterfall

THICK: Final = 14
BEFORE: Final = (PartKind.BASE_RATE, PartKind.AGE, PartKind.COMPLAINT)
"""What is known before the first answer."""


@dataclass(frozen=True, slots=True)
class Step:
    """One move, in nats: where the log-odds stood before it and after it; `small` holds all that is left over."""

    label: str
    before: float
    after: float
    small: bool = False

    @property
    def nats(self) -> float:
        """How far it moved, to the right where it speaks for the explanation."""
        return self.after - self.before

    @property
    def points(self) -> int:
        """How far it moved in whole decibans: ends are rounded, not moves, so that the moves add up."""
        return _decibans(self.after) - _decibans(self.before)


def steps_of(fall: Waterfall, words: Catalogue, profile: Profile) -> tuple[float, tuple[Step, ...]]:
    """Return where the log-odds stood before the answers, and the moves from there: heaviest first, small ones last."""
    start = sum(part.nats for part in fall.parts if part.kind in BEFORE)
    answers = [part for part in fall.parts if part.kind not in BEFORE]
    told = sorted((part for part in answers if abs(part.nats) > LEAST_WEIGHT), key=lambda part: -abs(part.nats))
    steps = []
    at = start
    for part in told:
        steps.append(Step(part_words(words, part, profile), at, at + part.nats))
        at += part.nats
    if len(told) < len(answers):
        steps.append(Step(words.word("picture.waterfall.rest"), at, fall.log_odds, small=True))
    return start, tuple(steps)


def waterfall_picture(assessment: Assessment, words: Catalogue, profile: Profile, prefix: str) -> Picture | None:
    """Return how the answers moved the leading explanation, or None where there is no such explanation."""
    fall = assessment.waterfall
    if fall is None or fall.condition not in words.conditions:
        return None
    start, steps = steps_of(fall, words, profile)
    pattern = f"{prefix}-hatch"
    places = [start, fall.log_odds, *(step.after for step in steps)]
    low, high = min(places), max(places)
    left, right = MARGIN + 12.0, WIDTH - MARGIN - 12.0
    scale = (right - left) / max(high - low, 1e-9)

    def place(nats: float) -> float:
        return left + (nats - low) * scale

    ends = _ends(assessment, fall, start, words)
    body = [svg.hatch(pattern)]
    y = _end(body, ends[0], 0.0, place(start))
    rows: list[tuple[str, ...]] = [(ends[0], "", "", str(_decibans(start)))]
    for step in steps:
        name = "for" if step.nats >= 0 else "against"
        way = words.word(f"picture.waterfall.{name}")
        strength = "" if step.small and abs(step.nats) <= LEAST_WEIGHT else weight_word(words, step.nats)
        rows.append((step.label, way, strength, f"{step.points:+d}"))
        said = words.word("picture.waterfall.step", label=step.label, way=way, strength=strength or "-")
        lines, y = svg.lines_of_text(MARGIN, y + 16, said if strength else step.label, COLUMNS)
        body += lines
        y -= 8
        body += _move(place(step.before), place(step.after), y, pattern)
        y += THICK + 8
    y = _end(body, ends[1], y, place(fall.log_odds))
    rows.append((ends[1], "", "", str(_decibans(fall.log_odds))))
    heads = tuple(words.word(f"picture.waterfall.column_{name}") for name in ("what", "way", "strength", "points"))
    title = words.word("picture.waterfall.title", name=words.conditions[fall.condition].plain)
    desc = words.word("picture.waterfall.desc", start=ends[0], end=ends[1], count=len(steps))
    for name, shape in (("for", ""), ("against", pattern)):
        body.append(svg.bar(MARGIN, y, 20, THICK, shape))
        body.append(svg.text(MARGIN + 28, y + 12, words.word(f"picture.waterfall.legend_{name}")))
        y += 22
    return picture(prefix, title, desc, body, y + 4, heads, rows)


def _ends(assessment: Assessment, fall: Waterfall, start: float, words: Catalogue) -> tuple[str, str]:
    """Return where it began and where it ended, in words; the end is the same range as on the result."""
    chance = 1 / (1 + math.exp(-start))
    led = next((e for e in assessment.explanations if e.condition == fall.condition), None)
    posterior = 1 / (1 + math.exp(-fall.log_odds))
    low, high = (led.low, led.high) if led is not None else (posterior, posterior)
    return (
        words.word("picture.waterfall.start", amount=in_ten(words, chance, chance)),
        words.word("picture.waterfall.end", amount=in_ten(words, low, high)),
    )


def _end(body: list[str], said: str, y: float, x: float) -> float:
    """Draw where it began or ended: a sentence with a post below it."""
    lines, y = svg.lines_of_text(MARGIN, y + 16, said, COLUMNS - 4, bold=True)
    body += [*lines, svg.line(x, y - 8, x, y + 8, 3), svg.line(MARGIN, y + 8, WIDTH - MARGIN, y + 8, 0.5)]
    return y + 14


def _move(before: float, after: float, y: float, pattern: str) -> list[str]:
    """Draw one move as a bar with a head that points where it went; what speaks against is striped."""
    right = after >= before
    middle = y + THICK / 2
    tip = 6 if right else -6
    return [
        svg.line(before, y - 2, before, y + THICK + 2, 1),
        svg.bar(min(before, after), y, max(abs(after - before), 1.0), THICK, "" if right else pattern),
        svg.path(f"M{after:g} {y - 1:g}L{after + tip:g} {middle:g}L{after:g} {y + THICK + 1:g}"),
    ]


def _decibans(nats: float) -> int:
    return round(nats * DECIBANS_PER_NAT)
