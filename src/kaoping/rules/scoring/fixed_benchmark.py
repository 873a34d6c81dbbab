"""The ratio to a benchmark that is published for the year."""

from __future__ import annotations

from decimal import Decimal

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule
from kaoping.rules.sense import LEAST_POINTS, RATIO, RATIO_FITS, ratio

FIXED_BENCHMARK = Rule(
    id="fixed_benchmark",
    zh="基准值法",
    en="Fixed benchmark",
    meaning_zh="按与公布的基准值之比得分，设下限与封顶。",
    meaning_en="Full points by the ratio to a published benchmark, between a floor and a cap.",
    source="黄岩区 亩均效益 (benchmarks of 2022); 全面建设小康社会统计监测方案 2008.",
    stages=(f"clip(full * {ratio('x', 'benchmark')}, min_points, full * cap)",),
    parameters=(
        RuleParameter(id="benchmark", kind="number", unit="own", zh="基准值", en="benchmark"),
        LEAST_POINTS,
        RuleParameter(id="cap", kind="number", zh="封顶倍数", en="cap as a multiple of full points", least=Decimal(0)),
        RATIO,
    ),
    constraints=(
        Constraint(formula="benchmark > 0", zh="基准值 benchmark 大于 0", en="benchmark above 0"),
        Constraint(
            formula="min_points <= full * cap",
            zh="最低得分 min_points 不高于 full × cap",
            en="min_points at most full × cap",
        ),
        RATIO_FITS,
    ),
    monotone="x",
    is_ratio=True,
)
