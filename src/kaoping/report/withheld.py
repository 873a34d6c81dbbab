"""A figure that is not printed: the scheme gives a text for figures below a limit, while the kept figure scores."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import polars as pl

from kaoping.report.telling import NodeAt

__all__ = ["is_withheld", "withheld_lines"]


def is_withheld(at: NodeAt) -> bool:
    """Tell whether a figure of the unit at this indicator is below the limit under which it is not printed."""
    return at.telling.walked.once("withheld", at.node.id, at.row, lambda: _is_withheld(at))


def _is_withheld(at: NodeAt) -> bool:
    indicator = at.node.indicator
    if indicator is None or indicator.display is None:
        return False
    figures, limit = at.telling.walked.figures(at.node), Fraction(indicator.display.below)
    column = figures.columns["x"]
    if not isinstance(column, pl.Series):  # pragma: no cover -- x is always a figure as delivered
        raise TypeError(at.node.id)
    own = column.gather(np.flatnonzero(figures.grain.row == at.row))
    return any(Fraction(text) < limit for text in own.drop_nulls())


def withheld_lines(at: NodeAt) -> Iterator[str]:
    """Say that the figure is withheld, and that the kept one scores."""
    indicator = at.node.indicator
    if indicator is not None and indicator.display is not None:  # pragma: no branch -- asked before
        yield at.telling.say("withheld", limit=f"{indicator.display.below:f}", shown=indicator.display.as_)
