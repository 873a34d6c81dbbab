"""The limit at one end of a winsorised group, as a statistic; not defined where nothing moves at that end."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic
from kaoping.rules.parameter import Settings
from kaoping.rules.winsorising import WINSORISED, Winsorising

__all__ = ["winsor_limit"]


def winsor_limit(
    name: str, zh: str, en: str, *, meaning_zh: str, meaning_en: str, end: Literal["lower", "upper"]
) -> Statistic:
    """Give the statistic of a name, with the settings of the skewness and kurtosis commonly used."""
    at = 0 if end == "lower" else 1

    def of(settings: Settings) -> Statistic:
        winsorising = Winsorising.of(settings)

        def exact(values: Sequence[Number], _: bool, __: Precision) -> Number | None:  # noqa: FBT001 -- one shape
            return winsorising.exact_limits(values)[at]

        def floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
            return winsorising.float_limits(values)[at]

        return Statistic(
            id=name,
            zh=zh,
            en=en,
            meaning_zh=meaning_zh,
            meaning_en=meaning_en,
            own_unit=True,
            lies_among=True,
            exact=exact,
            floats=floats,
            is_always_defined=False,
            parameters=WINSORISED,
            set_to=of,
        )

    return of(
        {
            "max_skewness": Fraction(2),
            "max_kurtosis": Fraction(7, 2),
            "exceeded": "both",
            "definition": "sample",
            "at_most": Fraction(5),
            "not_enough": "leave_all",
        }
    )
