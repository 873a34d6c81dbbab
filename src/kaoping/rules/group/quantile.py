"""A quantile of the group's figures, by a named definition: definitions differ, and so would the bands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import numpy as np

from kaoping.formula import Precision, number_text
from kaoping.rules.aggregating import Number, descending
from kaoping.rules.grouping import End, Floats, Statistic
from kaoping.rules.parameter import RuleParameter, Settings, number_of, word_of

_PARAMETERS: Final = (
    RuleParameter(id="at", kind="number", zh="分位", en="share below", least=Decimal(0), most=Decimal(1)),
    RuleParameter(
        id="definition",
        kind="choice",
        choices=("inclusive", "exclusive", "hazen", "nearest_rank"),
        zh="定义",
        en="definition",
    ),
)


def _place(at: Fraction, count: int, definition: str) -> Fraction:
    """Give the place of the quantile among the figures in rising order, counted from 1."""
    if definition == "nearest_rank":
        return Fraction(-((-at * count) // 1))
    if definition == "hazen":
        return at * count + Fraction(1, 2)
    return at * (count + 1) if definition == "exclusive" else at * (count - 1) + 1


def _place_cells(at: Fraction, n: str, definition: str) -> str:
    """Give the same over the cell that counts the figures; what a float adds at the 12th decimal is cut off."""
    share = number_text(at)
    if definition == "nearest_rank":
        return f"ROUNDUP(ROUND({share}*{n},12),0)"
    return f"ROUND({share}*{n}+0.5,12)" if definition == "hazen" else f"ROUND({share}*({n}+1),12)"


def _of(settings: Settings) -> Statistic:
    at, definition = number_of(settings["at"]), word_of(settings["definition"])

    def place(count: int) -> tuple[int, Fraction]:
        """Give the index of the figure below, and how far on towards the next one the quantile lies."""
        found = min(max(_place(at, count, definition), Fraction(1)), Fraction(count))
        below = found.numerator // found.denominator
        return below - 1, found - below

    def exact(values: Sequence[Number], _: bool, __: Precision) -> Number:  # noqa: FBT001 -- one shape for all
        ordered = descending(values)[::-1]
        below, on = place(len(ordered))
        return ordered[below] if not on else ordered[below] + on * (ordered[below + 1] - ordered[below])

    def floats(values: Floats, _: bool) -> float:  # noqa: FBT001 -- one shape for all
        ordered = np.sort(values)
        below, on = place(len(ordered))
        return (
            float(ordered[below])
            if not on
            else float(ordered[below] + float(on) * (ordered[below + 1] - ordered[below]))
        )

    def cells(figures: str, _: bool) -> str:  # noqa: FBT001 -- one shape for all
        if definition == "inclusive":
            return f"PERCENTILE({figures},{number_text(at)})"
        n = f"COUNT({figures})"
        place = f"MIN(MAX({_place_cells(at, n, definition)},1),{n})"
        below, above = f"SMALL({figures},INT({place}))", f"SMALL({figures},MIN(INT({place})+1,{n}))"
        return f"{below}+({place}-INT({place}))*({above}-{below})"

    def end(_: bool) -> End:  # noqa: FBT001 -- one shape for all
        return "highest" if at else "lowest"

    return Statistic(
        id="quantile",
        zh="分位数",
        en="quantile",
        meaning_zh="本组数值的分位数，0 和 1 为数值的两端；inclusive 同电子表格 PERCENTILE.INC，"
        "exclusive 同 PERCENTILE.EXC（两端取极值），hazen 取 at × n ＋ 0.5，nearest_rank 取第 ⌈at × n⌉ 个。",
        meaning_en="A quantile of the group's figures, an end of them at 0 and at 1: inclusive as PERCENTILE.INC of "
        "spreadsheets, exclusive as PERCENTILE.EXC (held at the ends), hazen at × n + 0.5, "
        "nearest_rank the figure number ⌈at × n⌉.",
        own_unit=True,
        lies_among=True,
        exact=exact,
        floats=floats,
        cells=cells,
        end=end if at in {0, 1} else None,  # by every definition the lowest and the highest figure
        parameters=_PARAMETERS,
        set_to=_of,
    )


QUANTILE = _of({"at": Fraction(1, 2), "definition": "inclusive"})
