"""The worst figure of the group, by the indicator's direction."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from kaoping.formula import Precision, greater, lesser
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import End, Floats, Statistic


def _exact(values: Sequence[Number], higher: bool, _: Precision) -> Number:  # noqa: FBT001 -- one shape for all
    return reduce(lesser if higher else greater, values)


def _floats(values: Floats, higher: bool) -> float:  # noqa: FBT001 -- one shape for all
    return float(values.min() if higher else values.max())


def _end(higher: bool) -> End:  # noqa: FBT001 -- one shape for all
    return "lowest" if higher else "highest"


def _cells(figures: str, higher: bool) -> str:  # noqa: FBT001 -- one shape for all
    return f"MIN({figures})" if higher else f"MAX({figures})"


WORST = Statistic(
    id="worst",
    zh="最差值",
    en="worst",
    meaning_zh="本组最差的数值，按指标方向。",
    meaning_en="The worst figure of the group, by the indicator's direction.",
    own_unit=True,
    lies_among=True,
    by_direction=True,
    exact=_exact,
    floats=_floats,
    cells=_cells,
    end=_end,
)
