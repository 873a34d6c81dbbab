"""Points in proportion to how far the target was reached."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

COMPLETION = Rule(
    id="completion",
    zh="目标完成计分",
    en="Target completion",
    meaning_zh="按完成值与目标之比计分，设下限与封顶；逆指标写明用倒比还是镜像。",
    meaning_en="Points in proportion to actual over target, with a floor and a cap; "
    "a lower-is-better indicator names its reverse.",
    source="目标完成计分法; OECD/JRC Handbook (2008), step 5, distance to a reference.",
    stages=(
        (
            'clip(full * (if reverse = "none" then actual / target'
            ' else if reverse = "inverse" then target / actual'
            " else 2 - actual / target), min_points, full * cap)"
        ),
    ),
    parameters=(
        RuleParameter(id="cap", kind="number", zh="封顶倍数", en="cap as a multiple of full points", least=Decimal(0)),
        RuleParameter(id="min_points", kind="number", unit="points", zh="最低得分", en="least points"),
        RuleParameter(
            id="reverse",
            kind="choice",
            choices=("none", "inverse", "mirror"),
            zh="逆指标算法",
            en="reverse for lower is better",
        ),
    ),
    constraints=(
        Constraint(
            formula="min_points <= full * cap",
            zh="最低得分 min_points 不高于 full × cap",
            en="min_points at most full × cap",
        ),
        Constraint(
            formula='if direction = "higher_is_better" then reverse = "none" else reverse != "none"',
            zh="正指标（越高越好）写 reverse: none，逆指标（越低越好）写 inverse 或 mirror",
            en="reverse: none where higher is better, inverse or mirror where lower is better",
            hint_zh="请改正 reverse 或 direction；inverse 为目标÷完成，mirror 为 2－完成÷目标。",
            hint_en="Correct reverse or direction; inverse is target / actual, mirror is 2 - actual / target.",
        ),
    ),
    monotone="actual",
    is_ratio=True,
)
