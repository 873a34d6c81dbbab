"""What looks at other units: statistics of a population and places in it, recorded, or looked up where frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, get_args

import numpy as np
import polars as pl

from kaoping.engine.base import Population, PopulationName
from kaoping.engine.grain import Grain, population_at
from kaoping.engine.messages import NO_STATISTIC, NOBODY_COUNTS
from kaoping.engine.places import places_among, places_of
from kaoping.engine.plan import FormulaTask, NodePlan
from kaoping.engine.state import Mask, Placing, Vector, Walk
from kaoping.engine.statistics import StatisticKey, recorded
from kaoping.errors import DataError, Problem
from kaoping.formula import Formula, parse
from kaoping.rules import End, Floats, GroupOperation, Number, Statistic, Ties

__all__ = [
    "FILLED",
    "Compared",
    "at_grain",
    "compared",
    "keep_guests_within",
    "keep_within",
    "of_members",
    "placed",
    "refuse_empty",
    "refuse_lacking",
    "refuse_nobody",
    "statistic_of",
]

FILLED: Final = frozenset({"x", "actual"})
"""The names of the figure that may have been filled in."""
_WITHIN = parse("min(max(x, lowest), highest)")
_KEPT: Final[Mapping[End, Formula]] = {"highest": parse("min(x, bound)"), "lowest": parse("max(x, bound)")}


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows of a step: who compares with whom, the unit of each row, and whether higher is better."""

    population: Population
    units: pl.Series
    higher: bool

    def without(self, rows: Mask) -> Compared:
        """Give the same where some rows do not count."""
        count = self.population.members
        return replace(self, population=replace(self.population, members=~rows if count is None else count & ~rows))


def compared(state: Walk, node: NodePlan, at: Grain | None) -> Compared:
    """Give who compares with whom at a step: at a finer key, units in rows about the same month, rater, class."""
    population = state.base.population(node.within, node.among)
    if state.frozen is None:
        refuse_empty(population, node.id, node.among)
    return at_grain(state, population, at, higher=node.higher_is_better)


def at_grain(state: Walk, population: Population, at: Grain | None, *, higher: bool) -> Compared:
    """Give who compares with whom in some populations at a finer key, None where each unit has one row."""
    units = state.base.frame["unit"]
    if at is not None:
        population, units = population_at(population, at), units.gather(at.row)
    return Compared(population, units, higher)


def refuse_empty(population: Population, what: str, among: str | None) -> None:
    """Stop with a `DataError` for every population in which no unit counts: there is nothing to compare with."""
    if population.members is None:
        return
    there = np.unique(population.of[population.members])
    refuse_nobody([name for at, name in enumerate(population.names) if at not in there], what, among)


def refuse_nobody(empty: Sequence[PopulationName], what: str, among: str | None) -> None:
    """Stop with a `DataError` for every population, where there is any, in which no unit counts."""
    if empty:
        raise DataError([_nobody(name, what, among or "") for name in empty])


def _nobody(population: PopulationName, what: str, among: str) -> Problem:
    """Report a population in which no unit counts."""
    period, within, _ = population
    words = {"within_zh": f"“{within}”中" if within else "", "within_en": f", {within}" if within else ""}
    return Problem(NOBODY_COUNTS, None, {"period": period, "node": what, "among": among} | words)


def statistic_of(state: Walk, among: Compared, key: StatisticKey, statistic: Statistic, vector: Vector) -> Vector:
    """Give each row the statistic of its population: computed and recorded, or looked up where frozen."""
    population = among.population
    vector = of_members(state, population, vector)
    present = np.unique(population.of[~state.reading.absent(vector)]).tolist()
    if state.frozen is None:
        found = state.reading.statistic(statistic, vector, population, higher=among.higher)
        state.records.extend(
            recorded(key, population.names[at], "", found[at], state.definitions[key]) for at in present
        )
    else:
        found = [state.frozen.scalars.get((key, name)) for name in population.names]
        names = [population.names[at] for at in present]
        refuse_lacking(key, [name for name in names if (key, name) not in state.frozen.scalars])
    return state.reading.take(state.reading.numbers(found), population.of)


def of_members(state: Walk, population: Population, vector: Vector) -> Vector:
    """Leave a vector without values in the rows that do not count in their population."""
    if population.members is None:
        return vector
    return state.reading.fill(vector, ~population.members, state.reading.constant(None, len(population.of)))


def keep_within(state: Walk, node: NodePlan, task: FormulaTask, names: dict[str, Vector], height: int) -> None:
    """Let a figure beyond an end of the others count as that end, where both ends are named: no place lies beyond.

    That may be where the ends are frozen, or where the unit is not one of those that count. Which statistics are ends,
    the catalogue says.
    """
    for over, ends in task.ends(higher=node.higher_is_better).items():
        if over in names and len(ends) == len(get_args(End)):
            between = {"x": names[over]} | {end: names[name] for end, name in ends.items()}
            names[over], _ = state.reading.formula(_WITHIN, between, height)


def keep_guests_within(state: Walk, node: NodePlan, task: FormulaTask, names: dict[str, Vector], guests: Mask) -> None:
    """Let a figure filled in that lies beyond an end of those that count be as that end, where the end is named."""
    for over, ends in task.ends(higher=node.higher_is_better).items():
        if over in FILLED and over in names:
            for end, name in sorted(ends.items()):
                bounded = {"x": names[over], "bound": names[name]}
                within, _ = state.reading.formula(_KEPT[end], bounded, len(guests))
                names[over] = state.reading.fill(names[over], guests, within)


def placed(
    state: Walk,
    among: Compared,
    key: StatisticKey,
    operation: GroupOperation,
    vector: Vector,
    ties: Ties,
    *,
    held: Vector | None = None,
) -> Vector:
    """Give each row its place in its population; the ordered figures are recorded, or looked up where frozen.

    A unit that does not count, or whose figure is another than the recorded one, is placed as if it alone came to the
    others; where a flag says who counts and nobody does, there is no place.
    held: the figures recorded, which others are placed among, where a unit's own may be another.
    """
    population, units = among.population, among.units
    keys = state.reading.keys(vector)
    figures = keys if held is None else state.reading.keys(held)
    counting = figures if population.members is None else np.where(population.members, figures, np.nan)
    there = np.flatnonzero(~np.isnan(counting))
    if state.frozen is None:
        for row in there.tolist():
            whose, figure = population.names[population.of[row]], Fraction(repr(float(figures[row])))
            state.records.append(recorded(key, whose, units[row], figure, state.definitions[key]))
        others = vector if held is None else held
        placing = Placing(operation, vector, others, population.of, population.members, among.higher, ties)
        if population.members is None and np.array_equal(keys, figures, equal_nan=True):
            places = places_of(operation, keys, population.of, higher=among.higher, ties=ties)
            return state.reading.placed(placing, places)
        ordered: dict[int, dict[str, float]] = {}
        for row in there.tolist():
            ordered.setdefault(int(population.of[row]), {})[units[row]] = float(figures[row])
        return state.reading.placed(placing, _inserted(among, operation, keys, ordered, ties))
    names = {population.names[at] for at in np.unique(population.of[there]).tolist()}
    refuse_lacking(key, sorted(name for name in names if (key, name) not in state.frozen.ordered))
    frozen = state.frozen.ordered
    known = {at: frozen[key, name] for at, name in enumerate(population.names) if (key, name) in frozen}
    return state.reading.numbers(_inserted(among, operation, keys, known, ties))


def _inserted(
    among: Compared,
    operation: GroupOperation,
    keys: Floats,
    ordered: Mapping[int, Mapping[str, float]],
    ties: Ties,
) -> list[Number | None]:
    """Place every row among the ordered figures of its population, by its number."""
    population, units = among.population, among.units
    out: list[Number | None] = [None] * len(keys)
    there = np.flatnonzero(~np.isnan(keys))
    for at in np.unique(population.of[there]).tolist():
        if at not in ordered and population.members is not None:
            continue
        mine = {units[row]: (row, float(keys[row])) for row in there[population.of[there] == at].tolist()}
        figures = {unit: figure for unit, (_, figure) in mine.items()}
        places = places_among(operation, figures, ordered.get(at, {}), higher=among.higher, ties=ties)
        for unit, (row, _) in mine.items():
            out[row] = places[unit]
    return out


def refuse_lacking(key: StatisticKey, lacking: Sequence[PopulationName]) -> None:
    """Stop with a `DataError` for every population, where there is any, whose figures the frozen table lacks."""
    if lacking:
        raise DataError([_no_statistic(key, name) for name in lacking])


def _no_statistic(key: StatisticKey, population: PopulationName) -> Problem:
    """Report a statistic that the frozen table lacks."""
    node, step, statistic, _ = key
    period, group, at = population
    when = period if at in ("", period) else f"{period} ({at})"
    values = {"node": node, "step": str(step), "statistic": statistic, "where": f"{when} {group}".rstrip()}
    return Problem(NO_STATISTIC, None, values)
