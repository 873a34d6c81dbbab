"""The lowest figure that stays where a group is winsorised; not defined where nothing moves at that end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic
from kaoping.rules.parameter import Settings
from kaoping.rules.winsorising import WINSORISED, Winsorising


def _of(settings: Settings) -> Statistic:
    winsorising = Winsorising.of(settings)

    def exact(values: Sequence[Number], _: bool, __: Precision) -> Number | None:  # noqa: FBT001 -- one shape for all
        return winsorising.exact_limits(values)[0]

    def floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
        return winsorising.float_limits(values)[0]

    return Statistic(
        id="winsor_lower",
        zh="缩尾下限",
        en="lower winsorising limit",
        meaning_zh="缩尾后保留的最低值，规则见 winsorise；这一端没有数值移动时没有。",
        meaning_en="The lowest figure that stays, as `winsorise` says; not defined where nothing moves at that end.",
        own_unit=True,
        exact=exact,
        floats=floats,
        is_always_defined=False,
        parameters=WINSORISED,
        set_to=_of,
    )


WINSOR_LOWER = _of(
    {
        "max_skewness": Fraction(2),
        "max_kurtosis": Fraction(7, 2),
        "exceeded": "both",
        "definition": "sample",
        "at_most": Fraction(5),
        "not_enough": "leave_all",
    }
)
