"""The best figure of the group, by the indicator's direction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from kaoping.formula import Precision, greater, lesser
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import End, Floats, Statistic


def _exact(values: Sequence[Number], higher: bool, _: Precision) -> Number:  # noqa: FBT001 -- one shape for all
    return reduce(greater if higher else lesser, values)


def _floats(values: Floats, higher: bool) -> float:  # noqa: FBT001 -- one shape for all
    return float(values.max() if higher else values.min())


def _end(higher: bool) -> End:  # noqa: FBT001 -- one shape for all
    return "highest" if higher else "lowest"


def _cells(figures: str, higher: bool) -> str:  # noqa: FBT001 -- one shape for all
    return f"MAX({figures})" if higher else f"MIN({figures})"


BEST = Statistic(
    id="best",
    zh="最优值",
    en="best",
    meaning_zh="本组最优的数值，按指标方向。",
    meaning_en="The best figure of the group, by the indicator's direction.",
    own_unit=True,
    lies_among=True,
    by_direction=True,
    exact=_exact,
    floats=_floats,
    cells=_cells,
    end=_end,
)
