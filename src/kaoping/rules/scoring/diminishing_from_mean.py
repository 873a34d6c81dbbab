"""Full points at the mean of those compared, marginal rates that diminish above and below."""

from __future__ import annotations

from kaoping.rules.diminishing import diminishing_from

DIMINISHING_FROM_MEAN = diminishing_from(
    "mean",
    "diminishing_from_mean",
    zh="围绕平均值递减加减分",
    en="Diminishing steps from the mean",
    meaning_zh="等于平均值",
    meaning_en="the mean of those compared",
)
