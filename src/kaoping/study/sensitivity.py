"""Sensitivity: how much of the movement of ranks each weight accounts for, alone and together with others.

First and total order Sobol indices of the mean shift of ranks, by the estimators of Saltelli (first order) and Jansen
(total order), over weights drawn as in `robustness`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
import polars as pl

from kaoping.engine import Stored
from kaoping.engine.again import again, kept, standings
from kaoping.engine.plain_draws import Drawn
from kaoping.errors import DataError, Problem
from kaoping.study.case import case_of
from kaoping.study.draws import scaled, weighed_parts
from kaoping.study.messages import NO_WEIGHTS_DRAWN, NOBODY_RANKED, told

__all__ = ["sensitivity", "sobol"]

Floats: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.float64]]"
_SCHEMA: Final = {
    "part": pl.String,
    "node": pl.String,
    "first_order": pl.Float64,
    "first_order_error": pl.Float64,
    "total_order": pl.Float64,
    "total_order_error": pl.Float64,
}


def sensitivity(stored: Stored, *, draws: int = 256, spread: float = 0.25, seed: int = 1) -> pl.DataFrame:
    """Give one line a weight: part, node, first and total order index, and the standard error of each.

    What is explained is the mean over all ranked units of how far their rank lies from that of the result. draws: the
    size of the two base samples; (weights + 2) × draws results are ranked. Where no rank ever moves there is nothing to
    explain and the indices are empty. Raises `DataError` where nobody is ranked, and where drawn weights give no total.
    """
    case = case_of(stored)
    walk = kept(case.scheme, case.tables, frozen=case.frozen)
    parts = weighed_parts(walk.plan)
    official = standings(again(walk), 1, grades=False).frame["rank"].to_numpy()
    if np.isnan(official).all():
        raise DataError([Problem(NOBODY_RANKED, None)])

    def shifts(sample: Drawn) -> Floats:
        weights, at = {}, 0
        for part, children in parts.items():
            weights[part] = scaled(walk.plan, part, sample[:, at : at + len(children)])
            at += len(children)
        try:
            state = again(walk, draws=len(sample), weights=weights)
        except DataError as error:
            raise DataError([told(NO_WEIGHTS_DRAWN, error.problems[0])]) from error
        ranks = standings(state, len(sample), grades=False).frame["rank"].to_numpy()
        moved: Floats = np.nanmean(np.abs(ranks.reshape(len(sample), -1) - official[None, :]), axis=1)
        return moved

    names = [(part, child) for part, children in parts.items() for child in children]
    found = sobol(shifts, len(names), draws, (1 - spread, 1 + spread), seed)
    lines = [(*name, *indices) for name, indices in zip(names, found, strict=True)]
    return pl.DataFrame(lines, schema=_SCHEMA, orient="row")


def sobol(
    function: Callable[[Drawn], Floats], factors: int, draws: int, limits: tuple[float, float], seed: int
) -> list[tuple[float | None, float | None, float | None, float | None]]:
    """Give for each factor its first order index and error, its total order index and error.

    function: one number for each sample (samples × factors), factors drawn evenly between the limits. Empty where the
    function never varies.
    """
    stream = np.random.Generator(np.random.PCG64(seed))
    first = stream.uniform(*limits, (draws, factors))
    second = stream.uniform(*limits, (draws, factors))
    one, other = function(first), function(second)
    middle, variance = float(np.mean([one, other])), float(np.var([one, other]))
    found = []
    for at in range(factors):
        mixed = first.copy()
        mixed[:, at] = second[:, at]
        own = function(mixed)
        # Around the mean the first estimator has a smaller error; the index is the same.
        alone, together = (other - middle) * (own - one), (one - own) ** 2 / 2
        found.append((*_index(alone, variance), *_index(together, variance)))
    return found


def _index(terms: Floats, variance: float) -> tuple[float | None, float | None]:
    """Give the mean of the terms as a share of the variance, and its standard error."""
    if not variance:
        return None, None
    return float(terms.mean() / variance), float(terms.std(ddof=1) / np.sqrt(len(terms)) / variance)
