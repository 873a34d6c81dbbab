"""Level and growth together: each by its place between worst and best, weighted (Wuxi: 4 : 6)."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule


def _share(name: str, zh: str, en: str) -> RuleParameter:
    """Give a parameter that is a share."""
    return RuleParameter(id=name, kind="number", zh=zh, en=en, least=Decimal(0), most=Decimal(1))


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
        _share("level_share", "总量占比", "share of the level"),
        _share("growth_share", "增幅占比", "share of growth"),
        _share("base", "基础比例", "base share"),
        _share("when_equal", "全部相同时比例", "share where all equal"),
    ),
    constraints=(
        Constraint(
            formula="level_share + growth_share = 1",
            zh="总量占比 level_share 与增幅占比 growth_share 合计为 1",
            en="level_share and growth_share to add up to 1",
            hint_zh="4:6 写成 0.4 和 0.6。",
            hint_en="Write 0.4 and 0.6 for 4 : 6.",
        ),
    ),
    monotone="growth",
)
