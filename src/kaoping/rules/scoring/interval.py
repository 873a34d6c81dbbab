"""Full points within an interval, falling to none at the bounds allowed."""

from __future__ import annotations

from kaoping.rules.parameter import RuleParameter
from kaoping.rules.rule import Constraint, Rule

INTERVAL = Rule(
    id="interval",
    zh="适度指标",
    en="Interval",
    meaning_zh="在目标区间内得满分，向两侧允许界限线性降到零。",
    meaning_en=("Full points within the interval wanted, falling in proportion to none at the bounds allowed."),
    source="全面建设小康社会统计监测方案 2008 (适度指标; unemployment 3 to 6).",
    stages=(
        (
            "full * (if x < low then max(0, (x - least) / (low - least))"
            " else if x > high then max(0, (most - x) / (most - high)) else 1)"
        ),
    ),
    parameters=(
        RuleParameter(id="least", kind="number", unit="own", zh="允许下限", en="least allowed"),
        RuleParameter(id="low", kind="number", unit="own", zh="目标区间下界", en="lower end of the interval"),
        RuleParameter(id="high", kind="number", unit="own", zh="目标区间上界", en="upper end of the interval"),
        RuleParameter(id="most", kind="number", unit="own", zh="允许上限", en="most allowed"),
    ),
    constraints=(
        Constraint(
            formula="least < low and low <= high and high < most",
            zh="least < low ≤ high < most",
            en="least < low ≤ high < most",
        ),
    ),
)
