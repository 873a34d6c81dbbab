"""The standard deviation of the group's figures with n: the group is everybody, no sample."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic
from kaoping.rules.spread import spread, spread_of_floats


def _exact(values: Sequence[Number], _: bool, precision: Precision) -> Number | None:  # noqa: FBT001 -- one shape
    return spread(values, 0, precision)


def _floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
    return spread_of_floats(values, 0)


def _cells(figures: str, _: bool) -> str:  # noqa: FBT001 -- one shape for all
    return f"IF(MAX({figures})=MIN({figures}),0,STDEVP({figures}))"


SD_POPULATION = Statistic(
    id="sd_population",
    zh="总体标准差",
    en="standard deviation (n)",
    meaning_zh="本组数值的标准差，分母为 n。",
    meaning_en="The standard deviation of the group's figures, with n.",
    own_unit=True,
    exact=_exact,
    floats=_floats,
    cells=_cells,
)
