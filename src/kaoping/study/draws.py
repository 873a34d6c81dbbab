"""Random weights: every weight by a factor of its own, then scaled so that those of siblings add up as before."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import polars as pl

from kaoping.engine import Plan

__all__ = ["Floats2", "drawn", "in_rows", "scaled", "weighed_parts"]

Floats2: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float64]]"


def weighed_parts(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Give the parts of at least two children whose weights count, with their children."""
    found = {}
    for node in plan.nodes:
        together = node.combination
        if together is None or together.aggregation.full_as_weight or together.aggregation.needs_weights is False:
            continue
        if len(together.children) > 1:
            found[node.id] = together.children
    return found


def drawn(plan: Plan, draws: int, spread: float, seed: tuple[int, ...]) -> dict[str, Floats2]:
    """Draw weights for every weighed part: draws × children; the same seed gives the same weights.

    spread: each weight is multiplied by a number between 1 − spread and 1 + spread, all equally likely. The stream of
    a part depends on its id alone, so that a change elsewhere in the scheme draws the same here.
    """
    found = {}
    for part, children in weighed_parts(plan).items():
        stream = np.random.Generator(np.random.PCG64([*seed, zlib.crc32(part.encode())]))
        factors = stream.uniform(1 - spread, 1 + spread, (draws, len(children)))
        found[part] = scaled(plan, part, factors)
    return found


def scaled(plan: Plan, part: str, factors: Floats2) -> Floats2:
    """Give the weights of a part by factors (draws × children), their sum as in the scheme; as given they need none."""
    together = plan.node(part).combination
    weights = np.array([float(weight) for weight in together.weights]) if together is not None else np.empty(0)
    own = weights * factors
    if together is not None and together.aggregation.weights_as_given:
        return own
    scale: Floats2 = own * (weights.sum() / own.sum(axis=1, keepdims=True))
    return scale


def in_rows(weights: Mapping[str, Floats2], height: int) -> dict[str, Sequence[pl.Series]]:
    """Give drawn weights as columns: one number a row, draw by draw."""
    return {
        part: [pl.Series(np.repeat(own[:, child], height)) for child in range(own.shape[1])]
        for part, own in weights.items()
    }
