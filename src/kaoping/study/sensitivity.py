"""Sensitivity: how much of the movement of ranks each weight accounts for, alone and together with others.

First and total order Sobol indices of the mean shift of ranks, by the estimators of Saltelli (first order) and Jansen
(total order), over weights drawn as in `robustness`.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from kaoping.engine import Stored
from kaoping.engine.again import again, kept, standings
from kaoping.study.case import case_of
from kaoping.study.draws import Floats2, in_rows, scaled, weighed_parts

__all__ = ["sensitivity"]


def sensitivity(stored: Stored, *, draws: int = 256, spread: float = 0.25, seed: int = 1) -> pl.DataFrame:
    """Give one line a weight: part, node, first and total order index, and the standard error of each.

    What is explained is the mean over all ranked units of how far their rank lies from that of the result. draws: the
    size of the two base samples; (weights + 2) × draws results are ranked. Where no rank ever moves there is nothing to
    explain and the indices are empty.
    """
    case = case_of(stored)
    walk = kept(case.scheme, case.tables, stored.scores, frozen=case.frozen)
    parts = weighed_parts(walk.plan)
    factors = [(part, child) for part, children in parts.items() for child in children]
    stream = np.random.Generator(np.random.PCG64(seed))
    first = stream.uniform(1 - spread, 1 + spread, (draws, len(factors)))
    second = stream.uniform(1 - spread, 1 + spread, (draws, len(factors)))
    official = standings(again(walk), case.tables, 1, grades=False).frame["rank"].to_numpy()

    def shifts(sample: Floats2) -> np.ndarray:
        weights, at = {}, 0
        for part, children in parts.items():
            weights[part] = scaled(walk.plan, part, sample[:, at : at + len(children)])
            at += len(children)
        state = again(walk, draws=draws, weights=in_rows(weights, walk.base.height))
        ranks = standings(state, case.tables, draws, grades=False).frame["rank"].to_numpy().reshape(draws, -1)
        moved: np.ndarray = np.nanmean(np.abs(ranks - official[None, :]), axis=1)
        return moved

    one, other = shifts(first), shifts(second)
    variance = float(np.var(np.concatenate([one, other])))
    lines = []
    for at, (part, child) in enumerate(factors):
        mixed = first.copy()
        mixed[:, at] = second[:, at]
        own = shifts(mixed)
        alone, together = other * (own - one), (one - own) ** 2 / 2
        lines.append((part, child, *_index(alone, variance), *_index(together, variance)))
    schema = ["part", "node", "first_order", "first_order_error", "total_order", "total_order_error"]
    return pl.DataFrame(
        lines, schema=dict.fromkeys(schema[:2], pl.String) | dict.fromkeys(schema[2:], pl.Float64), orient="row"
    )


def _index(terms: np.ndarray, variance: float) -> tuple[float | None, float | None]:
    """Give the mean of the terms as a share of the variance, and its standard error."""
    if not variance:
        return None, None
    return float(terms.mean() / variance), float(terms.std(ddof=1) / np.sqrt(len(terms)) / variance)
