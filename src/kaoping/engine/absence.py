"""What absence means: the closed list of policies, applied to one node and recorded with every use."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.engine.chain import Chained
from kaoping.engine.comparing import of_members
from kaoping.engine.definition import takes_peer_mean
from kaoping.engine.lacking import absences
from kaoping.engine.messages import BLOCKED, NO_PEER_MEAN, NO_SUPPLIED_POINTS
from kaoping.engine.plan import NodePlan
from kaoping.engine.settings import resolved
from kaoping.engine.state import BLANK, GIVEN, LEFT_OUT, STATUS_WORDS, Absence, Mask, Vector, Walk
from kaoping.engine.statistics import NO_STEP, recorded
from kaoping.errors import Message
from kaoping.rules import statistics
from kaoping.scheme.model import Policy, Setting

__all__ = ["apply_policy"]

_STATES = {"share_again": LEFT_OUT, "block": BLANK, "blank": BLANK}


def apply_policy(state: Walk, chained: Chained) -> tuple[Vector, Absence]:
    """Fill, leave out, leave blank or block what has no value; gives x with what was filled in."""
    node, x = chained.node, chained.x
    policies = [getattr(node.when, word) for word in STATUS_WORDS[1:]]
    means = _peer_means(state, node, x) if takes_peer_mean(node) else None
    absent = state.reading.absent(x)
    codes = np.where(absent, np.where(chained.status == 0, 1, chained.status), 0).astype(np.int8)
    states = np.full(len(codes), GIVEN, np.int8)
    filled = x
    for code, policy in enumerate(policies, start=1):
        rows = codes == code
        if not rows.any():
            continue
        states[rows] = _STATES.get(policy.kind, GIVEN)
        if policy.kind == "block":
            _refuse(state, chained, rows, BLOCKED)
        elif policy.kind not in _STATES:
            filled = state.reading.fill(filled, rows, _supplied(state, node, policy, means))
    lacking = state.reading.absent(filled) & (states == GIVEN)
    if lacking.any():
        states[lacking] = BLANK
        for code, policy in enumerate(policies, start=1):
            message = NO_PEER_MEAN if policy.kind == "peer_mean" else NO_SUPPLIED_POINTS
            _refuse(state, chained, lacking & (codes == code), message)
    kinds = pl.Series("treatment", ["", *(policy.kind for policy in policies)], dtype=pl.String)
    treatment = kinds.gather(codes) if absent.any() else kinds.new_from_index(0, len(codes))
    return filled, Absence(states, codes, treatment)


def _supplied(state: Walk, node: NodePlan, policy: Policy, means: Vector) -> Vector:
    """Give the points that stand in: the peers' mean, a number, or a row of table `parameters`."""
    if policy.kind == "peer_mean":
        return means
    if policy.kind == "table":
        return resolved(state, "points", Setting(), node.id)
    return state.reading.constant(Fraction(policy.points or 0), state.base.height)


def _peer_means(state: Walk, node: NodePlan, x: Vector) -> Vector:
    """Give each row the mean points of its group; recorded whether used or not, so that a later use is frozen too."""
    population = state.base.population(node.within, node.among)
    key = (node.id, NO_STEP, "mean", "points")
    if state.frozen is None:
        means = state.reading.statistic(statistics()["mean"], of_members(state, population, x), population, higher=True)
        state.records.extend(
            recorded(key, name, "", mean, state.definitions[key])
            for name, mean in zip(population.names, means, strict=True)
            if mean is not None
        )
    else:
        means = [state.frozen.scalars.get((key, name)) for name in population.names]
    return state.reading.take(state.reading.numbers(means), population.of)


def _refuse(state: Walk, chained: Chained, rows: Mask, message: Message) -> None:
    """Report cells that cannot be absent; one whose formula failed, or whose children are refused, is known already."""
    found = [(row, int(chained.status[row]) or 1) for row in np.flatnonzero(rows & ~chained.refused).tolist()]
    state.problems.extend(absences(state, chained, found, message))
    chained.refused |= rows
