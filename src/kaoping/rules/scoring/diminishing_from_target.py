"""Full points at a given reference, marginal rates that diminish above and below."""

from __future__ import annotations

from kaoping.rules.diminishing import diminishing_from

DIMINISHING_FROM_TARGET = diminishing_from(
    "target",
    "diminishing_from_target",
    zh="围绕给定参递减加减分",
    en="Diminishing steps from the target",
    meaning_zh="等于给定参照值（写在目标表）",
    meaning_en="a given reference, which stands in table targets",
)
