"""How many units of the group have a figure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic


def _exact(values: Sequence[Number], _: bool, __: Precision) -> Number:  # noqa: FBT001 -- one shape for all
    return Fraction(len(values))


def _floats(values: Floats, _: bool) -> float:  # noqa: FBT001 -- one shape for all
    return float(len(values))


def _cells(figures: str, _: bool) -> str:  # noqa: FBT001 -- one shape for all
    return f"COUNT({figures})"


COUNT = Statistic(
    id="count",
    zh="单位数",
    en="number of units",
    meaning_zh="本组有数据的单位个数。",
    meaning_en="How many units of the group have a figure.",
    own_unit=False,
    exact=_exact,
    floats=_floats,
    cells=_cells,
)
