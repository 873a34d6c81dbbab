"""The standard deviation of the group's figures with n: the group is everybody, no sample."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from kaoping.formula import Fault, Precision, root
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic, decimals

_CLOSE = 1e-4


def _exact(values: Sequence[Number], _: bool, precision: Precision) -> Number:  # noqa: FBT001 -- one shape for all
    mean = sum(values, start=Fraction(0)) / len(values)
    squares = sum(((value - mean) * (value - mean) for value in values), start=Fraction(0))
    found = root(squares / len(values), precision)
    return Fraction(0) if isinstance(found, Fault) else found  # a sum of squares always has a root


def _floats(values: Floats, _: bool) -> float:  # noqa: FBT001 -- one shape for all
    spread = values.max() - values.min()
    if spread > _CLOSE * np.abs(values).max():
        return float(values.std())
    # Figures close together lose the digits by which they differ; equal ones have a spread of zero exactly.
    first, *others = decimals(values)
    return float(np.std([0.0, *(float(figure - first) for figure in others)]))


SD_POPULATION = Statistic(
    id="sd_population",
    zh="总体标准差",
    en="standard deviation (n)",
    meaning_zh="本组数值的标准差，分母为 n。",
    meaning_en="The standard deviation of the group's figures, with n.",
    own_unit=True,
    exact=_exact,
    floats=_floats,
)
