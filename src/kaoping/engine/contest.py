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
from kaoping.engine.state import GIVEN, Mask, NodeValues, Vector, Walk, weight_at
from kaoping.engine.statistics import NO_STEP, Frozen, StatisticKey, recorded
from kaoping.rules import Contest, Floats, Number

__all__ = ["Bouts", "against", "bouts", "contest_key", "contested"]


@dataclass(frozen=True, slots=True)
class Bouts:
    """How a unit fared against the others."""

    won: int
    drawn: int
    lost: int


def contested(
    state: Walk, node: NodePlan, together: Combination, contest: Contest, active: Mask, standing: Mask
) -> Vector:
    """Give each active row its number; the points of the children are recorded, or looked up where frozen.

    standing: the rows that would be active without penalties. Where a penalty made points zero, a unit has the zero;
    the others meet what it had without.
    """
    population, units = state.base.population(node.within, node.among), state.base.frame["unit"]
    if state.frozen is None:
        refuse_empty(population, node.id, node.among)
    children = [state.values[child] for child in together.children]
    keys = _keys(state, children, active)
    held = _keys(state, [child.held for child in children], standing)
    counts = standing if population.members is None else standing & population.members
    out: list[Number | None] = [None] * len(active)
    for at, name in enumerate(population.names):
        rows = np.flatnonzero(active & (population.of == at))
        if not len(rows):
            continue
        mine = {units[row]: keys[:, row] for row in rows.tolist()}
        present = {units[row]: held[:, row] for row in np.flatnonzero(counts & (population.of == at)).tolist()}
        others = _others(state, node, together, name, present)
        # A study that draws weights draws them for whole populations.
        weights = [weight_at(weight, int(rows[0])) for weight in state.weights.get(node.id, together.weights)]
        found = bouts(mine, others, weights)
        for row in rows.tolist():
            bout = found[units[row]]
            out[row] = contest.points(bout.won, bout.drawn, bout.lost)
    return state.reading.numbers(out)


def _others(
    state: Walk, node: NodePlan, together: Combination, name: PopulationName, present: Mapping[str, Floats]
) -> Mapping[str, Floats]:
    """Give the points that the units of a population meet: those present, recorded, or those that are frozen.

    There may be none where a penalty gave a unit the only points.
    """
    if state.frozen is None:
        refuse_nobody([] if present or node.among is None else [name], node.id, node.among)
        _record(state, node, together, name, present)
        return present
    others = _frozen(state.frozen, node, together, name)
    is_lacking = not others and (bool(present) or node.among is not None)
    refuse_lacking(contest_key(node, together, together.children[0]), [name] if is_lacking else [])
    return others


def _keys(state: Walk, children: Sequence[NodeValues], active: Mask) -> NDArray[np.float64]:
    """Give the points that units are compared by, a line for each child; not a number where there are none."""
    keys = np.array([state.reading.keys(child.points) for child in children])
    keys[~np.array([child.absence.state == GIVEN for child in children]) | ~active] = np.nan
    return keys


def bouts(mine: Mapping[str, Floats], others: Mapping[str, Floats], weights: Sequence[Fraction]) -> Mapping[str, Bouts]:
    """Give how each unit fares against all others; not a number where a child has no points."""
    scale = math.lcm(*(weight.denominator for weight in weights))
    whole = np.array([int(weight * scale) for weight in weights], dtype=object)
    names = list(others)
    against = np.array([others[name] for name in names], np.float64).reshape(len(names), len(weights))
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


def _frozen(frozen: Frozen, node: NodePlan, together: Combination, name: PopulationName) -> Mapping[str, Floats]:
    """Give the recorded points of a population."""
    columns = [frozen.ordered.get((contest_key(node, together, child), name), {}) for child in together.children]
    return against(columns)


def against(columns: Sequence[Mapping[str, float]]) -> Mapping[str, Floats]:
    """Give the points of each unit in all children, from those of each child by unit; not a number where none."""
    units = dict.fromkeys(unit for column in columns for unit in column)
    return {unit: np.array([column.get(unit, np.nan) for column in columns]) for unit in units}
