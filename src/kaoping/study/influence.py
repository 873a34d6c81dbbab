"""Influence 指标影响力: what each node's points do to the totals and ranks, beside the weight that it has on paper."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np
import polars as pl

from kaoping.engine import Plan, Stored
from kaoping.engine.again import again, kept, standings
from kaoping.engine.base import base_rows
from kaoping.engine.plan import ADJUSTED
from kaoping.errors import DataError
from kaoping.study.case import case_of

__all__ = ["influence"]

_DOMINATING: Final = 0.5
"""A node is called dominating where it accounts for more than this share of the differences between totals."""
_FEWEST: Final = 3
_SCHEMA: Final = {
    "period": pl.String,
    "group": pl.String,
    "node": pl.String,
    "weight": pl.Float64,
    "units": pl.Int64,
    "mean": pl.Float64,
    "sd": pl.Float64,
    "correlation": pl.Float64,
    "rank_correlation": pl.Float64,
    "share": pl.Float64,
    "moved": pl.Int64,
    "mean_shift": pl.Float64,
    "most_shift": pl.Float64,
    "verdict": pl.String,
}


def influence(stored: Stored) -> pl.DataFrame:
    """Give one line for each scored period, ranking group and indicator.

    weight: the share of the total by weights and full points on paper, where all combinations above have them.
    units: those with points. mean, sd: of the points (n − 1). correlation, rank_correlation: with the total.
    share: of the variance of the totals, where points reach the total in proportion (`weight`); shares of all
    indicators, bonus and deductions add up to 1 where every unit has all of them.
    moved, mean_shift, most_shift: how many units change their rank, and by how much, if the indicator is left out
    and its weight shared again; empty where no total is left then.
    verdict: `dead` (all units have the same points), `dominating` (share over 0.5), else empty.
    """
    case = case_of(stored)
    walk = kept(case.scheme, case.tables, stored.scores, frozen=case.frozen)
    whole = again(walk)
    before = standings(whole, 1, grades=False).frame
    rows = base_rows(case.scheme, case.tables).frame
    totals = whole.values[ADJUSTED].before.to_numpy()
    weights = _weights(walk.plan)
    lines: list[tuple[object, ...]] = []
    for node in walk.plan.nodes:
        if node.indicator is None:
            continue
        points = walk.values[node.id].points.to_numpy()
        try:
            after = standings(again(walk, without=node.id), 1, grades=False).frame["rank"].to_numpy()
        except DataError:
            after = np.full(len(points), np.nan)
        shift = np.abs(after - before["rank"].to_numpy())
        for (period, group), frame in rows.group_by("period", "group", maintain_order=True):
            at = frame["row"].to_numpy()
            weight = weights.get(node.id)
            lines.append((period, group, node.id, weight, *_line(points[at], totals[at], shift[at], weight)))
    return pl.DataFrame(lines, schema=_SCHEMA, orient="row")


def _line(points: np.ndarray, totals: np.ndarray, shift: np.ndarray, weight: float | None) -> tuple[object, ...]:
    """Give the figures of one node in one group."""
    there = ~(np.isnan(points) | np.isnan(totals))
    own, total = points[there], totals[there]
    enough = len(own) >= _FEWEST
    mean = float(own.mean()) if len(own) else None
    sd = float(own.std(ddof=1)) if len(own) > 1 else None
    varies = enough and bool(np.ptp(own) > 0) and bool(np.ptp(total) > 0)
    plain = float(np.corrcoef(own, total)[0, 1]) if varies else None
    ranks = float(np.corrcoef(_places(own), _places(total))[0, 1]) if varies else None
    share = None
    if weight is not None and enough and np.ptp(total) > 0:
        share = weight * float(np.cov(own, total)[0, 1] / np.var(total, ddof=1))
    counted = shift[~np.isnan(shift)]
    moved = int((counted > 0).sum()) if len(counted) else None
    shifts = (float(counted.mean()), float(counted.max())) if len(counted) else (None, None)
    verdict = "dead" if len(own) > 1 and np.ptp(own) == 0 else ""
    if share is not None and share > _DOMINATING:
        verdict = "dominating"
    return len(own), mean, sd, plain, ranks, share, moved, *shifts, verdict


def _places(values: np.ndarray) -> np.ndarray:
    return pl.Series(values).rank("average").to_numpy()


def _weights(plan: Plan) -> dict[str, float]:
    """Give by what a point of each indicator counts in the total, where this does not depend on the points."""
    factors: dict[str, float | None] = {ADJUSTED: 1.0}
    for node in reversed(plan.nodes):
        above, together = factors.get(node.id), node.combination
        if together is None:
            continue
        plain = above is not None and (not node.tasks or node.id == ADJUSTED)
        whole = sum(together.weights, start=Fraction(0))
        for child, weight in zip(together.children, together.weights, strict=True):
            worth = together.aggregation.worth(weight, together.weights, whole) if plain else None
            sign = -1.0 if child == "deductions" and node.id == ADJUSTED else 1.0
            factors[child] = None if worth is None or above is None else above * float(worth.factor) * sign
    return {name: factor for name, factor in factors.items() if factor is not None}
