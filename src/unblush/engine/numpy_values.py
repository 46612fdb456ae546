"""The value of every open answer at once: all outcomes as rows, all terms of the mixture as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from unblush.compiled.arrays import Numbers
from unblush.engine.mixture import Mixture
from unblush.engine.prospects import Prospect
from unblush.engine.value import ItemValue
from unblush.vocabulary import ItemId

Array = npt.NDArray[np.float64]
_LEAST: Final = 1e-12


@dataclass(frozen=True, slots=True)
class _Block:
    """The prospects of one page as arrays: a row a product, its sign and scale, and how rows belong together."""

    prospects: list[Prospect]
    factors: Array
    signs: Array
    terms: list[int]
    outcomes: list[int]
    present: list[tuple[ItemId, ...]]


_blocks: dict[int, _Block] = {}
_MOST_BLOCKS: Final = 512


def _block(prospects: list[Prospect], nodes: int) -> _Block:
    """Return the block of a page; kept by the identity of the list, which the priors keep too."""
    kept = _blocks.get(id(prospects))
    if kept is not None and kept.prospects is prospects:
        return kept
    if len(_blocks) > _MOST_BLOCKS:
        _blocks.clear()
    outcomes = [outcome for prospect in prospects for outcome in prospect.outcomes]
    terms = [term for outcome in outcomes for term in outcome.terms]
    factors = np.ones((len(terms), nodes))
    for row, (_, product) in enumerate(terms):
        for node, factor in product.factors:
            factors[row, node] = factor
    block = _blocks[id(prospects)] = _Block(
        prospects,
        factors,
        np.array([sign * product.scale for sign, product in terms]),
        [len(outcome.terms) for outcome in outcomes],
        [len(prospect.outcomes) for prospect in prospects],
        [outcome.present for outcome in outcomes],
    )
    return block


def all_values(
    numbers: Numbers,
    mixture: Mixture,
    pages: Sequence[list[Prospect]],
    floor: int,
    level: int,
    raised: Mapping[ItemId, int],
) -> list[ItemValue]:
    """Return what each prospect is worth; the same numbers as `value.item_value`."""
    blocks = [_block(page, len(numbers.nodes)) for page in pages if page]
    if not blocks:
        return []
    on, weights = np.array(mixture.on), np.array(mixture.weights)
    levels = np.array([node.level for node in numbers.nodes])
    loss = np.array(numbers.loss)
    factors = np.concatenate([block.factors for block in blocks])
    weigh = _weigh_points if mixture.points else _weigh_terms
    need_rows, joint_rows = weigh(factors, on, weights, levels, len(loss))

    signs = np.concatenate([block.signs for block in blocks])
    terms = _starts([size for block in blocks for size in block.terms])
    need = np.add.reduceat(need_rows * signs[:, None], terms)
    joint = np.add.reduceat(joint_rows * signs[:, None], terms)

    chance = need[:, -1]
    possible = chance > _LEAST
    safe = np.where(possible, chance, 1.0)[:, None]
    by_loss, risk = _least_loss(np.clip(need / safe, 0.0, 1.0), loss)
    spread = _entropy(np.clip(joint / safe, 0.0, 1.0))
    sizes = [size for block in blocks for size in block.outcomes]
    start = _starts(sizes)
    whole = np.add.reduceat(np.maximum(chance, 0.0), start)
    share = np.where(possible, chance, 0.0) / np.repeat(np.where(whole > 0.0, whole, 1.0), sizes)
    present = [items for block in blocks for items in block.present]
    tops = np.array([max([raised.get(item, 0) for item in items], default=0) for items in present])
    flags = np.add.reduceat(share * np.where(tops > level, loss[level][tops], 0.0), start)
    moved = np.maximum(np.maximum(by_loss, tops), floor) != level
    moves = np.add.reduceat(np.where(moved, share, 0.0), start)

    now, joint_now = weigh(np.ones((1, len(on))), on, weights, levels, len(loss))
    risk_falls = _least_loss(now, loss)[1][0] - np.add.reduceat(share * risk, start)
    entropy_falls = _entropy(np.clip(joint_now, 0.0, 1.0))[0] - np.add.reduceat(share * spread, start)
    return [
        ItemValue(prospect.name, prospect.page, *values)
        for prospect, *values in zip(
            [prospect for block in blocks for prospect in block.prospects],
            risk_falls.tolist(),
            entropy_falls.tolist(),
            flags.tolist(),
            moves.tolist(),
            strict=True,
        )
    ]


def _starts(sizes: list[int]) -> npt.NDArray[np.int_]:
    return np.cumsum([0, *sizes[:-1]])


def _weigh_points(
    factors: Array, on: Array, weights: Array, levels: npt.NDArray[np.int_], n_levels: int
) -> tuple[Array, Array]:
    """Return, for each product, its mass up to each level and with each node, where every term is one assignment."""
    mass = np.exp(np.log(factors) @ on) * weights
    own = (levels[:, None] * on).max(axis=0)
    within = own[:, None] <= np.arange(n_levels)
    return mass @ within, mass @ on.T


def _weigh_terms(
    factors: Array, on: Array, weights: Array, levels: npt.NDArray[np.int_], n_levels: int
) -> tuple[Array, Array]:
    """Return the same where a term is a product distribution: few terms, so one dense array serves."""
    each = 1.0 + on[None] * (factors[:, :, None] - 1.0)
    need = np.empty((len(factors), n_levels))
    running = np.ones((len(factors), len(weights)))
    for level in range(n_levels):
        nodes = np.flatnonzero(levels == level)
        if len(nodes):
            running = running * np.prod(each[:, nodes], axis=1)
        need[:, level] = running @ (weights * np.prod(1.0 - on[levels > level], axis=0))
    inside = on[None] * factors[:, :, None] / each
    return need, np.einsum("ts,tns->tn", running * weights, inside)


def _least_loss(need: Array, loss: Array) -> tuple[npt.NDArray[np.int_], Array]:
    """Return the level of least expected loss of each row, of equals the more urgent, and that loss."""
    expected = np.diff(need, axis=1, prepend=0.0) @ loss.T
    level = expected.shape[1] - 1 - np.argmin(expected[:, ::-1], axis=1)
    return level, expected.min(axis=1)


def _entropy(chances: Array) -> Array:
    inside = (chances > 0.0) & (chances < 1.0)
    p = np.where(inside, chances, 0.5)
    return np.asarray(-np.sum(np.where(inside, p * np.log(p) + (1.0 - p) * np.log1p(-p), 0.0), axis=1))
