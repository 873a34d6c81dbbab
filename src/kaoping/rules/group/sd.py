"""The standard deviation of the group's figures, with n − 1; not defined for a single unit."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic
from kaoping.rules.spread import spread, spread_of_floats


def _exact(values: Sequence[Number], _: bool, precision: Precision) -> Number | None:  # noqa: FBT001 -- one shape
    return spread(values, 1, precision)


def _floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
    return spread_of_floats(values, 1)


def _cells(figures: str, _: bool) -> str:  # noqa: FBT001 -- one shape for all
    return f'IF(COUNT({figures})<2,"",IF(MAX({figures})=MIN({figures}),0,STDEV({figures})))'


SD = Statistic(
    id="sd",
    zh="标准差",
    en="standard deviation",
    meaning_zh="本组数值的标准差，分母为 n − 1；只有一个单位时没有。",
    meaning_en="The standard deviation of the group's figures, with n − 1; not defined for a single unit.",
    own_unit=True,
    exact=_exact,
    floats=_floats,
    cells=_cells,
    is_always_defined=False,
)
