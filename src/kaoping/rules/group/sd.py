"""The standard deviation of the group's figures, with n − 1; not defined for a single unit."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from kaoping.formula import Fault, Precision, root
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic, decimals

_CLOSE = 1e-4


def _exact(values: Sequence[Number], _: bool, precision: Precision) -> Number | None:  # noqa: FBT001 -- one shape
    if len(values) == 1:
        return None
    mean = sum(values, start=Fraction(0)) / len(values)
    squares = sum(((value - mean) * (value - mean) for value in values), start=Fraction(0))
    found = root(squares / (len(values) - 1), precision)
    return None if isinstance(found, Fault) else found  # a sum of squares always has a root


def _floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
    if len(values) == 1:
        return None
    spread = values.max() - values.min()
    if spread > _CLOSE * np.abs(values).max():
        return float(values.std(ddof=1))
    # Figures close together lose the digits by which they differ; equal ones have a spread of zero exactly.
    first, *others = decimals(values)
    offsets = [0.0, *(float(figure - first) for figure in others)]
    return float(np.std(offsets, ddof=1))


SD = Statistic(
    id="sd",
    zh="标准差",
    en="standard deviation",
    meaning_zh="本组数值的标准差，分母为 n − 1；只有一个单位时没有。",
    meaning_en="The standard deviation of the group's figures, with n − 1; not defined for a single unit.",
    own_unit=True,
    exact=_exact,
    floats=_floats,
    is_always_defined=False,
)
