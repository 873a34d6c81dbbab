"""The excess kurtosis of the group's figures, by a named definition; a bell curve has 0."""

from __future__ import annotations

from kaoping.rules.moments import exact_kurtosis, kurtosis_cells
from kaoping.rules.shape import of_shape

KURTOSIS = of_shape(
    "kurtosis",
    "峰度",
    "excess kurtosis",
    meaning_zh="本组数值的超额峰度（正态分布为 0）：population 为四阶中心矩除以二阶中心矩的平方再减 3，"
    "均以 n 为分母；sample 同电子表格 KURT。不足 4 个数或全部相同时没有。",
    meaning_en="The excess kurtosis of the group's figures (0 for a bell curve): population is the fourth central "
    "moment by the square of the second, less 3, both with n; sample is KURT of spreadsheets. Not defined for "
    "fewer than 4 figures, or where all are equal.",
    exactly=lambda values, definition, _: exact_kurtosis(values, definition),
    of_floats=lambda shape: shape.kurtosis,
    in_cells=kurtosis_cells,
)
