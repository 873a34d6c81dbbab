"""Random weights: every weight by a factor of its own, then scaled so that those of siblings add up as before."""

from __future__ import annotations

import zlib

import numpy as np

from kaoping.engine import Plan
from kaoping.engine.plain_draws import Drawn

__all__ = ["Drawn", "drawn", "scaled", "weighed_parts"]


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


def drawn(plan: Plan, draws: int, spread: float, seed: tuple[int, ...]) -> dict[str, Drawn]:
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


def scaled(plan: Plan, part: str, factors: Drawn) -> Drawn:
    """Give the weights of a part by factors (draws × children), their sum as in the scheme; as given they need none."""
    together = plan.node(part).combination
    weights = np.array([float(weight) for weight in together.weights]) if together is not None else np.empty(0)
    own = weights * factors
    if together is not None and together.aggregation.weights_as_given:
        return own
    scale: Drawn = own * (weights.sum() / own.sum(axis=1, keepdims=True))
    return scale
