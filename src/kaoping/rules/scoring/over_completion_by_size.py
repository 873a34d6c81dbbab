"""Over-completion counts more where the target is bigger."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule
from kaoping.rules.sense import FOR_HIGHER

OVER_COMPLETION_BY_SIZE = Rule(
    id="over_completion_by_size",
    zh="按目标大小计超额分",
    en="Over-completion by size",
    meaning_zh="未完成按比例得分；完成后每超一个百分点按目标大小所在档次加分，加分封顶。",
    meaning_en=(
        "Below the target in proportion; beyond it so many points for each percent, by the band "
        "of the target's size, the bonus capped."
    ),
    source="漯河 draft (0.6, 0.3, 0.2, 0.1 by the size of the task).",
    stages=(
        (
            "if actual < target then max(0, full * actual / target)"
            " else full + min(max_bonus, bands(target, by_size) * (actual / target - 1) * 100)"
        ),
    ),
    parameters=(
        RuleParameter(
            id="by_size",
            kind="bands",
            zh="每超一个百分点加分（按目标大小）",
            en="points per percent, by the size of the target",
        ),
        RuleParameter(id="max_bonus", kind="number", unit="points", zh="加分上限", en="most bonus", least=Decimal(0)),
    ),
    constraints=(FOR_HIGHER,),
    is_ratio=True,
)
