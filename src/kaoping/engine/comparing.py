"""What looks at other units: statistics of a population and places in it, recorded, or looked up where frozen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

import numpy as np
import polars as pl

from kaoping.engine.base import Population, PopulationName
from kaoping.engine.grain import Grain, population_at
from kaoping.engine.messages import NO_STATISTIC
from kaoping.engine.places import places_among, places_of
from kaoping.engine.plan import FormulaTask, NodePlan
from kaoping.engine.state import Vector, Walk
from kaoping.engine.statistics import StatisticKey, recorded
from kaoping.errors import DataError, Problem
from kaoping.formula import parse
from kaoping.rules import End, GroupOperation, Number, Statistic, Ties

__all__ = ["Compared", "compared", "keep_within", "no_statistic", "placed", "statistic_of"]

_WITHIN = parse("min(max(x, lowest), highest)")


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows of a step: who compares with whom, the unit of each row, and whether higher is better."""

    population: Population
    units: pl.Series
    higher: bool


def compared(state: Walk, node: NodePlan, at: Grain | None) -> Compared:
    """Give who compares with whom at a step: at a finer key, units in rows about the same month, rater, class."""
    population, units = state.base.population(node.within), state.base.frame["unit"]
    if at is not None:
        population, units = population_at(population, at), units.gather(at.row)
    return Compared(population, units, node.higher_is_better)


def statistic_of(state: Walk, among: Compared, key: StatisticKey, statistic: Statistic, vector: Vector) -> Vector:
    """Give each row the statistic of its population: computed and recorded, or looked up where frozen."""
    population = among.population
    present = np.unique(population.of[~state.reading.absent(vector)]).tolist()
    if state.frozen is None:
        found = state.reading.statistic(statistic, vector, population, higher=among.higher)
        state.records.extend(
            recorded(key, population.names[at], "", found[at], state.definitions[key]) for at in present
        )
    else:
        found = [state.frozen.scalars.get((key, name)) for name in population.names]
        lacking = [name for at in present if (key, name := population.names[at]) not in state.frozen.scalars]
        if lacking:
            raise DataError([no_statistic(key, name) for name in lacking])
    return state.reading.take(state.reading.numbers(found), population.of)


def keep_within(state: Walk, node: NodePlan, task: FormulaTask, names: dict[str, Vector], height: int) -> None:
    """Let a figure beyond a frozen end count as that end where both ends are named: what lies between them ends there.

    Which statistics are ends, the catalogue says.
    """
    for over, ends in task.ends(higher=node.higher_is_better).items():
        if over in names and len(ends) == len(get_args(End)):
            between = {"x": names[over]} | {end: names[name] for end, name in ends.items()}
            names[over], _ = state.reading.formula(_WITHIN, between, height)


def placed(
    state: Walk, among: Compared, key: StatisticKey, operation: GroupOperation, vector: Vector, ties: Ties
) -> Vector:
    """Give each row its place in its population; the ordered figures are recorded, or looked up where frozen."""
    population, higher, units = among.population, among.higher, among.units
    keys = state.reading.keys(vector)
    there = np.flatnonzero(~np.isnan(keys))
    if state.frozen is None:
        for row in there.tolist():
            whose, figure = population.names[population.of[row]], Fraction(repr(float(keys[row])))
            state.records.append(recorded(key, whose, units[row], figure, state.definitions[key]))
        return state.reading.numbers(places_of(operation, keys, population.of, higher=higher, ties=ties))
    out: list[Number | None] = [None] * len(keys)
    for at in np.unique(population.of[there]):
        name = population.names[at]
        if (key, name) not in state.frozen.ordered:
            raise DataError([no_statistic(key, name)])
        mine = {units[row]: (row, float(keys[row])) for row in there[population.of[there] == at].tolist()}
        figures = {unit: figure for unit, (_, figure) in mine.items()}
        places = places_among(operation, figures, state.frozen.ordered[key, name], higher=higher, ties=ties)
        for unit, (row, _) in mine.items():
            out[row] = places[unit]
    return state.reading.numbers(out)


def no_statistic(key: StatisticKey, population: PopulationName) -> Problem:
    """Report a statistic that the frozen table lacks."""
    node, step, statistic, _ = key
    period, group, at = population
    when = period if at in ("", period) else f"{period} ({at})"
    values = {"node": node, "step": str(step), "statistic": statistic, "period": when, "group": group}
    return Problem(NO_STATISTIC, None, values)
