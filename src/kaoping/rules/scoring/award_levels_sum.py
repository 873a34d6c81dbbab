"""Awards by level, added up."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import ReductionStage, Rule

AWARD_LEVELS_SUM = Rule(
    id="award_levels_sum",
    zh="获奖累计",
    en="Awards added up",
    meaning_zh="按获奖级别（事件种类）逐项累计加分，设上限。",
    meaning_en="Points by the level of each award, which is the kind of the event, added up to a cap.",
    source="成都市林业局 (total at most 3); 株洲 2012 (commendations at most 5).",
    stages=(
        "times * pick(kind, by_level)",
        ReductionStage(reduce="sum", need="all", empty="zero"),
        "min(x, max_points)",
    ),
    parameters=(
        RuleParameter(id="by_level", kind="pick", zh="各级别分值", en="points, by level"),
        RuleParameter(id="max_points", kind="number", unit="points", zh="加分上限", en="most points", least=Decimal(0)),
    ),
    table="events",
)
