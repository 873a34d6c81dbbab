"""Figures that follow from others before the first step: derived from variables, growth, means of peers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np

from kaoping.engine.base import Rows
from kaoping.engine.gather import Figures
from kaoping.engine.growth import GROWTH, Growths
from kaoping.engine.messages import NOT_POSITIVE
from kaoping.engine.plan import NodePlan
from kaoping.engine.problems import faults_of_base
from kaoping.engine.state import Faults, Mask, Vector, Walk
from kaoping.engine.variables import Derived
from kaoping.errors import Problem
from kaoping.formula import Fault, Formula
from kaoping.rules import aggregations

__all__ = ["derived", "inverted"]

_Found: TypeAlias = "list[tuple[Growths | Derived, Faults]]"


def derived(state: Walk, node: NodePlan, figures: Figures, refused: Mask) -> dict[str, Vector]:
    """Compute what an indicator has derived; notes the problems, and in `refused` the base rows they concern."""
    vectors: dict[str, Vector] = {}
    problems: dict[int, Problem] = {}
    for name, column in figures.columns.items():
        if name == "actual" and column is figures.columns["x"] and "x" in vectors:
            vectors[name] = vectors["x"]
        elif isinstance(column, Growths | Derived):
            found: _Found = []
            vectors[name] = _averaged(state, column, _computed(state, column, found))
            for one, faults in found:
                rows: Rows = one.at[np.array([row for row, _ in faults], np.int64)]
                refused[figures.grain.row[rows]] = True
                problems = faults_of_base(state, node, figures, one, faults) | problems
    state.problems.extend(problems[base] for base in sorted(problems))
    return vectors


def _computed(state: Walk, column: Growths | Derived, found: _Found) -> Vector:
    """Compute one figure a row; faults are noted beside what they were found in."""
    reading = state.reading
    if isinstance(column, Derived):
        names = {name: reading.column(figures) for name, figures in column.columns.items()}
        vector, faults = reading.formula(column.formula, names, len(column.at))
        found.append((column, faults))
        return vector
    both = {"actual": column.actual, "previous": column.previous}
    names = {
        name: _computed(state, one, found) if isinstance(one, Derived) else reading.column(one)
        for name, one in both.items()
    }
    vector, faults = reading.formula(GROWTH, names, len(column.at))
    found.append((column, [*faults, *inverted(state, GROWTH, names, vector)]))
    return vector


def _averaged(state: Walk, column: Growths | Derived, vector: Vector) -> Vector:
    """Give the mean of the peers of each figure row where figures are those of peers."""
    if column.peer is None:
        return vector
    every = np.ones(column.height, np.bool_)
    mean, _ = state.reading.reduce(aggregations()["mean"], vector, None, column.at, column.height, every)
    return mean


def inverted(state: Walk, formula: Formula, names: Mapping[str, Vector], after: Vector) -> Faults:
    """Give the rows that divide by a negative figure: better and worse would change places, so they are refused."""
    there = ~state.reading.absent(after)
    faults: Faults = []
    for name in sorted(formula.divisors):
        floats = state.reading.floats(names[name])
        for row in np.flatnonzero(there & (floats < 0)).tolist():
            faults.append((row, Fault(NOT_POSITIVE, 0, 0, {"name": name, "figure": f"{floats[row]:.12g}"})))
    return faults
