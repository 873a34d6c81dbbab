"""Influence 指标影响力: what each node's points do to the totals and ranks, beside the weight that it has on paper."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np
import polars as pl

from kaoping.engine import NodePlan, Plan, Stored, Walk
from kaoping.engine.again import again, kept, standings
from kaoping.engine.base import base_rows
from kaoping.engine.plan import ADJUSTED, PENALTIES
from kaoping.errors import DataError
from kaoping.rules import Floats
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
    "note_zh": pl.String,
    "note_en": pl.String,
}


def influence(stored: Stored) -> pl.DataFrame:
    """Give one line for each scored period, ranking group and indicator, and for the penalties where there are any.

    weight: by what a point counts in the total; empty where that varies: above a contest, a mean other than by weights,
    a step of a part, a rank taken instead of the points, a penalty that can make a part zero, a bound of the total.
    units: those with points. mean, sd: of the points (n − 1). correlation, rank_correlation: with the total.
    share: of the variance of the totals, where there is a weight. Shares of all lines add up to 1 where all have one,
    every unit has all points and nothing is rounded on the way.
    moved, mean_shift, most_shift: how many units change their rank, and by how much, in the scheme without the node,
    its weight going to its siblings; empty where that is no question, `note_zh` and `note_en` say why.
    verdict: `dead` (all units have the same points), `dominating` (share over 0.5), else empty.
    """
    case = case_of(stored)
    walk = kept(case.scheme, case.tables, frozen=case.frozen)
    whole = again(walk)
    before = standings(whole, 1, grades=False).frame
    rows = base_rows(case.scheme, case.tables).frame
    totals = whole.values[ADJUSTED].before.to_numpy()
    weights = _weights(walk.plan)
    lines: list[tuple[object, ...]] = []
    for node in walk.plan.nodes:
        if node.indicator is None and node.id != PENALTIES:
            continue
        points = whole.values[node.id].points.to_numpy()
        after, note = _without(walk, node)
        shift = np.abs(after - before["rank"].to_numpy())
        for (period, group), frame in rows.group_by("period", "group", maintain_order=True):
            at = frame["row"].to_numpy()
            weight = weights.get(node.id)
            lines.append((period, group, node.id, weight, *_line(points[at], totals[at], shift[at], weight), *note))
    return pl.DataFrame(lines, schema=_SCHEMA, orient="row")


def _without(walk: Walk, node: NodePlan) -> tuple[Floats, tuple[str, str]]:
    """Give the ranks without a node, and why there are none, in both languages."""
    nobody = np.full(walk.base.height, np.nan)
    above = None if node.parent is None else walk.plan.node(node.parent).combination
    if above is not None and above.aggregation.weights_as_given:
        return nobody, ("权重按原值使用，去掉后没有别的指标分担", "its weight is used as given: nobody takes it over")
    try:
        ranks: Floats = standings(again(walk, without=node.id), 1, grades=False).frame["rank"].to_numpy()
    except DataError as error:
        first = error.problems[0]
        return nobody, (f"去掉后无法计分：{first.text('zh')}", f"without it nothing is scored: {first.text('en')}")
    if np.isnan(ranks).all():
        return nobody, ("去掉后没有总分", "without it there is no total")
    return ranks, ("", "")


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
    adjust = plan.scheme.adjust
    signs = {"deductions": -1.0} | {step.block: 1.0 if step.add else -1.0 for step in adjust if step.block is not None}
    is_bounded = any(step.block is None for step in adjust)
    for node in reversed(plan.nodes):
        above, together = factors.get(node.id), node.combination
        if together is None:
            continue
        is_adjusted = node.id == ADJUSTED and plan.root != ADJUSTED
        plain = not node.penalties and not (is_bounded if is_adjusted else node.tasks)
        whole = sum(together.weights, start=Fraction(0))
        for child, weight in zip(together.children, together.weights, strict=True):
            is_plain = plain and plan.node(child).take_rank is None
            worth = together.aggregation.worth(weight, together.weights, whole) if is_plain else None
            sign = signs.get(child, 1.0) if is_adjusted else 1.0
            factors[child] = None if worth is None or above is None else above * float(worth.factor) * sign
    return {name: factor for name, factor in factors.items() if factor is not None}
