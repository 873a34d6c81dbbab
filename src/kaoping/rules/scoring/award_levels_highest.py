"""The highest award counts."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule

AWARD_LEVELS_HIGHEST = Rule(
    id="award_levels_highest",
    zh="获奖取最高",
    en="Highest award",
    meaning_zh="按获奖级别（事件种类）计分，只取最高一项，设上限。",
    meaning_en=("Points by the level of an award, which is the kind of the event; the highest counts, up to a cap."),
    source="成都市林业局 (state 1.0, ministry or province 0.8, department or city 0.6, bureau 0.3).",
    stages=("pick(kind, by_level)", ReductionStage(reduce="maximum", need="all", empty="zero"), "min(x, max_points)"),
    parameters=(
        RuleParameter(id="by_level", kind="pick", zh="各级别分值", en="points, by level"),
        RuleParameter(id="max_points", kind="number", unit="points", zh="加分上限", en="most points", least=Decimal(0)),
    ),
    table="events",
)
