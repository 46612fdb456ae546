"""What would change this: single answers that, if they were otherwise, would give another level."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from unblush.compiled.arrays import Numbers
from unblush.engine.backend import Engine
from unblush.engine.evidence import gather
from unblush.engine.facts import Facts, Known
from unblush.engine.triage import flag_states
from unblush.engine.value import least_loss
from unblush.result import Flip
from unblush.vocabulary import EMERGENCY

MOST: Final = 6


def find_flips(numbers: Numbers, facts: Facts, engine: Engine, level: int) -> tuple[Flip, ...]:
    """Return the flips, red flags last, else the most urgent first; at most `MOST`.

    `level` is the red-flag floor and the loss-minimising level together, as the certificate covers them. What would
    raise it to an emergency is left out: emergencies stand as text on every result.
    """
    flips = []
    for name, known in facts.items.items():
        if known is Known.PASSED_OVER:
            continue
        present = known is not Known.PRESENT
        items = {**facts.items, name: Known.PRESENT if present else Known.ABSENT}
        changed = replace(facts, items=items)
        floor = flag_states(numbers, changed).floor
        if floor == EMERGENCY > level:
            continue
        if floor > level:
            flips.append(Flip(name, present, floor))
        elif floor < level:  # only the loss could hold the level where it is
            by_loss = least_loss(engine.infer(numbers, gather(numbers, changed)).need, numbers.loss)[0]
            if max(floor, by_loss) != level:
                flips.append(Flip(name, present, max(floor, by_loss)))
    red = {item.id for page in numbers.pages for item in page.items if item.red_flag}
    flips.sort(key=lambda flip: (flip.item in red, -flip.level, flip.item))
    return tuple(flips[:MOST])
