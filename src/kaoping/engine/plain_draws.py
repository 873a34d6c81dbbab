"""Many draws of weights at once where every part is a plain sum or mean by weights: the sums of the walk, in arrays.

Only where nothing else happens on the way up: no absence, no steps, no ranks taken, no penalties, nobody compared, and
no weight or figure below zero, so that nothing can cancel. What is not so plain the general walk does.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

import numpy as np
import polars as pl

from kaoping.engine.nodes import rounding_formula
from kaoping.engine.plan import Combination, NodePlan
from kaoping.engine.state import GIVEN, Absence, NodeValues, Walk
from kaoping.rules import Aggregation, Floats

__all__ = ["Drawn", "plain_draws"]

Drawn: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float64]]"
"""Draws × children, or draws × rows."""


def plain_draws(walk: Walk, draws: int, weights: Mapping[str, Drawn]) -> dict[str, NodeValues] | None:
    """Give all nodes of a walk over its indicators, draw by draw; None where any of it is not so plain.

    walk: with the values of its indicators. weights: by part.
    """
    factors = _all_factors(walk, weights)
    if factors is None:
        return None
    points: dict[str, Drawn] = {}
    found: dict[str, NodeValues] = {}
    shape = (draws, walk.base.height)
    height = walk.base.height * draws
    states, treatment = np.zeros(height, np.int8), pl.repeat("", height, dtype=pl.String, eager=True)
    for node in walk.plan.nodes:
        if node.combination is None:
            before, after = (_in_draws(vector.to_numpy(), shape) for vector in _both(walk.values[node.id]))
            points[node.id] = walk.values[node.id].points.to_numpy()[None, :]
        else:
            total = np.zeros(shape)
            for at, child in enumerate(node.combination.children):
                total += factors[node.id][:, at, None] * points[child]
            before = after = pl.Series(total.ravel())
            if node.rounding is not None:
                formula = rounding_formula(node.rounding.mode, node.rounding.decimals)
                after, _ = walk.reading.formula(formula, {"x": before}, height)
            points[node.id] = after.to_numpy().reshape(shape)
        absence = Absence(states, states, treatment)
        found[node.id] = NodeValues(after, before, absence, None, np.zeros(height), np.zeros(height, np.bool_))
    return found


def _both(values: NodeValues) -> tuple[pl.Series, pl.Series]:
    return values.before, values.points


def _in_draws(points: Floats, shape: tuple[int, int]) -> pl.Series:
    """Repeat the points of an indicator in every draw."""
    return pl.Series(np.broadcast_to(points, shape).ravel())


def _all_factors(walk: Walk, weights: Mapping[str, Drawn]) -> dict[str, Drawn] | None:
    """Give by what the children of each part are multiplied; None where anything is not so plain."""
    found: dict[str, Drawn] = {}
    for node in walk.plan.nodes:
        if node.indicator is not None:
            values = walk.values[node.id]
            if (values.absence.state != GIVEN).any() or (walk.reading.floats(values.points) < 0).any():
                return None
            continue
        together = _plain(walk, node)
        factors = None if together is None else _factors(together, weights.get(node.id))
        if factors is None:
            return None
        found[node.id] = factors
    return found


def _plain(walk: Walk, node: NodePlan) -> Combination | None:
    """Give the combination of a part that does nothing but combine its children, their points as they are."""
    together = node.combination
    if together is None or node.tasks or node.penalties or together.uncertainty is not None:
        return None
    ranked = any(walk.plan.node(child).take_rank is not None for child in together.children)
    return None if ranked else together


def _factors(together: Combination, drawn: Drawn | None) -> Drawn | None:
    """Give by what each child is multiplied in each draw; None where figures change it or a weight is not positive."""
    aggregation, own = together.aggregation, together.weights
    whole = sum(own, start=Fraction(0))
    if min(own) <= 0 or (drawn is not None and drawn.min() <= 0) or not isinstance(aggregation, Aggregation):
        return None
    worths = [aggregation.worth(weight, own, whole) for weight in own]
    factors = [float(worth.factor) for worth in worths if worth is not None]
    if len(factors) < len(own):
        return None
    if drawn is None:
        return np.array([factors])
    return drawn if aggregation.weights_as_given else drawn / drawn.sum(axis=1, keepdims=True)
