"""The skewness of the group's figures, by a named definition; not defined for few figures or where all are equal."""

from __future__ import annotations

from kaoping.rules.moments import exact_skewness, skewness_cells
from kaoping.rules.shape import of_shape

SKEWNESS = of_shape(
    "skewness",
    "偏度",
    "skewness",
    meaning_zh="本组数值的偏度：population 为三阶中心矩除以（二阶中心矩的 1.5 次方），均以 n 为分母；sample 再乘"
    " √(n(n − 1)) ÷ (n − 2)，同电子表格 SKEW。不足 3 个数或全部相同时没有。",
    meaning_en="The skewness of the group's figures: population is the third central moment by the second to the "
    "power of 1.5, both with n; sample is that times √(n(n − 1)) ÷ (n − 2), as SKEW of spreadsheets. Not defined "
    "for fewer than 3 figures, or where all are equal.",
    exactly=exact_skewness,
    of_floats=lambda shape: shape.skewness,
    in_cells=skewness_cells,
)
