"""The mean figure of the group."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic, decimals

_CANCELLED = 1e-4


def _exact(values: Sequence[Number], _: bool, __: Precision) -> Number:  # noqa: FBT001 -- one shape for all
    return sum(values, start=Fraction(0)) / len(values)


def _floats(values: Floats, _: bool) -> float:  # noqa: FBT001 -- one shape for all
    total = float(values.sum())
    if abs(total) < _CANCELLED * float(np.abs(values).sum()):
        # Figures of both signs cancel each other, and the rest of a float has few digits left.
        return float(sum(decimals(values), start=Fraction(0)) / len(values))
    return total / len(values)


def _cells(figures: str, _: bool) -> str:  # noqa: FBT001 -- one shape for all
    return f"AVERAGE({figures})"


MEAN = Statistic(
    id="mean",
    zh="平均值",
    en="mean",
    meaning_zh="本组数值的平均。",
    meaning_en="The mean figure of the group.",
    own_unit=True,
    lies_among=True,
    exact=_exact,
    floats=_floats,
    cells=_cells,
)
