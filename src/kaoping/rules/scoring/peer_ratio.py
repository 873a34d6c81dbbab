"""The ratio to a matched peer's figure."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import LEAST_POINTS, RATIO, RATIO_FITS, ratio

PEER_RATIO = Rule(
    id="peer_ratio",
    zh="对标比值",
    en="Ratio to a peer",
    meaning_zh="按与对标单位数值之比得分，设下限与封顶。",
    meaning_en="Full points by the ratio to the peer's figure, between a floor and a cap.",
    source="对标考核; Wuxi, benchmarking part (the point formula is not published).",
    stages=(f"clip(full * {ratio('actual', 'peer.actual')}, min_points, full * cap)",),
    parameters=(
        LEAST_POINTS,
        RuleParameter(id="cap", kind="number", zh="封顶倍数", en="cap as a multiple of full points", least=Decimal(0)),
        RATIO,
    ),
    constraints=(
        Constraint(
            formula="min_points <= full * cap",
            zh="最低得分 min_points 不高于 full × cap",
            en="min_points at most full × cap",
        ),
        RATIO_FITS,
    ),
    is_ratio=True,
)
