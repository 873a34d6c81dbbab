"""Points in proportion to how far the target was reached."""

from __future__ import annotations

from kaoping.rules.rule import Rule, RuleParameter

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
        RuleParameter(id="cap", kind="number", zh="封顶倍数", en="cap as a multiple of full points"),
        RuleParameter(id="min_points", kind="number", unit="points", zh="最低得分", en="least points"),
        RuleParameter(
            id="reverse",
            kind="choice",
            choices=("none", "inverse", "mirror"),
            zh="逆指标算法",
            en="reverse for lower is better",
        ),
    ),
    monotone="actual",
    is_ratio=True,
)
