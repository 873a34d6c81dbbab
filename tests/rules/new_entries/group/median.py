"""The median of the group: a statistic that only the test of the catalogue knows."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from kaoping.formula import Precision
from kaoping.rules import Floats, Number, Statistic


def _exact(values: Sequence[Number], _: bool, __: Precision) -> Number:  # noqa: FBT001 -- one shape for all
    ordered = sorted(value for value in values if isinstance(value, Fraction))
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _floats(values: Floats, _: bool) -> float:  # noqa: FBT001 -- one shape for all
    return float(np.median(values))


MEDIAN = Statistic(
    id="median",
    zh="中位数",
    en="median",
    meaning_zh="排在正中的数值。",
    meaning_en="The figure in the middle.",
    own_unit=True,
    exact=_exact,
    floats=_floats,
)
