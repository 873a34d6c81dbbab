"""What a parent takes of a child: its points, or its rank among the units compared, recorded and frozen."""

from __future__ import annotations

import numpy as np

from kaoping.engine.comparing import Compared, placed, refuse_empty, refuse_nobody
from kaoping.engine.plan import NodePlan
from kaoping.engine.state import NodeValues, Vector, Walk
from kaoping.engine.statistics import StatisticKey
from kaoping.rules import group_operations
from kaoping.scheme.model import columns_of

__all__ = ["rank_key", "taken"]


def rank_key(node: NodePlan) -> StatisticKey:
    """Give under which name the ordered points of a node are recorded: as a step after its last."""
    return node.id, len(node.tasks) + 1, "rank", "points"


def taken(state: Walk, node: NodePlan, values: NodeValues) -> Vector:
    """Give the points of a child or its rank; raises `DataError` where nobody has points to rank a unit among.

    Where a penalty made its points zero, a unit is ranked by the zero; the others among what it had without.
    """
    take = node.take_rank
    if take is None:
        return values.points
    population = state.base.population(columns_of(take.within), take.among)
    if state.frozen is None:
        refuse_empty(population, node.id, take.among)
    among = Compared(population, state.base.frame["unit"], take.order == "higher_is_better")
    figures, held = (one.points if take.rank_on == "rounded" else one.before for one in (values, values.held))
    ranks = placed(state, among, rank_key(node), group_operations()["rank"], figures, take.ties, held=held)
    lost = np.unique(population.of[state.reading.absent(ranks) & ~state.reading.absent(figures)])
    refuse_nobody([population.names[at] for at in lost.tolist()], node.id, take.among)
    return ranks
