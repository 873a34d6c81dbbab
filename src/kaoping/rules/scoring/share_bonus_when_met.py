"""Met: full points and a share of them more; unmet: in proportion."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Rule
from kaoping.rules.sense import FOR_HIGHER

SHARE_BONUS_WHEN_MET = Rule(
    id="share_bonus_when_met",
    zh="完成加比例分",
    en="A share more when met",
    meaning_zh="完成或超额完成的，在满分上另加满分的规定比例，加分封顶；未完成按比例得分。",
    meaning_en=(
        "Where the target is met, full points and a share of them more, the bonus capped; elsewhere in proportion."
    ),
    source="成都市林业局 (8 % or 6 % of the base, at most 4 points).",
    stages=("if actual < target then max(0, full * actual / target) else full + min(max_bonus, full * bonus_share)",),
    parameters=(
        RuleParameter(
            id="bonus_share",
            kind="number",
            zh="加分比例",
            en="share of full points on top",
            least=Decimal(0),
            most=Decimal(1),
        ),
        RuleParameter(id="max_bonus", kind="number", unit="points", zh="加分上限", en="most bonus", least=Decimal(0)),
    ),
    constraints=(FOR_HIGHER,),
    monotone="actual",
    is_ratio=True,
)
