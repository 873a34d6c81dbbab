"""The exact judge over the columns: equal in everything rounded, banded and ranked, elsewhere to 1e-9 relative."""

from __future__ import annotations

import numpy as np

from kaoping.engine.messages import DISAGREES
from kaoping.engine.rank import ranked
from kaoping.engine.state import Mask, Walk
from kaoping.errors import EngineError, Problem
from kaoping.rules import Floats

__all__ = ["agree"]

_RELATIVE = 1e-9
_NEAR_ZERO = 1e-12


def agree(exact: Walk, columns: Walk) -> None:
    """Stop with an `EngineError` that names every figure on which the two walks disagree."""
    problems: list[Problem] = []
    for node in exact.plan.nodes:
        ours, theirs = exact.values[node.id], columns.values[node.id]
        mine, other = exact.reading.floats(ours.points), columns.reading.floats(theirs.points)
        differs = ~_near(exact.reading.floats(ours.before), columns.reading.floats(theirs.before))
        differs |= ~_near(mine, other) if node.rounding is None else ~_same(mine, other)
        differs |= ours.absence.state != theirs.absence.state
        problems += _disagreements(exact, node.id, differs, mine, other)
    mine, other = (ranked(walk)["rank"].fill_null(np.nan).to_numpy() for walk in (exact, columns))
    problems += _disagreements(exact, "rank", ~_same(mine, other), mine, other)
    if problems:
        raise EngineError(problems)


def _same(mine: Floats, other: Floats) -> Mask:
    """Tell where figures are equal, or both missing."""
    is_same: Mask = (mine == other) | (np.isnan(mine) & np.isnan(other))
    return is_same


def _near(mine: Floats, other: Floats) -> Mask:
    """Tell where figures agree to 1e-9 relative, or both are missing."""
    is_near: Mask = np.isclose(other, mine, rtol=_RELATIVE, atol=_NEAR_ZERO, equal_nan=True)
    return is_near


def _disagreements(walk: Walk, node: str, differs: Mask, mine: Floats, other: Floats) -> list[Problem]:
    """Name the figures on which the readings disagree."""
    problems = []
    for row in np.flatnonzero(differs).tolist():
        period, unit = walk.base.key(row)
        figures = {"exact": f"{mine[row]:.17g}", "columns": f"{other[row]:.17g}"}
        problems.append(Problem(DISAGREES, None, {"period": period, "unit": unit, "node": node} | figures))
    return problems
