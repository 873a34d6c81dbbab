"""The middle figure of the group; between the two in the middle where they are even in number."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number, descending
from kaoping.rules.grouping import Floats, Statistic


def _exact(values: Sequence[Number], _: bool, __: Precision) -> Number:  # noqa: FBT001 -- one shape for all
    ordered, middle = descending(values), len(values) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / Fraction(2)


def _floats(values: Floats, _: bool) -> float:  # noqa: FBT001 -- one shape for all
    return float(np.median(values))


def _cells(figures: str, _: bool) -> str:  # noqa: FBT001 -- one shape for all
    return f"MEDIAN({figures})"


MEDIAN = Statistic(
    id="median",
    zh="中位数",
    en="median",
    meaning_zh="本组数值的中位数；个数为偶数时取中间两个的平均。",
    meaning_en="The middle figure of the group; between the two in the middle where they are even in number.",
    own_unit=True,
    lies_among=True,
    exact=_exact,
    floats=_floats,
    cells=_cells,
)
