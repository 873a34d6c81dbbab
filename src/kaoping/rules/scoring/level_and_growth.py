"""Level and growth together: each by its place between worst and best, weighted (Wuxi: 4 : 6)."""

from __future__ import annotations

from kaoping.rules.rule import Rule, RuleParameter


def _half(name: str) -> str:
    """Give the share of full points of one half: a base, and the rest by the place between worst and best."""
    return (
        f"(if {name} = best.{name} and {name} = worst.{name} then when_equal"
        f" else base + (1 - base) * ({name} - worst.{name}) / (best.{name} - worst.{name}))"
    )


LEVEL_AND_GROWTH = Rule(
    id="level_and_growth",
    zh="总量与增幅结合",
    en="Level and growth",
    meaning_zh="增幅与总量各按极值法取值，再按比例（如总量 4：增幅 6）合成。",
    meaning_en="Level and growth are each placed between worst and best, then joined by their shares (4 : 6).",
    source="Wuxi, areas scheme 2016 (level : growth = 4 : 6); how each half becomes points is not published.",
    stages=(_half("growth"), f"full * (level_share * {_half('actual')} + growth_share * x)"),
    parameters=(
        RuleParameter(id="level_share", kind="number", zh="总量占比", en="share of the level"),
        RuleParameter(id="growth_share", kind="number", zh="增幅占比", en="share of growth"),
        RuleParameter(id="base", kind="number", zh="基础比例", en="base share"),
        RuleParameter(id="when_equal", kind="number", zh="全部相同时比例", en="share where all equal"),
    ),
    monotone="growth",
)
