"""How far a mean of sources may be off: the number of sources, the standard error and the limits, recorded by unit.

It moves no points. Over frozen statistics it is computed again, for it is about the unit's own figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from kaoping.engine.base import Population, Rows
from kaoping.engine.plan import NodePlan
from kaoping.engine.state import Mask, Vector, Walk
from kaoping.engine.statistics import Recorded
from kaoping.formula import parse
from kaoping.rules import statistics

__all__ = [
    "COUNT",
    "ERROR",
    "LOWER",
    "UPPER",
    "Sources",
    "is_of_sources",
    "of_children",
    "record_sources",
]

COUNT, ERROR, LOWER, UPPER = "sources", "standard_error", "lower_limit", "upper_limit"
_ERROR = parse("sd / sqrt(count)")
_LOWER, _UPPER = parse("mean - multiplier * error"), parse("mean + multiplier * error")


@dataclass(frozen=True, slots=True)
class Sources:
    """The values that a mean was taken of: the base row of each, and which of them took part."""

    values: Vector
    rows: Rows
    took_part: Mask


def is_of_sources(row: Recorded) -> bool:
    """Tell whether a recorded figure is about the sources of one unit's own mean."""
    return bool(row.unit) and row.statistic in {COUNT, ERROR, LOWER, UPPER}


def record_sources(state: Walk, node: NodePlan, step: int, sources: Sources, mean: Vector, multiplier: Decimal) -> None:
    """Record count, standard error and limits of every mean there is; of a single source there is only the count."""
    reading, height = state.reading, state.base.height
    there = np.flatnonzero(sources.took_part & ~reading.absent(mean)[sources.rows])
    rows = sources.rows[there]
    counts = np.bincount(rows, minlength=height)
    among = Population(rows, (("", "", ""),) * height, np.argsort(rows, kind="stable"))
    spread = reading.numbers(
        reading.statistic(statistics()["sd"], reading.take(sources.values, there), among, higher=True)
    )
    count = reading.numbers([Fraction(int(number)) for number in counts])
    error, _ = reading.formula(_ERROR, {"sd": spread, "count": count}, height)
    names = {"mean": mean, "error": error, "multiplier": reading.constant(Fraction(multiplier), height)}
    limits = [reading.formula(formula, names, height)[0] for formula in (_LOWER, _UPPER)]
    for statistic, vector in zip((COUNT, ERROR, LOWER, UPPER), (count, error, *limits), strict=True):
        _record(state, node, (step, statistic), vector, np.flatnonzero(counts))


def _record(state: Walk, node: NodePlan, key: tuple[int, str], vector: Vector, rows: Rows) -> None:
    """Record one figure of each of some rows."""
    texts, population = state.reading.texts(vector, None), state.base.population(node.within, None)
    units, (step, statistic) = state.base.frame["unit"], key
    for row in rows.tolist():
        if texts[row] is not None:
            period, group, _ = population.names[population.of[row]]
            state.records.append(
                Recorded(period, node.id, step, statistic, "x", group, "", units[row], texts[row], texts[row], "")
            )


def of_children(state: Walk, points: Sequence[Vector], given: Sequence[Mask]) -> Sources:
    """Give the points of children as sources."""
    rows = np.tile(np.arange(state.base.height), len(points))
    return Sources(state.reading.joined(points), rows, np.concatenate(given))
