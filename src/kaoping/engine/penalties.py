"""What penalties do to points: nodes that become zero, and points off the total; found out by the table `findings`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.engine.plan import NodePlan
from kaoping.engine.state import GIVEN, Absence, NodeValues, Walk
from kaoping.scheme.model import Penalty

__all__ = ["penalties_at", "penalty_points", "zeroed"]


def penalties_at(state: Walk, penalties: Sequence[Penalty], row: int) -> list[tuple[Penalty, int]]:
    """Give the penalties found about one row with how often each was found, in the scheme's order."""
    own = state.base.found.get(state.base.key(row), {})
    return [(penalty, own[penalty.id]) for penalty in penalties if penalty.id in own]


def zeroed(state: Walk, node: NodePlan, values: NodeValues) -> NodeValues:
    """Give a node with zero points where a penalty says so, which stands in for absence too."""
    if not node.penalties:
        return values
    absence = values.absence
    found = [bool(penalties_at(state, node.penalties, row)) for row in range(state.base.height)]
    rows, zero = np.array(found, np.bool_), state.reading.constant(Fraction(0), state.base.height)
    kept = pl.select(pl.when(pl.Series(rows)).then(pl.lit("")).otherwise(absence.treatment)).to_series()
    states, status = np.where(rows, GIVEN, absence.state), np.where(rows, 0, absence.status)
    return replace(
        values,
        points=state.reading.fill(values.points, rows, zero),
        before=state.reading.fill(values.before, rows, zero),
        absence=Absence(states.astype(np.int8), status.astype(np.int8), kept.alias("treatment")),
        unzeroed=values,
    )


def penalty_points(state: Walk, node: NodePlan) -> NodeValues:
    """Give the points that penalties take off the total of each row; zero where none was found."""
    height = state.base.height
    numbers = [
        sum(
            (
                Fraction(penalty.effect.minus.value) * times
                for penalty, times in penalties_at(state, node.penalties, row)
                if penalty.effect.minus is not None
            ),
            Fraction(0),
        )
        for row in range(height)
    ]
    points = state.reading.numbers(numbers)
    given = np.zeros(height, np.int8)
    treatment = pl.repeat("", height, dtype=pl.String, eager=True).alias("treatment")
    nobody = np.zeros(height, np.bool_)
    return NodeValues(points, points, Absence(given, given, treatment), None, np.zeros(height), nobody)
