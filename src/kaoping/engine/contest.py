"""A part whose children are a contest: every unit against every other of its population, over recorded points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from kaoping.engine.base import PopulationName
from kaoping.engine.comparing import refuse_empty, refuse_lacking, refuse_nobody
from kaoping.engine.plan import Combination, NodePlan
from kaoping.engine.state import Mask, Vector, Walk, weight_at
from kaoping.engine.statistics import NO_STEP, StatisticKey, recorded
from kaoping.rules import Contest, Floats, Number

__all__ = ["Bouts", "against", "bouts", "contest_key", "contested"]


@dataclass(frozen=True, slots=True)
class Bouts:
    """How a unit fared against the others."""

    won: int
    drawn: int
    lost: int


def contested(state: Walk, node: NodePlan, together: Combination, contest: Contest, active: Mask) -> Vector:
    """Give each active row its number; the points of the children are recorded, or looked up where frozen."""
    population, units = state.base.population(node.within, node.among), state.base.frame["unit"]
    if state.frozen is None:
        refuse_empty(population, node.id, node.among)
    keys = np.array([state.reading.keys(state.values[child].points) for child in together.children])
    given = np.array([state.values[child].absence.state == 0 for child in together.children])
    keys[~given | ~active] = np.nan
    out: list[Number | None] = [None] * len(active)
    for at, name in enumerate(population.names):
        rows = np.flatnonzero(active & (population.of == at))
        if not len(rows):
            continue
        mine = {units[row]: keys[:, row] for row in rows.tolist()}
        if state.frozen is None:
            count = population.members
            others: Mapping[str, Floats] = {
                units[row]: keys[:, row] for row in rows.tolist() if count is None or count[row]
            }
            if not others:
                refuse_nobody([name], node.id, node.among)
            _record(state, node, together, name, others)
        else:
            others = _frozen(state, node, together, name)
        # A study that draws weights draws them for whole populations.
        weights = [weight_at(weight, int(rows[0])) for weight in state.weights.get(node.id, together.weights)]
        found = bouts(mine, others, weights)
        for row in rows.tolist():
            bout = found[units[row]]
            out[row] = contest.points(bout.won, bout.drawn, bout.lost)
    return state.reading.numbers(out)


def bouts(mine: Mapping[str, Floats], others: Mapping[str, Floats], weights: Sequence[Fraction]) -> Mapping[str, Bouts]:
    """Give how each unit fares against all others; not a number where a child has no points."""
    scale = math.lcm(*(weight.denominator for weight in weights))
    whole = np.array([int(weight * scale) for weight in weights], dtype=object)
    names = list(others)
    against = np.array([others[name] for name in names])
    found = {}
    for unit, own in mine.items():
        ahead: NDArray[np.int64] = (own > against).astype(np.int64) - (own < against)
        margins = (ahead @ whole).astype(object)
        decided = [margin for name, margin in zip(names, margins.tolist(), strict=True) if name != unit]
        won, lost = sum(margin > 0 for margin in decided), sum(margin < 0 for margin in decided)
        found[unit] = Bouts(won, len(decided) - won - lost, lost)
    return found


def contest_key(node: NodePlan, together: Combination, child: str) -> StatisticKey:
    """Give under what the points of a child are recorded."""
    return node.id, NO_STEP, together.aggregation.id, child


def _record(
    state: Walk, node: NodePlan, together: Combination, name: PopulationName, mine: Mapping[str, Floats]
) -> None:
    """Record the points of the children that units are compared by."""
    for at, child in enumerate(together.children):
        for unit, keys in mine.items():
            if not np.isnan(keys[at]):
                key = contest_key(node, together, child)
                figure = Fraction(repr(float(keys[at])))
                state.records.append(recorded(key, name, unit, figure, state.definitions[key]))


def _frozen(state: Walk, node: NodePlan, together: Combination, name: PopulationName) -> Mapping[str, Floats]:
    """Give the recorded points of a population."""
    ordered = state.frozen.ordered if state.frozen is not None else {}
    columns = [ordered.get((contest_key(node, together, child), name), {}) for child in together.children]
    if not any(columns):
        refuse_lacking(contest_key(node, together, together.children[0]), [name])
    return against(columns)


def against(columns: Sequence[Mapping[str, float]]) -> Mapping[str, Floats]:
    """Give the points of each unit in all children, from those of each child by unit; not a number where none."""
    units = dict.fromkeys(unit for column in columns for unit in column)
    return {unit: np.array([column.get(unit, np.nan) for column in columns]) for unit in units}
