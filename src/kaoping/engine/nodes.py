"""Stage 2, nodes: level by level, leaves first; each node is a short chain of steps over the value before.

The walk is the same for both readings; it knows vectors only through the reading's verbs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import polars as pl

from kaoping.engine.absence import apply_policy
from kaoping.engine.chain import Chained, of_figures, of_part, run_chain
from kaoping.engine.contest import contested
from kaoping.engine.penalties import penalty_points, zeroed
from kaoping.engine.plan import Combination, NodePlan
from kaoping.engine.problems import faults_of_part
from kaoping.engine.sources import of_children, record_sources
from kaoping.engine.state import BLANK, GIVEN, Codes, Faults, Mask, NodeValues, Shares, Vector, Walk, Weight
from kaoping.engine.statistics import NO_STEP
from kaoping.engine.taken_rank import taken
from kaoping.errors import DataError
from kaoping.formula import Formula, parse
from kaoping.rules import Contest

__all__ = ["made", "rounding_formula", "walk", "walk_indicators", "walk_parts"]


def walk(state: Walk) -> None:
    """Compute every node; raises `DataError` with all faults and blocked cells found on the way."""
    state.problems.extend(state.parameters.refused())
    for done, node in enumerate(state.plan.nodes):
        if state.progress is not None:
            state.progress(done, len(state.plan.nodes))
        state.values[node.id] = made(state, node)
    if state.problems:
        raise DataError(state.problems)


def walk_indicators(state: Walk) -> None:
    """Compute the indicators alone; raises as `walk` does."""
    for node in state.plan.nodes:
        if node.indicator is not None:
            state.values[node.id] = made(state, node)
    if state.problems:
        raise DataError(state.problems)


def walk_parts(state: Walk) -> None:
    """Compute every node that has no values yet, where those of the indicators stand; raises as `walk` does."""
    for node in state.plan.nodes:
        if node.id not in state.values:
            state.values[node.id] = made(state, node)
    if state.problems:
        raise DataError(state.problems)


def made(state: Walk, node: NodePlan) -> NodeValues:
    """Compute one node: a part, an indicator, or the points that penalties take."""
    if node.combination is not None:
        return _part(state, node, node.combination)
    return penalty_points(state, node) if node.indicator is None else _leaf(state, node)


def _leaf(state: Walk, node: NodePlan) -> NodeValues:
    """Compute an indicator from its figures."""
    figures = state.gathering.figures(node)
    chained = of_figures(state, node, figures)
    run_chain(state, chained)
    shown = figures.columns["x"] if not figures.is_finer else None
    return _finished(state, chained, np.zeros(state.base.height), shown if isinstance(shown, pl.Series) else None)


def _part(state: Walk, node: NodePlan, together: Combination) -> NodeValues:
    """Combine the children, then run the part's own chain."""
    children = [state.values[child] for child in together.children]
    weights = state.weights.get(node.id, together.weights)
    given = [child.absence.state == GIVEN for child in children]
    lost = _lost(children, weights)
    active = _active(state, node, together, children, lost)
    points = {
        name: taken(state, state.plan.node(name), child)
        for name, child in zip(together.children, children, strict=True)
    }
    x, faults = _together(state, node, together, list(points.values()), active)
    state.problems.extend(faults_of_part(state, node, faults))
    if together.uncertainty is not None:
        sources = of_children(state, list(points.values()), given)
        record_sources(state, node, NO_STEP, sources, x, together.uncertainty.multiplier)
    if state.trace is not None:
        state.trace.combined(node.id, points, dict(zip(together.children, given, strict=True)), x)
    chained = of_part(state, node, x, points, _status_of(children))
    for child in children:
        chained.refused |= child.refused
    chained.refused[[row for row, _ in faults]] = True
    run_chain(state, chained)
    return _finished(state, chained, lost, None)


def _together(
    state: Walk, node: NodePlan, together: Combination, points: Sequence[Vector], active: Mask
) -> tuple[Vector, Faults]:
    """Make one value of the children of each active row: by an aggregation of its own, or against the other units."""
    children, weights = (
        [state.values[child] for child in together.children],
        state.weights.get(node.id, together.weights),
    )
    if isinstance(together.aggregation, Contest):
        held = [child.held for child in children]
        standing = _active(state, node, together, held, _lost(held, weights))
        return contested(state, node, together, together.aggregation, active, standing), []
    given = [child.absence.state == GIVEN for child in children]
    return state.reading.combine(together.aggregation, points, weights, given, active)


def _active(state: Walk, node: NodePlan, together: Combination, children: Sequence[NodeValues], lost: Shares) -> Mask:
    """Tell the rows that have enough children to be combined, and have not lost too much of their weight."""
    given = [child.absence.state == GIVEN for child in children]
    count = np.sum(given, axis=0)
    if together.need == "all":
        active: Mask = (count > 0) & ~np.any([child.absence.state == BLANK for child in children], axis=0)
    else:
        active = count >= together.need
    weights = state.weights.get(node.id, together.weights)
    sizes = [there * np.abs(_floats(weight)) for there, weight in zip(given, weights, strict=True)]
    active &= np.sum(sizes, axis=0) > 0
    limit = state.plan.scheme.no_score_over
    if limit is not None and node.id == state.plan.root:
        active &= np.round(lost, 12) <= float(limit.value)
    return active


def _lost(children: Sequence[NodeValues], weights: Sequence[Weight]) -> Shares:
    """Give the share of the weight below a part that has no value; one that subtracts counts by its size."""
    given = [child.absence.state == GIVEN for child in children]
    floats = [np.abs(_floats(weight)) for weight in weights]
    whole = sum(floats, start=0.0)
    shares = [
        np.where(there, child.lost, 1.0) * (weight / whole)
        for child, there, weight in zip(children, given, floats, strict=True)
    ]
    lost: Shares = np.sum(shares, axis=0)
    return lost


def _floats(weight: Weight) -> Shares | float:
    """Give a weight to arithmetic: one number for all rows, or one for each."""
    return weight.to_numpy() if isinstance(weight, pl.Series) else float(weight)


def _status_of(children: Sequence[NodeValues]) -> Codes:
    """Give why a part has no value: missing if any child is, else excused, else not applicable."""
    found = np.zeros(len(children[0].absence.state), np.int8)
    for code in (2, 3, 1):  # the last that fits stands
        for child in children:
            found[(child.absence.status == code) & (child.absence.state != GIVEN)] = code
    found[found == 0] = 1
    return found


def _finished(state: Walk, chained: Chained, lost: Shares, figure: pl.Series | None) -> NodeValues:
    """Apply the node's policy to what is absent, then its official rounding, then penalties."""
    before, absence = apply_policy(state, chained)
    points, rounding = before, chained.node.rounding
    if rounding is not None:  # it has no faults
        formula = rounding_formula(rounding.mode, rounding.decimals)
        points, _ = state.reading.formula(formula, {"x": before}, state.base.height)
    return zeroed(state, chained.node, NodeValues(points, before, absence, figure, lost, chained.refused))


@cache
def rounding_formula(mode: str, decimals: int) -> Formula:
    """Give official rounding as a formula over x, so that every reading rounds alike."""
    return parse(f"truncate(x, {decimals})" if mode == "truncate" else f"round(x, {decimals}, {mode})")
