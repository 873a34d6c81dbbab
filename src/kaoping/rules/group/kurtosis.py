"""The excess kurtosis of the group's figures, by a named definition; a bell curve has 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kaoping.formula import Precision
from kaoping.rules.aggregating import Number
from kaoping.rules.grouping import Floats, Statistic
from kaoping.rules.moments import DEFINITION, exact_kurtosis, float_shape
from kaoping.rules.parameter import Settings, word_of

_PARAMETERS: Final = (DEFINITION,)


def _of(settings: Settings) -> Statistic:
    definition = word_of(settings["definition"])

    def exact(values: Sequence[Number], _: bool, __: Precision) -> Number | None:  # noqa: FBT001 -- one shape for all
        return exact_kurtosis(values, definition)

    def floats(values: Floats, _: bool) -> float | None:  # noqa: FBT001 -- one shape for all
        return float_shape(values, definition).kurtosis

    return Statistic(
        id="kurtosis",
        zh="峰度",
        en="excess kurtosis",
        meaning_zh="本组数值的超额峰度（正态分布为 0）：population 为四阶中心矩除以二阶中心矩的平方再减 3，"
        "均以 n 为分母；sample 同电子表格 KURT。不足 4 个数或全部相同时没有。",
        meaning_en="The excess kurtosis of the group's figures (0 for a bell curve): population is the fourth central "
        "moment by the square of the second, less 3, both with n; sample is KURT of spreadsheets. Not defined for "
        "fewer than 4 figures, or where all are equal.",
        own_unit=False,
        exact=exact,
        floats=floats,
        is_always_defined=False,
        parameters=_PARAMETERS,
        set_to=_of,
    )


KURTOSIS = _of({"definition": "sample"})
