"""The spread of figures about their mean: the root of their mean square, over as many as the statistic says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from kaoping.formula import Fault, Precision, root
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, decimals

__all__ = ["spread", "spread_of_floats"]

_CLOSE = 1e-4


def spread(values: Sequence[Number], less: int, precision: Precision) -> Number | None:
    """Give the spread with n − less; none where that leaves nothing to divide by."""
    if len(values) <= less:
        return None
    mean = sum(values, start=Fraction(0)) / len(values)
    squares = sum(((value - mean) * (value - mean) for value in values), start=Fraction(0))
    found = root(squares / (len(values) - less), precision)
    return None if isinstance(found, Fault) else found  # a sum of squares always has a root


def spread_of_floats(values: Floats, less: int) -> float | None:
    """Give the same over floats."""
    if len(values) <= less:
        return None
    if values.max() - values.min() > _CLOSE * np.abs(values).max():
        return float(values.std(ddof=less))
    # Figures close together lose the digits by which they differ; equal ones have a spread of zero exactly.
    first, *others = decimals(values)
    return float(np.std([0.0, *(float(figure - first) for figure in others)], ddof=less))
