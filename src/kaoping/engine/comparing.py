"""What looks at other units: statistics of a population and places in it, recorded, or looked up where frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
import polars as pl

from kaoping.engine.base import Population, PopulationName
from kaoping.engine.grain import Grain, population_at
from kaoping.engine.messages import NO_STATISTIC
from kaoping.engine.places import places_among, places_of
from kaoping.engine.plan import NodePlan
from kaoping.engine.state import Mask, Vector, Walk
from kaoping.engine.statistics import StatisticKey, recorded
from kaoping.errors import DataError, Problem
from kaoping.formula import parse
from kaoping.rules import GroupOperation, Number, Statistic, Ties

__all__ = ["FILLED", "Compared", "compared", "keep_guests_within", "keep_within", "placed", "statistic_of"]

FILLED: Final = frozenset({"x", "actual"})
"""The names of the figure that may have been filled in."""
_AT_MOST, _AT_LEAST = parse("min(x, bound)"), parse("max(x, bound)")
_WITHIN = parse("min(max(x, min(best, worst)), max(best, worst))")


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows of a step: who compares with whom, the unit of each row, and whether higher is better."""

    population: Population
    units: pl.Series
    higher: bool


def compared(state: Walk, node: NodePlan, at: Grain | None, *, within: str | None = None) -> Compared:
    """Give who compares with whom at a step: at a finer key, units in rows about the same month, rater, class.

    within: `group` or `all` where it is another than that of the node.
    """
    population, units = state.base.population(within or node.within), state.base.frame["unit"]
    if at is not None:
        population, units = population_at(population, at), units.gather(at.row)
    return Compared(population, units, node.higher_is_better)


def statistic_of(state: Walk, among: Compared, key: StatisticKey, statistic: Statistic, vector: Vector) -> Vector:
    """Give each row the statistic of its population: computed and recorded, or looked up where frozen."""
    population = among.population
    if state.frozen is None:
        found = state.reading.statistic(statistic, vector, population, higher=among.higher)
        state.records.extend(
            recorded(key, name, "", number)
            for name, number in zip(population.names, found, strict=True)
            if number is not None
        )
    else:
        found = [state.frozen.scalars.get((key, name)) for name in population.names]
        present = np.unique(population.of[~state.reading.absent(vector)])
        lacking = [population.names[at] for at in present if found[at] is None and statistic.is_always_defined]
        if lacking:
            raise DataError([_no_statistic(key, name) for name in lacking])
    return state.reading.take(state.reading.numbers(found), population.of)


def keep_within(state: Walk, names: dict[str, Vector], height: int) -> None:
    """Let a figure beyond the frozen best or worst count as that one: places between them end there."""
    for best in [name for name in names if name.partition(".")[0] == "best"]:
        over = best.partition(".")[2] or "x"
        worst = best.replace("best", "worst", 1)
        if worst in names and over in names:
            ends = {"x": names[over], "best": names[best], "worst": names[worst]}
            names[over], _ = state.reading.formula(_WITHIN, ends, height)


def keep_guests_within(state: Walk, names: dict[str, Vector], guests: Mask, *, higher: bool) -> None:
    """Let a figure filled in that is better than the best, or worse than the worst, of those that count be as that."""
    for over in FILLED.intersection(names):
        for head in ("best", "worst"):
            bound = head if over == "x" else f"{head}.{over}"
            if bound in names:
                formula = _AT_MOST if (head == "best") == higher else _AT_LEAST
                ends = {"x": names[over], "bound": names[bound]}
                within, _ = state.reading.formula(formula, ends, len(guests))
                names[over] = state.reading.fill(names[over], guests, within)


def placed(
    state: Walk,
    among: Compared,
    key: StatisticKey,
    operation: GroupOperation,
    vector: Vector,
    ties: Ties,
    guests: Mask | None = None,
) -> Vector:
    """Give each row its place in its population; the ordered figures are recorded, or looked up where frozen.

    guests: rows that count for nobody; each has the place that its figure would have among the others.
    """
    population, higher, units = among.population, among.higher, among.units
    keys = state.reading.keys(vector)
    there = np.flatnonzero(~np.isnan(keys))
    if guests is not None:
        return _with_guests(state, among, key, operation, vector, ties, guests)
    if state.frozen is None:
        state.records.extend(
            recorded(key, population.names[population.of[row]], units[row], Fraction(repr(float(keys[row]))))
            for row in there.tolist()
        )
        return state.reading.numbers(places_of(operation, keys, population.of, higher=higher, ties=ties))
    out: list[Number | None] = [None] * len(keys)
    for at in np.unique(population.of[there]):
        name = population.names[at]
        if (key, name) not in state.frozen.ordered:
            raise DataError([_no_statistic(key, name)])
        mine = {units[row]: (row, float(keys[row])) for row in there[population.of[there] == at].tolist()}
        figures = {unit: figure for unit, (_, figure) in mine.items()}
        places = places_among(operation, figures, state.frozen.ordered[key, name], higher=higher, ties=ties)
        for unit, (row, _) in mine.items():
            out[row] = places[unit]
    return state.reading.numbers(out)


def _with_guests(
    state: Walk,
    among: Compared,
    key: StatisticKey,
    operation: GroupOperation,
    vector: Vector,
    ties: Ties,
    guests: Mask,
) -> Vector:
    """Place those that count, then each guest among them."""
    reading, population, keys = state.reading, among.population, state.reading.keys(vector)
    nothing = reading.constant(None, len(guests))
    places = placed(state, among, key, operation, reading.fill(vector, guests, nothing), ties)
    own: list[Number | None] = [None] * len(guests)
    for row in np.flatnonzero(guests & ~np.isnan(keys)).tolist():
        mine = population.of == population.of[row]
        ordered = _ordered(state, key, population.names[population.of[row]])
        if ordered is None:
            others = np.flatnonzero(mine & ~guests & ~np.isnan(keys)).tolist()
            ordered = {among.units[other]: float(keys[other]) for other in others}
        unit, figure = among.units[row], float(keys[row])
        own[row] = places_among(operation, {unit: figure}, ordered, higher=among.higher, ties=ties)[unit]
    return reading.fill(places, guests, reading.numbers(own))


def _ordered(state: Walk, key: StatisticKey, name: PopulationName) -> Mapping[str, float] | None:
    """Give the frozen figures of a population; none where nobody counted; None where nothing is frozen."""
    return None if state.frozen is None else state.frozen.ordered.get((key, name), {})


def _no_statistic(key: StatisticKey, population: PopulationName) -> Problem:
    """Report a statistic that the frozen table lacks."""
    node, step, statistic, _ = key
    period, group, at = population
    when = period if at in ("", period) else f"{period} ({at})"
    values = {"node": node, "step": str(step), "statistic": statistic, "period": when, "group": group}
    return Problem(NO_STATISTIC, None, values)
