"""The recorded statistics of a run: computed once, shown, frozen at the freeze, looked up ever after.

A scalar statistic is one figure per population; a group operation records the ordered figures of the population with
their units, so that a later value can be placed among them without moving any other unit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaoping.engine.base import PopulationName
from kaoping.formula import plain
from kaoping.rules import Number

__all__ = ["NO_STEP", "Frozen", "Recorded", "StatisticKey", "frozen_from", "recorded"]

StatisticKey = tuple[str, int, str, str]  # node, step (from 1), statistic, data name it is taken over

NO_STEP = 0
"""The step of what is taken at none: before the first one, of children combined, or in place of absent points."""


@dataclass(frozen=True, slots=True, order=True)
class Recorded:
    """One recorded figure. group: empty where all units of the period are compared; unit: empty for a scalar.

    at: what the rows are about where units are compared at a finer key (a month, a rater); else empty.

    figure: the decimal shown (12 significant digits). exact: the same as a fraction or a long decimal. Both are empty
    where the statistic is not defined, such as the spread of one unit.
    definition: the digest of what it is a statistic of; empty for the sources of a unit's own mean, never used again.
    """

    period: str
    node: str
    step: int
    statistic: str
    over: str
    group: str
    at: str
    unit: str
    figure: str
    exact: str
    definition: str

    @property
    def key(self) -> StatisticKey:
        """What it is a figure of."""
        return self.node, self.step, self.statistic, self.over


def recorded(
    key: StatisticKey, population: PopulationName, unit: str, number: Number | None, definition: str
) -> Recorded:
    """Record one figure, or that the statistic is not defined there."""
    figure, exact = "", ""
    if number is not None:
        figure, exact = plain(number), str(number if isinstance(number, Fraction) else number.figure)
    period, group, at = population
    return Recorded(period, *key, group, at, unit, figure, exact, definition)


@dataclass(frozen=True, slots=True)
class Frozen:
    """Recorded statistics to be used again, by key and population.

    run: the name of the run that recorded them.
    scalars: None where the statistic was not defined.
    ordered: the figures of a group operation by unit, as floats: at 12 significant digits they stay apart.
    records: the rows they were made of; a run over frozen statistics hands them on.
    """

    run: str
    records: tuple[Recorded, ...]
    scalars: Mapping[tuple[StatisticKey, PopulationName], Fraction | None]
    ordered: Mapping[tuple[StatisticKey, PopulationName], Mapping[str, float]]

    @property
    def definitions(self) -> Mapping[StatisticKey, str]:
        """The digests of what they are statistics of."""
        return {row.key: row.definition for row in self.records}


def frozen_from(statistics: pl.DataFrame, run: str) -> Frozen:
    """Make the statistics of a run ready for use in another one."""
    records = tuple(Recorded(*row) for row in statistics.select(Recorded.__slots__).iter_rows())
    scalars: dict[tuple[StatisticKey, PopulationName], Fraction | None] = {}
    ordered: dict[tuple[StatisticKey, PopulationName], dict[str, float]] = {}
    for row in records:
        key = (row.key, (row.period, row.group, row.at))
        if row.unit:
            ordered.setdefault(key, {})[row.unit] = float(Fraction(row.exact))
        else:
            scalars[key] = Fraction(row.exact) if row.exact else None
    return Frozen(run, records, scalars, ordered)
