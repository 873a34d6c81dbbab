"""The skewness of the group's figures, by a named definition; not defined for few figures or where all are equal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic
from kaoping.rules.moments import DEFINITION, exact_skewness, float_shape
from kaoping.rules.parameter import Settings, word_of

_PARAMETERS: Final = (DEFINITION,)


def _of(settings: Settings) -> Statistic:
    definition = word_of(settings["definition"])

    def exact(values: Sequence[Number], _: bool, precision: Precision) -> Number | None:  # noqa: FBT001 -- one shape
        return exact_skewness(values, definition, precision)

    def floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
        return float_shape(values, definition).skewness

    return Statistic(
        id="skewness",
        zh="偏度",
        en="skewness",
        meaning_zh="本组数值的偏度：population 为三阶中心矩除以（二阶中心矩的 1.5 次方），均以 n 为分母；sample 再乘"
        " √(n(n − 1)) ÷ (n − 2)，同电子表格 SKEW。不足 3 个数或全部相同时没有。",
        meaning_en="The skewness of the group's figures: population is the third central moment by the second to the "
        "power of 1.5, both with n; sample is that times √(n(n − 1)) ÷ (n − 2), as SKEW of spreadsheets. Not defined "
        "for fewer than 3 figures, or where all are equal.",
        own_unit=False,
        exact=exact,
        floats=floats,
        is_always_defined=False,
        parameters=_PARAMETERS,
        set_to=_of,
    )


SKEWNESS = _of({"definition": "sample"})
